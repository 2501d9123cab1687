"""The search for a fact in a report that seems to lack it: absence is shown, never inferred."""

from collections.abc import Sequence

import numpy as np

from sidelight.lenses.facts.index import Index, Row
from sidelight.lenses.facts.likeness import Weights
from sidelight.lenses.facts.statements import Told
from sidelight.types import Absence, Article

METHOD = "share of the statement's weighted words in any two neighbouring sentences"

ABSENT_BELOW = 0.45
"""A report leaves a fact out where no stretch of it holds this share of any telling's words."""

FEWEST_WORDS = 30
"""A text of fewer words is taken for a teaser."""


class Search:
    """Every pair of neighbouring sentences of every report, by the keys that they hold."""

    def __init__(self, told: Sequence[Told], reports: int, weights: Weights) -> None:
        self._told, self._weights = told, weights
        self._windows: list[tuple[int, ...]] = []
        self._from = [0]
        for report in range(reports):
            by_sentence: dict[int, list[int]] = {}
            for number, t in enumerate(told):
                if t.article == report:
                    by_sentence.setdefault(t.sentence, []).append(number)
            order = sorted(by_sentence)
            for place, sentence in enumerate(order):
                following = by_sentence[order[place + 1]] if place + 1 < len(order) else []
                self._windows.append((*by_sentence[sentence], *following))
            self._from.append(len(self._windows))
        held = [frozenset().union(*(told[n].keys for n in window)) for window in self._windows]
        self._index = Index(held, weights)

    def coverage(self, tellings: Sequence[Sequence[Told]]) -> Row:
        """For each window the largest share of one telling's weight that it holds."""
        best = np.zeros(len(self._windows), dtype=np.float32)
        for telling in tellings:
            keys = frozenset().union(*(t.keys for t in telling))
            light = frozenset().union(*(t.light for t in telling)) & keys
            whole = sum(self._weights.get(k, 1.0) * (0.5 if k in light else 1.0) for k in keys)
            best = np.maximum(best, self._index.shared(keys, light) / max(whole, 0.1))
        return best

    def nearest(self, coverage: Row, report: int, tellings: Sequence[Sequence[Told]]) -> tuple[float, Told | None]:
        """The best coverage in a report, and the statement there that holds most of it."""
        first, last = self._from[report], self._from[report + 1]
        if first == last:
            return 0.0, None
        place = first + int(np.argmax(coverage[first:last]))
        wanted: frozenset[str] = frozenset().union(*(t.keys for telling in tellings for t in telling))
        found = [self._told[n] for n in self._windows[place]]
        nearest = max(found, key=lambda t: (sum(self._weights.get(k, 1.0) for k in t.keys & wanted), -t.start))
        return float(coverage[place]), nearest if nearest.keys & wanted else None


def absence(article: Article, score: float, nearest: Told | None) -> Absence:
    """What was sought and how near the report comes."""
    span = article.span(nearest.start, nearest.end) if nearest else None
    return Absence(article=article.id, version=article.version, method=METHOD, nearest=span, score=min(1.0, score))


def whole(article: Article, stubs: frozenset[str]) -> bool:
    """Whether the report's whole text is known: it is no title or teaser, does not break off and does not ask to read on."""
    tail = article.text[-160:].rstrip(' \n.!)]”"').lower()
    breaks_off = article.text.rstrip().endswith(("…", "...", "[…]"))
    return len(article.text.split()) >= FEWEST_WORDS and not breaks_off and not any(stub in tail for stub in stubs)
