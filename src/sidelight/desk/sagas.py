"""The stories before and after a story: other steps of one saga, found when somebody asks, by what they are about."""

from collections.abc import Iterator
from datetime import datetime
from itertools import combinations

from sidelight.group.frequencies import Frequencies
from sidelight.group.sagas import ALIKE, Subject
from sidelight.store import Query, Store
from sidelight.types import Story, StoryStep

NAMES = 4
"""Names that are sought, two at a time."""

HITS = 25
"""Articles that each search may give."""

LOOKED_AT = 12
"""Other stories that are looked at closely, those that most searches give."""

SHOWN = 5
"""Stories that are given on either side, the most alike."""

REPORTS = 3
"""Reports of another story that are read."""


def steps(store: Store, story: Story) -> tuple[StoryStep, ...]:
    """Stories of the same saga in order of time; none is told twice, and ids are those of today."""
    frequencies = Frequencies()
    subject = Subject(story.articles, frequencies)
    found: list[StoryStep] = []
    for id in _candidates(store, story, subject):
        other = store.stories.one(id)
        if other is None or not other.articles:
            continue
        theirs = Subject(other.articles[:REPORTS], frequencies)
        likeness = subject.likeness(theirs)
        if likeness >= ALIKE:
            found.append(
                StoryStep(
                    story=id,
                    title=other.title,
                    place=_place(story.first_seen, other.first_seen),
                    first_seen=other.first_seen,
                    likeness=round(likeness, 3),
                    names=subject.shared(theirs, 3),
                )
            )
    return tuple(sorted(_nearest(found), key=lambda step: (step.first_seen is None, step.first_seen or datetime.min, step.story)))


def _candidates(store: Store, story: Story, subject: Subject) -> list[str]:
    """Other stories that hold two of the names, those that the most searches give first."""
    held: dict[str, int] = {}
    for pair in combinations(subject.sought(NAMES), 2):
        hits = store.search.find(Query(words=tuple(word.lower() for word in pair)), None, HITS)
        for id in dict.fromkeys(hit.story for hit in hits if hit.story and hit.story != story.id):
            held[id] = held.get(id, 0) + 1
    return sorted(held, key=lambda id: (-held[id], id))[:LOOKED_AT]


def _place(ours: datetime | None, theirs: datetime | None) -> str:
    if ours is None or theirs is None:
        return "undated"
    return "before" if theirs < ours else "after"


def _nearest(found: list[StoryStep]) -> Iterator[StoryStep]:
    for place in ("before", "after", "undated"):
        some = sorted((step for step in found if step.place == place), key=lambda step: (-step.likeness, step.story))
        yield from some[:SHOWN]
