"""Figures recomputed within a text, and told differently by the reports of a story; what is not stated is not guessed."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime

from sidelight.lens import LensContext, Subject, SubjectKind, reads
from sidelight.lenses.figures.additive import proposed_sums
from sidelight.lenses.figures.baseline import Baseline, baseline
from sidelight.lenses.figures.changes import changes
from sidelight.lenses.figures.checks import Check
from sidelight.lenses.figures.differences import leads, sums
from sidelight.lenses.figures.elapsed import elapsed
from sidelight.lenses.figures.gaps import proposed_leads, vote_margins
from sidelight.lenses.figures.markets import market_lines
from sidelight.lenses.figures.multiples import proposed_multiples
from sidelight.lenses.figures.passage import Passage, passage
from sidelight.lenses.figures.proposals import proposed_changes, proposed_products, proposed_shares
from sidelight.lenses.figures.quantifiers import quantified, told_again
from sidelight.lenses.figures.ratios import rates, ratios
from sidelight.lenses.figures.restatements import restatements
from sidelight.lenses.figures.retold import told_differently
from sidelight.lenses.figures.shares import capacities, shares
from sidelight.lenses.figures.slots import Slotted, slotted
from sidelight.lenses.figures.spans import spans
from sidelight.lenses.figures.untellable import untellable
from sidelight.types import Abstain, Article, CheckData, Figure, Finding, NoteData, Range, Result, Sentence, Story

_MOST_UNTELLABLE = 2


class FiguresLens:
    """Recomputes relations between figures of a sentence and its neighbours; see docs/method/figures.md."""

    name = "figures"
    version = "3"
    subjects: frozenset[SubjectKind] = frozenset(["article", "story"])
    needs = frozenset(["sentences", "figures"])
    languages = frozenset(["en"])

    def find(self, subject: Subject, context: LensContext) -> Result:
        """Of an article checks in reading order, then notes on base years; of a story what its reports tell differently."""
        if isinstance(subject, Story):
            return _of_story(subject, context)
        if not isinstance(subject, Article):
            return Result()
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
        told = _few_untellable([(k, check) for k, check in told if not _said_elsewhere(subject.text, sentences, k, check)])
        told = _with_proposals(passage(subject.text, sentences, figures, subject.published), told)
        found.extend(_finding(subject, sentences, k, check) for k, check in told)
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


def _of_story(story: Story, context: LensContext) -> Result:
    articles = sorted((a for a in story.articles if a.text and reads(lens, a)), key=lambda a: a.id)
    if not any(context.of(a).figures for a in articles):
        return _abstain("no report of the story has figures")
    return Result(findings=tuple(told_differently(articles, context)))


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
    yield from spans(line, published)
    yield from untellable(line, related=related)


def _with_proposals(where: Passage, told: list[tuple[int, Check]]) -> list[tuple[int, Check]]:
    """What the shapes told and what neighbouring sentences propose together, in reading order.

    A claim is told once; a change that the text leaves out is dropped where a proposal finds that it is stated after all.
    """
    stated = [check for _, check in told if check.claim and check.operands]
    claims, seen = [check.claim for check in stated if check.claim], [check.ranges for check in stated]
    added: list[tuple[int, Check]] = []
    starts = [s.start for s in where.sentences]
    for find in _PROPOSERS:
        for check in find(where):
            if (
                check.claim is None
                or any(overlaps(check.claim, c) for c in claims)
                or any(len(check.ranges & r) >= 2 for r in seen)
            ):
                continue
            claims.append(check.claim)
            seen.append(check.ranges)
            added.append((bisect_right(starts, check.claim[0]) - 1, check))
    kept = [(k, check) for k, check in told if check.claim or not any(check.ranges <= c.ranges for _, c in added)]
    return sorted([*kept, *added], key=lambda item: item[0])


_PROPOSERS = (
    quantified, market_lines, proposed_shares, proposed_leads, vote_margins, proposed_changes, proposed_multiples,
    proposed_products, proposed_sums, elapsed, told_again,
)  # fmt: skip
"""The strictest first: what one tells of a claim stands."""


def _said_elsewhere(text: str, sentences: Sequence[Sentence], k: int, check: Check) -> bool:
    """Whether a check is off, and its result stands in the sentence or the next: then the claim is of something else."""
    if check.verdict != "off" or check.computed is None or check.claim is None:
        return False
    value = abs(check.computed) * (100 if check.formula in ("part / total", "(to - from) / from") else 1)
    nearby = text[sentences[k].start : sentences[min(k + 1, len(sentences) - 1)].end]
    own = {text[start:end] for start, end in check.ranges}
    written = {f"{value:.0f}", f"{value:.1f}", f"{value:,.0f}"} - {re.sub(r"[^\d.,]", "", words) for words in own}
    return any(re.search(rf"(?<![\d.,]){re.escape(w)}(?![\d]|[.,]\d)", nearby) for w in written)


def overlaps(a: Range, b: Range) -> bool:
    """Whether two ranges share a character."""
    return min(a[1], b[1]) > max(a[0], b[0])


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


def _finding(article: Article, sentences: Sequence[Sentence], k: int, check: Check) -> Finding:
    places = sorted({k, *(f.sentence for f in check.operands if f.sentence is not None)})
    return Finding(
        lens=FiguresLens.name,
        kind="check",
        statement=check.statement[0].upper() + check.statement[1:],
        evidence=tuple(article.span(sentences[j].start, sentences[j].end) for j in places),
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
