"""What was made of articles and stories: annotations and breakdowns, each under what made it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from sidelight.errors import StoreError
from sidelight.store import codec
from sidelight.store.database import Database
from sidelight.store.records import Stamp
from sidelight.store.rows import chunks, exact
from sidelight.store.tables import CURRENT, annotation, article, breakdown, breakdown_article, stamp, version
from sidelight.types import Abstain, Annotations, Article, Breakdown, Finding, Provenance, Sentence, Story

_PARTS: tuple[tuple[str, Any], ...] = (
    ("overview", tuple[str, ...]),
    ("findings", tuple[Finding, ...]),
    ("abstentions", tuple[Abstain, ...]),
    ("provenance", Provenance),
)


class SqlAnnotations:
    """See `protocol.AnnotationShelf`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, by: Stamp, made: Iterable[Annotations]) -> None:
        for some in chunks(made, 64):
            with self._db.writing() as connection:
                keys = _version_keys(connection, some)
                wanted = {keys[a.article, a.version]: a for a in some if (a.article, a.version) in keys}
                keep_annotations(self._db, connection, by, wanted)

    def of(self, by: Stamp, ids: Iterable[str]) -> Iterator[Annotations]:
        for some in chunks(ids, 100):
            with self._db.reading() as connection:
                wanted = (
                    select(annotation.c.payload)
                    .join(version, version.c.key == annotation.c.version_key)
                    .join(article, article.c.key == version.c.article_key)
                    .join(stamp, stamp.c.key == annotation.c.stamp_key)
                    .where(article.c.id.in_(some), CURRENT, _is(by))
                )
                rows = connection.execute(wanted).all()
            yield from (codec.unpack(row.payload, Annotations) for row in rows)

    def sentences(self, ids: Iterable[str]) -> Iterator[Annotations]:
        for some in chunks(ids, 100):
            with self._db.reading() as connection:
                wanted = (
                    select(article.c.id, version.c.version, annotation.c.payload)
                    .join(version, version.c.key == annotation.c.version_key)
                    .join(article, article.c.key == version.c.article_key)
                    .where(article.c.id.in_(some), CURRENT)
                    .order_by(annotation.c.stamp_key)
                )
                newest = {row.id: row for row in connection.execute(wanted)}
            for row in newest.values():
                held = codec.plain_of(row.payload).get("sentences")
                sentences = None if held is None else codec.from_plain(held, tuple[Sentence, ...])
                yield Annotations(article=row.id, version=row.version, sentences=sentences)

    def missing(self, by: Stamp) -> Iterator[str]:
        after = 0
        while True:
            with self._db.reading() as connection:
                wanted = select(article.c.id, version.c.key).join(article, article.c.key == version.c.article_key)
                rows = connection.execute(
                    wanted.where(version.c.key > after, *_unread(by)).order_by(version.c.key).limit(500)
                ).all()
            if not rows:
                return
            after = rows[-1].key
            yield from (row.id for row in rows)

    def count_missing(self, by: Stamp) -> int:
        with self._db.reading() as connection:
            return connection.execute(select(func.count()).select_from(version).where(*_unread(by))).scalar_one()

    def drop_other(self, by: Stamp) -> int:
        with self._db.writing() as connection:
            old = select(stamp.c.key).where(stamp.c.name == by.name, ~_is(by))
            return connection.execute(delete(annotation).where(annotation.c.stamp_key.in_(old))).rowcount


