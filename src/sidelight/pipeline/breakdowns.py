"""Breakdowns out of the desk: kept ones where nothing that they rest on has changed, else made, and kept.

What makes them is imported where it is needed: a kept one is shown without it.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from sidelight.config import Settings
from sidelight.errors import DeskBusy, DeskFull, DeskReadOnly
from sidelight.lens import Lens, load_lenses, reads
from sidelight.pipeline.kept import kept_breakdown, with_sentences
from sidelight.pipeline.outlooks import Outlooks
from sidelight.pipeline.stamps import ALWAYS, annotation_stamp, breakdown_stamp, reading_stamp
from sidelight.store import Store
from sidelight.types import Annotations, Article, Breakdown, Story

_CANNOT_KEEP = (DeskReadOnly, DeskFull, DeskBusy)
"""Why a reader's desk may not take what was made; the reader gets it all the same."""


class Kept(NamedTuple):
    """A story's breakdown, and whether it was there already."""

    breakdown: Breakdown
    fresh: bool


def story_breakdown(store: Store, story: Story, settings: Settings, outlooks: Outlooks) -> Kept:
    """The breakdown of a story as it stands now, by the installed lenses; of its annotations it carries the sentences alone."""
    found = kept_breakdown(store, story, settings, outlooks)
    if found is not None:
        return Kept(with_sentences(store, found), fresh=False)
    from sidelight.pipeline.stories import break_down_story

    annotated = {a.article: a for a in annotations_of(store, story.articles, settings)}
    made = break_down_story(story.id, story.articles, load_lenses(), settings, outlooks=outlooks, annotated=annotated)
    with suppress(*_CANNOT_KEEP):
        keep_breakdown(store, made)
    bare = tuple(Annotations(article=a.article, version=a.version, sentences=a.sentences) for a in made.annotations)
    return Kept(replace(made, annotations=bare), fresh=True)


def keep_breakdown(store: Store, made: Breakdown) -> None:
    """Keep it in place of the one before."""
    store.breakdowns.keep(breakdown_stamp(), made, datetime.now(UTC))


def article_breakdown(store: Store, article: Article, settings: Settings) -> Breakdown:
    """The breakdown of one article by every installed lens; what the desk knows of its text is not sought again."""
    from sidelight.pipeline.run import annotate, break_down

    by = reading_stamp(load_lenses())
    known = next((a for a in store.annotations.of(by, [article.id]) if a.version == article.version), None)
    if known is None:
        (some,) = annotations_of(store, (article,), settings)
        known = annotate(article, _needs(load_lenses(), article), some)
        with suppress(*_CANNOT_KEEP):
            store.annotations.keep(by, [known])
    return break_down(article, load_lenses(), settings, annotated=known)


def annotations_of(store: Store, articles: Sequence[Article], settings: Settings) -> tuple[Annotations, ...]:
    """What story lenses need: those that are kept and, made and kept now, those that were missing; in the articles' order."""
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
    """The annotations that story lenses need, on several processes where there are many articles."""
    from sidelight.executors.local import map_ordered

    return map_ordered(_annotate, articles, settings.workers)


def _annotate(article: Article) -> Annotations:
    from sidelight.pipeline.run import annotate

    return annotate(article, _needs((lens for lens in load_lenses() if "story" in lens.subjects), article))


def _needs(lenses: Iterable[Lens], article: Article) -> frozenset[str]:
    return ALWAYS.union(*(lens.needs for lens in lenses if reads(lens, article)))
