"""Articles' vectors as rows of arrays, with an index from term to rows: a window of 100,000 is quick to search."""

from array import array
from collections.abc import Iterator
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sidelight.group.vectors import KEPT, Vector, Vectors
from sidelight.group.vocabulary import Ids

ENTRIES = 40
"""Heaviest body terms by which an article can be found."""

UNDATED = -1_000_000
"""Stands for the day of an article without a date."""

PACKED = 2_000
"""So many more rows taken off than are left make a shelf littered."""

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]
T = TypeVar("T", bound=np.generic)


class Shelf:
    """Rows are in order of arrival; one that is taken off stays in place, unseen, until `pack`. Not safe for two threads."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.days = np.zeros(64, dtype=np.int32)
        self.weekdays = np.zeros(64, dtype=np.uint8)
        self._rows: dict[str, int] = {}
        self._alive = np.zeros(64, dtype=bool)
        self._ids = {field: np.zeros((64, width), dtype=np.int32) for field, width in KEPT.items()}
        self._weights = {field: np.zeros((64, width), dtype=np.float32) for field, width in KEPT.items()}
        self._postings: dict[int, tuple[array[int], array[float]]] = {}
        self._highest = 0
        self._scratch = np.zeros(1024, dtype=np.float32)

    def __contains__(self, name: str) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def put(self, name: str, day: int | None, weekdays: int, vectors: Vectors) -> None:
        """Add an article."""
        row = len(self.names)
        if row == len(self._alive):
            self._grow(2 * row)
        self.names.append(name)
        self._rows[name] = row
        self._alive[row] = True
        self.days[row] = UNDATED if day is None else day
        self.weekdays[row] = weekdays
        for field, (ids, weights) in vectors.items():
            self._ids[field][row, : len(ids)] = ids
            self._weights[field][row, : len(ids)] = weights
        self._enter(row)

    def take_off(self, name: str) -> None:
        """Remove an article."""
        self._alive[self._rows.pop(name)] = False

    @property
    def littered(self) -> bool:
        """Whether most of it was taken off."""
        return len(self.names) - len(self._rows) > len(self._rows) + PACKED

    def used(self) -> list[Ids]:
        """Numbers of the terms of all that is left."""
        rows = np.flatnonzero(self._alive)
        return [self._ids[field][rows][self._weights[field][rows] > 0.0] for field in KEPT]

    def pack(self, places: Ids) -> None:
        """Lay everything out anew without what was taken off, `places` giving each term's new number."""
        rows = np.fromiter(self._rows.values(), dtype=np.intp, count=len(self._rows))
        self.names = list(self._rows)
        self.days, self.weekdays, self._alive = self.days[rows], self.weekdays[rows], self._alive[rows]
        self._weights = {field: held[rows] for field, held in self._weights.items()}
        self._ids = {f: np.where(self._weights[f] > 0.0, places[held[rows]], 0) for f, held in self._ids.items()}
        self._rows = {name: row for row, name in enumerate(self.names)}
        self._postings = {}
        for row in range(len(rows)):
            self._enter(row)
        self._grow(max(64, 2 * len(rows)))

    def vectors(self, name: str) -> Vectors:
        """An article's terms and weights."""
        row = self._rows[name]
        sizes = {field: int(np.count_nonzero(self._weights[field][row])) for field in KEPT}
        return {f: Vector(self._ids[f][row, :n].copy(), self._weights[f][row, :n].copy()) for f, n in sizes.items()}

    def weekdays_of(self, name: str) -> int:
        """Those that an article's front names."""
        return int(self.weekdays[self._rows[name]])

    def search(self, body: Vector, least: float) -> tuple[Rows, NDArray[np.float64]]:
        """Rows whose entries share with the body's entries a dot product above `least`, with that product."""
        rows: list[NDArray[np.int32]] = []
        weights: list[Floats] = []
        for term, weight in zip(body.ids[:ENTRIES].tolist(), body.weights.tolist(), strict=False):
            held = self._postings.get(term)
            if held is not None:
                rows.append(np.frombuffer(held[0], dtype=np.int32))
                weights.append(np.frombuffer(held[1], dtype=np.float32) * np.float32(weight))
        if not rows:
            return np.zeros(0, dtype=np.intp), np.zeros(0)
        summed = np.bincount(np.concatenate(rows), np.concatenate(weights), len(self.names))
        scores = np.asarray(summed, dtype=np.float64)
        found: Rows = np.flatnonzero(scores > least)
        found = found[self._alive[found]]
        return found, scores[found]

    def cosines(self, vector: Vector, rows: Rows, *fields: str) -> list[Floats]:
        """Dot products of one vector with each of these fields of these rows."""
        highest = max(int(vector.ids.max(initial=0)), self._highest)
        if len(self._scratch) <= highest:
            self._scratch = np.zeros(2 * highest + 1000, dtype=np.float32)
        scratch = self._scratch
        scratch[vector.ids] = vector.weights
        found = [np.einsum("ij,ij->i", scratch[self._ids[field][rows]], self._weights[field][rows]) for field in fields]
        scratch[vector.ids] = 0.0
        return found

    def _enter(self, row: int) -> None:
        """Into the index."""
        self._highest = max(self._highest, *(int(ids[row].max()) for ids in self._ids.values()))
        for term, weight in zip(self._ids["body"][row, :ENTRIES].tolist(), self._weights["body"][row].tolist(), strict=False):
            if weight:
                held = self._postings.get(term)
                if held is None:
                    held = self._postings[term] = (array("i"), array("f"))
                held[0].append(row)
                held[1].append(weight)

    def _grow(self, room: int) -> None:
        self.days, self.weekdays = _longer(self.days, room), _longer(self.weekdays, room)
        self._alive = _longer(self._alive, room)
        self._ids = {field: _longer(held, room) for field, held in self._ids.items()}
        self._weights = {field: _longer(held, room) for field, held in self._weights.items()}


def _longer(held: NDArray[T], room: int) -> NDArray[T]:
    grown = np.zeros((room, *held.shape[1:]), dtype=held.dtype)
    grown[: len(held)] = held
    return grown
