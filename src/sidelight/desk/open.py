"""A desk: what Sidelight remembers, and all that can be done with it, composed in one place."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from sidelight.config import Settings
from sidelight.errors import DeskUnreachable
from sidelight.types import Article, Breakdown, Failure, StageReport, StoryStep, StoryWhy

if TYPE_CHECKING:
    import os

    from sidelight.desk.add import Added
    from sidelight.desk.backfill import Backfilled
    from sidelight.desk.feeds import FeedLine
    from sidelight.desk.outlets import Imported, OutletLine
    from sidelight.desk.search import Found
    from sidelight.store import Check, Store, StoryLine


class Desk:
    """Many articles, their stories and their breakdowns. Close it, or use it with `with`.

    Times are aware UTC. Every verb may raise a `StoreError`; ids that the desk does not know raise one too. Safe to use from
    several threads, and several processes may each open the same desk.
    """

    def __init__(self, store: "Store", settings: Settings) -> None:
        self.store = store
        self.settings = settings

    @property
    def where(self) -> str:
        """The desk's path or URL, without a password."""
        return self.store.where

    def import_file(
        self,
        path: "str | os.PathLike[str]",
        *,
        census: bool = False,
        report: Callable[[str], None] = lambda _outcome: None,
        failed: Callable[[Failure], None] = lambda _failure: None,
    ) -> StageReport:
        """Take in a JSONL file, gzip or not, a WARC file, or a folder of pages; what was read before is passed over.

        `group` puts the articles into stories.
        """
        from sidelight.desk.importing import import_file

        return import_file(self.store, path, self.settings, census=census, report=report, failed=failed)

    def add(self, what: str, folder: str | None = None) -> "Added":
        """Watch a feed, an OPML list's feeds, a site's, or a pack's; or take in the article at an address."""
        from sidelight.desk.add import add

        return add(self.store, what, self.settings, folder)

    def drop_feed(self, url: str) -> None:
        """Watch a feed no longer; its articles stay."""
        from sidelight.desk.add import drop

        drop(self.store, url)

    def feeds(self) -> "Iterator[FeedLine]":
        """The feeds that are watched, and how each stands."""
        from sidelight.desk.feeds import feeds

        return feeds(self.store)

    def feeds_as_opml(self) -> str:
        """The list of them for other programs."""
        from sidelight.desk.feeds import feeds_as_opml

        return feeds_as_opml(self.store)

    def anything_due(self) -> bool:
        """Whether an update would find something to fetch."""
        from sidelight.pipeline.due import anything_due

        return anything_due(self.store)

    def next_due(self) -> datetime | None:
        """When the next feed falls due; None where no feed will be asked."""
        from sidelight.pipeline.due import next_due

        return next_due(self.store)

    def update(
        self,
        report: Callable[[str, int, int], None] = lambda _what, _more, _of: None,
        failed: Callable[[Failure], None] = lambda _failure: None,
    ) -> tuple[StageReport, StageReport]:
        """Fetch what is due: how the feeds and how the articles went. `group` puts the new articles into stories.

        Raises:
            errors.LeaseHeld: another process does so now.
        """
        if not self.anything_due():
            return StageReport(stage="feeds", seen=0, done=0), StageReport(stage="articles", seen=0, done=0)
        from sidelight.pipeline.update import update

        return update(self.store, self.settings, report, failed)

    def group(self, report: Callable[[str, int], None] = lambda _what, _count: None, *, wait: bool = True) -> StageReport:
        """Put what is new into stories; where another process does so, `wait` for it."""
        from sidelight.pipeline.grouping import group_new

        return group_new(self.store, self.settings, report, wait)

    def stories(
        self,
        since: datetime | None = None,
        *,
        outlets: Iterable[str] | None = None,
        least_reports: int = 1,
        limit: int | None = None,
        offset: int = 0,
    ) -> "Iterator[StoryLine]":
        """The newest first."""
        return self.store.stories.lines(since, None, outlets, least_reports, limit, offset)

    def story(self, id: str) -> Breakdown:
        """The breakdown of a story, by any id that it ever had or by an article's. Of annotations it has the sentences alone."""
        from sidelight.desk.story import story

        return story(self.store, id, self.settings)

    def steps(self, id: str) -> tuple[StoryStep, ...]:
        """The stories before and after a story in its saga, by any id that it ever had or by an article's."""
        from sidelight.desk.sagas import steps
        from sidelight.desk.story import held_story

        return steps(self.store, held_story(self.store, id))

    def why(self, id: str, article: str) -> StoryWhy:
        """Why the article stands in the story."""
        from sidelight.desk.story import why

        return why(self.store, id, article)

    def article(self, id: str) -> Breakdown:
        """The breakdown of one article."""
        from sidelight.desk.story import article

        return article(self.store, id, self.settings)

    def search(self, words: str, limit: int = 20, offset: int = 0) -> "Found":
        """Articles with all of these words and "phrases"; `outlet:`, `side:` and `since:` narrow."""
        from sidelight.desk.search import search

        return search(self.store, words, limit, offset)

    def outlets(self, domains: Iterable[str] = ()) -> "tuple[OutletLine, ...]":
        """These outlets, or all that the desk has articles, facts or ratings of."""
        from sidelight.desk.outlets import outlets

        return outlets(self.store, domains)

    def import_outlets(self, path: "str | os.PathLike[str]", words: dict[str, float] | None = None) -> "Imported":
        """Ratings or facts of outlets out of a CSV file; ratings replace those of the file of the same name."""
        from sidelight.desk.outlets import import_outlets

        return import_outlets(self.store, path, words)

    def articles(self, since: datetime | None = None) -> Iterator[Article]:
        """The stream in order of publication, undated ones last."""
        return self.store.articles.all(since)

    def backup(self, to: "str | os.PathLike[str]") -> None:
        """A sound copy, also while the desk is in use."""
        self.store.upkeep.backup(Path(to))

    def doctor(self) -> "list[Check]":
        """Whether all is sound, and what to do where it is not."""
        from sidelight.desk.upkeep import doctor

        return doctor(self.store)

    def shrink(self, days: int, report: Callable[[int], None] | None = None) -> int:
        """Texts older than so many days become excerpts; gives how many."""
        from sidelight.desk.upkeep import shrink

        return shrink(self.store, days, report)

    def take_down(self, what: str, reason: str) -> int:
        """Remove an article by id or address, or all of an outlet by its domain; gives how many articles went."""
        from sidelight.desk.upkeep import take_down

        return take_down(self.store, what, reason)

    def backfill(self, report: "Callable[[Backfilled], None]" = lambda _state: None) -> StageReport:
        """Read again what an older model or other lenses read; can be stopped and goes on from there."""
        from sidelight.desk.backfill import backfill

        return backfill(self.store, self.settings, report)

    def close(self) -> None:
        """Let go of the file or the connection."""
        self.store.close()

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_desk(where: "str | os.PathLike[str]", settings: Settings | None = None, *, make: bool = True) -> Desk:
    """The desk at a path (one SQLite file) or a `postgresql://` URL: made where there is none, unless `make` says no.

    An older desk is copied beside itself and upgraded.

    Raises:
        errors.StoreError: there is none, or it cannot be used, and why.
    """
    from sidelight.store.sql import open_store

    place = str(where)
    if not make and "://" not in place and not Path(place).expanduser().is_file():
        raise DeskUnreachable("there is no desk yet; `sidelight add` or `sidelight import` makes it", where=place)
    return Desk(open_store(place), settings or Settings())
