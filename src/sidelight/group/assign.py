"""One article: which live story it joins, or that it opens one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sidelight.group.headlines import headline, likeness, told_in
from sidelight.group.link import REACH, UNKNOWN_DAYS, nearness, probability
from sidelight.group.terms import distinct, fields_of
from sidelight.group.vectors import Vectors, cosine, vectors_of
from sidelight.group.why import why
from sidelight.group.window import Window, day_of, entries
from sidelight.types import Article, GroupChange, GroupMember, StoryWhy

RIVALS = 30
"""Nearest live articles that are looked at closely."""

JOINS = 0.35
"""Link from which an article joins (2012-2018, even stories, 2026-11: BCubed F1 0.953 at 0.35, 0.953 at 0.3)."""

MEAN = 0.8
"""Share of the mean over a story's reports in its link; the rest is its nearest report."""

FLOOR = 0.02
"""Probability below which two articles are not remembered as near."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """The story an article goes to, why, and what that changes."""

    story: str
    opened: bool
    why: StoryWhy
    change: GroupChange


def assign(article: Article, window: Window) -> Assignment:
    """Where an article belongs, given what is alive. Nothing is altered: apply `change` to the window and store it.

    An article that is alive already keeps its story. Its date may lie before others': late articles join what is alive.
    """
    held = window.members.get(article.id)
    if held is not None:
        return Assignment(held.story, False, why(held, window), GroupChange())
    day = day_of(article.published)
    today = window.today if day is None else max(day, window.today if window.today is not None else day)
    fields = fields_of(article)
    terms = tuple(sorted(distinct(fields)))
    change = GroupChange(today=today if today != window.today else None)
    vectors = vectors_of(fields, window.frequencies)
    near = neighbours(vectors, day, article.title or "", bool(article.text.strip()), window)
    story, opened = _choose(article.id, near, window)
    member = GroupMember(
        article=article.id,
        story=story,
        order=window.taken,
        day=day,
        title=article.title or "",
        has_text=bool(article.text.strip()),
        vectors={name: dict(getattr(vectors, name)) for name in ("title", "lead", "body", "names")},
        near=near,
    )
    counted = day if day is not None else today
    change = replace(change, members=(member,), counts=None if counted is None else (counted, terms))
    return Assignment(story, opened, why(member, window, vectors), change)


def neighbours(vectors: Vectors, day: int | None, title: str, has_text: bool, window: Window) -> Mapping[str, float]:
    """Live articles that may report the same event, with the probability that they do."""
    found: dict[str, float] = {}
    for term in entries(vectors):
        weight = vectors.body[term]
        for name, other in window.index.get(term, {}).items():
            found[name] = found.get(name, 0.0) + weight * other
    rivals = []
    for name, score in found.items():
        if score > 0.02:
            apart = days_apart(day, window.members[name].day)
            if apart <= REACH:
                rivals.append((nearness(score, apart), name, apart))
    rivals.sort(key=lambda rival: (-rival[0], window.members[rival[1]].order))
    close = [(name, cosine(vectors.body, window.vectors[name].body), apart) for _, name, apart in rivals[:RIVALS]]
    best = max((nearness(body, apart) for _, body, apart in close), default=0.0)
    line = None if has_text else headline(title, window.frequencies)
    near: dict[str, float] = {}
    for name, body, apart in close:
        known = window.members[name]
        if has_text and known.has_text:
            p = probability(vectors, window.vectors[name], body, apart, best)
        else:
            line = line or headline(title, window.frequencies)
            p = likeness(line, window.line(name))
            if not has_text and known.has_text:
                p = max(p, told_in(line, window.vectors[name].title, window.vectors[name].lead))
            elif has_text:
                p = max(p, told_in(window.line(name), vectors.title, vectors.lead))
            p *= nearness(1.0, max(0, apart - 1))
        if p > FLOOR:
            near[name] = round(p, 4)
    return near


def days_apart(one: int | None, other: int | None) -> int:
    """Days between two articles; one of unknown date counts as a little apart."""
    return UNKNOWN_DAYS if one is None or other is None else abs(one - other)


def links(near: Mapping[str, float], window: Window, name: str = "") -> list[tuple[float, str]]:
    """Stories near an article, best first, with their links: mostly the mean over their reports, partly the nearest."""
    sums: dict[str, list[float]] = {}
    for other, p in near.items():
        story = window.members[other].story
        held = sums.setdefault(story, [0.0, 0.0])
        held[0] += p
        held[1] = max(held[1], p)
    found = []
    for story, (total, best) in sums.items():
        held_by = window.stories[story]
        others = len(held_by) - (name in held_by)
        found.append((MEAN * total / others + (1.0 - MEAN) * best, story))
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    return found


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
    found = links({other: p for other, p in near.items() if other in window.members}, window)
    if found and found[0][0] >= JOINS:
        return found[0][1], False
    return story_id(name, window), True
