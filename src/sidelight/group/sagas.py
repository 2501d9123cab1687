"""Which stories are steps of one saga: other events, told of the same people and things."""

import re
from collections import Counter
from collections.abc import Sequence

from sidelight.group.frequencies import Frequencies
from sidelight.group.terms import Fields, fields_of
from sidelight.group.vectors import Plain, cosine, plain, vectors_of
from sidelight.text.stems import stem
from sidelight.types import Article

REPORTS = 12
"""Reports of a story that are looked at, the first ones."""

ALIKE = 0.19
"""Likeness from which two stories are linked (43 stories of 33 sagas, 2026-11: 8 of 11 pairs of steps, and no pair of others)."""

_WORD = re.compile(r"\b(?![A-Z][a-z]{3,}[A-Z])[A-Z][^\W\d_]{2,}")
"""A name's word; not two that a page ran together ("KlemmPhoto")."""


class Subject:
    """What a story is about: the names and words of its reports, by how often they stand and how rare they are."""

    def __init__(self, reports: Sequence[Article], frequencies: Frequencies) -> None:
        seen = reports[:REPORTS]
        read = [fields_of(report) for report in seen]

        def held(field: str) -> Counter[str]:
            return Counter(term for fields in read for term in getattr(fields, field))

        counts = Fields(held("title"), held("lead"), held("body"), held("names"), 0)
        found = plain(vectors_of(counts, frequencies), frequencies.vocabulary)
        self.names: Plain = found["names"]
        self.words: Plain = found["body"]
        self._printed = {stem(word.lower()): word for report in seen for word in _WORD.findall(f"{report.title} {report.text}")}

    def likeness(self, other: "Subject") -> float:
        """How much of what they are about two stories share, in [0, 1]."""
        return 0.5 * cosine(self.names, other.names) + 0.5 * cosine(self.words, other.words)

    def shared(self, other: "Subject", count: int) -> tuple[str, ...]:
        """The names that weigh most in both, as this story's reports print them."""
        both = sorted(
            (n for n in self.names if n in other.names and n in self._printed), key=lambda n: (-self.names[n] * other.names[n], n)
        )
        return tuple(self._printed[name] for name in both[:count])

    def sought(self, count: int) -> tuple[str, ...]:
        """Names by which other stories on the subject can be found, as printed, the weightiest first."""
        return tuple(self._printed[name] for name in self.names if name in self._printed)[:count]
