"""Which content belongs to which cue, which cue to which source: a learnt score for every near pair."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from sidelight.annotate.attributions.layout import Layout
from sidelight.annotate.attributions.spans import Span, Spans
from sidelight.annotate.attributions.weights import probability
from sidelight.text.pack import LanguagePack

NEAREST = 2
"""Spans on either side that are looked at."""
_REACH = 2
"""Paragraphs within which they are sought."""
_MOST = 8
"""Spans between two that are counted: more says no more."""
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21, 34, 60)
_PARTING = frozenset({",", ";", ":", "—", "–", "-", "--", ".", "?", "!", "(", ")"})


class Link(NamedTuple):
    """The likeliest partner, and how likely it is; no partner where there is none near."""

    partner: Span | None
    chance: float


def best(layout: Layout, spans: Spans, one: Span, others: Sequence[Span], kind: str, pack: LanguagePack) -> Link:
    """The likeliest of `others` for `one`. Kinds: "cc" a content's cue, "us" a cue's source, "cs" a content's source."""
    found = [
        Link(other, probability("links", features(layout, spans, one, other, kind, pack))) for other in near(layout, one, others)
    ]
    return max(found, key=lambda link: link.chance, default=Link(None, 0.0))


def near(layout: Layout, one: Span, others: Sequence[Span]) -> list[Span]:
    """The nearest on either side, within a few paragraphs."""
    first = bisect_left(others, one.start, key=lambda s: s.start)
    around = [s for s in others[max(first - NEAREST - 2, 0) : first + NEAREST + 2] if s is not one]
    left = [s for s in around if s.end <= one.start + 1][-NEAREST:]
    right = [s for s in around if s.start >= one.end - 1 and s not in left][:NEAREST]
    here = layout.paragraph[one.start]
    return [s for s in left + right if abs(layout.paragraph[s.start] - here) <= _REACH]


def step(count: int) -> int:
    """A count in eleven steps."""
    return next((k for k, most in enumerate(_STEPS) if count <= most), len(_STEPS))


def fifth(chance: float) -> int:
    """A chance in six steps."""
    return int(min(chance, 0.999) * 6)


def head(layout: Layout, span: Span, pack: LanguagePack) -> str:
    """The word of a cue that tells: its last verb of speech, else its last word."""
    words = layout.lower[span.start : span.end]
    return next((w for w in reversed(words) if w in pack.words["speech_cues"]), words[-1])


def features(layout: Layout, spans: Spans, one: Span, other: Span, kind: str, pack: LanguagePack) -> list[str]:
    """What the model looks at: order, distance and what lies between, the words at the edges, quotation marks, the chances."""
    lower, sentence = layout.lower, layout.sentence
    order, low, high = _gap(one, other)
    between = lower[low:high]
    rivals = min(_within(spans.source if kind == "us" else spans.cue, low, high, one, other), 3)
    sources = min(_within(spans.source, low, high, one, other), 2) if kind == "cc" else 0
    contents, cues = (min(_within(s, low, high, one, other), 3) for s in (spans.content, spans.cue))
    apart = max(-4, min(4, sentence[other.start] - sentence[one.start]))
    paragraphs = max(-3, min(3, layout.paragraph[other.start] - layout.paragraph[one.start]))
    word = head(layout, other if kind == "cc" else one, pack) if kind != "cs" else lower[other.end - 1]
    quoted = f"{bool(layout.quote[one.start]):d}{bool(layout.quote[one.end - 1]):d}"
    opens, other_opens = (k == 0 or sentence[k - 1] != sentence[k] for k in (one.start, other.start))
    marks = " ".join([w for w in between if w in _PARTING][:3])
    left = lower[other.start - 1] if other.start else "^"
    right = lower[other.end] if other.end < len(lower) else "$"
    gap, size, first = step(high - low), step(one.end - one.start), lower[one.start]
    side, place = f"{kind}{order}", f"{kind}{order}{apart}"
    return [
        place, f"{place}g{gap}", f"{place}g{gap}n{rivals}", f"{place}n{rivals}s{sources}c{contents}", f"{place}p{paragraphs}",
        f"{place}{marks}", f"{place}q{quoted}n{min(rivals, 2)}p{paragraphs}", f"{side}w={word}", f"{place}f={first}",
        f"{place}f={first}n{min(rivals, 2)}", f"{place}l={left}", f"{place}r={right}", f"{side}o{opens:d}{other_opens:d}g{gap}",
        f"{place}z{size}q{quoted}", f"{side}w={word}n{min(rivals, 2)}g{min(gap, 5)}", f"{place}u{cues}n{rivals}",
        f"{side}e={lower[one.end - 1]}{min(apart, 1)}", f"{place}b={' '.join(between[:2])}", f"{place}a={' '.join(between[-2:])}",
        f"{kind}x{fifth(one.chance)}", f"{kind}y{fifth(other.chance)}",
    ]  # fmt: skip


def _gap(one: Span, other: Span) -> tuple[str, int, int]:
    if one.end <= other.start:
        return "<", one.end, other.start
    if other.end <= one.start:
        return ">", other.end, one.start
    return "=", one.start, one.start


def _within(some: Sequence[Span], low: int, high: int, one: Span, other: Span) -> int:
    first = max(bisect_left(some, low, key=lambda s: s.start) - 1, 0)
    last = bisect_left(some, high, key=lambda s: s.start)
    return sum(s.end > low for s in some[first : min(last, first + _MOST)] if s is not one and s is not other)
