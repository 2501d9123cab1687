"""Old texts shrink to an excerpt; figures and findings stay. And what must go, goes: texts, marks, search, copies on disk."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, or_, select, update

from sidelight.errors import StoreError
from sidelight.resources.load import language_pack
from sidelight.store.database import Database
from sidelight.store.records import Tombstone
from sidelight.store.rows import chunks, index, unindex
from sidelight.store.tables import (
    address,
    annotation,
    article,
    breakdown,
    breakdown_article,
    edit,
    group_cell,
    membership,
    prominence,
    record,
    story,
    tombstone,
    version,
)
from sidelight.text.sentences import sentences

EXCERPT = 300
"""Characters that an excerpt holds at most: two or three sentences, what a search page shows of a text."""

_BATCH = 200


def shrink(database: Database, before: datetime, report: Callable[[int], None] | None = None) -> int:
    """Texts published (or, where that is unknown, first seen) before that time become excerpts; gives how many did.

    Annotations go with the text that they are ranges into; breakdowns stay, each finding with its words. May be stopped
    at any moment and run again. `report` is told after each batch how many are done.
    """
    done = 0
    while True:
        with database.writing() as connection:
            _overwrite(database, connection)
            rows = connection.execute(_old_texts(before)).all()
            _shrink_rows(database, connection, rows)
        done += len(rows)
        if report is not None:
            report(done)
        if len(rows) < _BATCH:
            if done:
                _forget_on_disk(database)
            return done


def excerpt(words: str) -> str:
    """The first sentences that fit; of a first sentence too long for that, its beginning."""
    if len(words) <= EXCERPT:
        return words
    ends = [end for _, end in sentences(words[: 2 * EXCERPT], language_pack("en")) if end <= EXCERPT]
    if ends and ends[-1] > 0:
        return words[: ends[-1]]
    cut = words.rfind(" ", 0, EXCERPT)
    return words[: cut if cut > 0 else EXCERPT - 1] + "…"


def take_down(database: Database, stone: Tombstone) -> int:
    """The article's or outlet's texts, titles, marks and search rows go; ids, addresses and the reason stay.

    Raises:
        StoreError: there is no such article. An outlet may be taken down before anything of it came.
    """
    with database.writing() as connection:
        _overwrite(database, connection)
        keep = {"kind": stone.kind, "value": stone.value.lower() if stone.kind == "outlet" else stone.value}
        rows = connection.execute(_meant(keep["kind"], keep["value"])).all()
        if not rows and stone.kind == "article":
            raise StoreError("the desk holds no such article", where=stone.value)
        stones = [keep | {"article": None, "url": stone.url, "reason": stone.reason, "at": stone.at}]
        for row in rows:
            said = {"article": row.id, "url": row.url, "reason": stone.reason, "at": stone.at}
            stones.append({"kind": "article", "value": row.id} | said)
        for some in chunks([row.key for row in rows], _BATCH):
            claimed = connection.execute(select(address.c.url, article.c.id).join(article).where(article.c.key.in_(some)))
            stones += [
                {"kind": "url", "value": url, "article": id, "url": url, "reason": stone.reason, "at": stone.at}
                for url, id in claimed
            ]
            _wipe(database, connection, some)
        unique = {(s["kind"], s["value"]): s for s in stones}
        connection.execute(database.insert(tombstone).on_conflict_do_nothing(), list(unique.values()))
    if rows:
        _forget_on_disk(database)
    return len(rows)


def _meant(kind: str, value: str) -> Any:
    wanted = select(article.c.key, article.c.id, article.c.url).where(~article.c.taken_down)
    if kind == "outlet":
        return wanted.where(article.c.outlet == value)
    if kind == "url":
        return wanted.where(article.c.key.in_(select(address.c.article_key).where(address.c.url == value)))
    return wanted.where(article.c.id == value)


def _wipe(database: Database, connection: Connection, keys: list[int]) -> None:
    """All that holds words of these articles. The rows stay, so that every printed id still says what became of it."""
    current = connection.execute(select(version.c.key).where(version.c.article_key.in_(keys), version.c.current)).scalars().all()
    unindex(database, connection, current)
    made = select(breakdown_article.c.breakdown_key).where(breakdown_article.c.article_key.in_(keys))
    connection.execute(delete(breakdown).where(breakdown.c.key.in_(made)))
    for table in (edit, version, group_cell, record, prominence):  # annotations go with their versions
        connection.execute(delete(table).where(table.c.article_key.in_(keys)))
    connection.execute(update(membership).where(membership.c.article_key.in_(keys)).values(why=None))
    connection.execute(update(story).where(story.c.title_from.in_(keys)).values(title=None, title_from=None))
    connection.execute(update(article).where(article.c.key.in_(keys)).values(taken_down=True, authors=[]))


def _old_texts(before: datetime) -> Any:
    published = article.c.published
    old = or_(published < before, published.is_(None) & (version.c.first_seen < before))
    return (
        select(version)
        .join(article, article.c.key == version.c.article_key)
        .where(~version.c.shrunk, old, ~article.c.taken_down)
        .limit(_BATCH)
    )


def _shrink_rows(database: Database, connection: Connection, rows: Iterable[Any]) -> None:
    rows = list(rows)
    current = [row for row in rows if row.current]
    unindex(database, connection, [row.key for row in current])
    for row in rows:
        values = {"text": excerpt(row.text), "extra": None, "shrunk": True}
        connection.execute(update(version).where(version.c.key == row.key).values(values))
    index(database, connection, [{"key": row.key, "title": row.title, "text": excerpt(row.text)} for row in current])
    keys = [row.key for row in rows]
    connection.execute(delete(annotation).where(annotation.c.version_key.in_(keys)))


def _overwrite(database: Database, connection: Connection) -> None:
    """What is deleted on this connection from now on is overwritten with zeros."""
    if database.sqlite:
        connection.exec_driver_sql("PRAGMA secure_delete=ON")


def _forget_on_disk(database: Database) -> None:
    """Words must leave the file too: the index's old pages are merged away and the log is emptied into the file.

    PostgreSQL's own vacuum does this in its time.
    """
    if not database.sqlite:
        return
    with database.writing() as connection:
        _overwrite(database, connection)
        connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")
    raw = database.engine.raw_connection()
    try:
        raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]  # a live connection
    finally:
        raw.close()
