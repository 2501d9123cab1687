"""Sentences as this stage reads them: words and marks, each quote masked as one token, never cut inside a quote."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from sidelight.annotate.attributions.quotes import Quote
from sidelight.types import Article, Range, Sentence

_TOKEN = re.compile(r"\d+(?:,\d{3})+|[^\W_]+(?:[-'’.&/@][^\W_]+)*(?:\.(?=\s+[^\W_]))?(?:['’](?=\s))?|--+|[^\w\s]|_+")
_GLUED = re.compile(r"(?:\.{3,4}|…)(?=[A-Z][a-z]*\s)")
LONGEST = 300
"""Tokens: a longer sentence is a list or a broken page, and is not read."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a whole quote, with its place in the text."""

    text: str
    lower: str
    start: int
    end: int
    quote: Quote | None = None

    @property
    def word(self) -> bool:
        """Whether it is a word of the outlet's."""
        return self.quote is None and (self.lower[0].isalnum())


@dataclass(slots=True)
class Unit:
    """One sentence, or several that one quote holds together. `paragraph` counts paragraphs from 0."""

    start: int
    end: int
    paragraph: int
    tokens: list[Token] = field(default_factory=list)

    @property
    def only_quote(self) -> bool:
        """Whether it holds nothing but quotes and marks."""
        return bool(self.tokens) and any(t.quote for t in self.tokens) and not any(t.word for t in self.tokens)


def find_units(article: Article, sentences: tuple[Sentence, ...], quotes: list[Quote]) -> list[Unit]:
    """The body's sentences as units, in order."""
    text = article.text
    breaks = [m.start() for m in re.finditer(r"\n\n", text)]
    starts = [q.start for q in quotes]
    found: list[Unit] = []
    joined = _joined([(s.start, s.end) for s in sentences if s.body], quotes, starts)
    for start, end in (part for whole in joined for part in _parted(text, whole, quotes, starts)):
        unit = Unit(start, end, bisect_right(breaks, start))
        unit.tokens = list(_tokens(text, start, end, quotes, starts))
        if unit.tokens and len(unit.tokens) <= LONGEST and not all_capitals(text[start:end]):
            found.append(unit)
    return found


def all_capitals(line: str) -> bool:
    """A link to another report, set in capitals between paragraphs. A transcript's “LEE: Good evening” has small letters too."""
    return line.isupper() and len(line.split()) >= 4


def _joined(ranges: Iterable[Range], quotes: list[Quote], starts: list[int]) -> Iterable[Range]:
    """Sentences that a quote runs through become one stretch."""
    pending: Range | None = None
    for start, end in ranges:
        if pending and _holding(quotes, starts, pending[1], start):
            pending = (pending[0], end)
            continue
        if pending:
            yield pending
        pending = (start, end)
    if pending:
        yield pending


def _parted(text: str, stretch: Range, quotes: list[Quote], starts: list[int]) -> Iterable[Range]:
    """Cut where two paragraphs were glued: a whole quote that begins or ends beside a sentence without any space."""
    begin, end = stretch
    k = max(bisect_right(starts, begin) - 1, 0)
    while k < len(quotes) and quotes[k].start < end:
        first, last = quotes[k].start, quotes[k].end
        if begin < first and text[first - 1] in '.!?”"' and text[first + 1 : first + 2].isupper():
            yield begin, first
            begin = first
        if begin < last < end and text[last - 2] in ".!?" and text[last].isupper():
            yield begin, last
            begin = last
        k += 1
    for glued in _GLUED.finditer(text, begin, end):
        at = bisect_right(starts, glued.start()) - 1
        if at < 0 or quotes[at].end <= glued.start():
            yield begin, glued.end()
            begin = glued.end()
    yield begin, end


def _holding(quotes: list[Quote], starts: list[int], end: int, start: int) -> bool:
    k = bisect_right(starts, end - 1) - 1
    return k >= 0 and quotes[k].start < end and quotes[k].end > start


def _tokens(text: str, start: int, end: int, quotes: list[Quote], starts: list[int]) -> Iterable[Token]:
    at = start
    k = max(bisect_right(starts, start) - 1, 0)
    while k < len(quotes) and quotes[k].end <= start:
        k += 1
    while k < len(quotes) and quotes[k].start < end:
        quote = quotes[k]
        yield from _plain(text, at, max(quote.start, start))
        a, b = max(quote.start, start), min(quote.end, end)
        yield Token(text[a:b], "“”", a, b, quote)
        at = b
        k += 1
    yield from _plain(text, at, end)


def _plain(text: str, start: int, end: int) -> Iterable[Token]:
    for m in _TOKEN.finditer(text, start, end):
        yield Token(m[0], m[0].lower(), m.start(), m.end())
