"""How likely it is that two articles report one event: logistic regressions over cosines by field and days apart.

Fitted on pairs of articles that editors put together or apart: the even-numbered half of a stream of 2012-2018 with up to
three reports a story, and half of a set of events with up to 19 reports each (2026-11). `crowd` tells a busy desk, in which
like wording a week later is the saga's next step, from a quiet one, in which it is the same event.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of `features` with the intercept before them; of how far a pair lies behind both articles' nearest rivals, in
    sum; and of how far behind the less demanding one's."""

    intercept: float
    weights: tuple[float, ...]
    behind: float
    behind_one: float


DATED = Model(
    -1.603,
    (-4.007, -2.238, -0.857, -3.271, 6.894, 3.529, 2.382, 4.168, -16.229, 3.481, 0.136, -1.579, 0.032, -1.052, -0.080, 3.787,
     -3.313, -0.246, -33.123),
    1.387,
    10.543,
)  # fmt: skip
"""Average precision over pairs of two reports 0.95 on the halves not fitted on, as they are in the end."""

UNDATED = Model(-6.222, (3.184, 0.755, -1.480, -2.392, 3.397, 4.159, 1.533, 1.361, -1.959, 8.679, 1.150, -1.323), 5.957, 0.589)
"""For pairs of which the later has no date, among all that is remembered; average precision 0.72."""

REACH = 14
"""Days beyond which two dated articles do not report one event, and after which a story without reports closes."""

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """One article beside several others, a place in each array for each of them. `crossed` is title against lead, the
    greater of both ways; `days` are days apart, 1 where a date is missing; `weekdays` the share of the weekdays that either
    names which both name, `other_weekdays` 1 where both name some and share none."""

    body: Floats
    title: Floats
    lead: Floats
    names: Floats
    crossed: Floats
    days: Floats
    weekdays: Floats
    other_weekdays: Floats


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


def log_odds(pairs: Pairs, crowd: float, *, dated: bool) -> Floats:
    """Log-odds of each pair that both report one event, their rivals left aside."""
    model = DATED if dated else UNDATED
    odds: Floats = model.intercept + np.asarray(model.weights) @ features(pairs, crowd, dated=dated)
    return odds


def features(pairs: Pairs, crowd: float, *, dated: bool) -> Floats:
    """What a model weighs, a row a feature, a column a pair; without days where a date is missing."""
    body, days = pairs.body, pairs.days
    found = [
        body, pairs.title, pairs.lead, pairs.names, pairs.crossed, np.sqrt(body), np.sqrt(pairs.names), np.sqrt(pairs.title),
        np.full_like(body, crowd), body / (crowd + 0.05) / 10.0, pairs.weekdays, pairs.other_weekdays,
    ]  # fmt: skip
    if dated:
        age = np.log1p(days)
        found += [np.minimum(days, REACH), age, days == 0, age * body, age * pairs.names, age * pairs.title, age * crowd]
    return np.array(found, dtype=np.float64)


def probability(odds: float, near: float, one: float, other: float, *, dated: bool) -> float:
    """Probability in [0, 1] that a pair reports one event, `one` and `other` being how near the nearest rival of each is."""
    if near >= 0.0:
        model = DATED if dated else UNDATED
        odds += model.behind * (2.0 * near - one - other) + model.behind_one * (near - min(one, other))
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, odds))))
