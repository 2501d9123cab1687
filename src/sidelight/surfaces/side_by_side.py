"""A story laid out for a reader: its reports under letters, its facts as rows with a cell a report, its copied passages."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sidelight.surfaces.excerpts import ELLIPSIS, shorten
from sidelight.surfaces.fact_cells import Cell, Group, cells_of, group_of, support_of, sure
from sidelight.surfaces.reading import Item, Reading
from sidelight.surfaces.wording import outlet_name, published, sureness
from sidelight.types import Article, Finding, Story
from sidelight.types.story_data import FactData, PassageData

_PASSAGES = {"shared-quotation": "quoted words", "boilerplate": "words of standing text"}
_LONGEST_HEADING = 160
_LETTERS_AT_MOST = 4
_SEARCHED = 500
"""Facts among which one is sought that has another's words, so that a story of a thousand facts is laid out at once."""
TITLES: dict[Group, str] = {
    "split": "Told by some, left out by others",
    "several": "Told by several, not settled for the rest",
    "all": "Told by all",
    "alone": "Told by one text alone",
}

_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report under its letter. `copied` says what it shares with which other where it does not stand on its own."""

    letter: str
    article: Article
    name: str
    facts: tuple[str, ...]
    copied: str

    @property
    def heading(self) -> str:
        """The title, else the first words of the text in quotation marks."""
        if self.article.title:
            return self.article.title
        start = shorten(self.article.text[:_LONGEST_HEADING], _LONGEST_HEADING // 2)
        return f"“{start}”" if start else "(without a title)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words with which reports tell a fact, alike in all of them. `citing` names whose they are where not the outlet's own.

    `worth` is False where they say no more than the row itself.
    """

    reports: tuple[Report, ...]
    text: str
    citing: str
    own: bool
    same: bool
    worth: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The nearest words in a report where a fact was sought and not found; empty where nothing came near."""

    report: Report
    text: str
    method: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A fact with a cell for each report, the words of those that tell it and the nearest words of those that do not.

    `within` are facts that the same reports tell and whose words this one has in full.
    """

    item: Item
    cells: tuple[Cell, ...]
    support: int
    words: tuple[Words, ...]
    near: tuple[Near, ...]
    within: tuple[Item, ...] = ()

    @property
    def group(self) -> Group:
        """Which part of the matrix it stands in."""
        return group_of(self.cells, self.support)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """What one text tells and no other was found to: `left_out` by all others, or `unsettled` for some of them.

    `reports` are several where they are copies of one text.
    """

    reports: tuple[Report, ...]
    left_out: tuple[Row, ...]
    unsettled: tuple[Row, ...]

    @property
    def title(self) -> str:
        """ "Only in A Harbour Courier"; of copies "Only in A and B, copies of one text".

        Where no fact is sure to be told by these alone it is "In A Harbour Courier, perhaps in others".
        """
        only = "Only in" if self.left_out else "In"
        if len(self.reports) > 1:
            who = f"{listed([r.letter for r in self.reports])}, copies of one text"
        else:
            who = f"{self.reports[0].letter} {self.reports[0].name}".rstrip()
        return f"{only} {who}" if self.left_out else f"{only} {who}, perhaps in others"

    @property
    def counted(self) -> str:
        """How many, and how many more may not be told by these alone."""
        if not self.left_out:
            return f"{len(self.unsettled)}"
        return f"{len(self.left_out)}" + (f", and {len(self.unsettled)} that others may tell too" if self.unsettled else "")


