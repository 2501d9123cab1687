"""A full disk, a read-only or locked or foreign file: a clear error, and what was there before is sound."""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sidelight.errors import DeskBusy, DeskDamaged, DeskTooNew, DeskUnreachable
from sidelight.store import Arrival, open_store

Make = Callable[..., Arrival]

FILL = """
import resource, sys
from datetime import UTC, datetime
from sidelight.errors import DeskFull
from sidelight.store import Arrival, open_store
from sidelight.types import Article

NOW = datetime(2031, 5, 4, tzinfo=UTC)
store = open_store(sys.argv[1])
store.articles.write([Arrival(article=Article(id="first", version="v", text="Kept before."), seen=NOW)])
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
safe = []
try:
    for written in store.articles.write_all(
        Arrival(article=Article(id=f"a{k}", version="v", text=f"Report {k}. " * 900), seen=NOW) for k in range(2000)
    ):
        safe.append(written.id)
except DeskFull as error:
    print(len(safe))
    print(error)
"""

READ_ONLY = """
import os, sys
from datetime import UTC, datetime
from sidelight.errors import DeskReadOnly
from sidelight.store import Arrival, open_store
from sidelight.types import Article

open_store(sys.argv[2])  # all is loaded before the right to read the interpreter's files is given up
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    store = open_store(sys.argv[1])
    print(store.articles.one("first").text)
    store.articles.write([Arrival(article=Article(id="x", version="v", text="x"), seen=datetime(2031, 5, 4, tzinfo=UTC))])
except DeskReadOnly as error:
    print(error)
"""


def python(code: str, *args: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=False, timeout=60)


def test_a_full_disk_is_said_plainly_and_the_desk_is_sound(tmp_path: Path) -> None:
    """The limit on a file's size is the system's own; the write fails as on a full disk or a used-up quota."""
    done = python(FILL, str(tmp_path / "desk.db"))
    assert done.returncode == 0, done.stderr
    safe, message = done.stdout.splitlines()
    assert "no room is left" in message
    with open_store(tmp_path / "desk.db") as store:
        assert store.articles.count() == int(safe) + 1
        assert store.articles.one("first") is not None
        assert [c.name for c in store.upkeep.doctor() if not c.ok and c.name != "disk"] == []


def test_when_sqlite_has_no_page_left_the_batch_is_undone_whole(tmp_path: Path, arrival: Make) -> None:
    from sidelight.errors import DeskFull

    with open_store(tmp_path / "desk.db") as store:
        store.articles.write([arrival(1, "Kept before.")])
        with store._db.engine.connect() as connection:  # type: ignore[attr-defined]  # the limit is the connection's own
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 5}")
        with pytest.raises(DeskFull, match="no room is left"):
            store.articles.write([arrival(k, f"Report {k}. " * 500) for k in range(2, 60)])
        assert store.articles.count() == 1
        assert store.search.count("report") == 0


def test_a_read_only_desk_says_why_it_cannot_be_written(tmp_path: Path, arrival: Make) -> None:
    folder = Path(tempfile.mkdtemp(prefix="sidelight-"))  # pytest's own folders are closed to other users
    try:
        with open_store(folder / "desk.db") as store:
            store.articles.write([arrival(1, "Kept before.", id="first")])
        (folder / "desk.db").chmod(0o444)
        folder.chmod(0o555)
        done = python(READ_ONLY, str(folder / "desk.db"), str(tmp_path / "other.db"))
        assert "read-only" in done.stdout, done.stderr
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_desk_held_by_another_for_too_long_is_busy(tmp_path: Path, arrival: Make) -> None:
    with open_store(tmp_path / "desk.db", wait=0.2) as store:
        store.articles.write([arrival(1, "Kept before.")])
        with closing(sqlite3.connect(tmp_path / "desk.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(DeskBusy, match="another process"):
                store.articles.write([arrival(2, "Late.")])
            assert store.articles.count() == 1  # reading goes on
        assert store.articles.write([arrival(2, "Late.")])[0].outcome == "new"


def test_a_desk_of_a_newer_program_is_left_alone(place: str) -> None:
    with open_store(place) as store, store._db.writing() as connection:  # type: ignore[attr-defined]  # what a newer program would leave
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DeskTooNew, match="9999"):
        open_store(place)


def test_a_file_that_is_no_desk_is_left_as_it_is(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Shopping: bread, tea. " * 50, "utf-8")
    with pytest.raises(DeskDamaged, match="no desk"):
        open_store(text)
    assert text.read_text("utf-8").startswith("Shopping")
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(DeskDamaged, match="other tables"):
        open_store(tmp_path / "other.db")
    with pytest.raises(DeskUnreachable, match="folder"):
        open_store(tmp_path)


def test_a_damaged_desk_says_so(tmp_path: Path, arrival: Make) -> None:
    with open_store(tmp_path / "desk.db") as store:
        store.articles.write([arrival(k, f"Report {k}. " * 200) for k in range(60)])
        store._db.close()  # type: ignore[attr-defined]  # lets the log be emptied into the file
    with (tmp_path / "desk.db").open("r+b") as file:
        size = (tmp_path / "desk.db").stat().st_size
        for page in range(size // 8192, size // 4096, 3):
            file.seek(page * 4096)
            file.write(b"\xff" * 2048)
    with open_store(tmp_path / "desk.db") as store:
        bad = {check.name: check for check in store.upkeep.doctor() if not check.ok}
        assert "integrity" in bad
        assert "backup" in bad["integrity"].advice
        with pytest.raises(DeskDamaged):
            list(store.articles.all())
