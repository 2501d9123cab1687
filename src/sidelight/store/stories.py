"""Stories: their members, their ids that never stop resolving, their links."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, delete, func, insert, literal_column, or_, select, update

from sidelight.errors import StoreError
from sidelight.store.database import Database
from sidelight.store.leases import require
from sidelight.store.records import Lease, Member, StoryDraft, StoryLine, StoryLink
from sidelight.store.rows import article_of, articles, chunks
from sidelight.store.tables import article, membership, story, story_link
from sidelight.types import Story


class SqlStories:
    """See `protocol.Stories`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def resolve(self, id: str) -> str | None:
        with self._db.reading() as connection:
            row = _row(connection, id)
        return None if row is None else row.id

    def one(self, id: str) -> Story | None:
        with self._db.reading() as connection:
            row = _row(connection, id)
            if row is None:
                return None
            wanted = articles().add_columns(membership.c.independent).join(membership, membership.c.article_key == article.c.key)
            order = (article.c.published.is_(None), article.c.published, article.c.key)
            held = connection.execute(wanted.where(membership.c.story_key == row.key).order_by(*order)).all()
        return Story(
            id=row.id,
            title=row.title,
            articles=tuple(map(article_of, held)),
            independent=tuple(r.id for r in held if r.independent),
            first_seen=row.first_seen,
            last_seen=row.last_seen,
        )

    def members(self, id: str) -> tuple[Member, ...]:
        original = article.alias()
        wanted = (
            select(article.c.id, membership.c.independent, membership.c.why, original.c.id.label("original"))
            .join(membership, membership.c.article_key == article.c.key)
            .outerjoin(original, original.c.key == membership.c.copy_of)
        )
        with self._db.reading() as connection:
            row = _row(connection, id)
            if row is None:
                return ()
            held = connection.execute(wanted.where(membership.c.story_key == row.key).order_by(article.c.key)).all()
        return tuple(Member(article=r.id, independent=r.independent, copy_of=r.original, why=r.why) for r in held)

    def of_article(self, id: str) -> str | None:
        wanted = select(story.c.id).join(membership, membership.c.story_key == story.c.key)
        with self._db.reading() as connection:
            return connection.execute(
                wanted.join(article, article.c.key == membership.c.article_key).where(article.c.id == id)
            ).scalar()

    def places(self) -> Iterator[tuple[str, str]]:
        wanted = (
            select(article.c.key, article.c.id, story.c.id.label("story"))
            .join(membership, membership.c.article_key == article.c.key)
            .join(story, story.c.key == membership.c.story_key)
            .where(~article.c.taken_down)
            .order_by(article.c.key)
            .limit(5000)
        )
        after = 0
        while True:
            with self._db.reading() as connection:
                rows = connection.execute(wanted.where(article.c.key > after)).all()
            yield from ((row.id, row.story) for row in rows)
            if not rows:
                return
            after = rows[-1].key

    def lines(
        self,
        since: datetime | None = None,
        until: datetime | None = None,
        outlets: Iterable[str] | None = None,
        least_reports: int = 1,
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[StoryLine]:
        with self._db.reading() as connection:
            rows = connection.execute(_lines(since, until, outlets, least_reports).limit(limit).offset(offset)).all()
            yield from _with_outlets(connection, rows)

    def count(self) -> int:
        with self._db.reading() as connection:
            return connection.execute(select(func.count()).select_from(story).where(story.c.merged_into.is_(None))).scalar_one()

    def keep(self, drafts: Iterable[StoryDraft], held: Lease) -> None:
        for some in chunks(drafts, 200):
            with self._db.writing() as connection:
                require(connection, held)
                _keep(self._db, connection, some)

    def close(self, ids: Iterable[str], held: Lease) -> None:
        for some in chunks(ids):
            with self._db.writing() as connection:
                require(connection, held)
                connection.execute(update(story).where(story.c.id.in_(some), story.c.merged_into.is_(None)).values(closed=True))

    def merge(self, gone: str, into: str, held: Lease) -> None:
        with self._db.writing() as connection:
            require(connection, held)
            old, new = _row(connection, gone), _row(connection, into)
            if old is None or new is None:
                raise StoreError("there is no such story", where=gone if old is None else into)
            if old.key == new.key:
                return
            connection.execute(update(membership).where(membership.c.story_key == old.key).values(story_key=new.key))
            connection.execute(
                update(story).where(or_(story.c.key == old.key, story.c.merged_into == old.key)).values(merged_into=new.key)
            )
            times = [t for t in (old.first_seen, new.first_seen) if t], [t for t in (old.last_seen, new.last_seen) if t]
            seen = {"first_seen": min(times[0], default=None), "last_seen": max(times[1], default=None)}
            connection.execute(update(story).where(story.c.key == new.key).values(seen))
            connection.execute(
                delete(story_link).where(or_(story_link.c.story_key == old.key, story_link.c.other_key == old.key))
            )

    def redirects(self) -> Iterator[tuple[str, str]]:
        into = story.alias()
        with self._db.reading() as connection:
            rows = connection.execute(select(story.c.id, into.c.id).join(into, into.c.key == story.c.merged_into)).all()
        return ((gone, kept) for gone, kept in rows)

    def link(self, links: Iterable[StoryLink], held: Lease) -> None:
        with self._db.writing() as connection:
            require(connection, held)
            for one in links:
                ends = _row(connection, one.story), _row(connection, one.other)
                if ends[0] is None or ends[1] is None:
                    raise StoreError("there is no such story", where=one.story if ends[0] is None else one.other)
                values = {"story_key": ends[0].key, "other_key": ends[1].key, "kind": one.kind, "score": one.score}
                statement = self._db.insert(story_link).values(values)
                connection.execute(
                    statement.on_conflict_do_update(index_elements=["story_key", "other_key", "kind"], set_=values)
                )

    def links(self, id: str) -> tuple[StoryLink, ...]:
        other = story.alias()
        with self._db.reading() as connection:
            row = _row(connection, id)
            if row is None:
                return ()
            wanted = select(story_link.c.kind, story_link.c.score, other.c.id).join(other, other.c.key == story_link.c.other_key)
            found = connection.execute(
                wanted.where(story_link.c.story_key == row.key).order_by(story_link.c.kind, other.c.id)
            ).all()
        return tuple(StoryLink(story=row.id, other=r.id, kind=r.kind, score=r.score) for r in found)


def _row(connection: Connection, id: str) -> Any:
    """The story of that id, or the one that it was merged into."""
    row = connection.execute(select(story).where(story.c.id == id)).one_or_none()
    if row is not None and row.merged_into is not None:
        row = connection.execute(select(story).where(story.c.key == row.merged_into)).one_or_none()
    return row


def _lines(since: datetime | None, until: datetime | None, outlets: Iterable[str] | None, least: int) -> Any:
    """Walks the stories in their order and counts as it goes, so that a page of the newest costs a page and not the desk."""
    reports = _of_story(func.count())
    independent = _of_story(func.sum(case((membership.c.independent, 1), else_=0)))
    wanted = (
        select(story, reports.label("reports"), independent.label("independent"))
        # The sign keeps SQLite from the index of merged stories, out of whose order it would have to sort all others.
        .where(literal_column("+story.merged_into").is_(None), reports >= max(least, 1))
        .order_by(story.c.last_seen.desc().nulls_last(), story.c.key.desc())
    )
    if since is not None:
        wanted = wanted.where(story.c.last_seen >= since)
    if until is not None:
        wanted = wanted.where(story.c.first_seen < until)
    if outlets is not None:
        named = select(membership.c.story_key).join(article, article.c.key == membership.c.article_key)
        wanted = wanted.where(story.c.key.in_(named.where(article.c.outlet.in_(sorted({o.lower() for o in outlets})))))
    return wanted


def _of_story(counted: Any) -> Any:
    """Counted over the story's members that were not taken down."""
    members = select(counted).join_from(membership, article, article.c.key == membership.c.article_key)
    return members.where(membership.c.story_key == story.c.key, ~article.c.taken_down).correlate(story).scalar_subquery()


def _with_outlets(connection: Connection, rows: Iterable[Any]) -> Iterator[StoryLine]:
    for some in chunks(rows, 200):
        named: dict[int, list[str]] = {}
        pairs = (
            select(membership.c.story_key, article.c.outlet)
            .join(article, article.c.key == membership.c.article_key)
            .where(membership.c.story_key.in_([row.key for row in some]), article.c.outlet.is_not(None), ~article.c.taken_down)
            .distinct()
            .order_by(article.c.outlet)
        )
        for key, outlet in connection.execute(pairs):
            named.setdefault(key, []).append(outlet)
        for row in some:
            yield StoryLine(
                id=row.id, title=row.title, first_seen=row.first_seen, last_seen=row.last_seen, closed=row.closed,
                reports=row.reports, independent=int(row.independent), outlets=tuple(named.get(row.key, ())),
            )  # fmt: skip


def _keep(database: Database, connection: Connection, drafts: list[StoryDraft]) -> None:
    names = {m.article for d in drafts for m in d.members} | {m.copy_of for d in drafts for m in d.members if m.copy_of}
    names |= {name for d in drafts for name in (d.title_from, d.founder) if name}
    keys: dict[str, int] = {}
    for some in chunks(sorted(names)):
        keys |= {row.id: row.key for row in connection.execute(select(article.c.id, article.c.key).where(article.c.id.in_(some)))}
    if missing := names - set(keys):
        raise StoreError("a story can hold only articles that the desk holds", where=min(missing))
    for draft in drafts:
        key = _keep_story(connection, draft, keys)
        rows = [
            {
                "article_key": keys[m.article], "story_key": key, "independent": m.independent,
                "copy_of": keys[m.copy_of] if m.copy_of else None, "why": m.why,
            }
            for m in draft.members
        ]  # fmt: skip
        if rows:
            statement = database.insert(membership)
            new = {name: statement.excluded[name] for name in ("story_key", "independent", "copy_of", "why")}
            connection.execute(statement.on_conflict_do_update(index_elements=["article_key"], set_=new), rows)


def _keep_story(connection: Connection, draft: StoryDraft, keys: dict[str, int]) -> int:
    values = {
        "title": draft.title, "title_from": keys[draft.title_from] if draft.title_from else None,
        "founder": keys[draft.founder] if draft.founder else None,
        "first_seen": draft.first_seen, "last_seen": draft.last_seen, "closed": draft.closed,
    }  # fmt: skip
    row = _row(connection, draft.id)
    if row is None:
        return int(connection.execute(insert(story).returning(story.c.key), values | {"id": draft.id}).scalar_one())
    connection.execute(update(story).where(story.c.key == row.key).values(values))
    return int(row.key)
