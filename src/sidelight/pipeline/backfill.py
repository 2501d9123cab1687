"""What is missing or out of date is made again: annotations of every article, then breakdowns of every story of several reports.

It can be stopped at any moment: what is made is kept, and what is missing is found again from the desk itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sidelight.config import Settings
from sidelight.executors.local import map_ordered
from sidelight.lens import load_lenses
from sidelight.pipeline.breakdowns import annotate_all, annotations_of, keep_breakdown
from sidelight.pipeline.kept import kept_breakdown
from sidelight.pipeline.outlooks import Outlooks, outlooks_of
from sidelight.pipeline.stamps import annotation_stamp, reading_stamp
from sidelight.pipeline.stories import break_down_story
from sidelight.store import Store
from sidelight.store.rows import chunks
from sidelight.types import Annotations, Breakdown, StageReport, Story

_BATCH = 16
"""Articles or stories kept at once: a second's work of two cores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfilled:
    """How far a stage ("articles", "stories") is."""

    stage: str
    done: int
    of: int


def backfill(
    store: Store, settings: Settings, report: Callable[[Backfilled], None] = lambda _state: None, *, stories: bool = True
) -> StageReport:
    """Make all that is missing; forget, at the end, what the older annotators made."""
    articles = _articles(store, settings, report)
    told = _stories(store, settings, report) if stories else 0
    for by in (annotation_stamp(load_lenses()), reading_stamp(load_lenses())):
        store.annotations.drop_other(by)
    return StageReport(stage="backfill", seen=articles + told, done=articles + told)


def _articles(store: Store, settings: Settings, report: Callable[[Backfilled], None]) -> int:
    by = annotation_stamp(load_lenses())
    done, of = 0, store.annotations.count_missing(by)
    report(Backfilled(stage="articles", done=0, of=of))
    missing = store.articles.many(store.annotations.missing(by))
    for some in chunks(annotate_all(missing, settings), _BATCH):
        store.annotations.keep(by, some)
        done += len(some)
        report(Backfilled(stage="articles", done=done, of=max(of, done)))
    return done


def _stories(store: Store, settings: Settings, report: Callable[[Backfilled], None]) -> int:
    outlooks = outlooks_of(store)
    names = [line.id for line in store.stories.lines(least_reports=2)]
    done = made = 0
    report(Backfilled(stage="stories", done=0, of=len(names)))
    for some in chunks(names, 200):
        stale = list(_stale(store, some, settings, outlooks))
        done += len(some) - len(stale)
        for breakdown in map_ordered(_make, stale, settings.workers):
            keep_breakdown(store, breakdown)
            done, made = done + 1, made + 1
            report(Backfilled(stage="stories", done=done, of=len(names)))
    return made


_Work = tuple[Story, tuple[Annotations, ...], Settings, Outlooks]


def _stale(store: Store, names: list[str], settings: Settings, outlooks: Outlooks) -> Iterator[_Work]:
    for name in names:
        story = store.stories.one(name)
        if story is not None and kept_breakdown(store, story, settings, outlooks) is None:
            yield story, annotations_of(store, story.articles, settings), settings, _about(story, outlooks)


def _about(story: Story, outlooks: Outlooks) -> Outlooks:
    """What is known of the outlets of this story alone: it travels to another process."""
    domains = {a.outlet for a in story.articles if a.outlet}
    facts = {domain: held for domain in domains if (held := outlooks.facts(domain)) is not None}
    ratings = {domain: given for domain in domains if (given := outlooks.raters(domain))}
    return Outlooks(facts, ratings, outlooks.model)


def _make(work: _Work) -> Breakdown:
    story, annotated, settings, outlooks = work
    given = {a.article: a for a in annotated}
    return break_down_story(story.id, story.articles, load_lenses(), settings, outlooks=outlooks, annotated=given)
