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
    composed, marks = _compose(_SURROGATE.sub("\ufffd", raw))
    pieces: list[str] = []
    starts, origins = [0], [0]
    length = last = 0
    for gap in _GAP.finditer(composed):
        pieces.append(composed[last : gap.start()])
        length += gap.start() - last
        white = "" if gap.start() == 0 or gap.end() == len(composed) else _white(gap[0])
        pieces.append(white)
        if gap[0] != white:
            length += len(white)
            starts.append(length)
            origins.append(gap.end())
        else:
            length += len(white)
        last = gap.end()
    pieces.append(composed[last:])
    text = "".join(pieces)
    if marks:
        return _through(text, starts, origins, marks)
    return Normalized(text, tuple(starts), tuple(origins))


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


def _through(text: str, starts: list[int], origins: list[int], marks: list[tuple[int, int]]) -> Normalized:
    """Lay the composing map under the white-space map: every start of either is a start of both together."""
    keys = [composed for composed, _ in marks]
    pairs: dict[int, int] = {}
    for k, (start, origin) in enumerate(zip(starts, origins, strict=True)):
        end = starts[k + 1] if k + 1 < len(starts) else len(text)
        m = max(bisect_right(keys, origin) - 1, 0)
        pairs[start] = marks[m][1] + origin - marks[m][0]
        for composed, raw in marks[m + 1 :]:
            place = start + composed - origin
            if place >= end:
                break
            pairs[place] = raw
    ordered = sorted(pairs)
    return Normalized(text, tuple(ordered), tuple(pairs[p] for p in ordered))
