"""What grouping remembers between articles: one value a key, written under its lease."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import delete, select

from sidelight.errors import StoreError
from sidelight.store import codec
from sidelight.store.database import Database
from sidelight.store.leases import require
from sidelight.store.records import Lease
from sidelight.store.rows import chunks
from sidelight.store.tables import article, group_cell


class SqlGrouping:
    """See `protocol.Grouping`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, key: str) -> Any:
        with self._db.reading() as connection:
            found = connection.execute(select(group_cell.c.payload).where(group_cell.c.key == key)).scalar()
        return None if found is None else codec.unpack(found, Any)

    def cells(self, prefix: str = "") -> Iterator[tuple[str, Any]]:
        after, end = prefix, prefix + "\U0010ffff"
        first = True
        while True:
            place = group_cell.c.key >= after if first else group_cell.c.key > after
            with self._db.reading() as connection:
                rows = connection.execute(
                    select(group_cell.c.key, group_cell.c.payload)
                    .where(place, group_cell.c.key < end)
                    .order_by(group_cell.c.key)
                    .limit(500)
                ).all()
            yield from ((row.key, codec.unpack(row.payload, Any)) for row in rows)
            if len(rows) < 500:
                return
            after, first = rows[-1].key, False

    def keep(self, cells: Mapping[str, Any], held: Lease, articles: Mapping[str, str] | None = None) -> None:
        about = articles or {}
        for some in chunks(cells.items(), 500):
            with self._db.writing() as connection:
                require(connection, held)
                names = sorted({about[key] for key, _ in some if key in about})
                found = connection.execute(select(article.c.id, article.c.key).where(article.c.id.in_(names)))
                keys = {row.id: row.key for row in found}
                if missing := set(names) - set(keys):
                    raise StoreError("the desk holds no such article", where=min(missing))
                rows = [
                    {"key": key, "article_key": keys.get(about.get(key, "")), "payload": codec.pack(value, Any)}
                    for key, value in some
                ]
                statement = self._db.insert(group_cell)
                new = {name: statement.excluded[name] for name in ("article_key", "payload")}
                connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=new), rows)

    def drop(self, keys: Iterable[str], held: Lease) -> None:
        for some in chunks(keys, 500):
            with self._db.writing() as connection:
                require(connection, held)
                connection.execute(delete(group_cell).where(group_cell.c.key.in_(some)))
