"""The arithmetic between a text's figures: what is stated is recomputed, and what is not stated is not guessed."""

from collections.abc import Iterator, Sequence

from sidelight.lens import LensContext, Subject, SubjectKind
from sidelight.lenses.figures.baseline import Baseline, baseline
from sidelight.lenses.figures.changes import changes
from sidelight.lenses.figures.checks import Check
from sidelight.lenses.figures.differences import leads, sums
from sidelight.lenses.figures.restatements import ratios, restatements
from sidelight.lenses.figures.shares import capacities, shares
from sidelight.lenses.figures.slots import Slotted, slotted
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
        if len(figures) < 2 and not any(_is_related(subject, sentences[f.sentence or 0]) for f in figures):
            return _abstain("the text has no two figures, so there is nothing to set against each other")
        found: list[Finding] = []
        told: list[tuple[int, Check, Range | None]] = []
        for k, held in _by_sentence(figures):
            line = slotted(subject.text, sentences[k].start, sentences[k].end, held)
            if line:
                told.extend((k, check, word) for check, word in _once(_checks(line, related=not sentences[k].body)))
        told = _few_untellable(told)
        found.extend(_finding(subject, sentences[k], check, word) for k, check, word in told)
        body = [(k, subject.text[s.start : s.end]) for k, s in enumerate(sentences) if s.body]
        places = {index: place for place, (index, _) in enumerate(body)}
        for k, check, _ in told:
            if k in places and (note := baseline(body, places[k], check)):
                found.append(_note(subject, sentences, note))
        if not found:
            return _abstain(
                f"the text has {len(figures)} figures, and no two of them bear on each other in a way that can be checked"
            )
        return Result(findings=tuple(found))


def _abstain(reason: str) -> Result:
    return Result(abstentions=(Abstain(lens=FiguresLens.name, reason=reason),))


def _is_related(article: Article, sentence: Sentence) -> bool:
    block = article.block_at(sentence.start, sentence.end)
    return not sentence.body and block is not None and block.kind == "related"


def _by_sentence(figures: Sequence[Figure]) -> Iterator[tuple[int, tuple[Figure, ...]]]:
    held: dict[int, list[Figure]] = {}
    for f in figures:
        if f.sentence is not None:
            held.setdefault(f.sentence, []).append(f)
    for k in sorted(held):
        yield k, tuple(held[k])


def _checks(line: Slotted, *, related: bool) -> Iterator[tuple[Check, Range | None]]:
    """Every pattern's checks, the strictest first; with each the range of a claim that is a word."""
    if len(line.figures) > 1:
        for find in (shares, restatements, changes, leads, sums, capacities):
            yield from ((check, None) for check in find(line))
        for check, (start, end) in ratios(line):
            word = line.text[start:end]
            place = line.source.find(word, line.start, line.end)
            if place >= 0:
                yield check, (place, place + len(word))
    yield from ((check, None) for check in untellable(line, related=related))


def _once(checks: Iterator[tuple[Check, Range | None]]) -> Iterator[tuple[Check, Range | None]]:
    """No figures twice: what the first pattern said of a claim, or of a set of figures, stands."""
    seen: list[frozenset[Range]] = []
    claims: set[Range] = set()
    for check, word in checks:
        claim = (check.claim.start, check.claim.end) if check.claim else word
        if claim in claims or (check.claim is None and word is None and any(check.figures <= s for s in seen)):
            continue
        if any(check.figures == s for s in seen) and word is None:
            continue
        seen.append(check.figures)
        if claim:
            claims.add(claim)
        yield check, word


def _few_untellable(told: list[tuple[int, Check, Range | None]]) -> list[tuple[int, Check, Range | None]]:
    kept: list[tuple[int, Check, Range | None]] = []
    count = 0
    for item in told:
        count += item[1].verdict == "cannot-tell"
        if item[1].verdict != "cannot-tell" or count <= _MOST_UNTELLABLE:
            kept.append(item)
    return kept


def _finding(article: Article, sentence: Sentence, check: Check, word: Range | None) -> Finding:
    claim = (check.claim.start, check.claim.end) if check.claim else word
    return Finding(
        lens=FiguresLens.name,
        kind="check",
        statement=check.statement,
        evidence=(article.span(sentence.start, sentence.end),),
        data=CheckData(
            relation=check.relation,
            claim=claim,
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
