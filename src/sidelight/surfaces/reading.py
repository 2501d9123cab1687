"""How a breakdown is laid out for a reader, the same in a terminal and on a page: sections, numbers, voices by speaker."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count, product
from string import ascii_uppercase

from sidelight.surfaces.excerpts import ELLIPSIS, Mark, marks_of, shorten, surrounding, words_of
from sidelight.surfaces.fact_cells import cells_of, group_of, rank, support_of, sure
from sidelight.surfaces.wording import outlet_name
from sidelight.types import Annotations, Article, AttributionData, Breakdown, Finding, Range, Story
from sidelight.types.spans import Part

_SECTIONS = {
    "figures": "Figures", "loaded": "Words", "voices": "Voices", "provenance": "Provenance", "facts": "Facts",
    "story-voices": "Whose voices", "wording": "Wording", "copies": "Copied passages", "coverage": "Who covered it",
    "portrayal": "Portrayals", "blindspot": "Blind spots",
}  # fmt: skip
_ARTICLE_ORDER = ("figures", "loaded", "portrayal", "voices")
_STORY_ORDER = (
    "facts", "figures", "story-voices", "voices", "wording", "loaded", "portrayal", "copies", "coverage", "blindspot",
)  # fmt: skip
"""What the texts show comes before who covered the story."""
HEADLINES = ("coverage", "blindspot")
"""Lenses whose evidence is that a report is there: its headline, which the list of reports has."""
_PROVENANCE_KINDS = (
    "byline", "date", "dateline", "wire-credit", "photo-credit", "opinion-label", "headline-figure", "broken-quotation",
    "breaks-off", "run-together", "set-aside",
)  # fmt: skip
_QUOTATION_MARKS = '“"«„”»'
_CLOSING = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“"}
_FIRST_AT_MOST = 5
_FIRST_OF_ONE_LENS = 2
_FIRST_FROM = 4
"""Fewer findings than this need no list of what to look at first."""
_TELLING_ENOUGH = 0.4
"""Less telling findings are never named first: a lens gives 0.5 to what it has no view of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A finding with its number in reading order (from 1) and the stretches that it marks."""

    number: int
    finding: Finding
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The sentence or line `around` some marks."""

    article: Article
    part: Part
    around: Range
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whoever is heard: `name` is None where nobody is named, then `described` has the article's words for them."""

    name: str | None
    described: str
    kind: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One lens's findings. `speakers` holds its attributions, by whom; `items` all the others."""

    lens: str
    title: str
    items: tuple[Item, ...]
    speakers: tuple[Speaker, ...] = ()

    @property
    def every(self) -> tuple[Item, ...]:
        """All items, in reading order."""
        return self.items + tuple(i for s in self.speakers for i in s.items)


