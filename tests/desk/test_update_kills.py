"""An update that is killed, again and again; and one whose disk is full."""

import os
import random
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest
from surfaces.test_cli import SIDELIGHT

from .newsroom import newsroom, title

ARTICLES, KILLS = 200, 20


def start(place: Path, *more: str) -> "subprocess.Popen[bytes]":
    clean = {k: v for k, v in os.environ.items() if not k.startswith("SIDELIGHT_")} | {"SIDELIGHT_PRIVATE_HOSTS": "127.0.0.1"}
    command = [SIDELIGHT, "update", "--no-group", "--desk", str(place), *more]
    return subprocess.Popen(command, env=clean, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.timeout(400)  # twenty starts of a program, on whatever machine
def test_twenty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    with newsroom(tmp_path) as room:
        room.publish(range(ARTICLES))
        room.watch()
        kills = 0
        while kills < KILLS:
            before = room.store.articles.count()
            process = start(room.place)
            deadline = time.monotonic() + 30
            # Killed at a random moment of its work: while the feed is read, or after a few more articles.
            wanted = before + chance.choice((0, 0, 1, 5, 9))
            while process.poll() is None and room.store.articles.count() < wanted and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(chance.uniform(0.0, 0.5))
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=60)
            kills += 1
            assert [
                c.found for c in room.store.upkeep.doctor() if not c.ok and c.name in ("integrity", "references", "search")
            ] == []
        done = start(room.place)
        _, told = done.communicate(timeout=90)
        assert done.returncode == 0, told
        assert room.titles() == sorted(map(title, range(ARTICLES)))
        assert room.store.feeds.count_awaited() == 0
        assert room.health()[("answered", "page")] == ARTICLES
        assert [len(list(room.store.articles.versions(a.id))) for a in room.store.articles.all()] == [1] * ARTICLES


def test_a_full_disk_is_said_plainly_and_the_next_update_goes_on(tmp_path: Path) -> None:
    with newsroom(tmp_path) as room:
        room.publish(range(150))
        room.watch()
        clean = {k: v for k, v in os.environ.items() if not k.startswith("SIDELIGHT_")} | {"SIDELIGHT_PRIVATE_HOSTS": "127.0.0.1"}
        full = subprocess.run(
            [SIDELIGHT, "update", "--no-group", "--desk", str(room.place)],
            env=clean, capture_output=True, check=False, timeout=60,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000)),
        )  # fmt: skip
        told = full.stderr.decode()
        assert (full.returncode, "Traceback" in told, "no room is left" in told) == (1, False, True), told
        assert room.store.articles.count() < 150
        done = start(room.place)
        _, err = done.communicate(timeout=90)
        assert done.returncode == 0, err
        assert room.titles() == sorted(map(title, range(150)))


def test_two_updates_at_once_bring_everything_once(tmp_path: Path) -> None:
    with newsroom(tmp_path) as room:
        room.publish(range(60))
        room.watch()
        both = [start(room.place) for _ in range(2)]
        ends = [(process.communicate(timeout=60)[1].decode(), process.returncode) for process in both]
        assert 0 in [status for _, status in ends]
        assert all(status == 0 or "update is being done by" in told for told, status in ends), ends
        assert room.titles() == sorted(map(title, range(60)))
        assert room.health()[("answered", "page")] == 60
