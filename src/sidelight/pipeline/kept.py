"""Breakdowns that the desk keeps, where they still hold. Nothing is made here, so that what is kept is shown at once."""

from dataclasses import replace

from sidelight.config import Settings
from sidelight.pipeline.inputs import story_inputs
from sidelight.pipeline.outlooks import Outlooks
from sidelight.pipeline.stamps import breakdown_stamp
from sidelight.store import Store
from sidelight.types import Article, Breakdown, Story


def kept_breakdown(store: Store, story: Story, settings: Settings, outlooks: Outlooks) -> Breakdown | None:
    """The one that is kept, where it still holds. Of a story with a shrunk text any kept one holds: it has the words."""
    by = breakdown_stamp()
    found = store.breakdowns.one(by, story, story_inputs(story.articles, settings, outlooks))
    if found is None and any(shrunk(store, article) for article in story.articles):
        found = store.breakdowns.one(by, story)
    return found


def is_kept(store: Store, story: Story, inputs: str) -> bool:
    """Whether a breakdown with this digest of inputs is kept."""
    return store.breakdowns.inputs(breakdown_stamp(), story) == inputs


def with_sentences(store: Store, breakdown: Breakdown) -> Breakdown:
    """A kept story's breakdown with the sentences of its reports, which readers are shown around what was found."""
    assert isinstance(breakdown.subject, Story)
    found = {a.article: a for a in store.annotations.sentences([a.id for a in breakdown.subject.articles])}
    return replace(breakdown, annotations=tuple(found[a.id] for a in breakdown.subject.articles if a.id in found))


def shrunk(store: Store, article: Article) -> bool:
    """Whether only an excerpt of the text is left."""
    held = store.articles.holding(article.id)
    return held is not None and held.shrunk
