"""How far each source was read, and which records are known."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from sidelight.store.database import Database
from sidelight.store.records import Progress
from sidelight.store.rows import chunks
from sidelight.store.tables import article, progress, record


class SqlImports:
    """See `protocol.Imports`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def known(self, digests: Iterable[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        with self._db.reading() as connection:
            for some in chunks(digests):
                wanted = select(record.c.digest, article.c.id).join(article, article.c.key == record.c.article_key)
                found |= {row.digest: row.id for row in connection.execute(wanted.where(record.c.digest.in_(some)))}
        return found

    def progress(self, source: str) -> Progress | None:
        with self._db.reading() as connection:
            row = connection.execute(select(progress).where(progress.c.source == source)).one_or_none()
        return None if row is None else _progress(row)

    def all(self) -> Iterator[Progress]:
        with self._db.reading() as connection:
            rows = connection.execute(select(progress).order_by(progress.c.source)).all()
        return (_progress(row) for row in rows)

    def keep(self, state: Progress) -> None:
        with self._db.writing() as connection:
            keep_progress(self._db, connection, state)


def keep_progress(database: Database, connection: Connection, state: Progress) -> None:
    """Inside the transaction of the articles that it speaks of."""
    values = {name: getattr(state, name) for name in ("source", "line", "offset", "size", "done")}
    values |= {"counts": dict(state.counts), "updated": datetime.now(UTC)}
    statement = database.insert(progress).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["source"], set_=values))


def _progress(row: Any) -> Progress:
    return Progress(**{name: getattr(row, name) for name in ("source", "line", "offset", "size", "done", "counts")})