class SideBySide:
    """The reading of a story's breakdown by report. The reading's subject must be a story."""

    def __init__(self, reading: Reading) -> None:
        story = reading.breakdown.subject
        assert isinstance(story, Story)
        self.reading = reading
        self.story = story
        self._shared = _shared_words(f for f in reading.breakdown.findings if f.lens == "copies")
        self.reports = tuple(self._report(a, reading.letters) for a in reading.articles)
        self.by_id = {r.article.id: r for r in self.reports}

    def _report(self, article: Article, letters: Mapping[str, str]) -> Report:
        words = len(article.text.split())
        day = published(article) or "undated"
        facts = (outlet_name(article), day, f"{words:,} words" if words else "title only")
        return Report(
            letter=letters[article.id],
            article=article,
            name=facts[0],
            facts=tuple(f for f in facts if f),
            copied=self._copied(article, letters),
        )

    def _copied(self, article: Article, letters: Mapping[str, str]) -> str:
        own = self.story.independent
        if not own or article.id in own:
            return ""
        shared = {pair: n for pair, n in self._shared.items() if article.id in pair}
        if not shared:
            return "not independent: copies another report"
        most = max(shared, key=lambda pair: (any(i in own for i in pair), shared[pair], sorted(pair)))
        other = next(i for i in most if i != article.id)
        return f"not independent: shares {shared[most]:,} words with {letters[other]}"

    @property
    def counted(self) -> str:
        """How many reports, and how many of them are not copies of another."""
        own, many = len(self.story.independent), len(self.reports)
        head = f"{many} reports" if many != 1 else "1 report"
        if not own or many == 1:
            return head
        return f"{head}, each on its own" if own == many else f"{head}, {own} of them on their own"

    @property
    def overview(self) -> tuple[str, ...]:
        """The breakdown's overview without what `counted` has."""
        return tuple(line for line in self.reading.breakdown.overview if line.rstrip(".") not in self.counted)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All facts in reading order; one whose words another has in full, told by the same reports, stands within that."""
        section = next((s for s in self.reading.sections if s.lens == "facts"), None)
        rows = [self._row(i) for i in section.items] if section else []
        alike: dict[tuple[Cell, ...], list[Row]] = {}
        for row in rows:
            alike.setdefault(row.cells, []).append(row)
        return tuple(sorted((r for some in alike.values() for r in _folded(some)), key=lambda r: r.item.number))

    @cached_property
    def matrix(self) -> tuple[tuple[Group, tuple[Row, ...]], ...]:
        """The facts that several reports tell, by group; groups without a fact are left out."""
        groups: tuple[Group, ...] = ("split", "several", "all")
        found = ((g, tuple(r for r in self.rows if r.group == g)) for g in groups)
        return tuple((g, rows) for g, rows in found if rows)

    @cached_property
    def alone(self) -> tuple[Alone, ...]:
        """What each text tells alone; reports without such a fact are left out."""
        held: dict[tuple[Report, ...], list[Row]] = {}
        for row in self.rows:
            if row.group == "alone":
                tellers = tuple(r for r, c in zip(self.reports, row.cells, strict=True) if c == "told")
                held.setdefault(tellers, []).append(row)
        found = []
        for reports, rows in held.items():
            left = tuple(r for r in rows if "undecided" not in r.cells)
            found.append(Alone(reports=reports, left_out=left, unsettled=tuple(r for r in rows if r not in left)))
        return tuple(found)

    def letters(self, ids: Iterable[str]) -> str:
        """Letters in the order of the reports: "A", "A and C", "A, B and D"."""
        asked = set(ids)
        return listed([r.letter for r in self.reports if r.article.id in asked])

    def headline(self, item: Item) -> str:
        """The finding in one line that can stand without its section: of a fact it says first who leaves it out."""
        finding = item.finding
        if isinstance(finding.data, PassageData):
            return f"{self.passage(finding)}."
        if finding.lens != "facts" or not finding.absences:
            return finding.statement
        missing = [a.article for a in finding.absences]
        who = self.letters(missing) if len(missing) <= _LETTERS_AT_MOST else f"{len(missing)} of {len(self.reports)} reports"
        return f"{who} {'leaves' if len(missing) == 1 else 'leave'} out: {finding.statement}"

    def passage(self, finding: Finding) -> str:
        """ "212 words the same in A and C, from AP (credited in A)"; a quotation or standing text is called so."""
        data = finding.data
        assert isinstance(data, PassageData)
        kind = _PASSAGES.get(finding.kind, "words")
        line = f"{data.words:,} {kind} the same in {self.letters(s.article for s in finding.evidence)}"
        if not data.origin:
            return line
        return f"{line}, from {data.origin}" + (f" ({data.known_by})" if data.known_by else "")

    def doubt(self, row: Row) -> str:
        """How sure it is that the reports' words tell one fact, where that is less than sure."""
        return "" if sure(row.item.finding) else f"{sureness(row.item.finding)} that these words tell one fact"

    def support(self, row: Row) -> str:
        """How many outlets stand behind a fact, where that is fewer than the reports which tell it."""
        told = row.cells.count("told")
        return f"{told} reports, {row.support} of them independent" if 0 < row.support < told else ""

    def _row(self, item: Item) -> Row:
        finding = item.finding
        cells = cells_of(finding, [r.article for r in self.reports])
        absences = {a.article: a for a in finding.absences}
        near = []
        for report in self.reports:
            absence = absences.get(report.article.id)
            if absence:
                text = " ".join(absence.nearest.text.split()) if absence.nearest else ""
                near.append(Near(report=report, text=text, method=absence.method, score=absence.score))
        told = [self._words(r, finding) for r, c in zip(self.reports, cells, strict=True) if c == "told"]
        return Row(item=item, cells=cells, support=support_of(finding, cells), words=_put_together(told), near=tuple(near))

    def _words(self, report: Report, finding: Finding) -> Words:
        spans = [s for s in finding.evidence if s.article == report.article.id]
        spoken = [s for s in spans if s.part == "text"] or spans
        parts = list(dict.fromkeys(" ".join(s.text.split()) for s in sorted(spoken, key=lambda s: s.start)))
        text = f" {ELLIPSIS} ".join(parts)
        data = finding.data if isinstance(finding.data, FactData) else None
        citing = _citing(data, report.article.id) if data else ""
        own = data is None or any(t.own_voice for t in data.carried if t.article == report.article.id)
        return Words(reports=(report,), text=text, citing=citing, own=own, same=_plain(text) in _plain(finding.statement))


