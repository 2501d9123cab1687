"""What an operator wants to know: is the desk sound, does it agree with itself, is there room, what is out of date."""

import shutil
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, func, select

from sidelight.errors import DeskDamaged, StoreError
from sidelight.store.database import Database
from sidelight.store.records import Check, Stamp
from sidelight.store.tables import REVISION, annotation, article, lease, progress, search_words, stamp, version

ROOM = 500_000_000
"""Bytes that should be free: a day of a large desk, and an upgrade's copy of a small one."""


def examine(database: Database, stamps: Iterable[Stamp] = ()) -> list[Check]:
    """Every check in turn; one that cannot be made is a problem, and the others go on. `stamps` are those in use now."""
    current = tuple(stamps)
    checks: list[tuple[str, Callable[[], Check]]] = [
        ("integrity", lambda: _integrity(database)),
        ("revision", lambda: _looked(database, _revision)),
        ("references", lambda: _looked(database, _references)),
        ("versions", lambda: _looked(database, _versions)),
        ("search", lambda: _search(database)),
        ("annotations", lambda: _looked(database, lambda c: _annotations(c, current))),
        ("imports", lambda: _looked(database, _imports)),
        ("leases", lambda: _looked(database, _leases)),
        ("disk", lambda: _disk(database)),
    ]
    return [_made(name, check) for name, check in checks]


def _made(name: str, check: Callable[[], Check]) -> Check:
    try:
        return check()
    except StoreError as error:
        return Check(name=name, ok=False, found=error.message, advice="go back to a backup, or ask for help with this message")


def _looked(database: Database, look: Callable[[Connection], Check]) -> Check:
    with database.reading() as connection:
        return look(connection)


def _integrity(database: Database) -> Check:
    if not database.sqlite:
        return Check(name="integrity", ok=True, found="PostgreSQL checks its own pages", advice="")
    with database.reading() as connection:
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")]
    ok = found == ["ok"]
    return Check(
        name="integrity", ok=ok, found="every page and index is sound" if ok else "; ".join(found),
        advice="" if ok else "stop every program that uses the desk and go back to the newest backup",
    )  # fmt: skip


def _revision(connection: Connection) -> Check:
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return Check(
        name="revision", ok=found == REVISION, found=f"revision {found}, this program's is {REVISION}",
        advice="" if found == REVISION else "open the desk once with the newest Sidelight",
    )  # fmt: skip


def _references(connection: Connection) -> Check:
    if connection.dialect.name == "sqlite":
        bad = [f"{row[0]} row {row[1]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5)]
    else:
        bad = []
    return Check(
        name="references", ok=not bad, found="every row's references are there" if not bad else f"dangling: {', '.join(bad)}",
        advice="" if not bad else "go back to a backup; rows were changed by another program",
    )  # fmt: skip


def _versions(connection: Connection) -> Check:
    has = select(version.c.key).where(version.c.article_key == article.c.key, version.c.current).exists()
    bare = connection.execute(select(func.count()).select_from(article).where(~has, ~article.c.taken_down)).scalar_one()
    total = connection.execute(select(func.count()).select_from(article)).scalar_one()
    shrunk = connection.execute(select(func.count()).select_from(version).where(version.c.shrunk)).scalar_one()
    return Check(
        name="versions", ok=bare == 0,
        found=f"{total:,} articles, {shrunk:,} texts shrunk" if not bare else f"{bare:,} of {total:,} articles have no text",
        advice="" if not bare else "import their source again",
    )  # fmt: skip


def _search(database: Database) -> Check:
    with database.reading() as connection:
        wanted = connection.execute(select(func.count()).select_from(version).where(version.c.current)).scalar_one()
        if database.sqlite:
            held = int(connection.exec_driver_sql("SELECT count(*) FROM search_docsize").scalar() or 0)
        else:
            held = connection.execute(select(func.count()).select_from(search_words)).scalar_one()
    sound = held == wanted
    if sound and database.sqlite:
        try:
            with database.writing() as connection:
                connection.exec_driver_sql("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        except DeskDamaged:
            sound = False
    return Check(
        name="search", ok=sound, found=f"{held:,} of {wanted:,} texts are indexed" + ("" if sound else ", not as they stand"),
        advice="" if sound else "run `sidelight doctor --rebuild-search`",
    )  # fmt: skip


def rebuild_search(database: Database) -> None:
    """Index every current text anew, in one transaction."""
    from sidelight.store.rows import chunks, index

    with database.writing() as connection:
        if database.sqlite:
            connection.exec_driver_sql("INSERT INTO search (search) VALUES ('rebuild')")
            return
        connection.execute(search_words.delete())
        keys = connection.execute(select(version.c.key).where(version.c.current)).scalars().all()
        for some in chunks(keys, 100):
            rows = connection.execute(select(version.c.key, version.c.title, version.c.text).where(version.c.key.in_(some)))
            index(database, connection, [dict(row._mapping) for row in rows])


def _annotations(connection: Connection, current: tuple[Stamp, ...]) -> Check:
    rows = connection.execute(
        select(stamp, func.count().label("kept")).join(annotation, annotation.c.stamp_key == stamp.c.key).group_by(stamp.c.key)
    ).all()
    used = {(s.name, s.model, s.settings) for s in current}
    stale = sum(row.kept for row in rows if used and (row.name, row.model, row.settings) not in used)
    total = sum(row.kept for row in rows)
    return Check(
        name="annotations", ok=stale == 0,
        found=f"{total:,} annotations" + (f", {stale:,} of them made by an older model or other settings" if stale else ""),
        advice="" if not stale else "run `sidelight backfill`",
    )  # fmt: skip


def _imports(connection: Connection) -> Check:
    open_ones: list[Any] = list(connection.execute(select(progress.c.source, progress.c.line).where(~progress.c.done)))
    names = "; ".join(f"{source} stopped after line {line:,}" for source, line in open_ones[:5])
    return Check(
        name="imports", ok=not open_ones, found=names or "every import came to its end",
        advice="" if not open_ones else "run the same import again; it goes on where it stopped",
    )  # fmt: skip


def _leases(connection: Connection) -> Check:
    held = [f"{row.name} by {row.holder}" for row in connection.execute(select(lease).where(lease.c.holder != ""))]
    return Check(name="leases", ok=True, found=f"held: {', '.join(held)}" if held else "nobody holds one")


def _disk(database: Database) -> Check:
    if database.path is None:
        with database.reading() as connection:
            size = int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar() or 0)
        return Check(
            name="disk", ok=True, found=f"the database holds {size / 1e6:,.0f} MB; its server's disk is not seen from here"
        )
    free = shutil.disk_usage(database.path.parent).free
    size = sum(part.stat().st_size for part in database.path.parent.glob(database.path.name + "*") if part.is_file())
    ok = free >= ROOM and free >= size
    return Check(
        name="disk", ok=ok, found=f"{free / 1e6:,.0f} MB free, the desk takes {size / 1e6:,.0f} MB",
        advice="" if ok else "free space: an upgrade copies the desk, and a full disk stops every import",
    )  # fmt: skip
