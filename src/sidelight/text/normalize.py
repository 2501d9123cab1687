"""One normal form for every text, with a way back to the offsets of the raw one."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_HIDDEN = "\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_GAP = re.compile(rf"[\s{_HIDDEN}]+")
_LINE = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Normalized:
    """`text` in normal form; `starts` and `origins` are parallel: from each start on, offsets run on from its origin."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """The raw text's offset of the character at `offset` (exact but inside a composed character: its start)."""
        k = max(bisect_right(self.starts, offset) - 1, 0)
        return self.origins[k] + offset - self.starts[k]


def normalize(raw: str) -> Normalized:
    """Unicode NFC; line ends as one newline, paragraphs as two; other white space as one space; nothing at the ends.

    Invisible characters (zero-width, directional, soft hyphens, control) go, since they hide words from a reader's eye or
    from a search; half surrogates become U+FFFD. Idempotent.
    """
    spaced, gaps = _space(_SURROGATE.sub("\ufffd", raw))
    text, marks = _compose(spaced)
    pairs = gaps if not marks else _through(len(text), marks, gaps)
    return Normalized(text, tuple(start for start, _ in pairs), tuple(origin for _, origin in pairs))


def _space(raw: str) -> tuple[str, list[tuple[int, int]]]:
    """White space made even and hidden characters gone; and pairs (offset in it, offset in `raw`) from which they run in step."""
    pieces: list[str] = []
    pairs = [(0, 0)]
    length = last = 0
    for gap in _GAP.finditer(raw):
        pieces.append(raw[last : gap.start()])
        white = "" if gap.start() == 0 or gap.end() == len(raw) else _white(gap[0])
        pieces.append(white)
        length += gap.start() - last + len(white)
        if gap[0] != white:
            pairs.append((length, gap.end()))
        last = gap.end()
    pieces.append(raw[last:])
    return "".join(pieces), pairs


def _white(gap: str) -> str:
    lines = len(_LINE.findall(gap))
    if lines:
        return "\n" if lines == 1 else "\n\n"
    return " " if any(c.isspace() for c in gap) else ""


def _compose(raw: str) -> tuple[str, list[tuple[int, int]]]:
    """NFC of the text, and pairs (offset in it, offset in `raw`) at which the two run on in step."""
    if unicodedata.is_normalized("NFC", raw):
        return raw, []
    out: list[str] = []
    marks: list[tuple[int, int]] = [(0, 0)]
    length = start = 0
    for k in range(1, len(raw) + 1):
        if k < len(raw) and (unicodedata.combining(raw[k]) or not unicodedata.is_normalized("NFC", raw[k - 1 : k + 1])):
            continue
        cluster = unicodedata.normalize("NFC", raw[start:k])
        out.append(cluster)
        length += len(cluster)
        if len(cluster) != k - start:
            marks.append((length, k))
        start = k
    composed = "".join(out)
    return (composed, marks) if unicodedata.is_normalized("NFC", composed) else (unicodedata.normalize("NFC", raw), [(0, 0)])


def _through(length: int, outer: list[tuple[int, int]], inner: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The two maps as one: every start of either is a start of both together."""
    starts = [start for start, _ in inner]
    pairs: dict[int, int] = {}
    for k, (start, middle) in enumerate(outer):
        end = outer[k + 1][0] if k + 1 < len(outer) else length
        m = max(bisect_right(starts, middle) - 1, 0)
        pairs[start] = inner[m][1] + middle - inner[m][0]
        for place, origin in inner[m + 1 :]:
            if start + place - middle >= end:
                break
            pairs[start + place - middle] = origin
    return sorted(pairs.items())
