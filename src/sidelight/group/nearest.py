"""Which remembered articles may report the same event as a new one, and how likely each is to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sidelight.group.headlines import Headline, headline, likeness, told_in
from sidelight.group.link import REACH, Pairs, crowd_of, joined, nearness, probability, undated_probability
from sidelight.group.shelf import UNDATED, Shelf
from sidelight.group.vectors import Plain, Vectors, plain
from sidelight.group.window import Window

RIVALS = 30
"""Nearest articles that are looked at closely."""

FAINT = 0.02
"""Body score below which a rival is not looked at."""

FLOOR = 0.02
"""Probability below which two articles are not remembered as near."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is looked for others by."""

    vectors: Vectors
    day: int | None
    title: str
    has_text: bool


def neighbours(one: Newcomer, window: Window) -> Mapping[str, float]:
    """Articles that may report the same event, with the probability that they do: live ones, and closed for an undated one."""
    shelves = (window.awake, window.asleep) if one.day is None else (window.awake,)
    looks = [_look(one, shelf) for shelf in shelves]
    crowd = crowd_of(np.concatenate([look.scores for look in looks]))
    names = [name for look in looks for name in look.names]
    if not names:
        return {}
    pairs = looks[0].pairs if len(looks) == 1 else joined([look.pairs for look in looks])
    if one.has_text:
        found = undated_probability(pairs, crowd) if one.day is None else probability(pairs, crowd)
    else:
        found = np.zeros(len(names))
    line = None
    near: dict[str, float] = {}
    for name, p, days in zip(names, found.tolist(), pairs.days.tolist(), strict=True):
        if not one.has_text or not window.members[name].has_text:
            line = line or headline(one.title, window.frequencies)
            p = _by_headline(line, one, name, window) * float(np.exp(-max(0.0, days - 1.0) / 3.0))
        if p > FLOOR:
            near[name] = round(p, 4)
    return near


@dataclass(frozen=True, slots=True)
class _Look:
    """What one shelf holds near an article: all scores, and of the nearest rivals names and cosines."""

    scores: NDArray[np.float64]
    names: Sequence[str]
    pairs: Pairs


def _look(one: Newcomer, shelf: Shelf) -> _Look:
    rows, scores = shelf.search(one.vectors["body"], 0.0)
    theirs = shelf.days[rows]
    apart = np.where((theirs == UNDATED) | (one.day is None), 1, np.abs(theirs - (one.day or 0)))
    ranked = np.where(scores > FAINT, scores if one.day is None else nearness(scores, apart), 0.0)
    if one.day is not None:
        ranked = np.where(apart <= REACH, ranked, 0.0)
    chosen = np.argsort(-ranked, kind="stable")[:RIVALS] if len(rows) <= RIVALS else _first(ranked)
    chosen = chosen[ranked[chosen] > 0.0]
    best = rows[chosen]
    titles, across = shelf.cosines(one.vectors["title"], best, "title", "lead")
    leads, back = shelf.cosines(one.vectors["lead"], best, "lead", "title")
    pairs = Pairs(
        body=shelf.cosines(one.vectors["body"], best, "body")[0],
        title=titles,
        lead=leads,
        names=shelf.cosines(one.vectors["names"], best, "names")[0],
        crossed=np.maximum(across, back),
        days=apart[chosen].astype(np.float64),
    )
    return _Look(scores, [shelf.names[row] for row in best.tolist()], pairs)


def _first(ranked: NDArray[np.float64]) -> NDArray[np.intp]:
    """The places of the greatest, the earlier first where equal."""
    least = np.partition(ranked, len(ranked) - RIVALS)[-RIVALS]
    places = np.flatnonzero(ranked >= least)
    return places[np.argsort(-ranked[places], kind="stable")][:RIVALS]


def _by_headline(line: Headline, one: Newcomer, name: str, window: Window) -> float:
    """Where one of two has no text: its headline against the other's, or against the other's title and lead."""
    p = likeness(line, window.line(name))
    if window.members[name].has_text:
        return max(p, _told(line, window.vectors(name)))
    return max(p, _told(window.line(name), plain(one.vectors, window.frequencies.vocabulary))) if one.has_text else p


def _told(line: Headline, vectors: Mapping[str, Plain]) -> float:
    return told_in(line, vectors["title"].keys() | vectors["lead"].keys(), vectors["body"].keys() | vectors["names"].keys())
