"""A fact as a finding: the statement that is printed for it, its evidence, and how much it tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from sidelight.lens import LensContext
from sidelight.lenses.facts.statements import Told
from sidelight.types import Absence, Article, Finding, Measure, Span, Story
from sidelight.types.story_data import FactData, Telling

_LOADED = 0.5
_FEWEST_WORDS = 6
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
    return Finding(
        lens="facts",
        kind="fact",
        statement=_statement(fact, articles, context),
        evidence=tuple(spans),
        probability=fact.probability,
        measures=(Measure(name="independent outlets", value=float(outlets), unit="outlets", n=len(articles)),),
        absences=fact.absences,
        data=FactData(carried=carried, left_out=tuple(a.article for a in fact.absences), unclear=fact.unclear),
        telling=_telling(len(carried), len(fact.absences)),
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


def _telling(carriers: int, absences: int) -> float:
    """Told by several and left out by others most, told by all less, told by one alone least."""
    if carriers > 1:
        return 0.6 + 0.15 * absences / (carriers + absences) if absences else 0.45
    return 0.2 if absences else 0.1


def _statement(fact: Fact, articles: Sequence[Article], context: LensContext) -> str:
    """The plainest telling: not loaded, a sentence of its own, short."""
    return min(_readable(articles, pieces, context) for pieces in fact.tellings)[-1]


def _readable(articles: Sequence[Article], pieces: Sequence[Told], context: LensContext) -> tuple[bool, bool, bool, int, str]:
    article, known = articles[pieces[0].article], context.of(articles[pieces[0].article])
    place = pieces[0].sentence
    sentence = (known.sentences or ())[place]
    words = " ".join(article.text[pieces[0].start : pieces[-1].end].split())
    stands = words[0].isupper() or words[0] in '“"‘'
    cut_short = article.text[pieces[-1].end : pieces[-1].end + 1] == " " and words[-1].isalnum()
    if not stands or cut_short or words.count("“") != words.count("”") or words.count('"') % 2:
        words = " ".join(article.text[sentence.start : sentence.end].split())
    loaded = any(r.sentence == place and r.own_voice > _LOADED for r in known.loaded or ())
    length = len(words.split())
    pointing = words.split()[0].strip('“"‘').lower() in _POINTING
    return loaded, pointing, length < _FEWEST_WORDS, length, words.rstrip(" ,;")
