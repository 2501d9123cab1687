"""A desk is opened: made where there is none, upgraded where it is older, refused where it is newer."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect

from sidelight.errors import DeskDamaged, DeskFull, DeskReadOnly, DeskTooNew, DeskUnreachable, StoreError
from sidelight.store.database import Database
from sidelight.store.faults import store_error
from sidelight.store.tables import REVISION

KNOWN = ("0001", "0002", "0003")
"""Every revision, oldest first; a test holds this to the files."""


def bring_up_to_date(database: Database, target: str = REVISION) -> Path | None:
    """Make or upgrade the desk; gives the copy made of an older SQLite desk. Two processes may do this at once.

    On PostgreSQL no copy is made (the upgrade is one transaction; take a dump before).

    Raises:
        DeskTooNew: a revision that is not ours. DeskDamaged: a database that holds something else. StoreError.
    """
    if database.path is not None:
        _make_folder(database.path)
    found = _revision(database)
    if found == target:
        _use_wal(database)
        return None
    _refuse_newer(found, database.where)
    copy = None
    if database.path is not None and found is not None:
        copy = _free_name(database.path, found)
        copy_sqlite(database.path, copy)
    _use_wal(database)
    with database.writing() as connection:
        # Asked again behind the lock: another process may have done it while we copied.
        if (now := _revision_in(connection)) != target:
            _refuse_newer(now, database.where)
            _run_migrations(connection, target)
    return copy


def copy_sqlite(source: Path, to: Path) -> None:
    """A sound copy of a desk in use, by SQLite's own backup; it appears under its name only when it is whole.

    Raises:
        StoreError: it cannot be read or written; nothing is left behind.
    """
    part = to.with_name(to.name + ".part")
    try:
        address = f"{source.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=30.0)) as old, closing(sqlite3.connect(part)) as new:
            old.backup(new, pages=4096, sleep=0.01)
            new.execute("PRAGMA journal_mode=DELETE")
        part.replace(to)
    except sqlite3.Error as error:
        raise store_error(error, str(to)) or StoreError(f"could not be copied: {error}", where=str(source)) from None
    except OSError as error:
        raise StoreError(f"could not be written: {error.strerror}", where=str(to)) from None
    finally:
        part.unlink(missing_ok=True)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except PermissionError:
        raise DeskReadOnly("its folder cannot be made: no right to write there", where=str(path)) from None
    except OSError as error:
        kind = DeskFull if error.errno == 28 else DeskUnreachable
        raise kind(f"its folder cannot be made: {error.strerror}", where=str(path)) from None
    if path.is_dir():
        raise DeskUnreachable("is a folder; a desk is one file in it", where=str(path))


def _revision(database: Database) -> str | None:
    with database.reading() as connection:
        return _revision_in(connection)


def _revision_in(connection: Connection) -> str | None:
    """None where there is no desk yet."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        if tables & {"article", "version"} or (connection.dialect.name == "sqlite" and tables):
            raise DeskDamaged("holds other tables and is no desk; give another path", where=str(connection.engine.url.database))
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _refuse_newer(found: str | None, where: str) -> None:
    if found is not None and found not in KNOWN:
        raise DeskTooNew(
            f"has revision {found}, this Sidelight knows up to {KNOWN[-1]}; install the newer Sidelight", where=where
        )


def _free_name(path: Path, revision: str) -> Path:
    name = path.with_name(f"{path.stem}.revision-{revision}{path.suffix}")
    number = 1
    while name.exists():
        number += 1
        name = path.with_name(f"{path.stem}.revision-{revision}-{number}{path.suffix}")
    return name


def _use_wal(database: Database) -> None:
    """Readers and a writer at once; kept in the file, so asked before it is set: setting needs the desk alone."""
    if not database.sqlite:
        return
    with _raw(database) as connection:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            try:
                connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.Error as error:
                raise store_error(error, database.where) or error from error


@contextmanager
def _raw(database: Database) -> Iterator[sqlite3.Connection]:
    proxy = database.engine.raw_connection()
    try:
        assert isinstance(proxy.driver_connection, sqlite3.Connection)
        yield proxy.driver_connection
    finally:
        proxy.close()


def _run_migrations(connection: Connection, target: str) -> None:
    from alembic import command  # heavy, and needed only where a desk is made or upgraded
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