def _citing(data: FactData, article: str) -> str:
    """Whose words a report gives a fact as; of an unnamed source only where another report tells it as its own knowledge."""
    telling = next((t for t in data.carried if t.article == article), None)
    if telling is None or telling.own_voice:
        return ""
    return telling.speaker or ("a source" if any(t.own_voice for t in data.carried) else "")


def _put_together(told: Sequence[Words]) -> tuple[Words, ...]:
    """Reports that tell a fact in the same words stand together. Whom they cite is worth words only where they differ in it."""
    held: dict[tuple[str, str], list[Words]] = {}
    for words in told:
        held.setdefault((words.citing, "" if words.same else _plain(words.text)), []).append(words)
    named = {w.citing for w in told if w.citing}
    differ = len(named) > 1 or any(w.own for w in told)
    return tuple(
        replace(some[0], reports=tuple(r for w in some for r in w.reports), worth=not some[0].same or (differ and bool(citing)))
        for (citing, _), some in held.items()
    )


def _folded(rows: Sequence[Row]) -> Iterable[Row]:
    """Rows told by the same reports, without those whose statement another has in full, which hold them."""
    by_length = sorted(rows, key=lambda r: (-len(r.item.finding.statement), r.item.number))
    kept: list[tuple[str, Row, list[Item]]] = []
    for row in by_length:
        words = _plain(row.item.finding.statement)
        home = next((within for text, _, within in kept[:_SEARCHED] if words in text), None)
        if home is None:
            kept.append((words, row, []))
        else:
            home.append(row.item)
    return (replace(row, within=tuple(within)) for _, row, within in kept)


def listed(words: Sequence[str]) -> str:
    """ "A", "A and C", "A, B and D"."""
    return " and ".join(w for w in (", ".join(words[:-1]), *words[-1:]) if w)


def _shared_words(copies: Iterable[Finding]) -> Counter[frozenset[str]]:
    """Words that each two reports share in copied passages; quotations and standing text do not count."""
    shared: Counter[frozenset[str]] = Counter()
    for finding in copies:
        if finding.kind == "passage" and isinstance(finding.data, PassageData):
            ids = sorted({s.article for s in finding.evidence})
            for k, one in enumerate(ids):
                for other in ids[k + 1 :]:
                    shared[frozenset((one, other))] += finding.data.words
    return shared


def _plain(text: str) -> str:
    return _NO_WORD.sub("", text.casefold())
