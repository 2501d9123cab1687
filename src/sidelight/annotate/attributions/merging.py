"""What the rules propose and what the network's tags make, as one list: no words in two contents, no cue twice."""

from collections.abc import Iterable
from dataclasses import replace

from sidelight.annotate.attributions.layout import CONTENT, CUE, Layout
from sidelight.annotate.attributions.tagged import DOUBTED
from sidelight.types import Attribution, Range

SURE = 0.7
"""Probability from which a rule's proposal goes first: its edges were mended by reading. Below it the network's goes first."""
SEEN_FROM = 0.35
"""A rule's proposal is dropped where the network gives its content and its cue less. PolNeAR's development part, 2026-11."""
_SHARED = 0.3
"""Share of a content that may lie in contents taken before."""


def merge(layout: Layout, ruled: list[Attribution], made: list[Attribution], doubted: list[Attribution]) -> list[Attribution]:
    """In text order. What the network makes of words that the rules have doubts about (some of `ruled`) is no surer."""
    seen = [one for one in ruled if not one.cue or _seen(layout, one)]
    first = [one for one in seen if one.source and (one.probability or 0.0) >= SURE]
    second = sorted(_cautious(layout, made, ruled, doubted), key=lambda one: -(one.probability or 0.0))
    found: list[Attribution] = []
    taken, cues = bytearray(len(layout.text)), bytearray(len(layout.text))
    for one in (*first, *second, *(one for one in seen if one.source), *seen):
        if _share(taken, one.content) <= _SHARED and not _share(cues, one.cue):
            found.append(one)
            _mark(taken, one.content)
            _mark(cues, one.cue)
    return sorted(found, key=lambda one: (one.content[0], one.cue))


def _cautious(
    layout: Layout, made: list[Attribution], ruled: list[Attribution], doubted: list[Attribution]
) -> Iterable[Attribution]:
    """`made`, less sure where its cue is a doubted proposal's, or its content is and no other rule has its cue."""
    cues, contents, good = (bytearray(len(layout.text)) for _ in range(3))
    for one in doubted:
        _mark(cues, one.cue)
        _mark(contents, one.content)
    uneasy = set(doubted)
    for one in ruled:
        if one not in uneasy:
            _mark(good, one.cue)
    for one in made:
        over = _share(contents, one.content) > _SHARED and not _share(good, one.cue)
        if over or _share(cues, one.cue):
            yield replace(one, probability=min(one.probability or 0.0, DOUBTED))
        else:
            yield one


def _seen(layout: Layout, one: Attribution) -> bool:
    contents = [layout.chances[CONTENT][k] for s, e in one.content for k in layout.between(s, e)]
    cues = [layout.chances[CUE][k] for s, e in one.cue for k in layout.between(s, e)]
    return sum(contents) >= SEEN_FROM * len(contents) or max(cues, default=1.0) >= SEEN_FROM


def _mark(held: bytearray, ranges: tuple[Range, ...]) -> None:
    for start, end in ranges:
        held[start:end] = b"\x01" * (end - start)


def _share(held: bytearray, ranges: tuple[Range, ...]) -> float:
    """Which share of the characters is marked; 0 of none."""
    whole = sum(e - s for s, e in ranges)
    return sum(held.count(1, s, e) for s, e in ranges) / whole if whole else 0.0
