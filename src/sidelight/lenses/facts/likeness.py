"""How likely it is that two statements tell one fact."""

import math
from collections.abc import Mapping

from sidelight.lenses.facts.statements import Told

Weights = Mapping[str, float]
"""Key → weight in this story."""

WEIGHTS = {
    "contained": 0.70,
    "shared": 1.86,
    "substance": 2.02,
    "pairs": 1.82,
    "both missing": -0.71,
    "names shared": 0.98,
    "numbers shared": 0.99,
    "numbers apart": -1.44,
    "number missing": -0.22,
    "denial apart": -0.90,
    "mood apart": -0.61,
    "speaker same": 0.48,
    "speaker apart": -0.37,
    "day apart": -0.36,
    "short": -0.97,
    "deeds shared": 0.87,
    "deeds apart": -0.09,
    "names of one alone": -0.21,
}
"""Logistic regression on pairs of statements read by hand; see `training/facts.py`. Features stand in this order."""

BIAS = -1.88

_LEAST_SUBSTANCE = 9.0
"""About the weight of three plain words: what says less beside names is not taken for wholly shared."""

APART = 0.3
_ALIKE = 0.6
"""Share of neighbouring words from which two statements are the same but for a word."""


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
    matched, apart, more = _numbers(one, other)
    substance = _substance(one, other, weights)
    moods = (one.moods ^ other.moods) - {"not"}
    return [
        common / small if small else 0.0,
        common / large if large else 0.0,
        substance,
        pairs,
        min(first - common, second - common) / (small or 1.0),
        min(names, 2) / 2,
        min(matched, 2) / 2,
        float(apart),
        float(more and not apart),
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


def _substance(one: Told, other: Told, weights: Weights) -> float:
    """The shared share of what is no name, in the statement that has less of it."""
    names = one.naming | other.naming
    first, second = (sum(weights.get(k, 1.0) for k in t.keys - names) for t in (one, other))
    common = sum(weights.get(k, 1.0) for k in (one.keys & other.keys) - names)
    return common / max(min(first, second), _LEAST_SUBSTANCE)


def _numbers(one: Told, other: Told) -> tuple[int, bool, bool]:
    """How many figures and years agree; whether each has one of a unit that the other has otherwise; whether one has more."""
    free, lone = list(other.numbers), []
    for number in one.numbers:
        fit = next((n for n in free if _agree(number, n)), None)
        if fit:
            free.remove(fit)
        else:
            lone.append(number)
    years = len(one.years & other.years)
    otherwise = bool({n[0] for n in lone} & {n[0] for n in free}) or bool(one.years and other.years and not years)
    return len(one.numbers) - len(lone) + years, otherwise, bool(lone) != bool(free)


def _agree(one: tuple[str, float, float, float], other: tuple[str, float, float, float]) -> bool:
    if one[0] != other[0]:
        return False
    gap = abs(one[1] - other[1])
    return gap <= 0.004 * max(abs(one[1]), abs(other[1])) or other[2] <= one[1] <= other[3] or one[2] <= other[1] <= one[3]


def likeness(one: Told, other: Told, weights: Weights) -> float:
    """Probability that both tell one fact; at most `APART` where they contradict each other."""
    values = features(one, other, weights)
    probability = 1.0 / (1.0 + math.exp(-(BIAS + sum(w * x for w, x in zip(WEIGHTS.values(), values, strict=True)))))
    return min(probability, APART) if _contradict(one, other, dict(zip(WEIGHTS, values, strict=True))) else probability


def _contradict(one: Told, other: Told, values: Mapping[str, float]) -> bool:
    """Another figure of the same unit; or the same words but for a denial, or for what only may be or will be."""
    alike = values["pairs"] >= _ALIKE
    return bool(values["numbers apart"]) or (alike and bool(one.moods ^ other.moods))
