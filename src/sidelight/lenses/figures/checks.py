"""One recomputed relation, before it becomes a finding."""

from dataclasses import dataclass
from typing import Literal

from sidelight.types import Figure, Range


def place(figure: Figure) -> Range:
    """Where the figure stands."""
    return figure.start, figure.end


def year_figure(where: Range, year: int) -> Figure:
    """A year as an operand, where the arithmetic is on years."""
    return Figure(start=where[0], end=where[1], value=year, low=year, high=year, unit="year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Fields as in `CheckData`, the operands as figures; `displayed` is False where a check says little that is new."""

    relation: str
    claim: Range | None
    operands: tuple[Figure, ...]
    formula: str
    computed: float | None
    stated: float | None
    verdict: Literal["holds", "off", "cannot-tell"] | None
    statement: str
    telling: float = 0.7
    displayed: bool = True

    @property
    def ranges(self) -> frozenset[Range]:
        """The ranges of all that it sets against each other."""
        return frozenset([*((f.start, f.end) for f in self.operands), *([self.claim] if self.claim else [])])
