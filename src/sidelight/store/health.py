"""How outlets answered when they were asked, hour by hour; and which sources hold all that an outlet published."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from sidelight.store.database import Database
from sidelight.store.records import Census, HealthHour
from sidelight.store.tables import census, health
from sidelight.types import FetchAttempt

_REASON = 80
"""Characters of a reason that are kept: reasons are counted, so they must be kinds and not stories."""


class SqlHealth:
    """See `protocol.Health`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, attempts: Iterable[FetchAttempt]) -> None:
        with self._db.writing() as connection:
            count_attempts(self._db, connection, attempts)

    def hours(self, since: datetime, until: datetime, outlet: str | None = None) -> Iterator[HealthHour]:
        wanted = select(health).where(health.c.hour >= _hour(since), health.c.hour < until)
        if outlet is not None:
            wanted = wanted.where(health.c.outlet == outlet.lower())
        with self._db.reading() as connection:
            rows = connection.execute(wanted.order_by(health.c.hour, health.c.outlet, health.c.outcome, health.c.reason)).all()
        return (HealthHour(**row._mapping) for row in rows)

    def keep_census(self, claims: Iterable[Census]) -> None:
        with self._db.writing() as connection:
            for claim in claims:
                values = {"outlet": claim.outlet.lower(), "source": claim.source, "first": claim.first, "last": claim.last}
                values["articles"] = claim.articles
                statement = self._db.insert(census).values(values)
                connection.execute(statement.on_conflict_do_update(index_elements=["outlet", "source"], set_=values))

    def censuses(self, outlet: str | None = None) -> Iterator[Census]:
        wanted = select(census).order_by(census.c.outlet, census.c.source)
        if outlet is not None:
            wanted = wanted.where(census.c.outlet == outlet.lower())
        with self._db.reading() as connection:
            rows = connection.execute(wanted).all()
        return (Census(**row._mapping) for row in rows)


def count_attempts(database: Database, connection: Connection, attempts: Iterable[FetchAttempt]) -> None:
    """Add to the hours' counts, inside the transaction of what the fetches brought: counts stay exact whenever we are killed."""
    counts = Counter((a.outlet.lower(), _hour(a.asked), a.outcome, a.reason[:_REASON]) for a in attempts)
    if not counts:
        return
    rows = [
        {"outlet": outlet, "hour": hour, "outcome": outcome, "reason": reason, "count": count}
        for (outlet, hour, outcome, reason), count in counts.items()
    ]
    statement = database.insert(health)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["outlet", "hour", "outcome", "reason"],
            set_={"count": health.c["count"] + statement.excluded["count"]},
        ),
        rows,
    )


def _hour(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
