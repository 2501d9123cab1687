"""An older desk is upgraded when it is opened, after a copy of it is made; nothing in it is lost."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from sidelight.store import Arrival, open_store
from sidelight.store.database import Database
from sidelight.store.opening import KNOWN, bring_up_to_date
from sidelight.store.tables import METADATA, REVISION

Make = Callable[..., Arrival]

OLD_ARTICLE = {
    "id": "old-1", "url": "https://quayside.example/1", "outlet": "quayside.example", "authors": "[]", "published": None,
    "published_day_only": False, "language": "en", "from_html": False, "story": None, "first_seen": "2031-05-04T12:00:00.000000+00:00",
    "last_seen": "2031-05-04T12:00:00.000000+00:00", "taken_down": False,
}  # fmt: skip


def old_desk(place: str) -> None:
    """A desk of the first revision with one article, written as that revision's program wrote it."""
    database = Database(place)
    bring_up_to_date(database, "0001")
    with database.writing() as connection:
        names = ", ".join(OLD_ARTICLE)
        connection.execute(
            sa.text(f"INSERT INTO article ({names}) VALUES ({', '.join(f':{n}' for n in OLD_ARTICLE)})"), OLD_ARTICLE
        )
        connection.execute(
            sa.text(
                "INSERT INTO version (article_key, version, title, text, current, shrunk, first_seen, last_seen) "
                "SELECT key, 'v1', 'Ferry sinks', 'The ferry sank at its moorings.', :yes, :no, first_seen, last_seen FROM article"
            ),
            {"yes": True, "no": False},
        )
        if database.sqlite:
            connection.exec_driver_sql("INSERT INTO search (rowid, title, text) SELECT key, title, text FROM searchable")
        else:
            connection.exec_driver_sql("INSERT INTO search SELECT key, to_tsvector('simple', title || ' ' || text) FROM version")
    database.close()


def test_an_older_desk_keeps_all_it_has_and_gains_what_is_new(place: str, arrival: Make) -> None:
    old_desk(place)
    with open_store(place) as store:
        kept = store.articles.one("old-1")
        assert kept is not None
        assert kept.text == "The ferry sank at its moorings."
        assert store.articles.holding("old-1").length == len(kept.text)  # type: ignore[union-attr]
        assert [hit.article for hit in store.search.find("moorings")] == ["old-1"]
        assert store.articles.write([arrival(2, "The ferry was raised.")])[0].outcome == "new"
        assert list(store.stories.lines()) == []
        assert [c for c in store.upkeep.doctor() if not c.ok and c.name != "disk"] == []


def test_the_copy_is_the_old_desk_under_its_revisions_name(tmp_path: Path) -> None:
    old_desk(str(tmp_path / "desk.db"))
    with open_store(tmp_path / "desk.db") as store:
        assert store.upgraded_copy == tmp_path / "desk.revision-0001.db"
    with closing(sqlite3.connect(tmp_path / "desk.revision-0001.db")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert copy.execute("SELECT text FROM version").fetchone() == ("The ferry sank at its moorings.",)
    with open_store(tmp_path / "desk.db") as again:
        assert again.upgraded_copy is None


def test_a_copy_made_before_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "desk.revision-0001.db").write_text("an older copy")
    old_desk(str(tmp_path / "desk.db"))
    with open_store(tmp_path / "desk.db") as store:
        assert store.upgraded_copy == tmp_path / "desk.revision-0001-2.db"
    assert (tmp_path / "desk.revision-0001.db").read_text() == "an older copy"


def test_the_migrations_lead_to_the_tables_as_they_are_written_down(place: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return kind != "table" or not str(name).startswith("search")

    database = Database(place)
    bring_up_to_date(database)

    with database.reading() as connection:
        options = {"include_object": ours, "compare_type": not database.sqlite}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []
    database.close()


def test_every_revision_is_known_and_the_last_is_the_newest(root: Path) -> None:
    files = sorted((root / "src" / "sidelight" / "store" / "migrations" / "versions").glob("r*.py"))
    assert tuple(path.name[1:5] for path in files) == KNOWN
    assert KNOWN[-1] == REVISION
