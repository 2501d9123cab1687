"""Which remembered articles may report the same event as a new one, and how likely each is to."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sidelight.group.headlines import Headline, headline, likeness, told_in
from sidelight.group.link import REACH, Pairs, crowd_of, joined, log_odds, nearness, probability
from sidelight.group.shelf import UNDATED, Shelf
from sidelight.group.vectors import Plain, Vectors, plain
from sidelight.group.window import Window

RIVALS = 30
"""Nearest articles that are looked at closely."""

FAINT = 0.02
"""Body score below which a rival is not looked at."""

NOTHING = 0.005
"""Body score below which an article is no neighbour at all."""

FLOOR = 0.03
"""Probability below which two articles are not remembered as near."""

_SET_BITS = np.array([bin(mask).count("1") for mask in range(256)], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is looked for others by."""

    vectors: Vectors
    weekdays: int
    day: int | None
    title: str
    has_text: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Articles that may report the same event, with log-odds and nearness (see `GroupMember`), and how near the nearest is."""

    near: Mapping[str, tuple[float, float]]
    best: tuple[float, float]


def neighbours(one: Newcomer, window: Window) -> Neighbours:
    """Among live articles, and among closed ones for an undated one."""
    look = look_round(one, window)
    if not look.names:
        return Neighbours({}, (0.0, 0.0))
    dated = one.day is not None
    nearness_of = nearness(look.pairs.body, look.pairs.days) if dated else look.pairs.body
    best = (round(float(nearness_of.max()), 4) if dated else 0.0, round(float(nearness_of.max()), 4))
    odds = log_odds(look.pairs, look.crowd, dated=dated)
    line = None
    near: dict[str, tuple[float, float]] = {}
    for name, odd, how_near, days in zip(look.names, odds.tolist(), nearness_of.tolist(), look.pairs.days.tolist(), strict=True):
        if one.has_text and window.members[name].has_text:
            pair = (round(odd, 3), round(how_near, 4))
        else:
            line = line or headline(one.title, window.frequencies)
            p = _by_headline(line, one, name, window) * math.exp(-max(0.0, days - 1.0) / 3.0)
            pair = (round(math.log(p / (1.0 - p)), 3) if p > 0.0 else -40.0, -1.0)
        if probability(*pair, best[not dated], window.best[name][not dated], dated=dated) > FLOOR:
            near[name] = pair
    return Neighbours(near, best)


@dataclass(frozen=True, slots=True)
class Look:
    """The nearest rivals, what each has in common with the newcomer, and how crowded it is there."""

    names: Sequence[str]
    pairs: Pairs
    crowd: float


def look_round(one: Newcomer, window: Window) -> Look:
    """What the shelves hold near an article."""
    shelves = (window.awake, window.asleep) if one.day is None else (window.awake,)
    looks = [_look(one, shelf) for shelf in shelves]
    names = [name for found, _, _ in looks for name in found]
    return Look(names, joined([pairs for _, pairs, _ in looks]), crowd_of(np.concatenate([scores for _, _, scores in looks])))


def _look(one: Newcomer, shelf: Shelf) -> tuple[list[str], Pairs, NDArray[np.float64]]:
    """Of one shelf the nearest rivals, what they share with the newcomer, and all scores."""
    found, scores = shelf.search(one.vectors["body"], NOTHING)
    rows = found[scores > FAINT]
    theirs, ranked = shelf.days[rows], scores[scores > FAINT]
    apart = np.where((theirs == UNDATED) | (one.day is None), 1, np.abs(theirs - (one.day or 0)))
    if one.day is not None:
        ranked = np.where(apart <= REACH, nearness(ranked, apart), 0.0)
    chosen = np.argsort(-ranked, kind="stable")[:RIVALS] if len(rows) <= RIVALS else _first(ranked)
    chosen = chosen[ranked[chosen] > 0.0]
    best = rows[chosen]
    titles, across = shelf.cosines(one.vectors["title"], best, "title", "lead")
    leads, back = shelf.cosines(one.vectors["lead"], best, "lead", "title")
    named = shelf.weekdays[best]
    both, either = _SET_BITS[named & one.weekdays], _SET_BITS[named | one.weekdays]
    pairs = Pairs(
        body=shelf.cosines(one.vectors["body"], best, "body")[0],
        title=titles,
        lead=leads,
        names=shelf.cosines(one.vectors["names"], best, "names")[0],
        crossed=np.maximum(across, back),
        days=apart[chosen].astype(np.float64),
        weekdays=both / np.maximum(either, 1.0),
        other_weekdays=((both == 0.0) & (named > 0) & (one.weekdays > 0)).astype(np.float64),
    )
    return [shelf.names[row] for row in best.tolist()], pairs, scores


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
