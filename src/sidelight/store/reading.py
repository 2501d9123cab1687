"""Articles out of the desk, a page at a time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, select, tuple_

from sidelight.store.arrivals import batches, write
from sidelight.store.columns import sound
from sidelight.store.database import Database
from sidelight.store.records import Arrival, ArticleLine, Holding, Progress, Settled, Written
from sidelight.store.rows import any_version, article_of, articles, chunks
from sidelight.store.tables import CURRENT, address, article, edit, membership, story, tombstone, version
from sidelight.types import Article, ArticleVersion, FetchAttempt

PAGE = 100
"""Articles that one page of an iterator reads: at most a few megabytes of text at once."""


class SqlArticles:
    """See `protocol.Articles`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def write(
        self,
        arrivals: Sequence[Arrival],
        attempts: Iterable[FetchAttempt] = (),
        progress: Progress | None = None,
        settled: Settled | None = None,
    ) -> tuple[Written, ...]:
        return write(self._db, arrivals, attempts, progress, settled)

    def write_all(self, arrivals: Iterable[Arrival]) -> Iterator[Written]:
        for batch in batches(arrivals):
            yield from write(self._db, batch)

    def one(self, id: str, held: str | None = None) -> Article | None:
        wanted = articles() if held is None else any_version().where(version.c.version == held, ~article.c.taken_down)
        with self._db.reading() as connection:
            row = connection.execute(wanted.where(article.c.id == id)).one_or_none()
        return article_of(row) if row is not None else None

    def many(self, ids: Iterable[str]) -> Iterator[Article]:
        for some in chunks(ids, PAGE):
            with self._db.reading() as connection:
                rows = {row.id: row for row in connection.execute(articles().where(article.c.id.in_(some)))}
            yield from (article_of(rows[name]) for name in map(sound, some) if name in rows)

    def all(
        self,
        since: datetime | None = None,
        until: datetime | None = None,
        outlets: Iterable[str] | None = None,
        ungrouped: bool = False,
    ) -> Iterator[Article]:
        wanted = articles()
        if since is not None:
            wanted = wanted.where(article.c.published >= since)
        if until is not None:
            wanted = wanted.where(article.c.published < until)
        if outlets is not None:
            wanted = wanted.where(article.c.outlet.in_(sorted({name.lower() for name in outlets})))
        if ungrouped:
            wanted = wanted.where(_has_no_story())
        yield from self._pages(wanted.where(article.c.published.is_not(None)), (article.c.published, article.c.key))
        if since is None and until is None:
            yield from self._pages(wanted.where(article.c.published.is_(None)), (article.c.key,))

    def _pages(self, wanted: Any, order: tuple[Any, ...]) -> Iterator[Article]:
        """Page by page from the last row's place on: each page is one short look, so that writers are never held up."""
        wanted = wanted.order_by(*order).limit(PAGE)
        place: tuple[Any, ...] | None = None
        while True:
            page = wanted if place is None else wanted.where(tuple_(*order) > tuple_(*place))
            with self._db.reading() as connection:
                rows = connection.execute(page).all()
            yield from map(article_of, rows)
            if len(rows) < PAGE:
                return
            # Bound as the column's own type: a time must be written as the column writes it.
            place = tuple(literal(getattr(rows[-1], column.name), column.type) for column in order)

    def id_of(self, url: str) -> str | None:
        with self._db.reading() as connection:
            wanted = select(article.c.id).join(address, address.c.article_key == article.c.key)
            return connection.execute(wanted.where(address.c.url == url)).scalar()

    def versions(self, id: str) -> Iterator[ArticleVersion]:
        wanted = select(version, article.c.id).join(article, article.c.key == version.c.article_key)
        with self._db.reading() as connection:
            rows = connection.execute(
                wanted.where(article.c.id == id, ~article.c.taken_down).order_by(version.c.first_seen, version.c.key)
            ).all()
        for row in rows:
            yield ArticleVersion(
                article=row.id, version=row.version, title=row.title, text=row.text,
                first_seen=row.first_seen, last_seen=row.last_seen,
            )  # fmt: skip

    def edits(self, id: str) -> Iterator[tuple[datetime, str]]:
        wanted = select(edit.c.seen, version.c.version).join(version, version.c.key == edit.c.version_key)
        with self._db.reading() as connection:
            rows = connection.execute(
                wanted.join(article, article.c.key == edit.c.article_key)
                .where(article.c.id == id)
                .order_by(edit.c.seen, edit.c.key)
            ).all()
        return ((row.seen, row.version) for row in rows)

    def lines(self, outlet: str, limit: int, offset: int = 0) -> tuple[ArticleLine, ...]:
        wanted = (
            select(
                article.c.id.label("article"), version.c.version, version.c.title, article.c.url, article.c.published,
                story.c.id.label("story"),
            )
            .select_from(article)
            .join(version, version.c.article_key == article.c.key)
            .outerjoin(membership, membership.c.article_key == article.c.key)
            .outerjoin(story, story.c.key == membership.c.story_key)
            .where(CURRENT, ~article.c.taken_down, article.c.outlet == outlet.lower())
            .order_by(article.c.published.desc().nulls_last(), article.c.key.desc())
        )  # fmt: skip
        with self._db.reading() as connection:
            rows = connection.execute(wanted.limit(limit).offset(offset)).all()
        return tuple(ArticleLine(**row._mapping) for row in rows)

    def holding(self, id: str) -> Holding | None:
        every = version.alias()
        count = select(func.count()).select_from(every).where(every.c.article_key == article.c.key).scalar_subquery()
        wanted = (
            select(
                article, version.c.version, version.c.shrunk, version.c.length, count.label("versions"),
                tombstone.c.reason, story.c.id.label("story_id"),
            )
            .select_from(article)
            .outerjoin(version, (version.c.article_key == article.c.key) & CURRENT)
            .outerjoin(tombstone, (tombstone.c.kind == "article") & (tombstone.c.value == article.c.id))
            .outerjoin(membership, membership.c.article_key == article.c.key)
            .outerjoin(story, story.c.key == membership.c.story_key)
        )  # fmt: skip
        with self._db.reading() as connection:
            row = connection.execute(wanted.where(article.c.id == id)).one_or_none()
        if row is None:
            return None
        return Holding(
            id=row.id, version=row.version or "", versions=row.versions, first_seen=row.first_seen, last_seen=row.last_seen,
            shrunk=bool(row.shrunk), length=row.length or 0, story=row.story_id,
            taken_down=(row.reason or "by request") if row.taken_down else None,
        )  # fmt: skip

    def count(self, ungrouped: bool = False) -> int:
        wanted = select(func.count()).select_from(article).where(~article.c.taken_down)
        if ungrouped:
            wanted = wanted.where(_has_no_story())
        with self._db.reading() as connection:
            return connection.execute(wanted).scalar_one()


def _has_no_story() -> Any:
    return ~select(membership.c.article_key).where(membership.c.article_key == article.c.key).exists()
