"""One recomputed relation, before it becomes a finding."""

from dataclasses import dataclass
from typing import Literal

from sidelight.types import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """`computed` and `stated` as in `CheckData`; `sentence` is the index of the sentence that holds all its figures."""

    relation: str
    claim: Figure | None
    operands: tuple[Figure, ...]
    formula: str
    computed: float | None
    stated: float | None
    verdict: Literal["holds", "off", "cannot-tell"] | None
    statement: str
    telling: float = 0.7
    displayed: bool = True

    @property
    def figures(self) -> frozenset[tuple[int, int]]:
        """The ranges of all its figures."""
        return frozenset((f.start, f.end) for f in (*self.operands, *((self.claim,) if self.claim else ())))
