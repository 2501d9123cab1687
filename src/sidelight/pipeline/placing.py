"""Grouping's memory in the desk: read when a run begins, written batch by batch, so that a kill leaves nothing half told.

A batch is first written down whole under "pending" with the cells it changes, then told to the stories, then struck out. What
was killed in between is told again from "pending" by the next run.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, NamedTuple

from sidelight.group import Stream, why
from sidelight.group.label import central
from sidelight.group.link import REACH
from sidelight.group.window import day_of
from sidelight.store import Lease, Member, Store, StoryDraft
from sidelight.types import Article, GroupChange, GroupMember, GroupState

COPIES = "copies/"
"""Cells that name stories whose copies are still to be told apart."""

_FIELDS = tuple(field.name for field in fields(GroupMember))


class _Head(NamedTuple):
    title: str | None
    published: datetime | None


class Era:
    """One stream of articles and what it remembers. Two have each their own: what is new, and archives of older times."""

    def __init__(self, store: Store, name: str, *, keep_closed: bool) -> None:
        self._store, self._prefix = store, f"{name}/"
        cells = {key.removeprefix(self._prefix): value for key, value in store.grouping.cells(self._prefix)}
        members = {key[2:]: GroupMember(**value) for key, value in cells.items() if key.startswith("m/")}
        clock = cells.get("clock") or {}
        counts = {int(key[2:]): value for key, value in cells.items() if key.startswith("d/")}
        state = GroupState(
            members=members,
            redirects=dict(store.stories.redirects()),
            document_counts=counts,
            today=clock.get("today"),
            taken=clock.get("taken", 0),
        )
        self.stream = Stream(state, keep_closed=keep_closed)
        self.started = state.today
        self._held: dict[str, set[str]] = {}
        self._placed: dict[str, str] = {}
        self._heads: dict[str, _Head] = {}
        self._days = set(counts)
        self._whys: dict[str, Any] = {}
        self._forget_batch()
        for member in members.values():
            self._place(member.article, member.story)
        if pending := cells.get("pending"):
            self._recall(pending)

    def is_before(self, article: Article) -> bool:
        """Whether the article lies before all that was alive when this run began."""
        day = day_of(article.published)
        return day is not None and self.started is not None and day < self.started - REACH

    def alive(self, story: str) -> bool:
        """Whether dated articles may still join."""
        return any(name in self.stream.window.awake for name in self._held.get(story, ()))

    def take(self, article: Article) -> None:
        """Put one article where it belongs; `write` tells the desk."""
        step = self.stream.take(article)
        for change in step.changes:
            self._note(change)
        self._heads[article.id] = _Head(article.title, article.published)
        self._place(article.id, step.assignment.story)
        self._told.add(article.id)
        self._touched.add(step.assignment.story)
        self._whys[article.id] = asdict(why(article.id, self.stream.window))

    def finish(self) -> None:
        """Second thoughts on the last days, at the end of a run."""
        self._note(self.stream.finish())

    @property
    def waiting(self) -> int:
        """Articles whose place was not yet told."""
        return len(self._told)

    def write(self, held: Lease) -> None:
        """Tell the desk all that changed since the last time."""
        if not (self._told or self._touched or self._closed):
            return
        stayed = (name for story in self._shaken for name in self._held.get(story, ()))
        self._told.update(name for name in stayed if name in self.stream.window.members)  # their reasons are others now
        cells, about = self._cells()
        self._store.grouping.keep(cells, held, about)
        self._store.stories.keep(self._drafts(), held)
        for gone, into in self._redirects.items():
            into = self.stream.window.resolve(into)
            if (
                not self._held.get(gone)
                and gone != into
                and self._store.stories.resolve(gone)
                and self._store.stories.resolve(into)
            ):
                self._store.stories.merge(gone, into, held)
        closed = self._closed_stories()
        self._store.stories.close(closed, held)
        self._store.grouping.drop([*self._stale(), self._prefix + "pending"], held)
        self._let_go()
        self._forget_batch()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to remember."""
        return not self._held

    def drop(self, held: Lease) -> None:
        """Forget all of it: the stories stay, and nothing joins them any more."""
        self._store.stories.close(list(self._held), held)
        self._store.grouping.drop([key for key, _ in self._store.grouping.cells(self._prefix)], held)

    def _merge(self, held: Lease) -> None:
        """Ids that were given up lead on; one that was never told needs no leading."""
        told = self._store.stories.resolve
        for gone, heir in self._redirects.items():
            into = self.stream.window.resolve(heir)
            if gone != into and not self._held.get(gone) and told(gone) and told(into):
                self._store.stories.merge(gone, into, held)

    def _forget_batch(self) -> None:
        self._told: set[str] = set()
        self._touched: set[str] = set()
        self._lost: set[str] = set()
        self._shaken: set[str] = set()
        self._closed: set[str] = set()
        self._redirects: dict[str, str] = {}
        self._counted: set[int] = set()

    def _recall(self, pending: Mapping[str, Any]) -> None:
        """What a killed run had decided and perhaps not told."""
        for name, story in pending["placed"].items():
            self._place(name, story)
            self._told.add(name)
            self._touched.add(story)
        self._redirects.update(pending["redirects"])
        self._closed.update(pending["closed"])

    def _place(self, name: str, story: str) -> None:
        old = self._placed.get(name)
        if old is not None and old != story:
            self._held[old].discard(name)
            self._touched.add(old)
            self._lost.add(old)
            self._shaken |= {old, story}
        self._placed[name] = story
        self._held.setdefault(story, set()).add(name)

    def _note(self, change: GroupChange) -> None:
        for member in change.members:
            self._place(member.article, member.story)
            self._told.add(member.article)
            self._touched.add(member.story)
        self._redirects.update(change.redirects)
        self._closed.update(change.closed)
        if change.counts is not None:
            self._counted.add(change.counts[0])

    def _cells(self) -> tuple[dict[str, Any], dict[str, str]]:
        window = self.stream.window
        cells: dict[str, Any] = {
            "pending": {
                "placed": {name: self._placed[name] for name in sorted(self._told)},
                "redirects": self._redirects,
                "closed": sorted(self._closed),
            },
            "clock": {"today": window.today, "taken": window.taken},
        }
        cells |= {f"d/{day}": window.frequencies.counts(day) for day in self._counted if day in window.frequencies.days}
        self._days |= self._counted
        awake = [name for name in sorted(self._told) if name in window.awake]
        cells |= {f"m/{name}": _cell(window.member(name)) for name in awake}
        named = {self._prefix + key: value for key, value in cells.items()}
        several = (story for story in self._touched if len(self._held.get(story, ())) > 1 or story in self._lost)
        named |= {COPIES + story: True for story in sorted(several)}
        return named, {f"{self._prefix}m/{name}": name for name in awake}

    def _drafts(self) -> list[StoryDraft]:
        self._read_heads(name for story in self._touched for name in self._held.get(story, ()))
        moved: dict[str, list[Member]] = {}
        for name in sorted(self._told):
            moved.setdefault(self._placed[name], []).append(Member(article=name, why=self._why(name)))
        return [self._draft(story, tuple(moved.get(story, ()))) for story in sorted(self._touched) if self._held.get(story)]

    def _draft(self, story: str, members: tuple[Member, ...]) -> StoryDraft:
        names = sorted(self._held[story])
        heads = {name: self._heads[name] for name in names if name in self._heads}
        best = central([Article(id=name, version="", text="", title=head.title) for name, head in heads.items()])
        times = [head.published for head in heads.values() if head.published]
        return StoryDraft(
            id=story,
            title=best.title if best else None,
            title_from=best.id if best else None,
            first_seen=min(times, default=None),
            last_seen=max(times, default=None),
            closed=not self.alive(story),
            members=members,
        )

    def _read_heads(self, names: Iterable[str]) -> None:
        missing = sorted({name for name in names if name not in self._heads})
        for article in self._store.articles.many(missing):
            self._heads[article.id] = _Head(article.title, article.published)

    def _why(self, name: str) -> Any:
        """As it was when the article came in; as it is by now where reports have left its story or moved into it."""
        window = self.stream.window
        if name in window.members and (name not in self._whys or self._placed[name] in self._shaken):
            self._whys[name] = asdict(why(name, window))
        return self._whys.get(name)

    def _closed_stories(self) -> list[str]:
        return sorted(
            {self._placed[name] for name in self._closed if name in self._placed and not self.alive(self._placed[name])}
        )

    def _stale(self) -> list[str]:
        """Cells of closed members, and of days that count no more."""
        gone = self._days - self.stream.window.frequencies.days
        self._days -= gone
        return [f"{self._prefix}m/{name}" for name in self._closed] + [f"{self._prefix}d/{day}" for day in gone]

    def _let_go(self) -> None:
        """What closed need not be held here, unless undated articles may still join it."""
        self._whys = {}
        if self.stream.window.keep_closed:
            return
        for name in self._closed:
            story = self._placed.pop(name, None)
            self._heads.pop(name, None)
            if story is not None:
                self._held[story].discard(name)
                if not self._held[story]:
                    del self._held[story]


def _cell(member: GroupMember) -> dict[str, Any]:
    return {field: getattr(member, field) for field in _FIELDS}
