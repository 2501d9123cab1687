"""A story's breakdown made on a process of its own, and kept, so that whoever asks finds it."""

from functools import cache

from sidelight.config import Settings
from sidelight.pipeline.breakdowns import story_breakdown
from sidelight.pipeline.inputs import story_inputs
from sidelight.pipeline.kept import is_kept
from sidelight.pipeline.outlooks import outlooks_of
from sidelight.store import Store, open_store


def make_kept(id: str, *, place: str, settings: Settings) -> bool:
    """Break the story down unless a breakdown is kept that holds; whether one is kept now. The desk stays open."""
    store = _opened(place)
    story = store.stories.one(id)
    if story is None or not story.articles:
        return False
    outlooks = outlooks_of(store)
    inputs = story_inputs(story.articles, settings, outlooks)
    if not is_kept(store, story, inputs):
        story_breakdown(store, story, settings, outlooks)
    return is_kept(store, story, inputs)


@cache
def _opened(place: str) -> Store:
    return open_store(place)
