"""Whether two headlines tell one event, for items of which no more is known.

A headline that was edited, cut or carries its outlet's name is the same; one in which a name or a measure has been
exchanged, or in which who acts on whom is turned round, is another event in like words.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from sidelight.group.frequencies import Frequencies
from sidelight.resources.load import language_pack
from sidelight.text.stems import stem

_TAIL = re.compile(r"\s+[-–—|»:]+\s+[^-–—|»]{2,40}$|\s+\([^()]{2,30}\)$")
_LABEL = re.compile(r"\s*([^:|–—-]{3,16}?)(?:\s+\d)?\s*[:|–—-]\s+")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_POSSESSIVE = re.compile(r"['’]s$")

LIGHT = 1.6
"""Rarity below which a word says nothing of the event ("after", "says")."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline's words in order, stemmed: all, those that weigh, and those that name somebody or something."""

    words: tuple[str, ...]
    weights: dict[str, float]
    naming: frozenset[str]
    measures: frozenset[str]


def headline(title: str, frequencies: Frequencies) -> Headline:
    """Read a headline, without label and outlet's name."""
    label = _LABEL.match(title)
    bare = title[label.end() :] if label and label[1].lower() in language_pack("en").words["headline_labels"] else title
    cut = _TAIL.sub("", bare)
    if len(cut.split()) >= 4:
        bare = cut
    raw = _WORD.findall(bare)
    stems = [stem(_POSSESSIVE.sub("", word.lower())) for word in raw]
    lower = sum(word[0].islower() for word in raw[1:] if len(word) > 3)
    sentence_case = lower > 0.5 * sum(len(word) > 3 and word[0].isalpha() for word in raw[1:])
    weights = {s: rarity for s in stems if (rarity := frequencies.rarity(s)) > LIGHT or s[0].isdigit()}
    naming = {
        s
        for place, (word, s) in enumerate(zip(raw, stems, strict=True))
        if s[0].isalpha() and _names(word, s, place, sentence_case, frequencies)
    }
    numbers = {s for place, s in enumerate(stems) if s[0].isdigit() and not _toll(stems, place)}
    return Headline(tuple(stems), weights, frozenset(naming), frozenset(numbers))


def likeness(one: Headline, other: Headline) -> float:
    """Probability in [0, 1] that both headlines tell one event, were they of one day."""
    if _within(one.words, other.words) or _within(other.words, one.words):
        return 0.9
    shared = one.weights.keys() & other.weights.keys()
    if len(shared) < 2 or _exchanged(one, other) or _turned(one, other):
        return 0.0
    common = sum(one.weights[term] for term in shared)
    first, second = sum(one.weights.values()), sum(other.weights.values())
    cover, union = common / min(first, second), common / (first + second - common)
    if len(shared) == 2 and union < 0.6:
        return 0.0
    score = 0.55 * cover + 0.45 * union
    return max(0.0, min(0.98, 1.8 * (score - 0.3)))


def _within(cut: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether a headline of four words or more stands in another, word by word, with no more than two words left out."""
    if len(cut) < 4 or len(cut) > len(whole):
        return False
    for start in range(len(whole) - len(cut) + 1):
        places = iter(whole[start : start + len(cut) + 2])
        if whole[start] == cut[0] and all(word in places for word in cut):
            return True
    return False


def told_in(one: Headline, front: Collection[str], whole: Collection[str]) -> float:
    """Probability that a headline tells the event of an article, from the terms of its title and lead and of all its text.

    Every name and measure of the headline must stand in the article.
    """
    shared = [term for term in one.weights if term in front or term in whole]
    if len(shared) < 3 or any(name not in front and name not in whole for name in one.naming | one.measures):
        return 0.0
    total = sum(one.weights.values())
    before = sum(one.weights[term] for term in shared if term in front) / total
    anywhere = sum(one.weights[term] for term in shared) / total
    return max(0.0, min(0.9, 2.4 * (0.5 * before + 0.5 * anywhere - 0.32)))


def _names(word: str, term: str, place: int, sentence_case: bool, frequencies: Frequencies) -> bool:
    if sentence_case and place:
        return word[0].isupper()
    return word[0].isupper() and frequencies.names(term)


def _toll(stems: list[str], place: int) -> bool:
    return any(s in language_pack("en").words["headline_toll_stems"] for s in stems[max(0, place - 2) : place + 3])


def _exchanged(one: Headline, other: Headline) -> bool:
    """Each has a name, or each a measure, that the other lacks."""
    lone, lother = set(one.words), set(other.words)
    names = (one.naming - lother) and (other.naming - lone)
    return bool(names or ((one.measures - lother) and (other.measures - lone)))


def _turned(one: Headline, other: Headline) -> bool:
    """Whether two names stand on other sides of one deed; beside "by" a lone deed may have another form ("struck")."""
    named = one.naming | other.naming  # what opens one headline, where any word has a capital, may stand inside the other
    names = sorted(named & set(one.words) & set(other.words))
    for first in names:
        for second in names:
            if first < second:
                a, b = _direction(one, first, second, named), _direction(other, first, second, named)
                if (
                    a
                    and b
                    and a.acts != b.acts
                    and (a.deeds & b.deeds or ((a.passive or b.passive) and len(a.deeds) == len(b.deeds) == 1))
                ):
                    return True
    return False


@dataclass(frozen=True, slots=True)
class _Direction:
    """Whether the first name acts on the second ("by" turns the order), and the words between them that may tell a deed."""

    acts: bool
    passive: bool
    deeds: frozenset[str]


def _direction(line: Headline, first: str, second: str, named: Collection[str]) -> _Direction | None:
    i, j = line.words.index(first), line.words.index(second)
    between = line.words[min(i, j) + 1 : max(i, j)]
    joining = language_pack("en").words["headline_joining_words"]
    deeds = frozenset(word for word in between if word not in named and len(word) > 2 and word not in joining)
    passive = "by" in between
    return _Direction((i < j) != passive, passive, deeds) if deeds else None
