"""Breakdowns out of the desk: kept ones where nothing that they rest on has changed, else made, and kept."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from sidelight.config import Settings
from sidelight.errors import DeskBusy, DeskFull, DeskReadOnly
from sidelight.executors.local import map_ordered
from sidelight.lens import load_lenses
from sidelight.pipeline.outlooks import Outlooks
from sidelight.pipeline.run import annotate, break_down
from sidelight.pipeline.stamps import ALWAYS, annotation_stamp, breakdown_stamp
from sidelight.pipeline.stories import break_down_story, story_inputs, wanted_by
from sidelight.store import Store
from sidelight.types import Annotations, Article, Breakdown, Story

_CANNOT_KEEP = (DeskReadOnly, DeskFull, DeskBusy)
"""Why a reader's desk may not take what was made; the reader gets it all the same."""


class Kept(NamedTuple):
    """A story's breakdown, and whether it was there already."""

    breakdown: Breakdown
    fresh: bool


def story_breakdown(store: Store, story: Story, settings: Settings, outlooks: Outlooks) -> Kept:
    """The breakdown of a story as it stands now, by the installed lenses."""
    lenses = load_lenses()
    found = kept_breakdown(store, story, settings, outlooks)
    if found is not None:
        marks = {a.article: a for a in store.annotations.of(annotation_stamp(lenses), [a.id for a in story.articles])}
        return Kept(replace(found, annotations=tuple(marks[a.id] for a in story.articles if a.id in marks)), fresh=False)
    annotated = annotations_of(store, story.articles, settings)
    made = break_down_story(
        story.id, story.articles, lenses, settings, outlooks=outlooks, annotated={a.article: a for a in annotated}
    )
    with suppress(*_CANNOT_KEEP):
        keep_breakdown(store, made)
    return Kept(made, fresh=True)


def kept_breakdown(store: Store, story: Story, settings: Settings, outlooks: Outlooks) -> Breakdown | None:
    """The one that is kept, where it still holds. Of a story with a shrunk text any kept one holds: it has the words."""
    by = breakdown_stamp()
    found = store.breakdowns.one(by, story, story_inputs(story.articles, load_lenses(), settings, outlooks))
    if found is None and any(shrunk(store, article) for article in story.articles):
        found = store.breakdowns.one(by, story)
    return found


def keep_breakdown(store: Store, made: Breakdown) -> None:
    """Keep it in place of the one before."""
    store.breakdowns.keep(breakdown_stamp(), made, datetime.now(UTC))


def article_breakdown(article: Article, settings: Settings) -> Breakdown:
    """The breakdown of one article by every installed lens."""
    return break_down(article, load_lenses(), settings, also=ALWAYS)


def annotations_of(store: Store, articles: Sequence[Article], settings: Settings) -> tuple[Annotations, ...]:
    """Those that are kept and, made and kept now, those that were missing; in the articles' order."""
    by = annotation_stamp(load_lenses())
    held = {(a.article, a.version): a for a in store.annotations.of(by, [article.id for article in articles])}
    missing = [article for article in articles if (article.id, article.version) not in held]
    made = list(annotate_all(missing, settings))
    if made:
        with suppress(*_CANNOT_KEEP):
            store.annotations.keep(by, made)
    held |= {(a.article, a.version): a for a in made}
    return tuple(held[article.id, article.version] for article in articles)


def annotate_all(articles: Iterable[Article], settings: Settings) -> Iterator[Annotations]:
    """The annotations that the installed lenses need, on several processes where there are many articles."""
    return map_ordered(_annotate, articles, settings.workers)


def shrunk(store: Store, article: Article) -> bool:
    """Whether only an excerpt of the text is left."""
    held = store.articles.holding(article.id)
    return held is not None and held.shrunk


def _annotate(article: Article) -> Annotations:
    return annotate(article, wanted_by(load_lenses(), article) | ALWAYS)
