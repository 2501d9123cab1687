"""The arithmetic between a text's figures: what is stated is recomputed, and what is not stated is not guessed."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sidelight.lens import LensContext, Subject, SubjectKind
from sidelight.lenses.figures.baseline import Baseline, baseline
from sidelight.lenses.figures.changes import changes
from sidelight.lenses.figures.checks import Check
from sidelight.lenses.figures.differences import leads, sums
from sidelight.lenses.figures.ratios import rates, ratios
from sidelight.lenses.figures.restatements import majorities, restatements
from sidelight.lenses.figures.shares import capacities, shares
from sidelight.lenses.figures.slots import Slotted, slotted
from sidelight.lenses.figures.spans import spans
from sidelight.lenses.figures.untellable import untellable
from sidelight.types import Abstain, Article, CheckData, Figure, Finding, NoteData, Range, Result, Sentence

_MOST_UNTELLABLE = 2


class FiguresLens:
    """Recomputes relations between figures of one sentence; see docs/method/figures.md."""

    name = "figures"
    version = "1"
    subjects: frozenset[SubjectKind] = frozenset(["article"])
    needs = frozenset(["sentences", "figures"])
    languages = frozenset(["en"])

    def find(self, subject: Subject, context: LensContext) -> Result:
        """Checks in reading order, then notes on base years."""
        assert isinstance(subject, Article)
        marked = context.of(subject)
        sentences, figures = marked.sentences or (), marked.figures or ()
        if not figures:
            return _abstain("the text has no figures")
        found: list[Finding] = []
        told: list[tuple[int, Check]] = []
        for k, held in _by_sentence(figures):
            line = slotted(subject.text, sentences[k].start, sentences[k].end, held)
            if line:
                checks = _checks(line, related=not sentences[k].body, published=subject.published)
                told.extend((k, check) for check in _once(checks))
        told = _few_untellable(told)
        found.extend(_finding(subject, sentences[k], check) for k, check in told)
        body = [(k, subject.text[s.start : s.end]) for k, s in enumerate(sentences) if s.body]
        places = {index: place for place, (index, _) in enumerate(body)}
        for k, check in told:
            if k in places and (note := baseline(body, places[k], check)):
                found.append(_note(subject, sentences, note))
        if not found:
            return _abstain(
                f"the text has {len(figures)} figures, and no two of them bear on each other in a way that can be checked"
            )
        return Result(findings=tuple(found))


def _abstain(reason: str) -> Result:
    return Result(abstentions=(Abstain(lens=FiguresLens.name, reason=reason),))


def _by_sentence(figures: Sequence[Figure]) -> Iterator[tuple[int, tuple[Figure, ...]]]:
    held: dict[int, list[Figure]] = {}
    for f in figures:
        if f.sentence is not None:
            held.setdefault(f.sentence, []).append(f)
    for k in sorted(held):
        yield k, tuple(held[k])


def _checks(line: Slotted, *, related: bool, published: datetime | None) -> Iterator[Check]:
    """Every pattern's checks, the strictest first."""
    if len(line.figures) > 1:
        for find in (shares, restatements, ratios, changes, leads, sums, rates, capacities):
            yield from find(line)
    yield from majorities(line)
    yield from spans(line, published)
    yield from untellable(line, related=related)


def _once(checks: Iterator[Check]) -> Iterator[Check]:
    """Nothing twice: what the first pattern said of a claim, or of a set of figures, stands."""
    seen: list[frozenset[Range]] = []
    claims: set[Range] = set()
    for check in checks:
        if check.claim in claims or any(check.ranges <= told for told in seen):
            continue
        seen.append(check.ranges)
        if check.claim:
            claims.add(check.claim)
        yield check


def _few_untellable(told: list[tuple[int, Check]]) -> list[tuple[int, Check]]:
    kept: list[tuple[int, Check]] = []
    count = 0
    for item in told:
        count += item[1].verdict == "cannot-tell"
        if item[1].verdict != "cannot-tell" or count <= _MOST_UNTELLABLE:
            kept.append(item)
    return kept


def _finding(article: Article, sentence: Sentence, check: Check) -> Finding:
    return Finding(
        lens=FiguresLens.name,
        kind="check",
        statement=check.statement[0].upper() + check.statement[1:],
        evidence=(article.span(sentence.start, sentence.end),),
        data=CheckData(
            relation=check.relation,
            claim=check.claim,
            operands=tuple((f.start, f.end) for f in check.operands),
            formula=check.formula,
            computed=check.computed,
            stated=check.stated,
            verdict=check.verdict,
        ),
        displayed=check.displayed,
        telling=check.telling,
    )


def _note(article: Article, sentences: Sequence[Sentence], note: Baseline) -> Finding:
    years = sorted({year for m in note.measures for year in m.years})
    named = " and ".join(str(y) for y in (years if len(years) < 3 else (years[0], years[-1])))
    places = sorted({note.sentence, *(m.sentence for m in note.measures)})
    gap = years[0] - note.base
    return Finding(
        lens=FiguresLens.name,
        kind="baseline",
        statement=f"The text credits the {note.way} to measures that it dates to {named}, but measures it from {note.base}, "
        f"{gap} year{'s' if gap > 1 else ''} before the first of them.",
        evidence=tuple(article.span(sentences[k].start, sentences[k].end) for k in places),
        data=NoteData(label="base year before the measures", value=f"{note.base} to {note.end}; measures {named}"),
        telling=0.85,
    )


lens = FiguresLens()

__all__ = ["FiguresLens", "lens"]
