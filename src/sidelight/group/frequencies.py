"""In how many articles a term stands: of the last ten days, laid over what ships for desks that know little yet."""

import gzip
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from sidelight.resources.load import read_bytes

RECENT_DAYS = 10

BACKGROUND = "model/stories/background.tsv.gz"

WEIGHT = 300.0
"""So many articles the shipped counts are worth beside the desk's own of the last ten days."""


class Frequencies:
    """Document counts by day (days since 1970), of which the last ten are summed."""

    def __init__(self, counts: Mapping[int, Mapping[str, int]] | None = None) -> None:
        self.days: dict[int, Counter[str]] = {day: Counter(terms) for day, terms in (counts or {}).items()}
        self._recent: Counter[str] = sum(self.days.values(), Counter())
        self._background, self._floor, self._naming = background()

    def add(self, day: int, terms: Iterable[str]) -> None:
        """Count one article's terms. Key "" counts the articles."""
        held = self.days.get(day)
        if held is None:
            held = self.days[day] = Counter()
        held.update(terms)
        held[""] += 1
        self._recent.update(terms)
        self._recent[""] += 1

    def forget(self, today: int) -> list[int]:
        """Drop the days that are no longer recent and name them."""
        old = [day for day in self.days if day <= today - RECENT_DAYS]
        for day in old:
            self._recent.subtract(self.days.pop(day))
        if old:
            self._recent = +self._recent
        return old

    def rarity(self, term: str) -> float:
        """Inverse document frequency (natural logarithm) of a term in one article more than were counted."""
        share = self._background.get(term, self._floor)
        recent = self._recent
        return math.log((recent[""] + WEIGHT + 2.0) / (recent[term] + WEIGHT * share + 1.0))

    def names(self, term: str) -> bool:
        """Whether a stem is mostly written as a name, or so rare that it may well be one."""
        return term in self._naming or term not in self._background


@cache
def background() -> tuple[Mapping[str, float], float, frozenset[str]]:
    """Share of articles that each shipped stem stands in, the share of a stem not in the table, and the stems of names."""
    rows = [row.split("\t") for row in gzip.decompress(read_bytes(BACKGROUND)).decode("utf-8").split("\n")]
    articles = int(rows[0][0])
    shares = {row[0]: int(row[1]) / articles for row in rows[1:]}
    return shares, 0.3 * min(shares.values()), frozenset(row[0] for row in rows[1:] if len(row) > 2)
