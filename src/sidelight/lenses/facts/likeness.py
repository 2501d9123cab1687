"""How likely it is that two statements tell one fact."""

import math
from collections.abc import Mapping, Sequence

from sidelight.lenses.facts.statements import Number, Told
from sidelight.lenses.facts.words import weigh

Weights = Mapping[str, float]
"""Key → weight in this story."""

WEIGHTS = {
    "contained": 0.12,
    "shared": 2.09,
    "substance": 1.24,
    "pairs": 2.47,
    "both missing": -0.17,
    "names shared": 0.48,
    "numbers shared": 1.39,
    "numbers apart": -1.39,
    "number missing": -0.18,
    "denial apart": -0.39,
    "mood apart": -0.19,
    "speaker same": 0.11,
    "speaker apart": -0.85,
    "day apart": -0.60,
    "short": -2.11,
    "deeds shared": 1.13,
    "deeds apart": 0.27,
    "names of one alone": -0.05,
    "both open": 1.13,
}
"""Logistic regression on pairs of statements read by hand; see `training/facts.py`. Features stand in this order."""

BIAS = -1.20

_FINE = 1000
"""A weight of one in whole numbers."""

_LEAST_SUBSTANCE = 9.0
"""About the weight of three plain words: what says less beside names is not taken for wholly shared. Substance is the
shared share of what is no name, in the statement that has less of it."""

OPENING = 3
"""Sentences that open a report."""

_HEDGE = 0.05
"""How far two figures may lie apart though a hedge ("about", "more than") lets one hold the other."""

APART = 0.3
_ALIKE = 0.6
"""Share of neighbouring words from which two statements are the same but for a word."""


class Likeness:
    """The statements of a story (numbers are places in `told`), and how like each two are.

    `weights` are those of their keys in the story, `heavy` what each statement's keys weigh together. Words are weighed by
    `of` where it is given.
    """

    def __init__(self, told: Sequence[Told], of: Sequence[Told] | None = None) -> None:
        self.told = told
        self.weights: Weights = weigh(t.keys for t in (told if of is None else of))
        self._keys = [self._counted(t) for t in told]
        self._plain = [sum(self._whole(k) for k in t.keys - t.naming) for t in told]
        self.heavy = [sum(keys.values()) / _FINE for keys in self._keys]
        self._known: dict[tuple[int, int], float] = {}

    def _whole(self, key: str) -> int:
        """A key's weight in whole numbers, which add up to the same in any order."""
        return 2 * round(self.weights.get(key, 1.0) * _FINE / 2)

    def _counted(self, told: Told) -> dict[str, int]:
        """Its keys with their weights; those of source and cue count half."""
        return {k: self._whole(k) // (2 if k in told.light else 1) for k in told.keys}

    def probability(self, i: int, j: int) -> float:
        """Probability that both tell one fact; at most `APART` where they contradict each other."""
        pair = (min(i, j), max(i, j))
        if pair not in self._known:
            self._known[pair] = self._probability(*pair)
        return self._known[pair]

    def _probability(self, i: int, j: int) -> float:
        values = self.features(i, j)
        probability = 1.0 / (1.0 + math.exp(-(BIAS + sum(w * x for w, x in zip(WEIGHTS.values(), values, strict=True)))))
        named = dict(zip(WEIGHTS, values, strict=True))
        return min(probability, APART) if _contradict(self.told[i], self.told[j], named) else probability

    def features(self, i: int, j: int) -> list[float]:
        """The numbers that the matcher weighs, in the order of `WEIGHTS`; each in about [-1, 1], and symmetric."""
        one, other = self.told[i], self.told[j]
        first, second = self.heavy[i], self.heavy[j]
        mine, yours = self._keys[i], self._keys[j]
        held = mine.keys() & yours.keys()
        common = sum([min(mine[k], yours[k]) for k in held]) / _FINE
        small, large = min(first, second), max(first, second)
        pairs = len(one.pairs & other.pairs) / max(1, min(len(one.pairs), len(other.pairs)))
        matched, apart, more = _numbers(one, other)
        moods = (one.moods ^ other.moods) - {"not"}
        plain = sum([self._whole(k) for k in held - one.naming - other.naming])
        substance = plain / max(min(self._plain[i], self._plain[j]), _LEAST_SUBSTANCE * _FINE)
        return [
            common / small if small else 0.0,
            common / large if large else 0.0,
            substance,
            pairs,
            min(first - common, second - common) / (small or 1.0),
            min(len(one.names & other.names), 2) / 2,
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
            substance * (max(one.sentence, other.sentence) < OPENING),
        ]


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
    otherwise = any(_of_one_kind(a, b) for a in lone for b in free) or bool(one.years and other.years and not years)
    return len(one.numbers) - len(lone) + years, otherwise, bool(lone) != bool(free)


def _of_one_kind(one: Number, other: Number) -> bool:
    """Whether two figures may be of one thing: of one unit, and not of different nouns."""
    return one.unit == other.unit and (one.noun is None or other.noun is None or one.noun == other.noun)


def _agree(one: Number, other: Number) -> bool:
    """Whether two figures say the same; small counts only of the same noun ("two posts" and "two helicopters" do not)."""
    if one.unit != other.unit or (one.small and not _of_one_kind(one, other)):
        return False
    gap, size = abs(one.value - other.value), max(abs(one.value), abs(other.value))
    hedged = other.low <= one.value <= other.high or one.low <= other.value <= one.high
    return gap <= 0.004 * size or (hedged and gap <= _HEDGE * size)


def _contradict(one: Told, other: Told, values: Mapping[str, float]) -> bool:
    """Another figure of the same unit; nothing but names in common; or the same words but for a denial, a "may" or a "will"."""
    alike = values["pairs"] >= _ALIKE
    return bool(values["numbers apart"]) or not values["substance"] or (alike and bool(one.moods ^ other.moods))
