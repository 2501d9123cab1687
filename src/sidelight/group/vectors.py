"""An article's weighted terms by field, of unit length, as they stood when it came in."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sidelight.group.frequencies import Frequencies
from sidelight.group.terms import Fields

KEPT = {"title": 24, "lead": 48, "body": 90, "names": 40}
"""Heaviest terms kept of each field; the rest weighs under a twentieth of the length."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Term to weight for each field, each of length 1 (or empty)."""

    title: Vector
    lead: Vector
    body: Vector
    names: Vector


def vectors_of(fields: Fields, frequencies: Frequencies) -> Vectors:
    """Weights: (1 + ln count) times inverse document frequency, to unit length."""
    return Vectors(*(_vector(getattr(fields, name), frequencies, kept) for name, kept in KEPT.items()))


def cosine(one: Vector, other: Vector) -> float:
    """Dot product of two vectors of unit length."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def _vector(counts: Mapping[str, int], frequencies: Frequencies, kept: int) -> Vector:
    rarity = frequencies.rarity
    weights = [(((1.0 + math.log(n)) if n > 1 else 1.0) * rarity(term), term) for term, n in counts.items()]
    weights = [pair for pair in weights if pair[0] > 0.6]
    if len(weights) > kept:
        weights.sort(reverse=True)
        weights = weights[:kept]
    length = math.sqrt(sum(weight * weight for weight, _ in weights))
    return {term: weight / length for weight, term in weights} if length else {}
