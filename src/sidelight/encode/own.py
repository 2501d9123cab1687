"""Which stretches of a text are not the outlet's own words: voices, and quotations whose speaker nobody has found."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from sidelight.types import Range, Voice

_CURLY = re.compile(r"“[^“”\n]*[”\n]")
_STRAIGHT = re.compile(r"\"[^\"\n]*[\"\n]")
_SINGLE = re.compile(r"(?:^|(?<=\s))['‘](?=\w)(?:[^'‘’\n]|(?<=\w)['’](?=\w))*[.,!?…]['’](?!\w)", re.M)
_SCARE_WORDS = 3
"""A quotation of at most so many words that has no speaker is a scare quote or a title: the outlet's own choice."""


def others(text: str, voices: Sequence[Voice]) -> list[Range]:
    """Ranges, in order and apart, that are somebody else's words: every voice, and each longer quotation without one."""
    found = [(v.start, v.end) for v in voices if v.start < v.end]
    for pattern in (_CURLY, _STRAIGHT, _SINGLE):
        found += [quote.span() for quote in pattern.finditer(text) if len(quote[0][:120].split()) > _SCARE_WORDS]
    merged: list[Range] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def overlaps(ranges: Sequence[Range], start: int, end: int) -> bool:
    """Whether any of the ordered, disjoint ranges overlaps the stretch."""
    k = bisect_right(ranges, (end - 1, end + len(ranges) + 10**9)) - 1
    return k >= 0 and ranges[k][1] > start
