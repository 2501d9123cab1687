"""One article: which live story it joins, or that it opens one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sidelight.group.link import probability
from sidelight.group.nearest import Newcomer, neighbours
from sidelight.group.terms import Fields, distinct, fields_of
from sidelight.group.vectors import plain, vectors_of
from sidelight.group.window import Window, day_of
from sidelight.types import Article, GroupChange, GroupMember

JOINS = 0.3
"""Mean probability from which an article joins a story (2026-11, even halves: BCubed F1 0.950 and 0.967)."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """The story an article goes to, and what that changes."""

    story: str
    opened: bool
    change: GroupChange


def assign(article: Article, window: Window, fields: Fields | None = None) -> Assignment:
    """Where an article belongs, given what is alive. Nothing is altered: apply `change` to the window and store it.

    An article that is alive already keeps its story. Its date may lie before others': late articles join what is alive.
    """
    held = window.members.get(article.id)
    if held is not None:
        return Assignment(held.story, False, GroupChange())
    day = day_of(article.published)
    today = window.today if day is None else max(day, window.today if window.today is not None else day)
    fields = fields or fields_of(article)
    terms = distinct(fields)
    change = GroupChange(today=today if today != window.today else None)
    vectors = vectors_of(fields, window.frequencies)
    one = Newcomer(vectors, fields.weekdays, day, article.title or "", bool(article.text.strip()))
    found = neighbours(one, window)
    near = {
        name: probability(*pair, found.best[day is None], window.best[name][day is None], dated=day is not None)
        for name, pair in found.near.items()
    }
    story, opened = _choose(article.id, near, window)
    member = GroupMember(
        article=article.id,
        story=story,
        order=window.taken,
        day=day,
        seen=today,
        title=one.title,
        has_text=one.has_text,
        vectors=plain(vectors, window.frequencies.vocabulary),
        weekdays=fields.weekdays,
        near=found.near,
        best=found.best,
    )
    counted = day if day is not None else today
    change = replace(change, members=(member,), counts=None if counted is None else (counted, terms))
    return Assignment(story, opened, change)


def links(near: Mapping[str, float], window: Window, name: str = "") -> list[tuple[float, str]]:
    """Stories near an article, best first, with their links: the mean probability over all their reports."""
    sums: dict[str, float] = {}
    members, stories = window.members, window.stories
    for other, p in near.items():
        known = members.get(other)
        if known is not None:
            sums[known.story] = sums.get(known.story, 0.0) + p
    found = []
    for story, total in sums.items():
        held = stories[story]
        others = len(held) - (name in held)
        if others:
            found.append((total / others, story))
    found.sort(key=_best_first)
    return found


def _best_first(pair: tuple[float, str]) -> tuple[float, str]:
    return -pair[0], pair[1]


def story_id(article: str, taken: Window | None = None) -> str:
    """A story's id, from the id of the article that founds it; a second founding by one article gets an id of its own."""
    number = 1
    while True:
        name = article if number == 1 else f"{article}\0{number}"
        found = "s" + hashlib.blake2b(name.encode(), digest_size=8).hexdigest()
        if taken is None or not (found in taken.redirects or found in taken.stories):
            return found
        number += 1


def _choose(name: str, near: Mapping[str, float], window: Window) -> tuple[str, bool]:
    found = links(near, window)
    if found and found[0][0] >= JOINS:
        return found[0][1], False
    return story_id(name, window), True