class Reading:
    """A breakdown in reading order. With `everything`, findings below the display threshold stand behind the others."""

    def __init__(self, breakdown: Breakdown, *, everything: bool = False) -> None:
        self.breakdown = breakdown
        subject = breakdown.subject
        self.articles = in_time_order(subject.articles) if isinstance(subject, Story) else (subject,)
        self.by_id: Mapping[str, Article] = {a.id: a for a in self.articles}
        self.annotations: Mapping[str, Annotations] = {a.article: a for a in breakdown.annotations}
        many = self.articles if isinstance(subject, Story) else ()
        self.letters: Mapping[str, str] = dict(zip((a.id for a in many), _letters(), strict=False))
        """A letter for each report of a story, in time order; none for an article by itself."""
        shown = breakdown.displayed
        hidden = tuple(f for f in breakdown.findings if not f.displayed) if everything else ()
        self._findings = shown + hidden

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Figures, words, portrayals, voices (of a story facts first, coverage last), any other lens by name, provenance.

        Lenses without a finding are left out.
        """
        lenses = {f.lens for f in self._findings}
        known = _STORY_ORDER if isinstance(self.breakdown.subject, Story) else _ARTICLE_ORDER
        order = [*known, *sorted(lenses - {*known, "provenance"}), "provenance"]
        sections: list[Section] = []
        number = 1
        for lens in order:
            if lens in lenses:
                section = self._section(lens, number)
                sections.append(section)
                number += len(section.every)
        return tuple(sections)

    @cached_property
    def first(self) -> tuple[Item, ...]:
        """The most telling findings, at most two of one lens, no statement twice; none where there is little to choose from."""
        shown = [i for s in self.sections for i in s.every if i.finding.displayed]
        if len(shown) < _FIRST_FROM:
            return ()
        facts = [i for i in shown if i.finding.lens == "facts"] if self.letters else []
        dividing = [i for i in facts if self._divides(i.finding)][:_FIRST_OF_ONE_LENS]
        behind = {i.number for i in facts} - {i.number for i in dividing}
        items = [i for i in shown if i.finding.telling >= _TELLING_ENOUGH and i.number not in behind]
        lead = max((i.finding.telling for i in dividing), default=0.0)
        telling = {i.number: i.finding.telling for i in items} | {i.number: lead for i in dividing}
        chosen: list[Item] = []
        for item in sorted(items, key=lambda i: (-telling[i.number], i.number)):
            told = any(c.finding.statement == item.finding.statement for c in chosen)
            if not told and sum(c.finding.lens == item.finding.lens for c in chosen) < _FIRST_OF_ONE_LENS:
                chosen.append(item)
        return tuple(chosen[:_FIRST_AT_MOST]) if len(chosen) > 1 else ()

    def _divides(self, finding: Finding) -> bool:
        cells = cells_of(finding, self.articles)
        return sure(finding) and group_of(cells, support_of(finding, cells)) == "split"

    def _section(self, lens: str, number: int) -> Section:
        found = [f for f in self._findings if f.lens == lens]
        if lens == "provenance":
            found.sort(key=lambda f: _PROVENANCE_KINDS.index(f.kind) if f.kind in _PROVENANCE_KINDS else 99)
        elif lens == "facts" and isinstance(self.breakdown.subject, Story):
            found.sort(key=lambda f: rank(f, self.articles))
        said = [f for f in found if isinstance(f.data, AttributionData)]
        rest = self._numbered((f for f in found if not isinstance(f.data, AttributionData)), number)
        speakers = self._speakers(said, number + len(rest))
        title = _SECTIONS.get(lens, lens.replace("_", " ").replace("-", " ").strip().capitalize())
        return Section(lens=lens, title=title, items=rest, speakers=speakers)

    def _numbered(self, findings: Iterable[Finding], start: int) -> tuple[Item, ...]:
        return tuple(Item(number=k, finding=f, marks=marks_of(f, self.by_id)) for k, f in enumerate(findings, start))

    def _speakers(self, said: list[Finding], start: int) -> tuple[Speaker, ...]:
        groups: dict[tuple[str | None, str], list[Finding]] = {}
        for finding in said:
            data = finding.data
            assert isinstance(data, AttributionData)
            described = "" if data.speaker else data.principal or self.source_words(finding)
            groups.setdefault((data.speaker, described.casefold()), []).append(finding)
        ordered = sorted(groups.items(), key=lambda g: (g[0][0] is None, -self._words(g[1])))
        speakers: list[Speaker] = []
        for (name, _), findings in ordered:
            first = findings[0].data
            assert isinstance(first, AttributionData)
            findings.sort(key=lambda f: (not f.displayed, _place(f)))
            speakers.append(
                Speaker(
                    name=name,
                    described=_described(first, self.source_words(findings[0])),
                    kind=first.speaker_kind,
                    items=self._numbered(findings, start),
                )
            )
            start += len(findings)
        return tuple(speakers)

    def _words(self, findings: list[Finding]) -> int:
        return sum(len(self.content(f).split()) for f in findings)

    def content(self, finding: Finding) -> str:
        """The attributed words, what lies between their stretches left out."""
        return " ".join(self.words(m) for m in marks_of(finding, self.by_id))

    def quotation(self, item: Item, limit: int) -> str:
        """What was said, as the article prints it: a direct quotation in quotation marks, cut to `limit` characters."""
        words = shorten(self.content(item.finding), limit)
        data = item.finding.data
        if not isinstance(data, AttributionData) or not data.direct:
            return words
        if not set(words) & set(_QUOTATION_MARKS):
            return f"“{words}”"
        return words + _CLOSING.get(words[:1], "") if words.endswith(ELLIPSIS) else words

    def label(self, article: Article) -> str:
        """A report by its letter and outlet, an article by its outlet."""
        name = outlet_name(article)
        return f"{self.letters[article.id]} {name}".strip() if article.id in self.letters else name or article.id

    def places(self, marks: Iterable[Mark]) -> tuple[Place, ...]:
        """The sentences or lines that marks stand in, in text order.

        Of several reports the first place of each comes before the second of any.
        """
        found: dict[tuple[str, Part, Range], list[Mark]] = {}
        for mark in marks:
            annotations = self.annotations.get(mark.article)
            around = surrounding(self.by_id[mark.article], mark.part, (mark.start, mark.end), annotations)
            found.setdefault((mark.article, mark.part, around), []).append(mark)
        order = {a.id: k for k, a in enumerate(self.articles)}
        before = Counter[str]()
        ranked = []
        for (article, part, around), held in found.items():
            place = Place(article=self.by_id[article], part=part, around=around, marks=tuple(held))
            ranked.append(((before[article], order[article]), place))
            before[article] += 1
        return tuple(place for _, place in sorted(ranked, key=lambda r: r[0]))

    def words(self, mark: Mark) -> str:
        """The marked words."""
        return words_of(self.by_id[mark.article], mark.part)[mark.start : mark.end]

    def source_words(self, finding: Finding) -> str:
        """The article's words for who speaks, empty where it has none."""
        return self._role(finding, "source")

    def cue_words(self, finding: Finding) -> str:
        """The article's words for the saying."""
        return self._role(finding, "cue")

    def _role(self, finding: Finding, role: str) -> str:
        article = self.by_id.get(finding.evidence[0].article) if finding.evidence else None
        ranges = getattr(finding.data, role, ())
        return " ".join(article.text[s:e] for s, e in ranges).strip() if article else ""


def _letters() -> Iterator[str]:
    """A to Z, then AA, AB and so on without end."""
    for length in count(1):
        yield from ("".join(word) for word in product(ascii_uppercase, repeat=length))


def in_time_order(articles: Iterable[Article]) -> tuple[Article, ...]:
    """The earliest first, undated ones last; of one time as they came."""
    return tuple(sorted(articles, key=lambda a: (a.published is None, a.published.timestamp() if a.published else 0.0)))


def _described(data: AttributionData, source: str) -> str:
    if data.speaker:
        return f"for {data.principal}" if data.principal and data.principal != data.speaker else ""
    if data.principal and data.principal.casefold() not in source.casefold():
        return f"{source} (for {data.principal})" if source else data.principal
    return source or data.principal or "nobody named"


def _place(finding: Finding) -> int:
    return min((s.start for s in finding.evidence), default=0)
