"""Who is heard in which reports of a story, and by which side."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sidelight.lens import LensContext, Subject, SubjectKind
from sidelight.stats.sides import side_of
from sidelight.types import Abstain, Article, Attribution, Count, Finding, Measure, Result, Span, Story
from sidelight.types.story_data import HeardData, KindSharesData, SideHeard

NAME = "story-voices"
SURE_ENOUGH = 0.6
"""An attribution counts from this probability on, as where the outlet's own voice ends."""

FEWEST_REPORTS = 2
"""Reports of each side before a speaker is said to be heard by one alone; and so many must hear him."""

FEWEST_WORDS = 40
"""Attributed words on each side before their shares by kind are set side by side."""
_KINDS_NAMED = 3
_VAGUE = frozenset(["other", "anonymous"])
_MOST_VAGUE = 0.4
"""Shares are shown where speakers of no known role have at most this share of each side's words."""
_PLURAL = {
    "official": "officials", "politician": "politicians", "party": "parties", "expert": "experts", "affected": "people affected",
    "witness": "witnesses", "company": "companies", "organisation": "organisations", "document": "documents", "outlet": "media",
    "public": "the public", "anonymous": "unnamed sources", "author": "the writer", "other": "others",
}  # fmt: skip
_LONGEST_EVIDENCE = 12


@dataclass(frozen=True, slots=True)
class _Heard:
    article: Article
    attribution: Attribution
    side: str | None


@dataclass(frozen=True, slots=True)
class StoryVoicesLens:
    """Findings "heard" (a speaker of several reports), "one-sided" (of one side's alone) and "kinds" (shares by side)."""

    name: str = NAME
    version: str = "1"
    subjects: frozenset[SubjectKind] = frozenset({"story"})
    needs: frozenset[str] = frozenset({"attributions", "leans"})
    languages: frozenset[str] = frozenset({"en"})

    def find(self, subject: Subject, context: LensContext) -> Result:
        """Findings, the most telling first; abstains where nobody is heard, and on sides that have too few reports."""
        if not isinstance(subject, Story):
            return Result()
        reports = [a for a in sorted(subject.articles, key=lambda a: a.id) if a.text and a.language in ("en", None)]
        sides = {a.id: _side(a, context) for a in reports}
        heard = [_Heard(a, x, sides[a.id]) for a in reports for x in context.of(a).attributions or () if _counts(x)]
        if not heard:
            reason = "nobody is quoted or reported in the story's texts; one attribution would be enough"
            return Result(abstentions=(Abstain(lens=NAME, reason=reason),))
        own = set(subject.independent) or set(sides)
        size = {side: sum(s == side and i in own for i, s in sides.items()) for side in ("left", "right")}
        found = [f for group in _speakers(heard) if (f := _speaker(group, size, own, len(reports))) is not None]
        few = _too_few(size)
        kinds = [] if few else _kinds(heard, own)
        return Result(findings=tuple(sorted([*found, *kinds], key=_order)), abstentions=few)

    def mirrored(self, result: Result) -> Result:
        """What the lens says when left and right are exchanged."""
        return dataclasses.replace(result, findings=tuple(sorted((_turn(f) for f in result.findings), key=_order)))


def _side(article: Article, context: LensContext) -> str | None:
    lean = context.leans.get(article.outlet or "")
    return side_of(lean) if lean else None


def _counts(attribution: Attribution) -> bool:
    sure = attribution.probability is None or attribution.probability >= SURE_ENOUGH
    return sure and bool(attribution.source) and attribution.speaker_kind != "author"


def _too_few(size: Mapping[str, int]) -> tuple[Abstain, ...]:
    counts = sorted(size.values())
    if counts[0] >= FEWEST_REPORTS:
        return ()
    reason = f"the sides have {counts[0]} and {counts[1]} independent reports; two of each would let them be compared"
    return (Abstain(lens=NAME, reason=reason),)


def _speakers(heard: Iterable[_Heard]) -> list[tuple[str, list[_Heard]]]:
    """What each named speaker says, joined over reports: a name goes to the one longer name that ends as it does."""
    by_name: dict[str, list[_Heard]] = {}
    for one in heard:
        if one.attribution.speaker:
            by_name.setdefault(one.attribution.speaker, []).append(one)
    bare = {name: tuple(w.strip(".,") for w in name.lower().replace("’", "'").removeprefix("the ").split()) for name in by_name}
    home = {name: name for name in by_name}
    for name in sorted(by_name, key=lambda n: (-len(bare[n]), n)):
        longer = sorted({home[o] for o in by_name if _holds(bare[o], bare[name]) and (len(bare[o]), o) > (len(bare[name]), name)})
        if len(longer) == 1:
            home[name] = longer[0]
    joined: dict[str, list[_Heard]] = {}
    for name in sorted(by_name):
        joined.setdefault(home[name], []).extend(by_name[name])
    return sorted(joined.items())


def _holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    return bool(shorter) and bool(longer) and longer[-1] == shorter[-1] and set(shorter) <= set(longer)


