"""What is alive, in memory and indexed: the working form of a `GroupState`. Changes are applied here and nowhere else."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from sidelight.group.frequencies import Frequencies
from sidelight.group.headlines import Headline, headline
from sidelight.group.link import REACH
from sidelight.group.vectors import Vectors
from sidelight.types import GroupChange, GroupMember, GroupState

ENTRIES = 40
"""Heaviest body terms by which an article can be found."""

EPOCH = date(1970, 1, 1).toordinal()


def day_of(moment: datetime | None) -> int | None:
    """Days from 1970-01-01 UTC."""
    return None if moment is None else moment.astimezone(UTC).toordinal() - EPOCH


class Window:
    """Live members, their stories, who is near whom, and an index from term to members. Not safe for two threads."""

    def __init__(self, state: GroupState | None = None) -> None:
        state = state or GroupState()
        self.members: dict[str, GroupMember] = {}
        self.stories: dict[str, dict[str, None]] = {}
        self.near: dict[str, dict[str, float]] = {}
        self.index: dict[str, dict[str, float]] = {}
        self.vectors: dict[str, Vectors] = {}
        self.headlines: dict[str, Headline] = {}
        self.redirects = dict(state.redirects)
        self.frequencies = Frequencies(state.document_counts)
        self.today = state.today
        self.taken = state.taken
        for member in sorted(state.members.values(), key=lambda member: member.order):
            self._put(member)

    def state(self) -> GroupState:
        """All of it as a value."""
        return GroupState(
            members=dict(self.members),
            redirects=dict(self.redirects),
            document_counts={day: dict(counts) for day, counts in self.frequencies.days.items()},
            today=self.today,
            taken=self.taken,
        )

    def apply(self, change: GroupChange) -> None:
        """Take a change in. What is put or closed twice stays as it is after the first time."""
        for name in change.closed:
            self._drop(name)
        if change.counts:
            self.frequencies.add(*change.counts)
        for member in change.members:
            self._put(member)
        for name, other in change.redirects.items():
            self.redirects[name] = other
        self.redirects.pop("", None)
        if change.today is not None:
            self.today = change.today
            self.frequencies.forget(change.today)

    def resolve(self, story: str) -> str:
        """The id that a story goes by today. Ids in use, and ids never heard of, are given back as they are."""
        seen = set()
        while story not in self.stories and story in self.redirects and story not in seen:
            seen.add(story)
            story = self.redirects[story]
        return story

    def outdated(self, today: int) -> tuple[str, ...]:
        """Members of stories that have had no report for fourteen days."""
        found: list[str] = []
        for names in self.stories.values():
            days = [day for name in names if (day := self.members[name].day) is not None]
            if days and max(days) < today - REACH:
                found.extend(names)
        return tuple(found)

    def recent(self, days: int) -> Iterator[GroupMember]:
        """Members of the last so many days in order of arrival, undated ones among them."""
        since = -1 if self.today is None else self.today - days
        return (member for member in list(self.members.values()) if member.day is None or member.day >= since)

    def link(self, name: str, story: str, near: Iterable[tuple[str, float]]) -> tuple[float, int]:
        """Sum of the probabilities with a story's members, and how many members other than `name` it has."""
        held = self.stories[story]
        return sum(p for other, p in near if other in held), len(held) - (name in held)

    def line(self, name: str) -> Headline:
        """The member's headline as read."""
        found = self.headlines.get(name)
        if found is None:
            found = self.headlines[name] = headline(self.members[name].title, self.frequencies)
        return found

    def _put(self, member: GroupMember) -> None:
        name, old = member.article, self.members.get(member.article)
        self.members[name] = member
        if old is not None:
            self._leave(name, old.story)
        else:
            vectors = self.vectors[name] = Vectors(**member.vectors)
            for term in entries(vectors):
                self.index.setdefault(term, {})[name] = vectors.body[term]
            self.near[name] = {other: p for other, p in member.near.items() if other in self.members}
            for other, p in self.near[name].items():
                self.near[other][name] = p
            self.taken = max(self.taken, member.order + 1)
        self.stories.setdefault(member.story, {})[name] = None

    def _drop(self, name: str) -> None:
        member = self.members.pop(name, None)
        if member is None:
            return
        self._leave(name, member.story)
        for term in entries(self.vectors.pop(name)):
            held = self.index[term]
            held.pop(name, None)
            if not held:
                del self.index[term]
        for other in self.near.pop(name):
            self.near[other].pop(name, None)
        self.headlines.pop(name, None)

    def _leave(self, name: str, story: str) -> None:
        held = self.stories.get(story, {})
        held.pop(name, None)
        if not held:
            self.stories.pop(story, None)


def entries(vectors: Vectors) -> list[str]:
    """The body terms by which an article is found."""
    body = vectors.body
    if len(body) <= ENTRIES:
        return list(body)
    return sorted(body, key=lambda term: (-body[term], term))[:ENTRIES]
