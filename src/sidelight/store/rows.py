"""Articles to rows and back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, select

from sidelight.store import codec
from sidelight.store.database import Database
from sidelight.store.folding import index_words
from sidelight.store.tables import CURRENT, article, search_words, version
from sidelight.types import Article, Aside, Block, Link

FACTS = ("url", "outlet", "authors", "published", "published_day_only", "language", "from_html", "story")

_EXTRA: tuple[tuple[str, Any], ...] = (
    ("blocks", tuple[Block, ...]),
    ("asides", tuple[Aside, ...]),
    ("links", tuple[Link, ...]),
)


def facts_of(noun: Article) -> dict[str, Any]:
    """The columns that hold what is known beside the text."""
    facts = {name: getattr(noun, name) for name in FACTS}
    facts["authors"] = list(noun.authors)
    facts["outlet"] = noun.outlet.lower() if noun.outlet else None
    return facts


def version_of(noun: Article) -> dict[str, Any]:
    """The columns that hold one text."""
    extra = {name: codec.to_plain(getattr(noun, name), hint) for name, hint in _EXTRA if getattr(noun, name)}
    return {"version": noun.version, "title": noun.title, "text": noun.text, "extra": extra or None, "length": len(noun.text)}


def articles() -> Select[Any]:
    """Current versions of articles that are not taken down; `article_of` reads its rows."""
    return any_version().where(CURRENT, ~article.c.taken_down)


def any_version() -> Select[Any]:
    """All versions, joined to their articles."""
    wanted = [article.c[name] for name in ("key", "id", *FACTS)]
    return select(*wanted, version.c.version, version.c.title, version.c.text, version.c.extra).join(
        version, version.c.article_key == article.c.key
    )


def article_of(row: Row[Any]) -> Article:
    """The noun of one row of `articles()`."""
    extra: Mapping[str, Any] = row.extra or {}
    given = {name: codec.from_plain(extra[name], hint) for name, hint in _EXTRA if name in extra}
    facts = {name: getattr(row, name) for name in FACTS} | {"authors": tuple(row.authors)}
    return Article(id=row.id, version=row.version, text=row.text, title=row.title, **facts, **given)


def exact(connection: Connection, pairs: list[tuple[str, str]]) -> tuple[Article, ...] | None:
    """These versions of these articles, in this order; None where one is gone."""
    found: dict[tuple[str, str], Article] = {}
    for some in chunks(pairs, 100):
        # Not by pairs: SQLite looks those up in no index and would read every text of the desk.
        ids, held = {id for id, _ in some}, {name for _, name in some}
        wanted = any_version().where(article.c.id.in_(ids), version.c.version.in_(held), ~article.c.taken_down)
        found |= {(row.id, row.version): article_of(row) for row in connection.execute(wanted)}
    return tuple(found[pair] for pair in pairs) if all(pair in found for pair in pairs) else None


def index(database: Database, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Make versions searchable: rows with `key`, `title`, `text`; they must be current and not be indexed yet."""
    rows = list(rows)
    if not rows:
        return
    if database.sqlite:
        connection.exec_driver_sql(
            "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)",
            [(row["key"], row["title"] or "", row["text"]) for row in rows],
        )
        return
    connection.exec_driver_sql(
        "INSERT INTO search (version_key, words) VALUES (%s, to_tsvector('simple', %s))",
        [(row["key"], index_words(f"{row['title'] or ''}\n{row['text']}")) for row in rows],
    )


def unindex(database: Database, connection: Connection, keys: Iterable[int]) -> None:
    """Take versions out of the search; must be called while their words still stand as they were indexed."""
    keys = list(keys)
    if not keys:
        return
    if database.sqlite:
        held = connection.execute(select(version.c.key, version.c.title, version.c.text).where(version.c.key.in_(keys)))
        connection.exec_driver_sql(
            "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)",
            [(row.key, row.title or "", row.text) for row in held],
        )
        return
    connection.execute(delete(search_words).where(search_words.c.version_key == bindparam("gone")), [{"gone": k} for k in keys])


def chunks(items: Iterable[Any], size: int = 500) -> Iterator[list[Any]]:
    """The items in lists of at most `size`: what one statement may carry."""
    held: list[Any] = []
    for item in items:
        held.append(item)
        if len(held) >= size:
            yield held
            held = []
    if held:
        yield held
