"""A text cut where any mark begins or ends, so that marks may nest and overlap and no character is lost."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sidelight.surfaces.excerpts import Mark
from sidelight.surfaces.reading import Item
from sidelight.types import Block, Sentence

_BREAKS = re.compile(r"\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch over which the same marks lie. `loud` are the items whose strong words it is, `soft` the others over it.

    `begins` are the items whose first mark in the article begins here, `ends` those that have a mark of their own end here.
    """

    text: str
    loud: tuple[Item, ...]
    soft: tuple[Item, ...]
    begins: tuple[Item, ...]
    ends: tuple[Item, ...]
    aside: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph, and the line breaks before it. `aside` is the kind of block that all of it belongs to."""

    gap: str
    segments: tuple[Segment, ...]
    aside: str | None


def paragraphs(
    text: str, marks: Iterable[tuple[Item, Mark]], blocks: Sequence[Block] = (), sentences: Sequence[Sentence] = ()
) -> list[Paragraph]:
    """The text as paragraphs of segments; gaps and segments joined give the text again, character for character.

    A line break parts paragraphs unless it lies inside one of `sentences`, as in a text wrapped at a fixed width.
    """
    pairs = list(marks)
    bounds = _paragraph_ranges(text, sentences)
    cuts = {0, len(text), *(c for b in bounds for c in b)}
    cuts |= {c for _, m in pairs for c in (m.start, m.end)} | {c for b in blocks for c in (b.start, b.end)}
    ordered = sorted(c for c in cuts if 0 <= c <= len(text))
    segments = dict(_sweep(text, ordered, pairs, blocks))
    found: list[Paragraph] = []
    last, k = 0, 0
    for start, end in bounds:
        held: list[Segment] = []
        while ordered[k] < start:
            k += 1
        while ordered[k] < end:
            held.append(segments[ordered[k]])
            k += 1
        whole = held[0].aside if held and all(s.aside == held[0].aside for s in held) else None
        found.append(Paragraph(gap=text[last:start], segments=tuple(held), aside=whole))
        last = end
    return found


def _paragraph_ranges(text: str, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    last = 0
    starts = [s.start for s in sentences]
    for gap in [*_BREAKS.finditer(text), None]:
        held = bisect_right(starts, gap.start()) - 1 if gap else -1
        if gap and gap[0] == "\n" and held >= 0 and sentences[held].end > gap.end():
            continue
        end = gap.start() if gap else len(text)
        if end > last:
            ranges.append((last, end))
        last = gap.end() if gap else end
    return ranges


def _sweep(text: str, cuts: list[int], pairs: list[tuple[Item, Mark]], blocks: Sequence[Block]) -> Iterable[tuple[int, Segment]]:
    """Segments by their start, in one pass over the cuts with the marks that are open at each."""
    opening: dict[int, list[tuple[Item, Mark]]] = {}
    closing: dict[int, list[tuple[Item, Mark]]] = {}
    for pair in pairs:
        opening.setdefault(pair[1].start, []).append(pair)
        closing.setdefault(pair[1].end, []).append(pair)
    first = {(id(i), m.article): next((o for o in i.marks if o.article == m.article), m) for i, m in pairs}
    spoken = {id(item) for item, mark in pairs if mark.strong}
    edges = sorted((b.start, b.end, str(b.kind)) for b in blocks)
    open_now: list[tuple[Item, Mark]] = []
    b = 0
    for start, end in pairwise(cuts):
        open_now = [p for p in open_now if p[1].end > start] + opening.get(start, [])
        while b < len(edges) and edges[b][1] <= start:
            b += 1
        ending = [(i, m) for i, m in closing.get(end, []) if m.strong or id(i) not in spoken]
        loud = _each(i for i, m in open_now if m.strong)
        numbers = {i.number for i in loud}
        yield (
            start,
            Segment(
                text=text[start:end],
                loud=loud,
                soft=_each(i for i, m in open_now if not m.strong and i.number not in numbers),
                begins=_each(i for i, m in opening.get(start, []) if first[id(i), m.article] == m),
                ends=_each(i for i, _ in ending),
                aside=edges[b][2] if b < len(edges) and edges[b][0] <= start else None,
            ),
        )


def _each(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted({i.number: i for i in items}.values(), key=lambda i: i.number))
