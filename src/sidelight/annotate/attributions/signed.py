"""Passages that a line below names the speaker of: a post with its account, a quotation with "Name, Outlet" under it."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from sidelight.annotate.attributions.joining import Found
from sidelight.annotate.attributions.units import Unit
from sidelight.types import Range

_ACCOUNT = re.compile(r"(?:—|–|--?)[ \t]*([^\n()—–]{2,60}\(@\w{1,30}\))(?:[ \t]+[A-Z][a-z]+\.?[ \t]\d{1,2},[ \t]\d{4})?")
_CREDIT = re.compile(
    r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}, (?:[A-Z][\w.&’'-]*|of|the|and|for)(?: (?:[A-Z][\w.&’'-]*|of|the|and|for|&)){0,6}"
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
_OPENING, _CLOSING = '“"', '”"'
LONGEST_POST = 330
"""Characters: a longer stretch before an account's name is more than one post."""


def signed(text: str, units: list[Unit], found: list[Found]) -> list[Found]:
    """`found` with the signed passages; what stood inside them without a source gives way, what had one is told by `within`."""
    made = [*_posts(text, units), *_credits(text, units)]
    if not made:
        return found
    spans = [r for m in made for r in m.content]
    rest = [f for f in found if f.source or not any(s < e and b < t for s, t in spans for b, e in f.content)]
    return sorted([*rest, *made], key=lambda f: (f.content[0], f.cue))


def _posts(text: str, units: list[Unit]) -> Iterable[Found]:
    before = 0
    for name in _ACCOUNT.finditer(text):
        line = text.rfind("\n", 0, name.start()) + 1
        end = len(text[: name.start()].rstrip())
        if end <= line:
            line = text.rfind("\n", 0, end) + 1
        start = max(line, before)
        start += len(text[start:end]) - len(text[start:end].lstrip())
        before = name.end()
        if 12 <= end - start <= LONGEST_POST and _in_report(units, start):
            yield Found((name.span(1),), (), ((start, end),), True, "signed")


def _credits(text: str, units: list[Unit]) -> Iterable[Found]:
    paragraphs = [m.span() for m in _PARAGRAPH.finditer(text)]
    for k in range(1, len(paragraphs)):
        start, end = paragraphs[k]
        if end - start > 90 or not _CREDIT.fullmatch(text[start:end].strip()) or not _in_report(units, paragraphs[k - 1][0]):
            continue
        a, b = paragraphs[k - 1]
        if text[a] not in _OPENING or text[b - 1] not in _CLOSING or b - a < 40:
            continue
        content: list[Range] = [(a, b)]
        for s, e in reversed(paragraphs[max(k - 5, 0) : k - 1]):
            if text[s] not in _OPENING or text[e - 1] in _CLOSING:
                break
            content.insert(0, (s, e))
        yield Found(((start, end),), (), tuple(content), True, "signed")


def _in_report(units: list[Unit], place: int) -> bool:
    k = bisect_right(units, place, key=lambda u: u.start) - 1
    return k >= 0 and units[k].end > place
