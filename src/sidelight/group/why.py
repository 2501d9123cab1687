"""Why an article stands in its story, in words that a reader can check."""

from collections.abc import Mapping

from sidelight.group.vectors import cosine
from sidelight.group.window import Window
from sidelight.types import StoryWhy

SHOWN = 8


def why(name: str, window: Window) -> StoryWhy:
    """What an article of the window shares with the nearest report of its story, and the next nearest story."""
    member, vectors, near = window.members[name], window.vectors(name), window.near[name]
    sums: dict[str, float] = {}
    for other, p in near.items():
        if other in window.members and other != member.article:
            story = window.members[other].story
            sums[story] = sums.get(story, 0.0) + p
    means = {story: total / _others(member.article, story, window) for story, total in sums.items()}
    own = means.pop(member.story, 0.0)
    following = max(means.items(), key=lambda pair: (pair[1], pair[0]), default=(None, 0.0))
    inside = [
        (p, other) for other, p in near.items() if other in window.stories.get(member.story, {}) and other != member.article
    ]
    if not inside:
        return StoryWhy(nearest=None, next_story=following[0], next_link=following[1])
    nearest = max(inside)[1]
    there = window.vectors(nearest)
    names = _shared(vectors["names"], there["names"], SHOWN)
    plain = {part for name in names for part in name.split("_")}
    words = tuple(term for term in _shared(vectors["body"], there["body"], 2 * SHOWN) if term not in plain)[:SHOWN]
    day = window.members[nearest].day
    return StoryWhy(
        nearest=nearest,
        names=tuple(name.replace("_", " ") for name in names),
        words=words,
        days_apart=None if day is None or member.day is None else abs(day - member.day),
        similarity=cosine(vectors["body"], there["body"]),
        link=own,
        next_story=following[0],
        next_link=following[1],
    )


def _others(name: str, story: str, window: Window) -> int:
    held = window.stories[story]
    return max(1, len(held) - (name in held))


def _shared(one: Mapping[str, float], other: Mapping[str, float], count: int) -> tuple[str, ...]:
    """The terms that weigh most in both; a part of a longer shared name is not said again."""
    both = sorted((term for term in one if term in other), key=lambda term: (-one[term] * other[term], term))
    longer = {part for term in both if "_" in term for part in term.split("_")}
    return tuple(term for term in both if term not in longer)[:count]
