"""Where words stand in quotation marks: curly, straight, single, and over paragraphs that open anew without closing."""

import re
from dataclasses import dataclass

from sidelight.types import Range

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_MARK = re.compile(r"[“”„«»\"]|''|``")
_SINGLE = re.compile(r"(?<![\w’])‘(?=\w)|(?<=[\w.,!?…])’(?!\w)")
_STOP = re.compile(r"[.!?]\s")
_PARAGRAPH = re.compile(r"\n\n+|\n(?=[“\"])")
_OPENING = "“„«"
_CLOSING = "”»"
LONGEST = 6000
"""Characters after which a mark that nothing closes is taken to be stray."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One stretch in quotation marks, marks included. `continues` says that it carries on the quote of the paragraph before."""

    start: int
    end: int
    words: int
    closed: bool = True
    continues: bool = False

    def full(self, text: str) -> bool:
        """Whether it reads as speech of its own, not as a few words taken into the outlet's sentence."""
        inner = text[self.start + 1 : self.end].rstrip("”\"’'» ")
        ends = inner[-1:] in ".,!?…—-" or not self.closed
        return self.words >= 2 and ends and (inner[:1].isupper() or self.words >= 5 or not inner[:1].isalpha())


def find_quotes(text: str) -> list[Quote]:
    """Every outermost quote, in order; none crosses a paragraph."""
    found: list[Quote] = []
    open_before = False
    begin = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        quotes = _in_paragraph(text, begin, end, open_before)
        open_before = bool(quotes) and not quotes[-1].closed and quotes[-1].end == end
        found.extend(quotes)
        begin = gap.end() if gap else end
    return found or _single_quotes(text)


def _in_paragraph(text: str, begin: int, end: int, open_before: bool) -> list[Quote]:
    found: list[Quote] = []
    start = -1
    for mark in _MARK.finditer(text, begin, end):
        opens = _opens(text, mark, begin, end, start >= 0)
        if opens and start >= 0:
            if mark[0] in _OPENING and start >= 0 and text[start] in _OPENING:
                if mark.start() > start + 1:
                    found.append(_stray(text, start, mark.start()))
                start = mark.start()
            continue
        if opens:
            start = mark.start()
        elif start >= 0 and not _is_measure(text, mark, start):
            if mark.end() - start <= LONGEST:
                found.append(_quote(text, start, mark.end(), open_before and start == begin))
            start = -1
    if start >= 0 and end - start <= LONGEST:
        last = _quote(text, start, end, open_before and start == begin, closed=False)
        found.append(last if start == begin or _sentence_starts(text, start) else _stray(text, start, end))
    return [q for q in found if q.words]


def _quote(text: str, start: int, end: int, continues: bool, closed: bool = True) -> Quote:
    return Quote(start, end, len(_WORD.findall(text, start, end)), closed, continues)


def _stray(text: str, start: int, limit: int) -> Quote:
    """An opened quote whose closing mark is missing reaches to the end of its sentence at most."""
    stop = _STOP.search(text, start, limit)
    return _quote(text, start, stop.start() + 1 if stop else start + len(text[start:limit].rstrip()), False, closed=False)


def _sentence_starts(text: str, start: int) -> bool:
    return text[start + 1 : start + 2].isupper()


def _opens(text: str, mark: re.Match[str], begin: int, end: int, is_open: bool) -> bool:
    """Curly marks say it themselves; a straight one opens where white space or a bracket stands before it.

    Where two paragraphs were glued together ("It is lost."He left) it opens before a capital after a sentence's end.
    """
    if mark[0] in _OPENING or mark[0] == "``":
        return True
    if mark[0] in _CLOSING:
        return False
    before = text[mark.start() - 1] if mark.start() > begin else " "
    after = text[mark.end()] if mark.end() < end else " "
    if is_open:
        return False
    if mark[0] == '"' and before in '.!?"”' and after.isupper():
        return True
    return (before.isspace() or before in "([—–-:,/'‘“") and not after.isspace() if mark[0] == '"' else not after.isspace()


def _is_measure(text: str, mark: re.Match[str], start: int) -> bool:
    """6'2" inside a quote: inches, not its end."""
    return mark[0] == '"' and re.search(r"\d'\d{1,2}$", text[max(start, mark.start() - 5) : mark.start()]) is not None


def _single_quotes(text: str) -> list[Quote]:
    """Outer quotes in single curly marks, as some British outlets set them: read only where no double marks stand."""
    found: list[Quote] = []
    start = -1
    for mark in _SINGLE.finditer(text):
        if mark[0] == "‘":
            start = mark.start() if start < 0 or mark.start() - start > 600 else start
        elif start >= 0:
            between = text[start : mark.end()]
            if len(between) <= 600 and "\n\n" not in between and not text[mark.end() : mark.end() + 2].strip().islower():
                found.append(_quote(text, start, mark.end(), False))
                start = -1
            elif len(between) > 600 or "\n\n" in between:
                start = -1
            else:
                found.append(_quote(text, start, mark.end(), False))
                start = -1
    return found


def inside(quotes: list[Quote], start: int, end: int) -> list[Range]:
    """The quoted parts of a stretch."""
    return [(max(q.start, start), min(q.end, end)) for q in quotes if q.start < end and start < q.end]
