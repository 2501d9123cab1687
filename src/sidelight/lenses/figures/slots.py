"""A sentence with a slot in place of each figure, so that patterns read "⟦P1⟧ of ⟦N2⟧" whatever the numbers are."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from sidelight.resources.load import language_pack
from sidelight.text.number_grammar import either
from sidelight.types import Figure, Range

_KINDS = {"percent": "P", "points": "T", "fraction": "F", "times": "X", "count": "N"}
_TIMES = frozenset(["years", "months", "weeks", "days", "hours", "minutes", "seconds"])
_MONEY = re.compile(r"[A-Z]{3}|cents")
LONGEST = 1500
"""Sentences longer than this are not matched: they are lists or tables run together."""


@dataclass(frozen=True, slots=True)
class Slotted:
    """`text` is the sentence with slots; a slot's number is an index into `figures`; `start` is the sentence's offset.
    `starts` and `origins` are parallel: from each start on, its offsets run on from the source's.

    A slot's letter is P (percent), T (points), F (fraction), X (times), N (count), U (money), D (time), L (other unit).
    """

    text: str
    figures: tuple[Figure, ...]
    start: int
    end: int
    source: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def place(self, m: re.Match[str], name: str) -> Range:
        """Where the words that the pattern's group matched stand in the source; they hold no slot."""
        start, end = m.span(name)
        k = bisect_right(self.starts, start) - 1
        shift = self.origins[k] - self.starts[k]
        return start + shift, end + shift

    def figure(self, m: re.Match[str], name: str) -> Figure:
        """The figure that stands in the pattern's named slot."""
        return self.figures[int(m[name])]

    def alone(self, *figures: Figure) -> bool:
        """Whether the sentence has no other figure of the kind of these: none that the text may have meant instead."""
        kinds = {letter(f) for f in figures}
        return not any(letter(f) in kinds and f not in figures for f in self.figures)

    def years(self) -> set[str]:
        """The four-digit years that the sentence names."""
        return set(re.findall(r"\b(?:1[5-9]|20)\d\d\b", self.text))

    def words(self, figure: Figure) -> str:
        """The figure as the text prints it, hedge left out."""
        return self.source[figure.start : figure.end]


def slotted(source: str, start: int, end: int, figures: tuple[Figure, ...]) -> Slotted | None:
    """The sentence between the offsets with its figures' slots; None where it is too long or holds slot marks itself."""
    sentence = source[start:end]
    if end - start > LONGEST or "⟦" in sentence or "⟧" in sentence:
        return None
    text, last = "", start
    starts, origins = [0], [start]
    for k, f in enumerate(figures):
        text += source[last : reach(source, f)] + f"⟦{letter(f)}{k}⟧"
        last = f.end
        starts.append(len(text))
        origins.append(last)
    text += source[last:end]
    return Slotted(text.replace("\n", " "), figures, start, end, source, tuple(starts), tuple(origins))


def reach(source: str, figure: Figure) -> int:
    """Where the figure's hedge begins, or the figure itself."""
    if not figure.hedge:
        return figure.start
    back = re.search(
        rf"{either([figure.hedge])}\s(?:the\s|a\s)?$", source[max(0, figure.start - 40) : figure.start], re.IGNORECASE
    )
    return figure.start - (min(40, figure.start) - back.start()) if back else figure.start


def letter(figure: Figure) -> str:
    """The slot's letter for the figure's unit."""
    if figure.unit in _KINDS:
        return _KINDS[figure.unit]
    return "D" if figure.unit in _TIMES else "U" if _MONEY.fullmatch(figure.unit) else "L"


def slot(name: str, letters: str) -> str:
    """Pattern of a slot of one of the kinds."""
    return rf"⟦[{letters}](?P<{name}>\d+)⟧"


def gap(most: int, stops: str = "") -> str:
    """Pattern of at most so many characters without a figure, a semicolon or a colon."""
    return rf"[^⟦⟧;:{re.escape(stops)}]{{0,{most}}}?"


@cache
def listed(*names: str) -> str:
    """Pattern of one word of the lists."""
    pack = language_pack("en")
    return either(word for name in names for word in pack.words[name])


WORD = r"[\w’'.&-]+"
