"""Which statements share words: an inverted index, so that a story of many reports is matched without comparing all pairs."""

from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from sidelight.lenses.facts.likeness import Weights

Row = NDArray[np.float32]


class Index:
    """Places (statements, or stretches of a report) by the keys that they hold."""

    def __init__(self, places: Sequence[Collection[str]], weights: Weights) -> None:
        self._size = len(places)
        self._weights = weights
        postings: dict[str, list[int]] = defaultdict(list)
        for number, keys in enumerate(places):
            for key in keys:
                postings[key].append(number)
        self._postings = {key: np.array(found, dtype=np.intp) for key, found in postings.items()}

    def shared(self, keys: Collection[str], light: Collection[str] = ()) -> Row:
        """For each place the weight of the keys that it holds; keys in `light` count half."""
        row = np.zeros(self._size, dtype=np.float32)
        for key in sorted(keys):
            found = self._postings.get(key)
            if found is not None:
                row[found] += self._weights.get(key, 1.0) * (0.5 if key in light else 1.0)
        return row
