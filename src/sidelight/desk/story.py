"""One story: its breakdown, and why an article stands in it."""

from typing import Any

from sidelight.config import Settings
from sidelight.errors import StoreError
from sidelight.pipeline.breakdowns import article_breakdown, story_breakdown
from sidelight.pipeline.kept import shrunk
from sidelight.pipeline.outlooks import outlooks_of
from sidelight.store import Store
from sidelight.types import Breakdown, Story, StoryWhy


def story(store: Store, id: str, settings: Settings) -> Breakdown:
    """The breakdown of a story; kept ones are given where nothing that they rest on has changed.

    Raises:
        StoreError: nothing ever had this id, or all of it was taken down.
    """
    found = held_story(store, id)
    outlooks = outlooks_of(store, {report.outlet for report in found.articles if report.outlet})
    return story_breakdown(store, found, settings, outlooks).breakdown


def article(store: Store, id: str, settings: Settings) -> Breakdown:
    """The breakdown of an article that the desk holds whole.

    Raises:
        StoreError: it does not.
    """
    held = store.articles.one(id)
    if held is None:
        raise StoreError(_why_not(store, id) or "no such article (`sidelight search` finds them)", where=id)
    if shrunk(store, held):
        raise StoreError("only an excerpt of its text is left", where=id)
    return article_breakdown(store, held, settings)


def story_id(store: Store, id: str) -> str:
    """The id that a story has now, by any that it ever had or by one of its articles.

    Raises:
        StoreError: nothing ever had this id.
    """
    found = store.stories.resolve(id) or store.stories.of_article(id)
    if found is None:
        raise StoreError(_why_not(store, id) or "no such story (`sidelight stories` lists them)", where=id)
    return found


def held_story(store: Store, id: str) -> Story:
    """A story with its reports, by any id that it ever had or by one of its articles.

    Raises:
        StoreError: nothing ever had this id, or all its reports were taken down.
    """
    name = story_id(store, id)
    found = store.stories.one(name)
    if found is None or not found.articles:
        raise StoreError("all its reports were taken down", where=id)
    return found


def why(store: Store, id: str, article: str) -> StoryWhy:
    """What put the article into the story.

    Raises:
        StoreError: no such story, or the article is not in it.
    """
    name = story_id(store, id)
    member = next((m for m in store.stories.members(name) if m.article == article), None)
    if member is None:
        where = store.stories.of_article(article)
        raise StoreError(f"does not stand in {name}" + (f" but in {where}" if where else ""), where=article)
    given: dict[str, Any] = member.why or {"nearest": None}
    return StoryWhy(**given | {name: tuple(given.get(name, ())) for name in ("names", "words")})


def _why_not(store: Store, id: str) -> str | None:
    held = store.articles.holding(id)
    if held is None:
        return None
    return f"was taken down: {held.taken_down}" if held.taken_down else "has no story yet; run `sidelight group`"
