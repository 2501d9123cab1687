"""The desk's new articles are put into stories, by one process at a time; it can be stopped and goes on where it was."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from sidelight.config import Settings
from sidelight.executors.local import map_ordered
from sidelight.group.copies import independent, passages
from sidelight.group.label import central
from sidelight.pipeline.alone import alone
from sidelight.pipeline.placing import COPIES, Era
from sidelight.store import Lease, Member, Store, StoryDraft
from sidelight.store.rows import chunks
from sidelight.types import Article, StageReport, Story

TASK = "group"

BATCH_ARTICLES, BATCH_SECONDS = 100, 4.0

KEEPS_CLOSED = 60_000
"""Articles up to which a run remembers closed stories, so that undated articles may join them (10 kB an article)."""

Report = Callable[[str, int], None]
"""Told what was done ("grouped", "compared", "waiting") and to how many more."""


def group_new(store: Store, settings: Settings, report: Report = lambda _what, _count: None, wait: bool = True) -> StageReport:
    """Put every article without a story into one. Ids never change; merged ones lead to what they became.

    Where another process groups, `wait` until it is done, since it may have begun before our articles came.

    Raises:
        LeaseHeld: another process groups and we may not wait, or it took over.
    """
    with alone(store, TASK, wait=wait, waiting=lambda: report("waiting", 1)) as held:
        eras = _Eras(store, held)
        done = _place_all(store, eras, report)
        eras.finish()
        _tell_copies_apart(store, settings, eras, held, report)
    return StageReport(stage=TASK, seen=done, done=done)


class _Eras:
    """What is new, and archives of older times; an article goes to one of them."""

    def __init__(self, store: Store, held: Lease) -> None:
        small = store.articles.count() <= KEEPS_CLOSED
        self.now = Era(store, "now", keep_closed=small)
        self.then = Era(store, "then", keep_closed=False)
        self._lease = held
        self.write()

    def take(self, article: Article) -> None:
        era = self.then if self.now.is_before(article) else self.now
        era.take(article)

    def write(self) -> None:
        """Tell the desk; what a killed run left is told first."""
        for era in (self.then, self.now):
            era.write(self._lease)

    def finish(self) -> None:
        for era in (self.then, self.now):
            era.finish()
        self.write()
        if not self.then.empty:
            self.then.drop(self._lease)

    def alive(self, story: str) -> bool:
        return self.now.alive(story)


def _place_all(store: Store, eras: _Eras, report: Report) -> int:
    """Places every article that has none, looking again for those that came meanwhile; gives how many there were."""
    placed = 0
    while True:
        waiting, since = 0, time.monotonic()
        before = placed
        for article in store.articles.all(ungrouped=True):
            eras.take(article)
            placed, waiting = placed + 1, waiting + 1
            if waiting >= BATCH_ARTICLES or time.monotonic() - since >= BATCH_SECONDS:
                eras.write()
                report("grouped", waiting)
                waiting, since = 0, time.monotonic()
        eras.write()
        report("grouped", waiting)
        if placed == before:
            return placed


def _tell_copies_apart(store: Store, settings: Settings, eras: _Eras, held: Lease, report: Report) -> None:
    """Of every story that changed: which reports are copies, of which, and the title that its headlines agree on."""
    marked = [key.removeprefix(COPIES) for key, _ in store.grouping.cells(COPIES)]
    names = dict.fromkeys(name for story in marked if (name := store.stories.resolve(story)))
    stories = (story for name in names if (story := store.stories.one(name)) is not None and story.articles)
    for some in chunks(map_ordered(_looked_at, stories, settings.workers), 50):
        store.stories.keep([_draft(store, story, seen, closed=not eras.alive(story.id)) for story, seen in some], held)
        store.grouping.drop([COPIES + story.id for story, _ in some], held)
        report("compared", len(some))
    store.grouping.drop([COPIES + story for story in marked], held)


class _Seen(NamedTuple):
    independent: tuple[str, ...]
    copies: Mapping[str, str]
    titled: str | None


class _Bare(NamedTuple):
    """A story without its texts."""

    id: str
    title: str | None
    first_seen: datetime | None
    last_seen: datetime | None


def _looked_at(story: Story) -> tuple[_Bare, _Seen]:
    alone = len(story.articles) == 1
    apart, copies = ((story.articles[0].id,), {}) if alone else independent(story.articles, passages(story.articles))
    best = central(story.articles)
    times = [article.published for article in story.articles if article.published]
    bare = _Bare(story.id, best.title if best else None, min(times, default=None), max(times, default=None))
    return bare, _Seen(apart, copies, best.id if best else None)


def _draft(store: Store, story: _Bare, seen: _Seen, *, closed: bool) -> StoryDraft:
    members = tuple(
        Member(article=m.article, independent=m.article not in seen.copies, copy_of=seen.copies.get(m.article), why=m.why)
        for m in store.stories.members(story.id)
    )
    return StoryDraft(
        id=story.id,
        title=story.title,
        title_from=seen.titled,
        first_seen=story.first_seen,
        last_seen=story.last_seen,
        closed=closed,
        members=members,
    )