class SqlBreakdowns:
    """See `protocol.BreakdownShelf`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, by: Stamp, made: Breakdown, at: datetime) -> None:
        with self._db.writing() as connection:
            keep_breakdown(connection, by, made, at)

    def one(self, by: Stamp, subject: Article | Story, inputs: str | None = None) -> Breakdown | None:
        kind, name, held = _subject(subject)
        with self._db.reading() as connection:
            wanted = select(breakdown).join(stamp, stamp.c.key == breakdown.c.stamp_key)
            wanted = wanted.where(breakdown.c.kind == kind, breakdown.c.subject == name, breakdown.c.version == held, _is(by))
            row = connection.execute(wanted).one_or_none()
            if row is None or (inputs is not None and row.inputs != inputs):
                return None
            return _breakdown(connection, row.payload)

    def inputs(self, by: Stamp, subject: Article | Story) -> str | None:
        kind, name, held = _subject(subject)
        wanted = select(breakdown.c.inputs).join(stamp, stamp.c.key == breakdown.c.stamp_key)
        same = (breakdown.c.kind == kind, breakdown.c.subject == name, breakdown.c.version == held)
        with self._db.reading() as connection:
            return connection.execute(wanted.where(*same, _is(by))).scalar()


def keep_annotations(database: Database, connection: Connection, by: Stamp, made: Mapping[int, Annotations]) -> None:
    """Annotations by the key of their version; those that the same maker made before are replaced."""
    if not made:
        return
    of = stamp_key(connection, by)
    rows = [{"version_key": key, "stamp_key": of, "payload": codec.pack(noun, Annotations)} for key, noun in made.items()]
    statement = database.insert(annotation)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["version_key", "stamp_key"], set_={"payload": statement.excluded.payload}
        ),
        rows,
    )


def keep_breakdown(connection: Connection, by: Stamp, made_of: Breakdown, made: datetime) -> None:
    """Without the texts, which stand in their versions alone, and without the annotations, which have their own place."""
    kind, name, held = _subject(made_of.subject)
    articles = (made_of.subject,) if isinstance(made_of.subject, Article) else made_of.subject.articles
    plain = {part: codec.to_plain(getattr(made_of, part), hint) for part, hint in _PARTS}
    plain |= {"articles": [[noun.id, noun.version] for noun in articles]}
    if isinstance(made_of.subject, Story):
        bare = Story(**{f: getattr(made_of.subject, f) for f in _STORY}, articles=())
        plain["story"] = codec.to_plain(bare, Story)
    of = stamp_key(connection, by)
    same = (breakdown.c.kind == kind, breakdown.c.subject == name, breakdown.c.version == held, breakdown.c.stamp_key == of)
    connection.execute(delete(breakdown).where(*same))
    row = {"kind": kind, "subject": name, "version": held, "stamp_key": of, "made": made}
    row |= {"inputs": made_of.provenance.inputs, "payload": codec.pack(plain, dict[str, Any])}
    key = connection.execute(insert(breakdown).returning(breakdown.c.key), row).scalar_one()
    keys = connection.execute(select(article.c.key).where(article.c.id.in_([noun.id for noun in articles]))).scalars().all()
    if len(keys) != len({noun.id for noun in articles}):
        raise StoreError("a breakdown can be kept only of articles that the desk holds", where=name)
    connection.execute(insert(breakdown_article), [{"breakdown_key": key, "article_key": k} for k in keys])


_STORY = ("id", "title", "independent", "first_seen", "last_seen")


def stamp_key(connection: Connection, by: Stamp) -> int:
    """The stamp's key, made where it is new."""
    values = {"name": by.name, "model": by.model, "settings": by.settings}
    found = connection.execute(select(stamp.c.key).where(_is(by))).scalar()
    if found is None:
        found = connection.execute(insert(stamp).returning(stamp.c.key), values).scalar_one()
    return int(found)


def _is(by: Stamp) -> Any:
    return (stamp.c.name == by.name) & (stamp.c.model == by.model) & (stamp.c.settings == by.settings)


def _unread(by: Stamp) -> tuple[Any, ...]:
    """Current versions that hold their whole text and lack what this maker makes."""
    has = (
        select(annotation.c.version_key)
        .join(stamp, stamp.c.key == annotation.c.stamp_key)
        .where(annotation.c.version_key == version.c.key, _is(by))
    )
    gone = select(article.c.key).where(article.c.key == version.c.article_key, article.c.taken_down)
    outer = CURRENT, ~version.c.shrunk
    return *outer, ~has.correlate(version).exists(), ~gone.correlate(version).exists()


def _version_keys(connection: Connection, made: list[Annotations]) -> dict[tuple[str, str], int]:
    """Of those whose text still stands whole."""
    rows = connection.execute(
        select(version.c.key, version.c.version, article.c.id)
        .join(article, article.c.key == version.c.article_key)
        .where(article.c.id.in_({a.article for a in made}), ~version.c.shrunk, ~article.c.taken_down)
    )
    return {(row.id, row.version): row.key for row in rows}


def _subject(subject: Article | Story) -> tuple[str, str, str]:
    return ("article", subject.id, subject.version) if isinstance(subject, Article) else ("story", subject.id, "")


def _breakdown(connection: Connection, payload: bytes) -> Breakdown | None:
    from sidelight.types import coverage_data, story_data  # noqa: F401 - so that what lenses say is known without the lenses

    plain: dict[str, Any] = codec.unpack(payload, dict[str, Any])
    articles = exact(connection, [(name, held) for name, held in plain["articles"]])
    if articles is None:
        return None
    subject: Article | Story = articles[0]
    if "story" in plain:
        bare = codec.from_plain(plain["story"], Story)
        subject = Story(**{f: getattr(bare, f) for f in _STORY}, articles=articles)
    return Breakdown(subject=subject, **{part: codec.from_plain(plain[part], hint) for part, hint in _PARTS})