def _speaker(group: tuple[str, list[_Heard]], size: Mapping[str, int], own: set[str], reports: int) -> Finding | None:
    """One speaker, where several reports hear him; by one side alone where each has reports enough."""
    name, heard = group
    articles = tuple(sorted({h.article.id for h in heard}))
    if len(articles) < FEWEST_REPORTS:
        return None
    left, right = (_heard_by(side, heard, size[side], own) for side in ("left", "right"))
    side: Literal["left", "right"] | None = None
    if min(size.values()) >= FEWEST_REPORTS and max(left.reports, right.reports) >= FEWEST_REPORTS:
        side = "left" if not right.reports else "right" if not left.reports else None
    kind = Counter(h.attribution.speaker_kind for h in heard)
    data = HeardData(
        speaker=name,
        speaker_kind=min(kind, key=lambda k: (-kind[k], k)),
        side=side,
        left=left,
        right=right,
        articles=articles,
    )
    return _heard_finding(data, _evidence(heard), reports)


def _heard_by(side: str, heard: Iterable[_Heard], of: int, own: set[str]) -> SideHeard:
    mine = [h for h in heard if h.side == side and h.article.id in own]
    return SideHeard(reports=len({h.article.id for h in mine}), of=of, words=sum(_size(h) for h in mine))


def _size(heard: _Heard) -> int:
    return sum(len(heard.article.text[s:e].split()) for s, e in heard.attribution.content)


def _evidence(heard: Iterable[_Heard]) -> tuple[Span, ...]:
    """The longest stretch of each report first, so that every report is shown."""
    spans = {h.article.span(s, e) for h in heard for s, e in h.attribution.content}
    first = {s.article: s for s in sorted(spans, key=lambda s: (s.end - s.start, -s.start))}
    rest = sorted(spans - set(first.values()), key=lambda s: (-(s.end - s.start), s.article, s.start))
    kept = [*first.values(), *rest][: max(_LONGEST_EVIDENCE, len(first))]
    return tuple(sorted(kept, key=lambda s: (s.article, s.start)))


def _heard_finding(data: HeardData, evidence: tuple[Span, ...], reports: int) -> Finding:
    by_side = ""
    if min(data.left.of, data.right.of) >= FEWEST_REPORTS:
        order = (("left", data.left), ("right", data.right))
        first = order if data.side != "right" else order[::-1]
        by_side = "; " + ", ".join(f"{h.reports} of {h.of} of the {side}" for side, h in first)
    only = f", by the {data.side} alone" if data.side else ""
    return Finding(
        lens=NAME,
        kind="one-sided" if data.side else "heard",
        statement=f"{data.speaker} is heard in {len(data.articles)} of {reports} reports{only}{by_side}.",
        evidence=evidence,
        count=Count(value=len(data.articles), of=reports, what="reports that hear the speaker"),
        data=data,
        telling=0.62 if data.side else 0.3,
    )


def _kinds(heard: Sequence[_Heard], own: set[str]) -> list[Finding]:
    """The shares of attributed words by the speakers' kind, where each side has words enough."""
    by_side = {side: Counter[str]() for side in ("left", "right")}
    for h in heard:
        if h.side in by_side and h.article.id in own:
            by_side[h.side][h.attribution.speaker_kind] += _size(h)
    if min(sum(c.values()) for c in by_side.values()) < FEWEST_WORDS:
        return []
    left, right = (tuple(sorted(by_side[s].items(), key=lambda kind: (-kind[1], kind[0]))) for s in ("left", "right"))
    return [_kinds_finding(KindSharesData(left=left, right=right))]


def _kinds_finding(data: KindSharesData) -> Finding:
    sides = (("left", data.left), ("right", data.right))
    whole = {side: sum(n for _, n in kinds) for side, kinds in sides}
    said = [
        f"of {whole[side]:,} words attributed in reports of the {side}, "
        + ", ".join(f"{n / whole[side]:.0%} are said by {_PLURAL.get(kind, kind)}" for kind, n in kinds[:_KINDS_NAMED])
        for side, kinds in sides
    ]
    measures = [
        Measure(name=f"{side}: {kind}", value=n / whole[side], unit="share", n=n) for side, kinds in sides for kind, n in kinds
    ]
    line = "; ".join(said)
    return Finding(
        lens=NAME,
        kind="kinds",
        statement=f"{line[0].upper()}{line[1:]}.",
        count=Count(value=min(whole.values()), of=sum(whole.values()), what="attributed words on the side with fewer"),
        measures=tuple(measures),
        data=data,
        displayed=all(sum(n for kind, n in kinds if kind in _VAGUE) <= _MOST_VAGUE * whole[side] for side, kinds in sides),
        telling=0.4,
    )


def _turn(finding: Finding) -> Finding:
    data = finding.data
    if isinstance(data, KindSharesData):
        return _kinds_finding(dataclasses.replace(data, left=data.right, right=data.left))
    if isinstance(data, HeardData) and finding.count:
        side: Literal["left", "right"] | None = {"left": "right", "right": "left", None: None}[data.side]
        turned = dataclasses.replace(data, side=side, left=data.right, right=data.left)
        return _heard_finding(turned, finding.evidence, finding.count.of)
    return finding


def _order(finding: Finding) -> tuple[float, int, str]:
    who = finding.data.speaker if isinstance(finding.data, HeardData) else ""
    return -finding.telling, -len(finding.evidence), who


lens = StoryVoicesLens()
