"""The search for a fact in a report that seems to lack it: absence is shown, never inferred."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from sidelight.lenses.facts.index import Index, Row
from sidelight.lenses.facts.likeness import OPENING, Weights
from sidelight.lenses.facts.statements import TITLE, Told
from sidelight.types import Absence, Article
from sidelight.types.spans import Part

METHOD = (
    "words of the statement in two neighbouring sentences, headlines too, and in the whole report; likeness to each statement"
)

COVERED, LIKE, ANYWHERE, OPENS, BIAS = 1.91, 3.54, 4.23, 0.80, -4.62
"""Logistic regression on 3,582 pairs of a fact and a report read by hand; 2,930 leave it out (`training/facts.py`)."""

ABSENT_BELOW = 0.15
"""A report leaves a fact out where the probability that it tells it is lower; measured in docs/method/facts.md, 2026-11."""

FEWEST_WORDS = 30
"""A text of fewer words is taken for a teaser."""


class Search:
    """Every pair of neighbouring sentences of every report, and every report, by the keys that they hold.

    `told` stands in order of reports and places; `likely` are pairs of its numbers with their likeness.
    """

    def __init__(self, told: Sequence[Told], reports: int, weights: Weights, likely: Mapping[tuple[int, int], float]) -> None:
        self._told, self._weights = told, weights
        self._windows: list[tuple[int, ...]] = []
        self._from: list[int] = []
        for report in range(reports):
            self._from.append(len(self._windows))
            self._windows.extend(_windows([n for n, t in enumerate(told) if t.article == report], told))
        self._held = [_union(told[n].keys for n in window) for window in self._windows]
        self._pairs = Index(self._held, weights)
        bounds = [*self._from, len(self._windows)]
        self._reports = Index([_union(self._held[a:b]) for a, b in pairwise(bounds)], weights)
        self._like: dict[int, dict[int, float]] = {}
        for (i, j), value in likely.items():
            for one, other in ((i, j), (j, i)):
                best = self._like.setdefault(one, {})
                best[told[other].article] = max(best.get(told[other].article, 0.0), value)

    def sought(self, tellings: Sequence[Sequence[int]]) -> tuple[Row, Row]:
        """For each window the largest share of a telling's weight that it holds; for each report the probability of the fact.

        A telling is the numbers of its statements.
        """
        covered, best, like, anywhere, opens = self.signs(tellings)
        weighed = BIAS + COVERED * best + LIKE * like + ANYWHERE * anywhere + OPENS * opens
        return covered, 1.0 / (1.0 + np.exp(-weighed))

    def signs(self, tellings: Sequence[Sequence[int]]) -> tuple[Row, Row, Row, Row, Row]:
        """The share of each window; for each report its best window's, its likest statement's likeness, and its own share.

        The last says whether the fact opens a report: what does is told by most, in one way or another.
        """
        covered = np.zeros(len(self._windows), dtype=np.float32)
        anywhere = np.zeros(len(self._from), dtype=np.float32)
        like = np.zeros(len(self._from), dtype=np.float32)
        for telling in tellings:
            keys = _union(self._told[n].keys for n in telling)
            light = _union(self._told[n].light for n in telling)
            whole = max(0.1, sum(self._weights.get(k, 1.0) * (0.5 if k in light else 1.0) for k in keys))
            covered = np.maximum(covered, self._pairs.shared(keys, light) / whole)
            anywhere = np.maximum(anywhere, self._reports.shared(keys, light) / whole)
            for n in telling:
                for report, value in self._like.get(n, {}).items():
                    like[report] = max(like[report], value)
        first = min((self._told[n].sentence for telling in tellings for n in telling), default=OPENING)
        opens = np.full(len(self._from), first < OPENING, dtype=np.float32)
        return covered, np.maximum.reduceat(covered, self._from), like, anywhere, opens

    def nearest(self, covered: Row, report: int, keys: frozenset[str]) -> Told | None:
        """The statement of a report that holds most of what is sought, in the window that does; None where none does."""
        first = self._from[report]
        last = self._from[report + 1] if report + 1 < len(self._from) else len(self._windows)
        place = first + int(np.argmax(covered[first:last]))
        if not covered[place]:
            return None
        window = self._windows[place]
        if len(window) == 1:
            return self._told[window[0]]
        return max((self._told[n] for n in window), key=lambda t: (len(t.keys & keys), -t.start))


def _windows(numbers: Sequence[int], told: Sequence[Told]) -> list[tuple[int, ...]]:
    """Each sentence's statements with those of the next; one empty window for a report without any."""
    by_sentence: dict[int, list[int]] = {}
    for number in numbers:
        by_sentence.setdefault(told[number].sentence, []).append(number)
    groups = [by_sentence[s] for s in sorted(by_sentence)]
    return [(*one, *following) for one, following in pairwise([*groups, []])] or [()]


def _union(keys: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*keys)


def absence(article: Article, score: float, nearest: Told | None) -> Absence:
    """What was sought, and how near the report comes."""
    part: Part = "title" if nearest and nearest.sentence == TITLE else "text"
    span = article.span(nearest.start, nearest.end, part) if nearest else None
    return Absence(article=article.id, version=article.version, method=METHOD, nearest=span, score=score)


def whole(article: Article, stubs: frozenset[str]) -> bool:
    """Whether the report's whole text is known: it is no title or teaser, does not break off and does not ask to read on."""
    tail = article.text[-160:].rstrip(' \n.!)]”"').lower()
    breaks_off = article.text.rstrip().endswith(("…", "...", "[…]"))
    return len(article.text.split()) >= FEWEST_WORDS and not breaks_off and not any(stub in tail for stub in stubs)
