"""In how many articles a term stands: of the last ten days, laid over what ships for desks that know little yet."""

import gzip
import math
from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sidelight.group.vocabulary import Ids, Vocabulary
from sidelight.resources.load import read_bytes

RECENT_DAYS = 10

BACKGROUND = "model/stories/background.tsv.gz"

WEIGHT = 300.0
"""So many articles the shipped counts are worth beside the desk's own of the last ten days."""


class Frequencies:
    """Document counts by day (days since 1970), of which the last ten are summed. Terms are numbered by `vocabulary`."""

    def __init__(self, counts: Mapping[int, Mapping[str, int]] | None = None) -> None:
        self.vocabulary = Vocabulary()
        self._background, self._floor, self._naming = background()
        self._days: dict[int, _Day] = {}
        self._recent = np.zeros(0)
        self._shipped = np.zeros(0)
        self._known = 0
        self._articles = 0
        for day, held in (counts or {}).items():
            ids = self.vocabulary.ids(term for term in held if term)
            known = np.array([n for term, n in held.items() if term], dtype=np.int64)
            self._days[day] = _Day(held.get("", 0), [np.repeat(ids, known)])
        self._sum()

    def add(self, day: int, terms: Iterable[str]) -> None:
        """Count one article's terms."""
        ids = self.vocabulary.ids(terms)
        held = self._days.setdefault(day, _Day(0, []))
        held.articles += 1
        held.ids.append(ids)
        self._reach()
        self._recent[ids] += 1.0
        self._articles += 1

    def forget(self, today: int) -> None:
        """Drop the days that are no longer recent."""
        old = [day for day in self._days if day <= today - RECENT_DAYS]
        for day in old:
            del self._days[day]
        if old:
            self._sum()

    @property
    def days(self) -> frozenset[int]:
        """Days that count."""
        return frozenset(self._days)

    def counts(self, day: int) -> dict[str, int]:
        """In how many articles of a day each term stands. Key "" counts the articles."""
        held = self._days[day]
        ids, known = held.counted()
        return {"": held.articles, **dict(zip(self.vocabulary.terms(ids.tolist()), known.tolist(), strict=True))}

    def rarities(self, ids: Ids) -> NDArray[np.float64]:
        """Inverse document frequency (natural logarithm) of each term in one article more than were counted."""
        self._reach()
        found: NDArray[np.float64] = math.log(self._articles + WEIGHT + 2.0) - np.log(self._recent[ids] + self._shipped[ids])
        return found

    def rarity(self, term: str) -> float:
        """The same for one term, which need not be known."""
        known = self.vocabulary.id(term)
        recent = 0.0 if known is None or known >= self._known else float(self._recent[known])
        share = self._background.get(term, self._floor)
        return math.log((self._articles + WEIGHT + 2.0) / (recent + WEIGHT * share + 1.0))

    def names(self, term: str) -> bool:
        """Whether a stem is mostly written as a name, or so rare that it may well be one."""
        return term in self._naming or term not in self._background

    def renumber(self, vocabulary: Vocabulary, places: Ids) -> None:
        """Go over to a vocabulary that holds all that is counted, `places` giving each old number's new one."""
        self.vocabulary = vocabulary
        for day in self._days.values():
            day.ids = [places[ids] for ids in day.ids]
        self._recent, self._shipped, self._known = np.zeros(0), np.zeros(0), 0
        self._sum()

    def used(self) -> list[Ids]:
        """Numbers of what is counted."""
        return [ids for day in self._days.values() for ids in day.ids]

    def _reach(self) -> None:
        """Arrays that hold the whole vocabulary, twice as long as it where they grow."""
        size, share, floor = len(self.vocabulary), self._background.get, self._floor
        if self._known == size:
            return
        if size > len(self._recent):
            more = np.zeros(2 * size + 1000 - len(self._recent))
            self._recent, self._shipped = np.concatenate([self._recent, more]), np.concatenate([self._shipped, more])
        self._shipped[self._known : size] = [WEIGHT * share(term, floor) + 1.0 for term in self.vocabulary.words[self._known :]]
        self._known = size

    def _sum(self) -> None:
        self._recent[:] = 0.0
        self._reach()
        for day in self._days.values():
            ids, known = day.counted()
            self._recent[ids] += known
        self._articles = sum(day.articles for day in self._days.values())


class _Day:
    def __init__(self, articles: int, ids: list[Ids]) -> None:
        self.articles = articles
        self.ids = ids

    def counted(self) -> tuple[Ids, NDArray[np.int64]]:
        if len(self.ids) > 1:
            self.ids = [np.concatenate(self.ids)]
        if not self.ids:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64)
        return np.unique(self.ids[0], return_counts=True)


@cache
def background() -> tuple[Mapping[str, float], float, frozenset[str]]:
    """Share of articles that each shipped stem stands in, the share of a stem not in the table, and the stems of names."""
    rows = [row.split("\t") for row in gzip.decompress(read_bytes(BACKGROUND)).decode("utf-8").split("\n")]
    articles = int(rows[0][0])
    shares = {row[0]: int(row[1]) / articles for row in rows[1:]}
    return shares, 0.3 * min(shares.values()), frozenset(row[0] for row in rows[1:] if len(row) > 2)
