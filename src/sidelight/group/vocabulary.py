"""Terms by number, so that what is counted and weighed can stand in arrays."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]


class Vocabulary:
    """Every term seen so far and its number, from 0 on."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words: list[str] = list(words)
        self._places = {word: place for place, word in enumerate(self.words)}

    def __len__(self) -> int:
        return len(self.words)

    def ids(self, terms: Iterable[str]) -> Ids:
        """Numbers of these terms, new ones added."""
        places, words = self._places, self.words
        found = []
        for term in terms:
            place = places.get(term)
            if place is None:
                place = places[term] = len(words)
                words.append(term)
            found.append(place)
        return np.array(found, dtype=np.int32)

    def id(self, term: str) -> int | None:
        """Its number, if it was seen."""
        return self._places.get(term)

    def terms(self, ids: Sequence[int]) -> list[str]:
        """What these numbers stand for."""
        words = self.words
        return [words[place] for place in ids]

    def without(self, used: NDArray[np.bool_]) -> tuple["Vocabulary", Ids]:
        """A vocabulary of the used terms alone, and each old number's new one."""
        places = np.cumsum(used, dtype=np.int32) - 1
        return Vocabulary(self.terms(np.flatnonzero(used).tolist())), places.astype(np.int32)
