"""The one connection to a desk: transactions for reading and writing, on either database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from sidelight.errors import DeskUnreachable
from sidelight.store.faults import translating

WAIT_SECONDS = 30.0
"""How long a writer waits for another; a batch holds the desk for well under a second."""

_WRITER_LOCK = 0x51DE11
"""PostgreSQL's advisory lock for writers: one at a time, as on SQLite, so that both databases keep the same promises."""


class Database:
    """An engine and its dialect. `path` is the file of an SQLite desk, None on PostgreSQL; `where` names it in errors."""

    def __init__(self, place: str | Path, wait: float = WAIT_SECONDS) -> None:
        self.url = _url(place)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.path = Path(self.url.database or "") if self.sqlite else None
        self.where = str(self.path) if self.path else self.url.render_as_string(hide_password=True)
        self.wait = wait
        self.engine = self._engine()

    def _engine(self) -> Engine:
        if self.sqlite:
            engine = create_engine(self.url, connect_args={"timeout": self.wait})
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        else:
            engine = create_engine(self.url, connect_args={"connect_timeout": 10}, pool_pre_ping=True)
        translating(engine, self.where)
        return engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One look at the desk: all statements see it as it stood at the first (on SQLite; on PostgreSQL each its own)."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One step that happens whole or not at all, alone among writers."""
        with self.engine.connect() as connection:
            connection = connection.execution_options(sidelight_writes=True)
            with connection.begin():
                if not self.sqlite:
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(self.wait * 1000)}ms'")
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")
                yield connection

    def insert(self, table: Table) -> Any:
        """The dialect's own insert, which knows `on_conflict_do_…` on both."""
        if self.sqlite:
            from sqlalchemy.dialects import sqlite

            return sqlite.insert(table)
        from sqlalchemy.dialects import postgresql  # 20 ms that a command on SQLite does without

        return postgresql.insert(table)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def _url(place: str | Path) -> URL:
    text = str(place)
    if isinstance(place, Path) or "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    try:
        url = make_url(text)
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        if url.get_backend_name() not in ("sqlite", "postgresql"):
            raise DeskUnreachable("a desk is a file or a postgresql:// address", where=url.render_as_string())
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise DeskUnreachable("a desk is a file or a postgresql:// address", where=text.partition("://")[0]) from None
    return url


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Transactions are begun by us. NORMAL: with WAL a power cut may take the last commits but never harms the desk,

    and what an import lost so is read again, since its progress is in the same commit; FULL would cost a flush each.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "synchronous=NORMAL", "cache_size=-32000", "temp_store=MEMORY", "wal_autocheckpoint=4000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer says so at once: a reader that turns writer midway can be refused without any waiting."""
    writes = connection.get_execution_options().get("sidelight_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
