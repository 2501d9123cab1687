"""One writer at a time for work that must not be done twice, across processes, on either database."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, select, update

from sidelight.errors import LeaseHeld
from sidelight.store.database import Database
from sidelight.store.records import Lease
from sidelight.store.tables import lease

Clock = Callable[[], datetime]

SLACK = timedelta(seconds=60)
"""How far the clocks of two machines may lie apart."""


def utc_now() -> datetime:
    """The machine's clock. Machines that share a PostgreSQL desk must agree on the time to a fraction of a lease."""
    return datetime.now(UTC)


class SqlLeases:
    """See `protocol.Leases`."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        self._db, self._clock = database, clock

    def take(self, name: str, holder: str, seconds: float = 60.0) -> Lease:
        with self._db.writing() as connection:
            row = connection.execute(select(lease).where(lease.c.name == name)).one_or_none()
            now = self._clock()
            # A lease taken well after now was taken before the clock was set back, and would else hold for too long.
            if row is not None and row.holder not in ("", holder) and now < row.expires and row.taken - now < SLACK:
                left = (row.expires - now).total_seconds()
                raise LeaseHeld(f"{name} is being done by {row.holder}; it is free in {left:.0f} s at the latest", where=name)
            token = (row.token if row is not None else 0) + 1
            values = {"name": name, "holder": holder, "token": token, "taken": now, "expires": now + timedelta(seconds=seconds)}
            statement = self._db.insert(lease).values(values)
            connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))
        return Lease(name=name, holder=holder, token=token, expires=now + timedelta(seconds=seconds))

    def held(self, name: str) -> Lease | None:
        with self._db.reading() as connection:
            row = connection.execute(select(lease).where(lease.c.name == name)).one_or_none()
        if row is None or not row.holder:
            return None
        return Lease(name=row.name, holder=row.holder, token=row.token, expires=row.expires)

    def renew(self, held: Lease, seconds: float = 60.0) -> Lease:
        with self._db.writing() as connection:
            require(connection, held)
            now = self._clock()
            expires = now + timedelta(seconds=seconds)
            connection.execute(update(lease).where(lease.c.name == held.name).values(expires=expires, taken=now))
        return Lease(name=held.name, holder=held.holder, token=held.token, expires=expires)

    def release(self, held: Lease) -> None:
        with self._db.writing() as connection:
            same = (lease.c.name == held.name, lease.c.token == held.token)
            connection.execute(update(lease).where(*same).values(holder="", expires=self._clock()))


def require(connection: Connection, held: Lease) -> None:
    """Within a writing transaction: the lease is still ours. One that ran out but that nobody took still is.

    Raises:
        LeaseHeld: another has taken it over.
    """
    row = connection.execute(select(lease).where(lease.c.name == held.name)).one_or_none()
    if row is None or row.token != held.token or row.holder != held.holder:
        who = row.holder if row is not None and row.holder else "nobody"
        raise LeaseHeld(f"{held.name} is no longer ours ({who} has it); nothing was written", where=held.name)
