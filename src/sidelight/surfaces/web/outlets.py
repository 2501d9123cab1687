"""Outlets as pages name and place them: their names, their leans with intervals, and who stands on which side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sidelight.resources.ratings import load_raters
from sidelight.stats.sides import side_of
from sidelight.types import Lean, Outlet

ORDER = ("left", "centre", "right", "unclear", "unrated")
TOLD = {"left": "left", "centre": "centre", "right": "right", "unclear": "on no clear side", "unrated": "not rated"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a bar of outlets: those of one side, from `start` on, `width` wide, in hundredths of the bar."""

    side: str
    told: str
    outlets: tuple[str, ...]
    start: float
    width: float


def side(lean: Lean | None) -> str:
    """One of `ORDER`: "unclear" is rated, but its interval spans sides."""
    if lean is None or not lean.raters:
        return "unrated"
    return side_of(lean) or "unclear"


def bar(domains: Iterable[str], leans: Mapping[str, Lean]) -> tuple[Segment, ...]:
    """The outlets by side, left to right; sides without an outlet are left out."""
    held: dict[str, list[str]] = {name: [] for name in ORDER}
    for domain in sorted(domains):
        held[side(leans.get(domain))].append(domain)
    whole = sum(map(len, held.values())) or 1
    found: list[Segment] = []
    start = 0.0
    for name in ORDER:
        width = 100 * len(held[name]) / whole
        if width:
            found.append(Segment(side=name, told=TOLD[name], outlets=tuple(held[name]), start=start, width=width))
        start += width
    return tuple(found)


def name_of(domain: str, outlets: Mapping[str, Outlet]) -> str:
    """The outlet's name, its domain where none is known."""
    outlet = outlets.get(domain)
    return outlet.name if outlet else domain


def rater_name(key: str) -> str:
    """The rater's name, the key itself where it is a user's own."""
    known = load_raters().get(key)
    return known.name if known else key


def signed(value: float) -> str:
    """A place on the scale from −1 to +1, with two digits."""
    return f"{value:+.2f}".replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")


def across(value: float) -> float:
    """The same place in hundredths of a drawing's width."""
    return round(50 * (min(max(value, -1.0), 1.0) + 1), 2)
