"""Many items, in order, on local processes."""

import os
import signal
import subprocess
import sys

import pytest

from sidelight.errors import InputError
from sidelight.executors.local import map_ordered


def square(n: int) -> int:
    return n * n


def fail_at_seventy(n: int) -> int:
    if n == 70:
        raise InputError("no seventies here", where="item 70")
    return n


@pytest.mark.parametrize("count", [0, 1, 23, 24, 200])
def test_results_come_in_the_items_order(count: int) -> None:
    assert list(map_ordered(square, range(count), workers=2)) == [n * n for n in range(count)]


def test_items_are_read_only_as_they_are_needed() -> None:
    taken = []

    def items():  # type: ignore[no-untyped-def]
        for n in range(100_000):
            taken.append(n)
            yield n

    made = map_ordered(square, items(), workers=2)
    assert [next(made) for _ in range(50)] == [n * n for n in range(50)]
    made.close()
    assert len(taken) < 500


def test_what_an_item_raises_is_raised_here_with_its_place() -> None:
    with pytest.raises(InputError, match="item 70"):
        list(map_ordered(fail_at_seventy, range(100), workers=2))


KILLED = """
import time
from executors.test_local import square
from sidelight.executors.local import map_ordered
if __name__ == "__main__":
    for made in map_ordered(square, range(10_000), workers=2):
        print("working", flush=True)
        time.sleep(0.05)
"""


def test_workers_end_when_their_parent_is_killed() -> None:
    """They hold its output open: the pipe ends only when the last of them is gone."""
    environ = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    running = subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, env=environ)
    assert running.stdout is not None
    assert running.stdout.readline() == b"working\n"
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=20)
