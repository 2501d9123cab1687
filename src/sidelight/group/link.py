"""How likely it is that two articles report one event: logistic regressions over cosines by field and days apart.

Fitted on pairs of articles that editors put together or apart: the even-numbered half of a stream of 2012-2018 with up to
three reports a story, and half of a set of events with up to 19 reports each (2026-11). `crowd` tells a busy desk, in which
like wording a week later is the saga's next step, from a quiet one, in which it is the same event.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DATED = (
    -2.180,
    (-6.293, -3.964, -1.521, -2.819, 7.647, 0.261, -2.601, -0.483, 5.241, 1.653, 5.321, 6.996, -8.109, 3.082, 6.307, -3.930,
     -0.640, -46.022),
)  # fmt: skip
"""Intercept and weights; average precision over pairs 0.907 and 0.991 on the halves fitted on, 0.862 and 0.998 on the others."""

UNDATED = (-7.443, (6.495, 1.363, 0.132, -0.700, 3.062, 7.764, -1.304, 0.620, 5.945, -8.757, 6.035))
"""For pairs of which one has no date, among all that is remembered; average precision 0.707 and, on the other half, 0.557."""

REACH = 14
"""Days beyond which two dated articles do not report one event, and after which a story without reports closes."""

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """One article beside several others, a place in each array for each of them. `crossed` is title against lead, the
    greater of both ways; `days` are days apart, 1 where a date is missing."""

    body: Floats
    title: Floats
    lead: Floats
    names: Floats
    crossed: Floats
    days: Floats


def joined(several: Sequence[Pairs]) -> Pairs:
    """All of them, one after the other."""
    return Pairs(**{field: np.concatenate([getattr(pairs, field) for pairs in several]) for field in Pairs.__slots__})


def nearness(body: Floats, days: Floats) -> Floats:
    """Body cosine, less with days apart: what rivals are ranked by."""
    decayed: Floats = body * np.exp(-days / 3.0)
    return decayed


def crowd_of(scores: Floats) -> float:
    """How like each other articles of this kind are anyway: mean body score of the rivals ranked 11th to 30th."""
    if len(scores) > 30:
        scores = np.partition(scores, len(scores) - 30)[-30:]
    return float(np.sort(scores)[::-1][10:30].sum()) / 20.0


def probability(pairs: Pairs, crowd: float) -> Floats:
    """Probability of each pair that both report one event, all others being its rivals."""
    body, days = pairs.body, pairs.days
    near, age = nearness(body, days), np.log1p(days)
    return _logistic(DATED, (
        body, pairs.title, pairs.lead, pairs.names, pairs.crossed, np.minimum(days, REACH), age, days == 0,
        np.sqrt(body), np.sqrt(pairs.names), np.sqrt(pairs.title), near - near.max(), np.full_like(body, crowd),
        body / (crowd + 0.05) / 10.0, age * body, age * pairs.names, age * pairs.title, age * crowd,
    ))  # fmt: skip


def undated_probability(pairs: Pairs, crowd: float) -> Floats:
    """The same where a date is missing."""
    body = pairs.body
    return _logistic(UNDATED, (
        body, pairs.title, pairs.lead, pairs.names, pairs.crossed, np.sqrt(body), np.sqrt(pairs.names), np.sqrt(pairs.title),
        body - body.max(), np.full_like(body, crowd), body / (crowd + 0.05) / 10.0,
    ))  # fmt: skip


def _logistic(model: tuple[float, Sequence[float]], values: Sequence[Floats]) -> Floats:
    total: Floats = model[0] + np.asarray(model[1]) @ np.array(values, dtype=np.float64)
    return 1.0 / (1.0 + np.exp(-np.clip(total, -40.0, 40.0)))
