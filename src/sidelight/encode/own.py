"""Which stretches of a text are not the outlet's own words: voices, and quotations whose speaker nobody has found."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from sidelight.types import Range, Voice

_CURLY = re.compile(r"“[^“”\n]*[”\n]")
_STRAIGHT = re.compile(r"\"[^\"\n]*[\"\n]")
_SINGLE = re.compile(r"(?:^|(?<=\s))['‘](?=\w)(?:[^'‘’\n]|(?<=\w)['’](?=\w))*[.,!?…]['’](?!\w)", re.M)
_SHORT_SINGLE = re.compile(r"(?:^|(?<=[\s(]))['‘](?=\w)[^'‘’\"“”\n]{1,60}['’](?![\w])", re.M)
_HANDLE = re.compile(r"[—–-] ?[^\n()@]{0,60}\(@\w{1,20}\)|[—–] ?@\w{2,20}(?=\s|$)")
_LONGEST_POST = 1500
"""Characters before a signature ("— Name (@handle)") that may be a post quoted without marks."""
_UNOPENED = re.compile(r"”[^“”\n]*(?=”)")
_LABEL = re.compile(r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,40}(?:,[^:\n]{2,60})?|Q|A): ", re.M)
_TRANSCRIPT = 4
"""Lines with a speaker's label ("ANN EK: ") from which on a text is a transcript."""
_SCARE_WORDS = 3
"""A quotation of at most so many words that has no speaker is a scare quote or a title: the outlet's own choice."""


def others(text: str, voices: Sequence[Voice]) -> list[Range]:
    """Ranges, in order and apart, that are somebody else's words: every voice, each longer quotation without one,
    posts and what a transcript's labels open."""
    found = [(v.start, v.end) for v in voices if v.start < v.end]
    for pattern in (_CURLY, _STRAIGHT, _SINGLE):
        found += [quote.span() for quote in pattern.finditer(text) if len(quote[0][:120].split()) > _SCARE_WORDS]
    found += [quote.span() for quote in _SHORT_SINGLE.finditer(text)]
    found += [quote.span() for quote in _UNOPENED.finditer(text)]
    found += _unopened(text)
    found += _posts(text)
    labels = [label.start() for label in _LABEL.finditer(text)]
    if len(labels) >= _TRANSCRIPT:
        found.append((labels[0], len(text)))
    merged: list[Range] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _unopened(text: str) -> list[Range]:
    """In paragraphs that end on a straight mark without its partner: what stands between it and the mark before."""
    found: list[Range] = []
    end = text.find('"\n') if '"' in text else -1
    while end >= 0:
        start = text.rfind("\n", 0, end) + 1
        before = text.rfind('"', start, end)
        if before >= 0 and text.count('"', start, end + 1) % 2:
            found.append((before, end))
        end = text.find('"\n', end + 1)
    return found


def _posts(text: str) -> list[Range]:
    """Posts quoted without marks: the line before a signature with a handle; the line above where the signature stands alone."""
    found: list[Range] = []
    at = 0
    for signature in _HANDLE.finditer(text) if "@" in text else ():
        start = max(text.rfind("\n", at, signature.start()) + 1, at)
        if not text[start : signature.start()].strip() and start > at:
            start = max(text.rfind("\n", at, len(text[:start].rstrip())) + 1, at)
        if signature.end() - start <= _LONGEST_POST:
            found.append((start, signature.end()))
        at = signature.end()
    return found


def overlaps(ranges: Sequence[Range], start: int, end: int) -> bool:
    """Whether any of the ordered, disjoint ranges overlaps the stretch."""
    k = bisect_right(ranges, (end - 1, end + len(ranges) + 10**9)) - 1
    return k >= 0 and ranges[k][1] > start
