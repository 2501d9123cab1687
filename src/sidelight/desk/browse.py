"""What pages show of a desk: named by a digest first, so that what a reader has already is not made again."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from threading import Lock

from sidelight.desk.ahead import Ahead
from sidelight.desk.open import Desk
from sidelight.desk.sagas import steps
from sidelight.desk.search import Found, search
from sidelight.pipeline.breakdowns import article_breakdown, story_breakdown
from sidelight.pipeline.inputs import article_inputs, story_inputs
from sidelight.pipeline.kept import is_kept, shrunk
from sidelight.pipeline.outlooks import Outlooks, outlooks_of
from sidelight.store import ArticleLine, Hit, Query, StoryLine
from sidelight.types import Article, Breakdown, Lean, Outlet, Rating, Story, StoryStep

__all__ = ["ArticleLine", "Browse", "Hit", "StoryLine", "ToRead"]

OUTLOOKS_SECONDS = 10.0
"""So late at most a page knows of new ratings."""


@dataclass(frozen=True, slots=True)
class ToRead:
    """A story or an article, the digest of all that its breakdown rests on, and the breakdown, made when it is asked for.

    `read` gives None for an article of which only an excerpt is left. `late` says whether the reader would wait for it: it is
    being made, and will be there soon.
    """

    subject: Article | Story
    inputs: str
    read: Callable[[], Breakdown | None]
    late: Callable[[], bool] = lambda: False


class Browse:
    """A desk as pages look at it; may be asked from several threads at once. `ahead` makes breakdowns on other processes."""

    def __init__(self, desk: Desk, ahead: Ahead | None = None) -> None:
        self._store, self._settings, self._ahead = desk.store, desk.settings, ahead
        self._outlooks: tuple[float, Outlooks] | None = None
        self._lock = Lock()

    @property
    def where(self) -> str:
        """The desk's path or URL, without a password."""
        return self._store.where

    def stories(self, limit: int, offset: int = 0) -> tuple[StoryLine, ...]:
        """The newest first."""
        return tuple(self._store.stories.lines(limit=limit, offset=offset))

    def counts(self) -> tuple[int, int]:
        """Articles and stories held."""
        return self._store.articles.count(), self._store.stories.count()

    def resolve(self, id: str) -> str | None:
        """The id that a story has today."""
        return self._store.stories.resolve(id)

    def story(self, id: str) -> ToRead | None:
        """A story by its id of today; None where it is not held or has no report any more."""
        found = self._store.stories.one(id)
        if found is None or not found.articles:
            return None
        outlooks = self._known()
        inputs = story_inputs(found.articles, self._settings, outlooks)
        ahead = None if self._ahead is None or is_kept(self._store, found, inputs) else self._ahead

        def read() -> Breakdown:
            if ahead is not None:
                ahead.wait(found.id)
            return story_breakdown(self._store, found, self._settings, outlooks).breakdown

        return ToRead(found, inputs, read, lambda: ahead is not None and ahead.late(found.id))

    def steps(self, story: Story) -> tuple[StoryStep, ...]:
        """The stories before and after it in its saga."""
        return steps(self._store, story)

    def article(self, id: str) -> ToRead | None:
        """An article by its id."""
        found = self._store.articles.one(id)
        if found is None:
            return None
        inputs = article_inputs(found, self._settings)
        whole = not shrunk(self._store, found)
        return ToRead(found, inputs, lambda: article_breakdown(self._store, found, self._settings) if whole else None)

    def story_of(self, article: str) -> str | None:
        """The story that an article stands in."""
        return self._store.stories.of_article(article)

    def taken_down(self, article: str) -> str | None:
        """Why an article was taken down; None where it was not."""
        held = self._store.articles.holding(article)
        return held.taken_down if held else None

    def outlets(self, domains: Iterable[str]) -> Mapping[str, Outlet]:
        """Facts of those outlets of which any are known."""
        known = self._known()
        return {domain: facts for domain in domains if (facts := known.facts(domain)) is not None}

    def leans(self, domains: Iterable[str]) -> Mapping[str, Lean]:
        """The lean of each of these outlets that anybody rates."""
        return self._known().leans(domains)

    def ratings(self, domain: str) -> tuple[Rating, ...]:
        """The figures that an outlet's lean is made of."""
        return self._known().raters(domain)

    def raters(self) -> Mapping[str, int]:
        """Whose ratings are in use, and of how many outlets."""
        held = Counter({r.rater: 0 for some in self._known().ratings.values() for r in some})
        for some in self._known().ratings.values():
            held.update({r.rater for r in some})
        return dict(sorted(held.items()))

    def published(self, domain: str, limit: int, offset: int = 0) -> tuple[ArticleLine, ...]:
        """What an outlet published, the newest first."""
        return self._store.articles.lines(domain, limit, offset)

    def count_published(self, domain: str) -> int:
        """How many articles of an outlet the desk holds."""
        return self._store.search.count(Query(), [domain])

    def search(self, words: str, limit: int, offset: int = 0) -> Found:
        """A page of hits, the best first, and how many there are.

        Raises:
            StoreError: the words ask for a side that there is not.
        """
        return search(self._store, words, limit, offset, self._known())

    def _known(self) -> Outlooks:
        """What is known of outlets; kept for a while, since a whole table of ratings is read for it."""
        with self._lock:
            now = time.monotonic()
            if self._outlooks is None or now - self._outlooks[0] > OUTLOOKS_SECONDS:
                self._outlooks = (now, outlooks_of(self._store))
            return self._outlooks[1]
