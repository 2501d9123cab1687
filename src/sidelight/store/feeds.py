"""Watched feeds, which of their items were met, and where home pages showed an article."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select

from sidelight.errors import StoreError
from sidelight.store.database import Database
from sidelight.store.records import FeedState
from sidelight.store.rows import chunks
from sidelight.store.tables import article, feed, feed_entry, prominence
from sidelight.types import Feed

_STATE = ("folder", "etag", "modified", "interval", "due", "asked", "error", "failures", "schedule")


class SqlFeeds:
    """See `protocol.Feeds`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, feeds: Iterable[FeedState]) -> None:
        for some in chunks(feeds):
            with self._db.writing() as connection:
                for state in some:
                    row = {name: getattr(state, name) for name in _STATE}
                    row |= {"url": state.feed.url, "outlet": state.feed.outlet, "title": state.feed.title}
                    statement = self._db.insert(feed).values(row)
                    connection.execute(statement.on_conflict_do_update(index_elements=["url"], set_=row))

    def one(self, url: str) -> FeedState | None:
        with self._db.reading() as connection:
            row = connection.execute(select(feed).where(feed.c.url == url)).one_or_none()
        return None if row is None else _state(row)

    def all(self, due: datetime | None = None) -> Iterator[FeedState]:
        wanted = select(feed).order_by(feed.c.due, feed.c.url)
        if due is not None:
            wanted = wanted.where(feed.c.due <= due)
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
        for some in chunks(entries.items()):
            with self._db.writing() as connection:
                statement = self._db.insert(feed_entry)
                connection.execute(
                    statement.on_conflict_do_update(
                        index_elements=["feed", "entry"],
                        set_={"digest": statement.excluded.digest, "seen": statement.excluded.seen},
                    ),
                    [{"feed": url, "entry": entry, "digest": digest, "seen": seen} for entry, digest in some],
                )

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


def _state(row: Any) -> FeedState:
    return FeedState(feed=Feed(url=row.url, outlet=row.outlet, title=row.title), **{name: getattr(row, name) for name in _STATE})
