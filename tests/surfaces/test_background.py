"""While pages are served, feeds that the desk watches are fetched."""

import json
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from desk.newsroom import newsroom, title
from surfaces.web.serving import serving

from sidelight.surfaces.background import updating


def test_serve_fetches_what_is_due_and_puts_it_into_stories(tmp_path: Path) -> None:
    with newsroom(tmp_path) as room:
        room.publish([1])
        room.watch()
        with serving("serve", "--port", "0", "--desk", str(room.place), "--set", "private_hosts=127.0.0.1") as server:
            wait(lambda: room.store.stories.count() > 0)
            with urllib.request.urlopen(server.address + "/.json") as answer:
                assert title(1) in json.dumps(json.load(answer))
            status, errors = server.stop()
        assert (status, "Traceback" in errors) == (0, False)


def test_a_fault_is_told_and_the_next_time_goes_on(tmp_path: Path) -> None:
    with newsroom(tmp_path) as room:
        room.publish([1])
        room.watch()
        held = room.store.leases.take("update", "another machine", 600)
        told: list[str] = []
        arguments = ["--desk", str(room.place), "--no-group", "--set", "private_hosts=127.0.0.1"]
        with updating(room.desk.anything_due, arguments, told.append, every=0.1):
            wait(lambda: bool(told))
            room.store.leases.release(held)
            wait(lambda: room.titles() == [title(1)])
        assert "update is being done by another machine" in told[0]


def wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.05)
