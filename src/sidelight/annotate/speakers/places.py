"""Where sentences and quotations lie."""

from bisect import bisect_right

from sidelight.types import Range


class Sentences:
    """Sentences and quotations of an article, asked by place."""

    def __init__(self, starts: list[int], quotes: list[Range]) -> None:
        self._quotes, self._opens = quotes, [q[0] for q in quotes]
        self.starts = [s for s in starts if not self.quoted(s - 1)]

    def number(self, place: int) -> int:
        """The number of the sentence at a place; sentences inside one quotation count as one."""
        return bisect_right(self.starts, place) - 1

    def quoted(self, place: int) -> bool:
        """Whether a place lies in a quotation."""
        k = bisect_right(self._opens, place) - 1
        return k >= 0 and place < self._quotes[k][1]
