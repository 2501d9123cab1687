"""The figures of a report in reading order and the words around them: the ground on which relations are proposed.

Shapes (see `slots.py`) read one sentence. Proposals read a sentence and its neighbours: arithmetic suggests a relation, and the
words around the figures must speak for it. `Weigher` adds up both in decades: how rarely such an agreement comes by chance, and
what each cue is worth. The weights were set by hand on the development part of the gold (docs/method/figures.md, 2026-11).
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sidelight.lenses.figures.slots import LONGEST, letter, listed
from sidelight.types import Figure, Sentence

ENOUGH = 3.0
"""Decades of evidence from which on a proposed relation is told."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "that this with from have were been will would their there about which while after when than more over said says also "
        "only just percent people million billion thousand year years month months week weeks according other most some many "
        "they those these",
    )
)


@dataclass(frozen=True, slots=True)
class Passage:
    """`figures` are those of body sentences no longer than `LONGEST`, in order; `held` has them by sentence."""

    source: str
    sentences: Sequence[Sentence]
    figures: tuple[Figure, ...]
    held: Mapping[int, tuple[Figure, ...]]
    published: datetime | None

    def words(self, figure: Figure) -> str:
        """The figure as the text prints it, hedge left out."""
        return self.source[figure.start : figure.end]

    def near(self, k: int, before: int, after: int) -> list[Figure]:
        """Figures from so many sentences before the k-th to so many after it."""
        return [f for j in range(k - before, k + after + 1) for f in self.held.get(j, ())]

    def ahead(self, figure: Figure, most: int = 40) -> str:
        """What stands before the figure in its sentence, at most so many characters."""
        opening = self.sentences[figure.sentence or 0].start
        return self.source[max(opening, figure.start - most) : figure.start]

    def behind(self, figure: Figure, most: int = 40) -> str:
        """What follows the figure in its sentence."""
        return self.source[figure.end : min(self.sentences[figure.sentence or 0].end, figure.end + most)]

    def between(self, a: Figure, b: Figure) -> str:
        """The words between two figures, whichever comes first."""
        first, second = (a, b) if a.start < b.start else (b, a)
        return self.source[first.end : second.start]

    def sentence(self, k: int) -> str:
        """The k-th sentence's text."""
        return self.source[self.sentences[k].start : self.sentences[k].end]

    def topic(self, k: int) -> frozenset[str]:
        """The beginnings of the sentence's longer words."""
        return content(self.sentence(k)) if 0 <= k < len(self.sentences) else frozenset()


def content(text: str) -> frozenset[str]:
    """The beginnings of a text's longer words, but for common ones."""
    return frozenset(w[:6] for w in _WORD.findall(text.lower()) if w not in _COMMON)


def passage(source: str, sentences: Sequence[Sentence], figures: Sequence[Figure], published: datetime | None) -> Passage:
    """The body's figures; sentences that are lists or tables run together are left out."""
    held: dict[int, list[Figure]] = {}
    for f in figures:
        if f.sentence is not None and sentences[f.sentence].body and not _tabular(source, sentences[f.sentence], f):
            held.setdefault(f.sentence, []).append(f)
    kept = {k: tuple(v) for k, v in held.items() if sentences[k].end - sentences[k].start <= LONGEST}
    return Passage(source, sentences, tuple(f for k in sorted(kept) for f in kept[k]), kept, published)


def _tabular(source: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether the figure stands in a line that is mostly numbers, or in a list's "Name: 12; Name: 9"."""
    opening, closing = source.rfind("\n", 0, figure.start) + 1, source.find("\n", figure.end)
    line = source[max(opening, sentence.start) : min(closing if closing >= 0 else len(source), sentence.end)]
    numbers, words = len(re.findall(r"\d[\d,.]*", line)), len(re.findall(r"[^\W\d_]{2,}", line))
    return numbers >= 6 and words < 1.5 * numbers


@dataclass(slots=True)
class Weigher:
    """Evidence for one proposed relation, in decades."""

    decades: float

    def add(self, told: bool, decades: float) -> "Weigher":
        """Count a cue where it is there."""
        if told:
            self.decades += decades
        return self

    @property
    def enough(self) -> bool:
        """Whether the relation is told."""
        return self.decades >= ENOUGH


def rarity(width: float) -> float:
    """Decades of evidence in an agreement that fills so large a share of what was possible."""
    return min(3.0, -math.log10(max(width, 1e-3)))


def one_noun(*figures: Figure) -> bool:
    """Whether all count the same thing by name."""
    return figures[0].noun is not None and all(f.noun == figures[0].noun for f in figures)


def two_nouns(a: Figure, b: Figure) -> bool:
    """Whether they count things with different names."""
    return a.noun is not None and b.noun is not None and a.noun != b.noun


_GROUP = re.compile(
    r"^(?:\s[\w-]+)?\s(?:for|among|of|in)\s(?:(?:the|all|its|their|an?)\s)?(?P<first>[\w’'-]+)(?:\s(?P<second>[\w’'-]+))?"
)


def two_groups(where: Passage, a: Figure, b: Figure) -> bool:
    """Whether each is told "for", "among", "of" or "in" another group: "$5 for individuals and $10 for couples"."""
    m, n = _GROUP.match(where.behind(a)), _GROUP.match(where.behind(b))
    return bool(
        m
        and n
        and {m["first"].lower(), m["second"]} != {n["first"].lower(), n["second"]}
        and not (m["first"] + n["first"]).isdigit()
    )


def same_kind(a: Figure, b: Figure) -> bool:
    """Whether both are counts, or of one unit."""
    return a.unit == b.unit and a.unit not in ("fraction", "times")


@cache
def _moves() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    few = r"(?:\s(?!from\b|to\b)[\w’'-]+){0,4}?"
    loose = r"about|nearly|almost|more\sthan|roughly|some|over|an?|an\sestimated|around|at\sleast|just"
    by = rf"{few}(?:\sby)?(?:\s(?:{loose}))?\s\(?$"
    noun = r"^[\s-](?:[\w’'-]+\s){0,2}?"
    return (
        re.compile(rf"\b(?:{listed('rising_verbs')}){by}", re.IGNORECASE),
        re.compile(rf"\b(?:{listed('falling_verbs')}){by}", re.IGNORECASE),
        re.compile(rf"{noun}(?:{listed('rising_nouns')}|higher|more\b(?!\sthan\s(?:half|\d)))", re.IGNORECASE),
        re.compile(rf"{noun}(?:{listed('falling_nouns')}|lower|less|fewer|cheaper)\b", re.IGNORECASE),
    )


def moved(where: Passage, figure: Figure) -> int:
    """1 or -1 where the words call the figure a rise or a fall ("fell 39 percent", "a 39 percent drop"), else 0."""
    rising, falling, more, less = _moves()
    ahead, behind = where.ahead(figure, 50), where.behind(figure)
    for pattern, text, sign in ((less, behind, -1), (more, behind, 1)):
        m = pattern.search(text)
        if m and not re.search(r"\d|[,;:]", m[0]):
            return sign
    found = [(m.start(), sign) for pattern, sign in ((rising, 1), (falling, -1)) if (m := pattern.search(ahead))]
    return max(found)[1] if found else 0


def of_kind(figures: Sequence[Figure], letters: str) -> list[Figure]:
    """The figures whose slot letter is one of these."""
    return [f for f in figures if letter(f) in letters]
