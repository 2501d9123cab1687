"""Whether a stated result agrees with a recomputed one, given how both are rounded and hedged."""

import itertools
from collections.abc import Callable
from typing import Literal, NamedTuple

from sidelight.types import Figure

Verdict = Literal["holds", "off"]

CLEAR_MARGIN = 0.12
"""The share of the stated value by which a result must lie outside all rounding to be called off."""
WIDEST = 0.6
"""Operands whose rounding moves the result by more than this share of the stated value settle nothing."""


class Reckoned(NamedTuple):
    """A result from the operands as written, and the range that their rounding leaves open."""

    value: float
    low: float
    high: float


def loose(computed: Reckoned, low: float, high: float) -> bool:
    """Whether the numbers as written miss the claim's own bounds, so that it holds by their rounding alone."""
    half = (high - low) / 2
    return not low - half * (low < 0) - 1e-9 <= computed.value <= high + half * (low > 0) + 1e-9


def one_sided(claim: Figure, computed: float) -> bool:
    """Whether the claim's hedge leaves its other end open on the side where the result lies: "less than 2%" for 1%.

    `computed` is in the claim's unit. Such a claim is not wrong, only loose, and nothing is said of it.
    """
    if claim.hedge is None:
        return False
    upwards, downwards = claim.low >= claim.value, claim.high <= claim.value
    return (upwards and computed > claim.value) or (downwards and computed < claim.value)


def reckon(formula: Callable[..., float], *operands: Figure) -> Reckoned | None:
    """The formula on the operands and on their bounds; None where it divides by nothing."""
    try:
        value = formula(*(f.value for f in operands))
        corners = [formula(*corner) for corner in itertools.product(*((f.low, f.high) for f in operands))]
    except ZeroDivisionError:
        return None
    return Reckoned(value, min([value, *corners]), max([value, *corners]))


def judge(computed: Reckoned, stated: float, low: float, high: float) -> Verdict | None:
    """ "holds" within rounding and hedges, "off" outside both by a clear margin, None in between.

    A result whose last places were cut off rather than rounded holds too (66.7% as "66%"). `stated`, `low` and `high`
    are in the terms of `computed`.
    """
    slack = 1e-9 + 1e-6 * abs(stated)
    if abs((high - stated) - (stated - low)) <= slack:
        low, high = (low, 2 * high - stated) if stated > 0 else (2 * low - stated, high)
    if low - slack <= computed.value <= high + slack:
        return "holds"
    if computed.low <= high + slack and computed.high >= low - slack:
        narrow = computed.high - computed.low <= WIDEST * abs(stated)
        near = max(low - computed.value, computed.value - high) <= CLEAR_MARGIN * abs(stated)
        return "holds" if narrow and near else None
    apart = max(computed.low - high, low - computed.high)
    return "off" if apart >= CLEAR_MARGIN * abs(stated) else None
