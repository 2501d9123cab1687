"""An article's weighted terms by field, of unit length, as they stood when it came in."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sidelight.group.frequencies import Frequencies
from sidelight.group.terms import Fields
from sidelight.group.vocabulary import Ids, Vocabulary

KEPT = {"title": 24, "lead": 48, "body": 90, "names": 40}
"""Heaviest terms kept of each field; the rest weighs under a twentieth of the length."""

FAINT = 0.6
"""Weight below which a term is not kept."""

Plain = Mapping[str, float]
"""Term to weight, the heaviest first: a vector as it is stored and shown."""


class Vector(NamedTuple):
    """Terms by number and their weights, the heaviest first, of length 1 (or empty)."""

    ids: Ids
    weights: NDArray[np.float32]


Vectors = Mapping[str, Vector]
"""By field."""


def vectors_of(fields: Fields, frequencies: Frequencies) -> Vectors:
    """Weights: (1 + ln count) times inverse document frequency, to unit length."""
    return {name: _weighed(getattr(fields, name), frequencies, kept) for name, kept in KEPT.items()}


def plain(vectors: Vectors, vocabulary: Vocabulary) -> dict[str, Plain]:
    """Vectors in words."""
    return {
        field: dict(zip(vocabulary.terms(v.ids.tolist()), np.round(v.weights.astype(np.float64), 4).tolist(), strict=True))
        for field, v in vectors.items()
    }


def numbered(vectors: Mapping[str, Plain], vocabulary: Vocabulary) -> Vectors:
    """The way back from `plain`."""
    return {
        field: Vector(vocabulary.ids(vector)[:kept], np.array(list(vector.values())[:kept], dtype=np.float32))
        for field, kept in KEPT.items()
        for vector in (vectors.get(field, {}),)
    }


def cosine(one: Plain, other: Plain) -> float:
    """Dot product of two vectors of unit length."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def _weighed(counts: Mapping[str, int], frequencies: Frequencies, kept: int) -> Vector:
    """The heaviest terms; where two weigh the same, what the text has first."""
    ids = frequencies.vocabulary.ids(counts)
    weights = (1.0 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))) * frequencies.rarities(ids)
    order = np.argsort(-weights, kind="stable")[:kept]
    order = order[weights[order] > FAINT]
    weights = weights[order]
    length = np.sqrt(weights @ weights) or 1.0
    return Vector(ids[order], np.round(weights / length, 4).astype(np.float32))
