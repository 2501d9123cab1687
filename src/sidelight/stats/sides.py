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
ENOUGH = 2 / 3
"""Of 184 outlets that AllSides rates, read from the other raters alone: 159 get a side, 112 of them AllSides' own, 3 the opposite
one (2026-11); most of the disagreement is on what AllSides calls the centre."""

_WIDTH = 2 * NormalDist().inv_cdf((1 + MASS) / 2)


def side_of(lean: Lean) -> Side | None:
    """The side that holds at least two thirds of the lean's probability; None where none does, as for an outlet nobody rates."""
    masses = side_probabilities(lean)
    return next((side for side in SIDES if masses[side] >= ENOUGH), None)


def side_probabilities(lean: Lean) -> dict[Side, float]:
    """How much of the lean's probability lies on each side; "centre" is within 0.2 of the middle.

    The posterior is taken as normal with the lean's mean and interval, cut off at the ends of the scale.
    """
    left, right = _beyond(-lean.mean, lean), _beyond(lean.mean, lean)
    return {"left": left, "centre": 1 - math.fsum((left, right)), "right": right}


def _beyond(mean: float, lean: Lean) -> float:
    """Mass beyond the edge, on the side that `mean` is measured towards."""
    spread = NormalDist(mean, (lean.high - lean.low) / _WIDTH)
    return (spread.cdf(1) - spread.cdf(EDGE)) / (spread.cdf(1) - spread.cdf(-1))
