"""What an operator does with a desk."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from sidelight.errors import StoreError
from sidelight.store.database import Database
from sidelight.store.opening import copy_sqlite
from sidelight.store.records import Check, Stamp, Tombstone
from sidelight.store.tables import tombstone


class SqlUpkeep:
    """See `protocol.Upkeep`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def backup(self, to: Path) -> None:
        if self._db.path is None:
            raise StoreError(
                "a desk on PostgreSQL is backed up with `pg_dump --format=custom`, also while it is in use", where=self._db.where
            )
        if to.exists():
            raise StoreError("is there already; a backup overwrites nothing", where=str(to))
        copy_sqlite(self._db.path, to)

    def doctor(self, stamps: Iterable[Stamp] = ()) -> list[Check]:
        from sidelight.store import doctor

        return doctor.examine(self._db, stamps)

    def rebuild_search(self) -> None:
        from sidelight.store import doctor

        doctor.rebuild_search(self._db)

    def shrink(self, before: datetime, report: Callable[[int], None] | None = None) -> int:
        from sidelight.store import retention  # loads the rules of sentences, which few commands need

        return retention.shrink(self._db, before, report)

    def take_down_article(self, id: str, reason: str) -> int:
        return self._take_down(Tombstone(kind="article", value=id, reason=reason, at=datetime.now(UTC)))

    def take_down_outlet(self, domain: str, reason: str) -> int:
        return self._take_down(Tombstone(kind="outlet", value=domain, reason=reason, at=datetime.now(UTC)))

    def take_down_url(self, url: str, reason: str) -> int:
        return self._take_down(Tombstone(kind="url", value=url, reason=reason, at=datetime.now(UTC), url=url))

    def _take_down(self, stone: Tombstone) -> int:
        if not stone.reason.strip():
            raise StoreError("a takedown needs its reason: it is what is left to tell", where=stone.value)
        from sidelight.store import retention

        return retention.take_down(self._db, stone)

    def taken_down(self, *, id: str | None = None, url: str | None = None, outlet: str | None = None) -> Tombstone | None:
        asked = (("article", id), ("url", url), ("outlet", outlet.lower() if outlet else None))
        with self._db.reading() as connection:
            for kind, value in asked:
                if value is None:
                    continue
                row = connection.execute(
                    select(tombstone).where(tombstone.c.kind == kind, tombstone.c.value == value)
                ).one_or_none()
                if row is not None:
                    return Tombstone(**row._mapping)
        return None

    def tombstones(self) -> Iterator[Tombstone]:
        with self._db.reading() as connection:
            rows = connection.execute(select(tombstone).order_by(tombstone.c.at, tombstone.c.kind, tombstone.c.value)).all()
        return (Tombstone(**row._mapping) for row in rows)
