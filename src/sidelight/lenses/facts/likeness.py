"""How likely it is that two statements tell one fact."""

import math
from collections.abc import Mapping

from sidelight.lenses.facts.statements import Told

Weights = Mapping[str, float]
"""Key → weight in this story."""

WEIGHTS = {
    "contained": 1.64,
    "shared": 1.47,
    "pairs": 1.66,
    "both missing": -1.67,
    "names shared": 0.65,
    "numbers shared": 0.86,
    "numbers apart": -1.11,
    "number missing": -0.21,
    "denial apart": -0.98,
    "mood apart": -0.44,
    "speaker same": 0.31,
    "speaker apart": -0.54,
    "day apart": -0.23,
    "short": -0.39,
    "deeds shared": 0.47,
    "deeds apart": -0.28,
    "names of one alone": -0.30,
}
"""Logistic regression on pairs of statements read by hand; see `training/facts.py`. Features stand in this order."""

BIAS = -0.68


def weight_of(told: Told, weights: Weights) -> float:
    """What all its keys weigh together; those of source and cue count half."""
    return sum(weights.get(k, 1.0) * (0.5 if k in told.light else 1.0) for k in told.keys)


def shared_weight(one: Told, other: Told, weights: Weights) -> float:
    """What the keys of both weigh; a key that is light in either counts half."""
    return sum(weights.get(k, 1.0) * (0.5 if k in one.light or k in other.light else 1.0) for k in one.keys & other.keys)


def features(one: Told, other: Told, weights: Weights) -> list[float]:
    """The numbers that the matcher weighs, in the order of `WEIGHTS`; each in about [-1, 1], and symmetric."""
    first, second = weight_of(one, weights), weight_of(other, weights)
    common = shared_weight(one, other, weights)
    small, large = min(first, second), max(first, second)
    pairs = len(one.pairs & other.pairs) / max(1, min(len(one.pairs), len(other.pairs)))
    names = len(one.names & other.names)
    matched, lone, lother = _numbers(one, other)
    moods = (one.moods ^ other.moods) - {"not"}
    return [
        common / small if small else 0.0,
        common / large if large else 0.0,
        pairs,
        min(first - common, second - common) / (small or 1.0),
        min(names, 2) / 2,
        min(matched, 2) / 2,
        float(lone > 0 and lother > 0) if not matched else 0.5 * (lone > 0 and lother > 0),
        float(lone + lother > 0 and not (lone and lother)),
        float(("not" in one.moods) != ("not" in other.moods)),
        min(len(moods), 2) / 2,
        float(bool(one.speaker) and one.speaker == other.speaker),
        float(bool(one.speaker and other.speaker) and one.speaker != other.speaker),
        float(bool(one.days and other.days and not one.days & other.days)),
        1.0 / math.sqrt(1 + min(len(one.keys), len(other.keys))),
        min(len(one.deeds & other.deeds), 2) / 2,
        float(bool(one.deeds and other.deeds) and not one.deeds & other.deeds),
        float(bool(one.names) != bool(other.names)),
    ]


def _numbers(one: Told, other: Told) -> tuple[int, int, int]:
    """How many figures and years agree, and how many each has that the other lacks."""
    free = list(other.numbers)
    matched = 0
    for number in one.numbers:
        fit = next((n for n in free if _agree(number, n)), None)
        if fit:
            free.remove(fit)
            matched += 1
    years = len(one.years & other.years)
    apart = bool(one.years and other.years and not years)
    return matched + years, len(one.numbers) - matched + apart, len(free) + apart


def _agree(one: tuple[str, float, float, float], other: tuple[str, float, float, float]) -> bool:
    if one[0] != other[0]:
        return False
    gap = abs(one[1] - other[1])
    return gap <= 0.004 * max(abs(one[1]), abs(other[1])) or other[2] <= one[1] <= other[3] or one[2] <= other[1] <= one[3]


def likeness(one: Told, other: Told, weights: Weights) -> float:
    """Probability that both tell one fact."""
    return 1.0 / (
        1.0 + math.exp(-(BIAS + sum(w * x for w, x in zip(WEIGHTS.values(), features(one, other, weights), strict=True))))
    )
