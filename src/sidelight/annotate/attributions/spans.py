"""Stretches of words that have a role, out of each word's chances; quotation marks correct where they begin and end."""

from collections.abc import Iterator
from dataclasses import dataclass

from sidelight.annotate.attributions.layout import CONTENT, CUE, SOURCE, Layout

FROM = (0.45, 0.42, 0.45)
"""Chances from which a word is source, cue, content: the best word F1 on unseen articles of PolNeAR, 2026-11."""
_BRIDGED = 0.4
"""A single word of at least so many times that chance between two others does not part them."""
_SPOKEN = 4
"""Words and marks of a quotation from which on it is content as a whole or not at all."""
_AMONG_QUOTED = 0.3
"""By what the chance of a source or cue inside such a content is multiplied: whom a speaker quotes is not looked for."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words `start` to `end` of a layout, in one sentence; `chance` is their mean."""

    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class Spans:
    """The stretches of each role, in order."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]


def find_spans(layout: Layout) -> Spans:
    """What each role's words make up."""
    _settle_quotes(layout)
    source = [s for s in (_trimmed(layout, s) for s in _runs(layout, SOURCE)) if s]
    cue = [s for s in _runs(layout, CUE) if any(layout.is_word(k) or layout.lower[k] == ":" for k in range(s.start, s.end))]
    content = [s for s in _runs(layout, CONTENT) if any(layout.is_word(k) for k in range(s.start, s.end))]
    return Spans(source, cue, content)


def _settle_quotes(layout: Layout) -> None:
    sources, cues, contents = layout.chances
    for quote in layout.quotes:
        words = layout.between(quote.start, quote.end)
        if len(words) < _SPOKEN:
            continue
        mean = sum(contents[k] for k in words) / len(words)
        for k in words:
            if mean >= 0.5:
                contents[k] = max(contents[k], mean)
                sources[k] *= _AMONG_QUOTED
                cues[k] *= _AMONG_QUOTED


def _runs(layout: Layout, role: int) -> Iterator[Span]:
    chances, least = layout.chances[role], FROM[role]
    inside = [p >= least for p in chances]
    for k in range(1, len(chances) - 1):
        if not inside[k] and inside[k - 1] and chances[k + 1] >= least and chances[k] >= _BRIDGED * least:
            inside[k] = True
    k = 0
    while k < len(chances):
        end = k + 1
        if inside[k]:
            while end < len(chances) and inside[end] and layout.sentence[end] == layout.sentence[k]:
                end += 1
            yield Span(k, end, sum(chances[k:end]) / (end - k))
        k = end


def _trimmed(layout: Layout, span: Span) -> Span | None:
    """Without marks at either end."""
    start, end = span.start, span.end
    while start < end and not layout.is_word(start):
        start += 1
    while end > start and not layout.is_word(end - 1):
        end -= 1
    return Span(start, end, span.chance) if start < end else None
