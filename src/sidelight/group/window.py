"""What is alive, in memory and indexed: the working form of a `GroupState`. Changes are applied here and nowhere else."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sidelight.group.frequencies import Frequencies
from sidelight.group.headlines import Headline, headline
from sidelight.group.link import REACH
from sidelight.group.vectors import Vector, Vectors
from sidelight.types import GroupChange, GroupMember, GroupState

ENTRIES = 40
"""Heaviest body terms by which an article can be found."""

ASLEEP = {"title": 16, "lead": 24, "body": 50, "names": 20}
"""Heaviest terms of each field that are kept of an article whose story is closed."""

EPOCH = date(1970, 1, 1).toordinal()


def day_of(moment: datetime | None) -> int | None:
    """Days from 1970-01-01 UTC."""
    return None if moment is None else moment.astimezone(UTC).toordinal() - EPOCH


class Window:
    """Live members, their stories, who is near whom, and an index from term to members. Not safe for two threads.

    With `keep_closed`, members of closed stories stay, asleep: articles without a date may still join them, dated ones never
    look at them. That takes some 10 kB a member, and is meant for batches.
    """

    def __init__(self, state: GroupState | None = None, *, keep_closed: bool = False) -> None:
        state = state or GroupState()
        self.keep_closed = keep_closed
        self.awake: dict[str, None] = {}
        self.asleep: dict[str, dict[str, float]] = {}
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
            if self.keep_closed:
                self._sleep(name)
            else:
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
        """Awake members of stories that have had no report for fourteen days; an undated one counts from when it came in."""
        latest: dict[str, int] = {}
        for name in self.awake:
            member = self.members[name]
            day = member.day if member.day is not None else member.seen
            if day is not None:
                latest[member.story] = max(day, latest.get(member.story, day))
        return tuple(name for name in self.awake if latest.get(self.members[name].story, today) < today - REACH)

    def recent(self, days: int) -> list[GroupMember]:
        """Members that are awake and of the last so many days, in order of arrival; undated ones by when they came in."""
        since = -1 if self.today is None else self.today - days
        members = (self.members[name] for name in self.awake)
        return sorted((m for m in members if (m.day if m.day is not None else m.seen or 0) >= since), key=lambda m: m.order)

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
            self.awake[name] = None
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
        self._hide(name, self.vectors.pop(name))
        for other in self.near.pop(name):
            self.near[other].pop(name, None)
        self.headlines.pop(name, None)

    def _sleep(self, name: str) -> None:
        """Out of the index of the living, into that of the closed, with the heavier half of its terms."""
        if name not in self.awake:
            return
        vectors = self.vectors[name]
        self._hide(name, vectors)
        kept = Vectors(*(_heaviest(getattr(vectors, field), count) for field, count in ASLEEP.items()))
        self.vectors[name] = kept
        self.members[name] = replace(self.members[name], vectors={field: getattr(kept, field) for field in ASLEEP})
        for term in entries(kept)[: ENTRIES * 5 // 8]:
            self.asleep.setdefault(term, {})[name] = kept.body[term]

    def _hide(self, name: str, vectors: Vectors) -> None:
        if self.awake.pop(name, self) is self:
            return
        for term in entries(vectors):
            held = self.index[term]
            held.pop(name, None)
            if not held:
                del self.index[term]

    def _leave(self, name: str, story: str) -> None:
        held = self.stories.get(story, {})
        held.pop(name, None)
        if not held:
            self.stories.pop(story, None)


def _heaviest(vector: Vector, count: int) -> Vector:
    if len(vector) <= count:
        return vector
    return {term: vector[term] for term in sorted(vector, key=lambda term: (-vector[term], term))[:count]}


def entries(vectors: Vectors) -> list[str]:
    """The body terms by which an article is found."""
    body = vectors.body
    if len(body) <= ENTRIES:
        return list(body)
    return sorted(body, key=lambda term: (-body[term], term))[:ENTRIES]
