"""One article: which live story it joins, or that it opens one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sidelight.group.headlines import Headline, headline, likeness, told_in
from sidelight.group.link import REACH, crowd_of, nearness, probability, undated_probability
from sidelight.group.terms import distinct, fields_of
from sidelight.group.vectors import Vectors, cosine, vectors_of
from sidelight.group.why import why
from sidelight.group.window import Window, day_of, entries
from sidelight.types import Article, GroupChange, GroupMember, StoryWhy

RIVALS = 30
"""Nearest live articles that are looked at closely."""

JOINS = 0.3
"""Mean probability from which an article joins a story (2026-11, even halves: BCubed F1 0.950 and 0.967)."""

FAINT = 0.02
"""Body score below which a rival is not looked at."""

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
        seen=today,
        title=article.title or "",
        has_text=bool(article.text.strip()),
        vectors={name: dict(getattr(vectors, name)) for name in ("title", "lead", "body", "names")},
        near=near,
    )
    counted = day if day is not None else today
    change = replace(change, members=(member,), counts=None if counted is None else (counted, terms))
    return Assignment(story, opened, why(member, window, vectors), change)


def neighbours(vectors: Vectors, day: int | None, title: str, has_text: bool, window: Window) -> Mapping[str, float]:
    """Articles that may report the same event, with the probability that they do: live ones, and closed for an undated one."""
    scores = _scores(vectors, window, closed=day is None)
    apart = {name: 1 if day is None or (their := window.members[name].day) is None else abs(day - their) for name in scores}
    near_by = {name: score if day is None else nearness(score, apart[name]) for name, score in scores.items()}
    rivals = [name for name, score in scores.items() if score > FAINT and (day is None or apart[name] <= REACH)]
    rivals.sort(key=lambda name: (-near_by[name], window.members[name].order))
    crowd = crowd_of(list(scores.values()))
    close = [(name, cosine(vectors.body, window.vectors[name].body)) for name in rivals[:RIVALS]]
    best = max((body if day is None else nearness(body, apart[name]) for name, body in close), default=0.0)
    line = None
    near: dict[str, float] = {}
    for name, body in close:
        other = window.vectors[name]
        if not has_text or not window.members[name].has_text:
            line = line or headline(title, window.frequencies)
            p = _by_headline(line, has_text, vectors, name, window) * nearness(1.0, max(0, apart[name] - 1))
        elif day is None:
            p = undated_probability(vectors, other, body, best, crowd)
        else:
            p = probability(vectors, other, body, apart[name], best, crowd)
        if p > FLOOR:
            near[name] = round(p, 4)
    return near


def _scores(vectors: Vectors, window: Window, *, closed: bool) -> dict[str, float]:
    """Dot products over the terms by which articles are found."""
    found: dict[str, float] = {}
    indexes = (window.index, window.asleep) if closed else (window.index,)
    for term in entries(vectors):
        weight = vectors.body[term]
        for index in indexes:
            for name, other in index.get(term, {}).items():
                found[name] = found.get(name, 0.0) + weight * other
    return found


def _by_headline(line: Headline, has_text: bool, vectors: Vectors, name: str, window: Window) -> float:
    """Where one of two has no text: its headline against the other's, or against the other's title and lead."""
    known, there = window.members[name], window.vectors[name]
    p = likeness(line, window.line(name))
    if known.has_text:
        return max(p, _told(line, there))
    return max(p, _told(window.line(name), vectors)) if has_text else p


def _told(line: Headline, vectors: Vectors) -> float:
    return told_in(line, vectors.title.keys() | vectors.lead.keys(), vectors.body.keys() | vectors.names.keys())


def links(near: Mapping[str, float], window: Window, name: str = "") -> list[tuple[float, str]]:
    """Stories near an article, best first, with their links: the mean probability over all their reports."""
    sums: dict[str, float] = {}
    for other, p in near.items():
        if other in window.members:
            story = window.members[other].story
            sums[story] = sums.get(story, 0.0) + p
    found = []
    for story, total in sums.items():
        held = window.stories[story]
        others = len(held) - (name in held)
        if others:
            found.append((total / others, story))
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
    found = links(near, window)
    if found and found[0][0] >= JOINS:
        return found[0][1], False
    return story_id(name, window), True
