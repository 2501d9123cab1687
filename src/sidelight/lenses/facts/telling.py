"""A fact as a finding: the statement that is printed for it, its evidence, and how much it tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from sidelight.lens import LensContext
from sidelight.lenses.facts.asides import trimmed
from sidelight.lenses.facts.statements import Told
from sidelight.types import Absence, Article, Finding, Measure, Span, Story
from sidelight.types.story_data import FactData, Telling

_LOADED = 0.5
_FEWEST_WORDS = 6
_FEWEST_QUOTED = 2
_LONGEST_CUE = 10
"""Words of a source and its cue behind a quotation's end, at most."""
_POINTING = frozenset(
    ["he", "she", "it", "they", "his", "her", "their", "its", "this", "that", "these", "those", "but", "and", "who", "which"]
)


@dataclass(frozen=True, slots=True)
class Fact:
    """The tellings of one fact (each the pieces of one sentence), and who leaves it out."""

    tellings: list[list[Told]]
    probability: float | None
    absences: tuple[Absence, ...]
    unclear: tuple[str, ...]


def finding(fact: Fact, story: Story, articles: Sequence[Article], context: LensContext) -> Finding:
    """The fact with evidence by article and place; the statement is a sentence or clause of one report as it stands."""
    spans = sorted({_span(articles, t) for t in fact.tellings}, key=lambda s: (s.article, s.start))
    carried = _carried(fact, articles)
    outlets = _independent(carried, story, articles)
    *against, _, words = min(_readable(articles, pieces, context) for pieces in fact.tellings)
    return Finding(
        lens="facts",
        kind="fact",
        statement=words,
        evidence=tuple(spans),
        probability=fact.probability,
        measures=(Measure(name="independent outlets", value=float(outlets), unit="outlets", n=len(articles)),),
        absences=fact.absences,
        data=FactData(carried=carried, left_out=tuple(a.article for a in fact.absences), unclear=fact.unclear),
        telling=_telling(len(carried), len(fact.absences), plain=not any(against)),
    )


def _span(articles: Sequence[Article], pieces: Sequence[Told]) -> Span:
    return articles[pieces[0].article].span(pieces[0].start, pieces[-1].end)


def _carried(fact: Fact, articles: Sequence[Article]) -> tuple[Telling, ...]:
    """One for each report; it is the outlet's own knowledge where any of its tellings is."""
    by_report: dict[int, list[Told]] = {}
    for pieces in fact.tellings:
        by_report.setdefault(pieces[0].article, []).extend(pieces)
    found = []
    for place in sorted(by_report):
        told = by_report[place]
        own = any(not t.said for t in told)
        speaker = None if own else next((t.said_by for t in told if t.said_by), None)
        found.append(Telling(article=articles[place].id, own_voice=own, speaker=speaker))
    return tuple(found)


def _independent(carried: Sequence[Telling], story: Story, articles: Sequence[Article]) -> int:
    """Outlets among the carriers whose report is not a copy of another; a report without an outlet counts as one."""
    outlet = {a.id: a.outlet or a.id for a in articles}
    own = set(story.independent) or set(outlet)
    return len({outlet[t.article] for t in carried if t.article in own})


def _telling(carriers: int, absences: int, *, plain: bool) -> float:
    """Told by several and left out by others most, told by all less, told by one alone least; then what can be read by itself."""
    if carriers > 1:
        return 0.6 + 0.15 * absences / (carriers + absences) if absences else 0.45
    return (0.2 if absences else 0.1) + (0.05 if plain else 0.0)


def _readable(
    articles: Sequence[Article], pieces: Sequence[Told], context: LensContext
) -> tuple[bool, bool, bool, bool, int, str]:
    """What speaks against printing these words, the heaviest first, and the words; the whole sentence where they cannot stand."""
    article, known = articles[pieces[0].article], context.of(articles[pieces[0].article])
    sentences = known.sentences or ()
    place = pieces[0].sentence
    words = whole_quotation(" ".join(article.text[pieces[0].start : pieces[-1].end].split()))
    opens = words[0].isupper() or words[0] in '“"‘$' or words[0].isdigit()
    cut_short = article.text[pieces[-1].end : pieces[-1].end + 1] == " " and words[-1].isalnum()
    longer = (not pieces[0].stands and (cut_short or not opens)) or _halved(words)
    if longer:
        at = trimmed(article.text, sentences[place].start, sentences[pieces[-1].sentence].end)
        words = whole_quotation(" ".join(article.text[slice(*at)].split()))
    loaded = any(r.sentence == place and r.own_voice > _LOADED for r in known.loaded or ())
    length = len(words.split())
    pointing = words.split()[0].strip('“"‘').lower() in _POINTING
    return loaded, longer, pointing, length < _FEWEST_WORDS, length, words.rstrip(" ,;")


def _halved(words: str) -> bool:
    """Whether a quotation opens in the words and does not close."""
    return words.count("“") > words.count("”") or words.count('"') % 2 == 1


def whole_quotation(words: str) -> str:
    """Words without the half of a quotation whose other half stands elsewhere, and without "he said" behind such a half."""
    opened: int | None = None
    for k, char in enumerate(words):
        if char == "“" or (char == '"' and opened is None and words[k + 1 : k + 2].strip()):
            opened = k
        elif char in '”"':
            before, behind = words[:k], words[k + 1 :]
            if opened is None and len(before.split()) >= _FEWEST_QUOTED and len(behind.split()) <= _LONGEST_CUE:
                return before.rstrip(" ,")
            opened = None
    return words[1:] if opened == 0 and words[1:].strip() else words
