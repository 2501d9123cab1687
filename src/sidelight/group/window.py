"""What is alive, in memory and indexed: the working form of a `GroupState`. Changes are applied here and nowhere else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

import numpy as np

from sidelight.group.frequencies import Frequencies
from sidelight.group.headlines import Headline, headline
from sidelight.group.link import REACH, probability
from sidelight.group.shelf import Shelf
from sidelight.group.vectors import Plain, numbered, plain
from sidelight.types import GroupChange, GroupMember, GroupState

EPOCH = date(1970, 1, 1).toordinal()

_NONE: Mapping[str, Any] = MappingProxyType({})


def day_of(moment: datetime | None) -> int | None:
    """Days from 1970-01-01 UTC."""
    return None if moment is None else moment.astimezone(UTC).toordinal() - EPOCH


class Window:
    """Live members, their stories, who is near whom, and their vectors on a shelf. Not safe for two threads.

    With `keep_closed`, members of closed stories stay, asleep: articles without a date may still join them, dated ones never
    look at them. That takes some 3 kB a member, and is meant for batches.
    """

    def __init__(self, state: GroupState | None = None, *, keep_closed: bool = False) -> None:
        state = state or GroupState()
        self.keep_closed = keep_closed
        self.awake = Shelf()
        self.asleep = Shelf()
        self.members: dict[str, GroupMember] = {}
        """Without their vectors and what is near them: `member` gives all."""
        self.stories: dict[str, dict[str, None]] = {}
        self.near: dict[str, dict[str, float]] = {}
        """Probability that two report one event, as far as is known by now: a nearer rival lessens it."""
        self.pairs: dict[str, dict[str, tuple[float, float]]] = {}
        """Log-odds and nearness that it is made from."""
        self.best: dict[str, tuple[float, float]] = {}
        """How near the nearest is: among dated articles, and among all whatever their days."""
        self.headlines: dict[str, Headline] = {}
        self.stirred: set[str] = set()
        """Members about whose stories something changed since they were last judged."""
        self.redirects = dict(state.redirects)
        self.frequencies = Frequencies(state.document_counts)
        self.today = state.today
        self.taken = state.taken
        for member in sorted(state.members.values(), key=lambda member: member.order):
            self._put(member)

    def state(self) -> GroupState:
        """All of it as a value."""
        return GroupState(
            members={name: self.member(name) for name in self.members},
            redirects=dict(self.redirects),
            document_counts={day: self.frequencies.counts(day) for day in self.frequencies.days},
            today=self.today,
            taken=self.taken,
        )

    def member(self, name: str) -> GroupMember:
        """What is remembered of one article, to be stored."""
        known = self.members[name]
        return replace(
            known,
            vectors=self.vectors(name),
            weekdays=self._shelf(name).weekdays_of(name),
            near={other: pair for other, pair in self.pairs[name].items() if self.members[other].order < known.order},
        )

    def vectors(self, name: str) -> Mapping[str, Plain]:
        """An article's terms with their weights, by field."""
        return plain(self._shelf(name).vectors(name), self.frequencies.vocabulary)

    def apply(self, change: GroupChange) -> None:
        """Take a change in. What is put or closed twice stays as it is after the first time."""
        for name in change.closed:
            if self.keep_closed:
                self._sleep(name)
            else:
                self._drop(name)
        if change.closed and self.awake.littered:
            self._pack()
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
        self.members[name] = replace(member, vectors=_NONE, near=_NONE)
        if old is not None:
            self._stir(old.story)
            self._leave(name, old.story)
        else:
            vectors = numbered(member.vectors, self.frequencies.vocabulary)
            self.awake.put(name, member.day, member.weekdays, vectors)
            self._meet(member)
            self.taken = max(self.taken, member.order + 1)
        self.stories.setdefault(member.story, {})[name] = None
        self._stir(member.story)

    def _meet(self, member: GroupMember) -> None:
        """Who is near whom, now that one more is there."""
        name, dated = member.article, member.day is not None
        self.best[name] = (member.best[0], member.best[1])
        self.near[name] = {}
        self.pairs[name] = pairs = {other: (pair[0], pair[1]) for other, pair in member.near.items() if other in self.members}
        for other, pair in pairs.items():
            self.pairs[other][name] = pair
            self.near[name][other] = self.near[other][name] = self._probability(name, other)
            near, best = pair[1], self.best[other]
            if near > best[not dated]:
                self.best[other] = (max(best[0], near) if dated else best[0], max(best[1], near))
                self._judge(other)

    def _judge(self, name: str) -> None:
        """All probabilities of an article anew."""
        for other in self.near[name]:
            self.near[name][other] = self.near[other][name] = self._probability(name, other)
        self._stir(self.members[name].story)

    def _probability(self, one: str, other: str) -> float:
        """By the model of the one that came later."""
        later = max(self.members[one], self.members[other], key=lambda member: member.order)
        dated = later.day is not None
        return probability(*self.pairs[one][other], self.best[one][not dated], self.best[other][not dated], dated=dated)

    def _shelf(self, name: str) -> Shelf:
        return self.awake if name in self.awake else self.asleep

    def _stir(self, story: str) -> None:
        for name in self.stories[story]:
            self.stirred.add(name)
            self.stirred.update(self.near[name])

    def _drop(self, name: str) -> None:
        member = self.members.pop(name, None)
        if member is None:
            return
        self._leave(name, member.story)
        self.awake.take_off(name)
        for other in self.near.pop(name):
            self.near[other].pop(name, None)
            self.pairs[other].pop(name, None)
        del self.pairs[name], self.best[name]
        self.headlines.pop(name, None)
        self.stirred.discard(name)

    def _sleep(self, name: str) -> None:
        """From the shelf of the living to that of the closed."""
        if name in self.awake:
            self.asleep.put(name, self.members[name].day, self.awake.weekdays_of(name), self.awake.vectors(name))
            self.awake.take_off(name)

    def _pack(self) -> None:
        """Forget the terms that neither a member nor a recent day has, and lay the shelves out anew."""
        used = np.zeros(len(self.frequencies.vocabulary), dtype=bool)
        for ids in (*self.awake.used(), *self.asleep.used(), *self.frequencies.used()):
            used[ids] = True
        vocabulary, places = self.frequencies.vocabulary.without(used)
        self.frequencies.renumber(vocabulary, places)
        self.awake.pack(places)
        self.asleep.pack(places)

    def _leave(self, name: str, story: str) -> None:
        held = self.stories.get(story, {})
        held.pop(name, None)
        if not held:
            self.stories.pop(story, None)
