"""Passages that reports share, and whose they are where that is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sidelight.lens import LensContext, Subject, SubjectKind
from sidelight.types import Abstain, Article, Finding, Measure, Passage, Result, Span, Story
from sidelight.types.story_data import PassageData

NAME = "copies"
FEWEST_REPORTS = 2
_KINDS = {"copy": "passage"}
"""A passage's kind as findings print it; any other stands as it is."""
_WHAT = {
    "copy": "{words} words stand the same in {reports} reports",
    "shared-quotation": "{words} quoted words stand the same in {reports} reports",
    "boilerplate": "{words} words of standing text stand the same in {reports} reports",
}
_UNDATED = datetime.max.replace(tzinfo=UTC)
_NEARLY = 0.8
_LONG = 400
"""Words from which a passage tells most."""


@dataclass(frozen=True, slots=True)
class CopiesLens:
    """One finding for every passage: kind "passage" for what was copied, else the passage's own kind, which tells little."""

    name: str = NAME
    version: str = "1"
    subjects: frozenset[SubjectKind] = frozenset({"story"})
    needs: frozenset[str] = frozenset({"passages"})
    languages: frozenset[str] = frozenset()

    def find(self, subject: Subject, context: LensContext) -> Result:
        """Findings, the longest copy first; abstains where there is nothing to compare, or nothing is shared."""
        if not isinstance(subject, Story):
            return Result()
        texts = {a.id: a for a in subject.articles if a.text}
        if len(texts) < FEWEST_REPORTS:
            reason = f"{len(texts)} of the story's reports have a text; two would be enough"
            return Result(abstentions=(Abstain(lens=NAME, reason=reason),))
        found = [f for p in _gathered(context.passages) if (f := _finding(p, texts)) is not None]
        if not found:
            reason = f"no passage stands in two of the {len(texts)} reports; a passage that two share would be enough"
            return Result(abstentions=(Abstain(lens=NAME, reason=reason),))
        return Result(findings=tuple(sorted(found, key=_order)))


def _gathered(passages: Iterable[Passage]) -> list[Passage]:
    """One quotation that several reports share is one passage, though it was found in each two of them."""
    found: list[Passage] = []
    for passage in passages:
        home = next((k for k, other in enumerate(found) if _one_quotation(passage, other)), None)
        if home is None:
            found.append(passage)
        else:
            other = found[home]
            more = tuple(s for s in passage.spans if s.article not in {o.article for o in other.spans})
            found[home] = replace(other, spans=(*other.spans, *more), words=min(other.words, passage.words))
    return found


def _one_quotation(one: Passage, other: Passage) -> bool:
    """Whether two shared quotations stand in nearly the same place of some report."""
    if one.kind != "shared-quotation" or other.kind != one.kind:
        return False
    places = [(a, b) for a in one.spans for b in other.spans if a.article == b.article and a.part == b.part]
    return any(
        min(a.end, b.end) - max(a.start, b.start) >= _NEARLY * (max(a.end, b.end) - min(a.start, b.start)) for a, b in places
    )


def _finding(passage: Passage, articles: Mapping[str, Article]) -> Finding | None:
    """The passage with its spans in order of publication, undated reports last; None where two reports are not at hand."""
    spans = sorted((s for s in passage.spans if s.article in articles), key=lambda s: _when(s, articles))
    reports = len({s.article for s in spans})
    if reports < FEWEST_REPORTS:
        return None
    what = _WHAT.get(passage.kind, _WHAT["copy"]).format(words=passage.words, reports=reports)
    whose = f"; they come from {passage.origin} ({passage.origin_known_by})" if passage.origin and passage.origin_known_by else ""
    if passage.origin and not passage.origin_known_by:
        whose = f"; they come from {passage.origin}"
    copied = passage.kind == "copy"
    return Finding(
        lens=NAME,
        kind=_KINDS.get(passage.kind, passage.kind),
        statement=f"{what}{whose}.",
        evidence=tuple(spans),
        measures=(Measure(name="reports", value=float(reports), unit="reports", n=len(articles)),),
        data=PassageData(words=passage.words, origin=passage.origin, known_by=passage.origin_known_by),
        telling=0.35 + 0.3 * min(passage.words, _LONG) / _LONG if copied else 0.1,
    )


def _when(span: Span, articles: Mapping[str, Article]) -> tuple[datetime, str, int]:
    return articles[span.article].published or _UNDATED, span.article, span.start


def _order(finding: Finding) -> tuple[float, str, int]:
    return -finding.telling, finding.evidence[0].article, finding.evidence[0].start


lens = CopiesLens()
