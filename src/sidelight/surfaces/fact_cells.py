"""How a fact stands with each report of its story, and in which order facts are read."""

from collections.abc import Sequence
from typing import Literal

from sidelight.types import Article, Finding

Cell = Literal["told", "left-out", "undecided"]

Group = Literal["split", "several", "all", "alone"]

SYMBOLS: dict[Cell, str] = {"told": "●", "left-out": "○", "undecided": "·"}
SURE = 0.8
"""Probability of a match from which a fact may head its group and be named first (judgement, not tuned)."""
INDEPENDENT = "independent outlets"
"""The measure by which the lens of facts counts outlets that tell a fact by a report of their own."""
_GROUPS: tuple[Group, ...] = ("split", "several", "all", "alone")


def cells_of(finding: Finding, reports: Sequence[Article]) -> tuple[Cell, ...]:
    """One for each report: it tells the fact (evidence), was searched without finding it (absence), or neither was shown."""
    told = {s.article for s in finding.evidence}
    absent = {a.article for a in finding.absences}
    return tuple("told" if r.id in told else "left-out" if r.id in absent else "undecided" for r in reports)


def support_of(finding: Finding, cells: Sequence[Cell]) -> int:
    """How many outlets stand behind a fact by reports of their own: as its lens counted them, else the reports that tell it."""
    told = cells.count("told")
    return next((min(int(m.value), told) for m in finding.measures if m.name == INDEPENDENT), told)


def group_of(cells: Sequence[Cell], support: int) -> Group:
    """Told by several and left out by others; told by several, of the rest nothing shown; told by all; told by one text alone.

    Copies of one report are one text.
    """
    if support < 2:
        return "alone"
    return "split" if "left-out" in cells else "all" if "undecided" not in cells else "several"


def sure(finding: Finding) -> bool:
    """Whether the words in which reports tell a fact are shown without a doubt."""
    return finding.probability is None or finding.probability >= SURE


def rank(finding: Finding, reports: Sequence[Article]) -> tuple[float | tuple[bool, ...], ...]:
    """Sorts facts by group. In the first those lead that are sure and divide the reports most evenly; then the earliest place.

    What one text alone tells stands by its reports: first what all others leave out, a headline behind the sentences, what can
    be read by itself before the rest.
    """
    cells = cells_of(finding, reports)
    support = support_of(finding, cells)
    group = group_of(cells, support)
    spans = [s for s in finding.evidence if s.part == "text"]
    lengths = {r.id: max(len(r.text), 1) for r in reports}
    place = min((s.start / lengths.get(s.article, 1) for s in spans), default=1.0)
    if group == "alone":
        return _GROUPS.index(group), tuple(c != "told" for c in cells), "undecided" in cells, not spans, -finding.telling, place
    even = min(support, cells.count("left-out")) if group == "split" else 0
    return _GROUPS.index(group), not sure(finding), -even, -support, place
