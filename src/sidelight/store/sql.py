"""The store on SQLAlchemy Core: one class a noun, composed here."""

from pathlib import Path
from types import TracebackType

from sidelight.store.database import WAIT_SECONDS, Database
from sidelight.store.derived import SqlAnnotations, SqlBreakdowns
from sidelight.store.feeds import SqlFeeds
from sidelight.store.grouping import SqlGrouping
from sidelight.store.health import SqlHealth
from sidelight.store.imports import SqlImports
from sidelight.store.leases import Clock, SqlLeases, utc_now
from sidelight.store.opening import bring_up_to_date
from sidelight.store.outlets import SqlOutlets
from sidelight.store.protocol import (
    AnnotationShelf,
    Articles,
    BreakdownShelf,
    Grouping,
    Health,
    Imports,
    Leases,
    Outlets,
    Search,
    Store,
    Stories,
    Upkeep,
)
from sidelight.store.reading import SqlArticles
from sidelight.store.search import SqlSearch
from sidelight.store.stories import SqlStories
from sidelight.store.upkeep import SqlUpkeep
from sidelight.store.watching import Feeds


class SqlStore:
    """See `protocol.Store`."""

    def __init__(self, database: Database, clock: Clock, upgraded_copy: Path | None) -> None:
        self._db = database
        self.where = database.where
        self.place = database.url.render_as_string(hide_password=False)
        self.upgraded_copy = upgraded_copy
        self.articles: Articles = SqlArticles(database)
        self.outlets: Outlets = SqlOutlets(database)
        self.health: Health = SqlHealth(database)
        self.imports: Imports = SqlImports(database)
        self.annotations: AnnotationShelf = SqlAnnotations(database)
        self.breakdowns: BreakdownShelf = SqlBreakdowns(database)
        self.stories: Stories = SqlStories(database)
        self.grouping: Grouping = SqlGrouping(database)
        self.leases: Leases = SqlLeases(database, clock)
        self.search: Search = SqlSearch(database)
        self.feeds: Feeds = SqlFeeds(database)
        self.upkeep: Upkeep = SqlUpkeep(database)

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_store(place: str | Path, *, wait: float = WAIT_SECONDS, clock: Clock = utc_now) -> Store:
    """The desk at a path (SQLite) or a `postgresql://` URL: made where there is none, upgraded where it is older.

    `wait` is how many seconds a writer waits for another.

    Raises:
        DeskUnreachable, DeskTooNew, DeskDamaged, DeskReadOnly, DeskFull, DeskBusy: it cannot be used, and why.
    """
    database = Database(place, wait)
    try:
        copy = bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return SqlStore(database, clock, copy)
