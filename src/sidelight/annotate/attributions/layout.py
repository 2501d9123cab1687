"""The report as this stage reads it: its words and marks in order, each with its sentence, paragraph, quotation and chances."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from sidelight.annotate.attributions.quotes import Quote
from sidelight.annotate.attributions.units import all_capitals
from sidelight.types import Article, Range, Sentence, TagReading

_TOKEN = re.compile(r"\d+(?:,\d{3})+|[^\W_]+(?:[-'’.&/@][^\W_]+)*(?:['’](?=\s))?|--+|[^\w\s]|_+")

SOURCE, CUE, CONTENT = 0, 1, 2
ROLES = (SOURCE, CUE, CONTENT)


@dataclass(frozen=True, slots=True)
class Layout:
    """Parallel columns, an entry a word or mark. `chances` holds a column for each role.

    `quote` is 0 outside quotation marks, else the number of the quotation, from 1.
    """

    text: str
    places: list[Range]
    lower: list[str]
    sentence: list[int]
    paragraph: list[int]
    quote: list[int]
    chances: tuple[list[float], list[float], list[float]]
    quotes: list[Quote]

    def between(self, start: int, end: int) -> range:
        """The words that lie in a stretch of the text, even in part."""
        first = bisect_left(self.places, (start, 0))
        if first and self.places[first - 1][1] > start:
            first -= 1
        return range(first, bisect_left(self.places, (end, 0)))

    def is_word(self, k: int) -> bool:
        """Whether it is no mark."""
        return self.lower[k][0].isalnum()


def lay_out(article: Article, sentences: tuple[Sentence, ...], tags: TagReading, quotes: list[Quote]) -> Layout:
    """The body's words, but for lines in capitals (links to other reports); a word's chance is the mean of its pieces'."""
    text = article.text
    breaks = [m.start() for m in re.finditer(r"\n\n", text)]
    layout = Layout(text, [], [], [], [], [], ([], [], []), quotes)
    columns = (tags.source, tags.cue, tags.content)
    piece = 0
    for number, sentence in enumerate(sentences):
        if not sentence.body or all_capitals(text[sentence.start : sentence.end]):
            continue
        paragraph = bisect_right(breaks, sentence.start)
        for found in _TOKEN.finditer(text, sentence.start, sentence.end):
            while piece < len(tags.ends) and tags.ends[piece] <= found.start():
                piece += 1
            last = piece
            while last < len(tags.starts) and tags.starts[last] < found.end():
                last += 1
            layout.places.append(found.span())
            layout.lower.append(found[0].lower())
            layout.sentence.append(number)
            layout.paragraph.append(paragraph)
            for role in ROLES:
                some = columns[role][piece:last]
                layout.chances[role].append(sum(some) / len(some) if some else 0.0)
    layout.quote.extend([0] * len(layout.places))
    for number, quote in enumerate(quotes, 1):
        for k in layout.between(quote.start, quote.end):
            layout.quote[k] = number
    return layout
