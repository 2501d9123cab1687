"""Two processes on one desk, and one that is killed at its work."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sidelight.errors import LeaseHeld
from sidelight.store import Store, open_store

WRITER = """
import sys
from datetime import UTC, datetime
from sidelight.store import Arrival, Progress, open_store
from sidelight.types import Article

place, name, count, batch = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
store = open_store(place)
done = store.imports.progress(name)
start = done.line if done else 0
print("from", start, flush=True)
for k in range(start, count, batch):
    some = range(k, min(k + batch, count))
    store.articles.write(
        [
            Arrival(article=Article(id=f"{name}-{i}", version="v", text=f"Report {i} of {name}. " * 40), seen=datetime(2031, 5, 4, tzinfo=UTC))
            for i in some
        ],
        progress=Progress(source=name, line=some[-1] + 1, offset=0, size=count, done=some[-1] + 1 == count),
    )
    print("safe", some[-1] + 1, flush=True)
"""

LEASE = """
import sys, time
from sidelight.store import open_store
store = open_store(sys.argv[1])
store.leases.take("group", "other process", seconds=float(sys.argv[2]))
print("held", flush=True)
time.sleep(60)
"""


def start(code: str, *args: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", code, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def healthy(store: Store) -> list[str]:
    return [
        check.found
        for check in store.upkeep.doctor()
        if not check.ok and check.name in ("integrity", "references", "versions", "search")
    ]


def test_two_processes_write_at_once_and_nothing_is_lost(place: str) -> None:
    writers = [start(WRITER, place, name, "120", "5") for name in ("left", "right")]  # both make the desk, too
    for writer in writers:
        out, err = writer.communicate(timeout=90)
        assert writer.returncode == 0, err
        assert "safe 120" in out
    with open_store(place) as store:
        assert store.articles.count() == 240
        assert (store.search.count('"of left"'), store.search.count('"of right"')) == (120, 120)
        assert healthy(store) == []


def test_a_kill_loses_only_the_batch_in_hand_and_the_rest_goes_on_from_there(place: str) -> None:
    open_store(place).close()
    random.seed(7)
    for _ in range(4):
        writer = start(WRITER, place, "archive", "4000", "4")
        assert writer.stdout is not None
        assert writer.stdout.readline().startswith("from")
        writer.stdout.readline()
        time.sleep(random.uniform(0.0, 0.3))
        writer.send_signal(signal.SIGKILL)
        out, _ = writer.communicate(timeout=30)
        told = [int(line.split()[1]) for line in out.splitlines() if line.startswith("safe") and line.split()[1:]]
        with open_store(place) as store:
            progress = store.imports.progress("archive")
            assert progress is not None
            assert store.articles.count() == progress.line == store.search.count('"of archive"')
            assert not told or told[-1] <= progress.line <= told[-1] + 4
            assert healthy(store) == []


def test_a_lease_keeps_other_processes_out_until_it_runs_out(place: str) -> None:
    with open_store(place) as store:
        other = start(LEASE, place, "3")
        try:
            assert other.stdout is not None
            assert other.stdout.readline().strip() == "held"
            with pytest.raises(LeaseHeld, match="other process"):
                store.leases.take("group", "we")
        finally:
            other.kill()
            other.communicate(timeout=30)
        deadline = time.monotonic() + 20
        while True:
            try:
                assert store.leases.take("group", "we").token == 2
                return
            except LeaseHeld:
                assert time.monotonic() < deadline
                time.sleep(0.2)


def test_two_processes_may_make_the_desk_at_once(tmp_path: Path) -> None:
    place = str(tmp_path / "desk.db")
    openers = [start("import sys\nfrom sidelight.store import open_store\nopen_store(sys.argv[1])", place) for _ in range(4)]
    for opener in openers:
        _, err = opener.communicate(timeout=60)
        assert opener.returncode == 0, err
    with open_store(place) as store:
        assert healthy(store) == []
