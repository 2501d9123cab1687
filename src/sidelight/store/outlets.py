"""Publishers, and what raters say of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import delete, func, insert, select

from sidelight.store.database import Database
from sidelight.store.rows import chunks
from sidelight.store.tables import article, outlet, outlet_domain, rating, rating_set
from sidelight.types import Outlet, Rating, RatingSet

_FIELDS = ("domain", "name", "domains", "country", "language", "owner", "kind")


class SqlOutlets:
    """See `protocol.Outlets`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, outlets: Iterable[Outlet]) -> None:
        for some in chunks(outlets):
            with self._db.writing() as connection:
                for noun in some:
                    domain = noun.domain.lower()
                    row = {name: getattr(noun, name) for name in _FIELDS}
                    row |= {"domain": domain, "domains": [d.lower() for d in noun.domains]}
                    statement = self._db.insert(outlet).values(row)
                    connection.execute(statement.on_conflict_do_update(index_elements=["domain"], set_=row))
                    connection.execute(delete(outlet_domain).where(outlet_domain.c.outlet == domain))
                    others = [{"domain": d, "outlet": domain} for d in dict.fromkeys(row["domains"]) if d != domain]
                    if others:
                        connection.execute(self._db.insert(outlet_domain).on_conflict_do_nothing(), others)

    def one(self, domain: str) -> Outlet | None:
        domain = domain.lower()
        with self._db.reading() as connection:
            row = connection.execute(select(outlet).where(outlet.c.domain == domain)).one_or_none()
            if row is None:
                joined = select(outlet).join(outlet_domain, outlet_domain.c.outlet == outlet.c.domain)
                row = connection.execute(joined.where(outlet_domain.c.domain == domain)).one_or_none()
        return None if row is None else _outlet(row)

    def all(self) -> Iterator[Outlet]:
        with self._db.reading() as connection:
            rows = connection.execute(select(outlet).order_by(outlet.c.domain)).all()
        return map(_outlet, rows)

    def held(self) -> Mapping[str, int]:
        wanted = select(article.c.outlet, func.count()).where(article.c.outlet.is_not(None), ~article.c.taken_down)
        with self._db.reading() as connection:
            rows = connection.execute(wanted.group_by(article.c.outlet).order_by(article.c.outlet)).all()
        return dict(map(tuple, rows))

    def domains(self) -> frozenset[str]:
        with self._db.reading() as connection:
            found = connection.execute(select(article.c.outlet).where(article.c.outlet.is_not(None)).distinct())
            return frozenset(found.scalars())

    def keep_ratings(self, ratings: RatingSet) -> None:
        facts = {"name": ratings.name, "axis": ratings.axis, "source": ratings.source, "terms": ratings.terms}
        with self._db.writing() as connection:
            connection.execute(delete(rating_set).where(rating_set.c.name == ratings.name))
            key = connection.execute(insert(rating_set).returning(rating_set.c.key), facts).scalar_one()
            for some in chunks({(r.outlet.lower(), r.rater): r for r in ratings.ratings}.values()):
                connection.execute(
                    insert(rating),
                    [
                        {
                            "set_key": key,
                            "outlet": r.outlet.lower(),
                            "rater": r.rater,
                            "value": r.value,
                            "rated": r.rated,
                            "n": r.n,
                        }
                        for r in some
                    ],
                )

    def rating_sets(self) -> tuple[str, ...]:
        with self._db.reading() as connection:
            return tuple(connection.execute(select(rating_set.c.name).order_by(rating_set.c.name)).scalars())

    def ratings(self, name: str) -> RatingSet | None:
        with self._db.reading() as connection:
            head = connection.execute(select(rating_set).where(rating_set.c.name == name)).one_or_none()
            if head is None:
                return None
            rows = connection.execute(
                select(rating).where(rating.c.set_key == head.key).order_by(rating.c.outlet, rating.c.rater)
            ).all()
        return RatingSet(name=head.name, axis=head.axis, source=head.source, terms=head.terms, ratings=tuple(map(_rating, rows)))

    def ratings_of(self, domain: str) -> tuple[Rating, ...]:
        with self._db.reading() as connection:
            rows = connection.execute(select(rating).where(rating.c.outlet == domain.lower()).order_by(rating.c.rater)).all()
        return tuple(map(_rating, rows))


def _outlet(row: Any) -> Outlet:
    return Outlet(**{name: getattr(row, name) for name in _FIELDS} | {"domains": tuple(row.domains)})


def _rating(row: Any) -> Rating:
    return Rating(outlet=row.outlet, rater=row.rater, value=row.value, rated=row.rated, n=row.n)
