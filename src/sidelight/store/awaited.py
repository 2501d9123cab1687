"""What feeds named and is still to be fetched: between a feed's reading and an article's coming nothing is lost or doubled."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, literal, or_, select, tuple_

from sidelight.store.database import Database
from sidelight.store.records import AGAIN, Awaited, Settled
from sidelight.store.rows import chunks
from sidelight.store.tables import address, awaited

_FIELDS = ("address", "feed", "entry", "added", "due", "tries", "error")

_PAGE = 200

SLACK = timedelta(minutes=5)
"""A time so much later than now was written before the clock was set back."""


def wait_for(database: Database, connection: Connection, new: Iterable[Awaited], again: Iterable[Awaited]) -> int:
    """Within a writing transaction: those that neither wait nor are held, and `again` also where held; gives how many are new."""
    new, again = list(new), list(again)
    held: set[str] = set()
    for some in chunks([one.address for one in new]):
        held |= set(connection.execute(select(address.c.url).where(address.c.url.in_(some))).scalars())
    rows = [_row(one) for one in [*(one for one in new if one.address not in held), *again]]
    before = _count(connection)
    for some in chunks(rows, 100):
        connection.execute(database.insert(awaited).on_conflict_do_nothing(), some)
    return _count(connection) - before


def settle(database: Database, connection: Connection, settled: Settled) -> None:
    """Within the transaction of what came."""
    for some in chunks(settled.done):
        connection.execute(delete(awaited).where(awaited.c.address.in_(some)))
    for one in settled.later:
        row = _row(one)
        connection.execute(database.insert(awaited).values(row).on_conflict_do_update(index_elements=["address"], set_=row))


def due(database: Database, now: datetime) -> Iterator[Awaited]:
    """Those due, as they came, a page at a time; the desk is not held between pages."""
    place = (awaited.c.added, awaited.c.address)
    wanted = select(awaited).where(or_(awaited.c.due <= now, awaited.c.added > now + SLACK)).order_by(*place).limit(_PAGE)
    page = wanted
    while True:
        with database.reading() as connection:
            rows = connection.execute(page).all()
        for row in rows:
            yield Awaited(**{name: getattr(row, name) for name in _FIELDS})
        if len(rows) < _PAGE:
            return
        last = (literal(rows[-1].added, awaited.c.added.type), literal(rows[-1].address, awaited.c.address.type))
        page = wanted.where(tuple_(*place) > tuple_(*last))


def count(database: Database) -> int:
    """All that wait and are not held."""
    with database.reading() as connection:
        return _count(connection)


def _count(connection: Connection) -> int:
    return connection.execute(
        select(func.count()).select_from(awaited).where(awaited.c.address.not_like(f"{AGAIN}%"))
    ).scalar_one()


def _row(one: Awaited) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _FIELDS}
