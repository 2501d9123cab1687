"""Which side an outlet is counted with, where its lean lets us say."""

import math
from statistics import NormalDist
from typing import Literal

from sidelight.stats.leans import MASS
from sidelight.types import Lean

Side = Literal["left", "centre", "right"]

SIDES: tuple[Side, ...] = ("left", "centre", "right")
MIRROR: dict[str, str] = {"left": "right", "centre": "centre", "right": "left"}

EDGE = 0.2
ENOUGH = 0.6

_WIDTH = 2 * NormalDist().inv_cdf((1 + MASS) / 2)


def side_of(lean: Lean) -> Side | None:
    """The side that holds at least 0.6 of the lean's probability, else None: "centre" lies within 0.2 of the middle.

    The posterior is taken as normal with the lean's mean and interval, cut off at the ends of the scale.
    """
    left, right = _below(-lean.mean, lean), _below(lean.mean, lean)
    masses: dict[Side, float] = {"left": left, "centre": 1 - math.fsum((left, right)), "right": right}
    return next((side for side in SIDES if masses[side] >= ENOUGH), None)


def _below(mean: float, lean: Lean) -> float:
    """Mass beyond the edge, on the side that `mean` is measured towards."""
    spread = NormalDist(mean, (lean.high - lean.low) / _WIDTH)
    inside = spread.cdf(1) - spread.cdf(-1)
    return (spread.cdf(1) - spread.cdf(EDGE)) / inside
