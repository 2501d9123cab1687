"""Watched feeds, which of their items were met, and where home pages showed an article."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from sidelight.errors import StoreError
from sidelight.store import awaited
from sidelight.store.database import Database
from sidelight.store.health import count_attempts
from sidelight.store.leases import require
from sidelight.store.records import Awaited, FeedRead, FeedState, Lease
from sidelight.store.rows import chunks
from sidelight.store.tables import article, feed, feed_entry, prominence, robots
from sidelight.store.tables import awaited as waiting
from sidelight.types import Feed, RobotsFile

_STATE = ("folder", "etag", "modified", "interval", "due", "asked", "error", "failures", "schedule", "digest")


class SqlFeeds:
    """See `protocol.Feeds`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, feeds: Iterable[FeedState]) -> None:
        for some in chunks(feeds):
            with self._db.writing() as connection:
                for state in some:
                    row = _row(state)
                    statement = self._db.insert(feed).values(row)
                    connection.execute(statement.on_conflict_do_update(index_elements=["url"], set_=row))

    def one(self, url: str) -> FeedState | None:
        with self._db.reading() as connection:
            row = connection.execute(select(feed).where(feed.c.url == url)).one_or_none()
        return None if row is None else _state(row)

    def all(self, due: datetime | None = None) -> Iterator[FeedState]:
        wanted = select(feed).order_by(feed.c.due, feed.c.url)
        if due is not None:
            wanted = wanted.where(or_(feed.c.due <= due, feed.c.due.is_not(None) & (feed.c.asked > due + awaited.SLACK)))
        with self._db.reading() as connection:
            rows = connection.execute(wanted).all()
        return map(_state, rows)

    def drop(self, url: str) -> None:
        with self._db.writing() as connection:
            connection.execute(delete(feed).where(feed.c.url == url))

    def met(self, url: str, entries: Iterable[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        with self._db.reading() as connection:
            for some in chunks(entries):
                wanted = select(feed_entry.c.entry, feed_entry.c.digest)
                rows = connection.execute(wanted.where(feed_entry.c.feed == url, feed_entry.c.entry.in_(some)))
                found |= {row.entry: row.digest for row in rows}
        return found

    def keep_met(self, url: str, entries: Mapping[str, str], seen: datetime) -> None:
        with self._db.writing() as connection:
            _meet(self._db, connection, url, entries, seen)

    def keep_read(self, read: FeedRead, held: Lease) -> int:
        with self._db.writing() as connection:
            require(connection, held)
            count_attempts(self._db, connection, [read.attempt] if read.attempt else [])
            url = read.state.feed.url
            if read.moved_from is not None:
                if not _move(self._db, connection, read.moved_from, read.state):
                    return 0
            elif connection.execute(update(feed).where(feed.c.url == url).values(_row(read.state))).rowcount == 0:
                return 0
            if read.met:
                _meet(self._db, connection, url, read.met, read.state.asked or datetime.now(UTC))
            return awaited.wait_for(self._db, connection, read.awaited, read.again)

    def awaited(self, now: datetime) -> Iterator[Awaited]:
        return awaited.due(self._db, now)

    def count_awaited(self) -> int:
        return awaited.count(self._db)

    def robots(self) -> Iterator[RobotsFile]:
        with self._db.reading() as connection:
            rows = connection.execute(select(robots)).all()
        return (RobotsFile(**row._mapping) for row in rows)

    def keep_robots(self, files: Iterable[RobotsFile]) -> None:
        rows = [{"origin": f.origin, "answer": f.answer, "text": f.text, "fetched": f.fetched} for f in files]
        if not rows:
            return
        with self._db.writing() as connection:
            statement = self._db.insert(robots)
            new = {name: statement.excluded[name] for name in ("answer", "text", "fetched")}
            connection.execute(statement.on_conflict_do_update(index_elements=["origin"], set_=new), rows)

    def keep_place(self, id: str, outlet: str, section: str, rank: int, seen: datetime) -> None:
        with self._db.writing() as connection:
            key = connection.execute(select(article.c.key).where(article.c.id == id)).scalar()
            if key is None:
                raise StoreError("the desk holds no such article", where=id)
            same = (prominence.c.article_key == key, prominence.c.outlet == outlet, prominence.c.section == section)
            latest = connection.execute(
                select(prominence).where(*same).order_by(prominence.c.last_seen.desc()).limit(1)
            ).one_or_none()
            values: dict[str, Any] = {"article_key": key, "outlet": outlet, "section": section, "rank": rank}
            values |= {"first_seen": latest.first_seen if latest is not None and latest.rank == rank else seen, "last_seen": seen}
            statement = self._db.insert(prominence).values(values)
            keys = ["article_key", "outlet", "section", "rank", "first_seen"]
            connection.execute(statement.on_conflict_do_update(index_elements=keys, set_={"last_seen": seen}))

    def places(self, id: str) -> tuple[tuple[str, str, int, datetime, datetime], ...]:
        wanted = select(
            prominence.c.outlet, prominence.c.section, prominence.c.rank, prominence.c.first_seen, prominence.c.last_seen
        ).join(article, article.c.key == prominence.c.article_key)
        with self._db.reading() as connection:
            rows = connection.execute(wanted.where(article.c.id == id).order_by(prominence.c.first_seen)).all()
        return tuple((r.outlet, r.section, r.rank, r.first_seen, r.last_seen) for r in rows)

    def count(self) -> int:
        with self._db.reading() as connection:
            return connection.execute(select(func.count()).select_from(feed)).scalar_one()


def _row(state: FeedState) -> dict[str, Any]:
    return {name: getattr(state, name) for name in _STATE} | {
        "url": state.feed.url, "outlet": state.feed.outlet, "title": state.feed.title
    }  # fmt: skip


def _move(database: Database, connection: Connection, old: str, state: FeedState) -> bool:
    """A feed under its new address, with the entries it was met with; where that is watched too, both are one from now on.

    False where the old one is watched no longer.
    """
    new = state.feed.url
    if connection.execute(select(feed.c.url).where(feed.c.url == old)).scalar() is None:
        return False
    connection.execute(database.insert(feed).values(_row(state)).on_conflict_do_nothing())
    known = select(feed_entry.c.entry).where(feed_entry.c.feed == new)
    connection.execute(update(feed_entry).where(feed_entry.c.feed == old, feed_entry.c.entry.not_in(known)).values(feed=new))
    connection.execute(update(waiting).where(waiting.c.feed == old).values(feed=new))
    connection.execute(delete(feed).where(feed.c.url == old))
    return True


def _meet(database: Database, connection: Connection, url: str, entries: Mapping[str, str], seen: datetime) -> None:
    for some in chunks(entries.items()):
        statement = database.insert(feed_entry)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["feed", "entry"],
                set_={"digest": statement.excluded.digest, "seen": statement.excluded.seen},
            ),
            [{"feed": url, "entry": entry, "digest": digest, "seen": seen} for entry, digest in some],
        )


def _state(row: Any) -> FeedState:
    return FeedState(feed=Feed(url=row.url, outlet=row.outlet, title=row.title), **{name: getattr(row, name) for name in _STATE})
