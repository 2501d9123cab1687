"""A function beside the caller: what is wanted now does not wait for what is not, and faults are told to whoever waits."""

import os
import time
from collections.abc import Iterator

import pytest

from sidelight.errors import SidelightError
from sidelight.executors.beside import Beside


def work(item: str) -> str:
    if item == "sleep":
        time.sleep(60)
    if item == "die":
        os._exit(3)
    if item == "fail":
        raise ValueError("no such thing")
    return item.upper() + (f" {os.nice(0)}" if item == "nice" else "")


@pytest.fixture
def beside() -> Iterator["Beside[str, str]"]:
    made: Beside[str, str] = Beside(work)
    yield made
    made.close()


def test_what_is_wanted_now_does_not_wait_for_what_is_not(beside: "Beside[str, str]") -> None:
    slow = beside.ask("sleep", now=False)
    assert beside.ask("ferry", now=True).result(30) == "FERRY"
    assert not slow.done()
    beside.close()
    with pytest.raises(SidelightError, match="process ended"):
        slow.result(30)
    with pytest.raises(SidelightError, match="closed"):
        beside.ask("late", now=True).result(30)


def test_a_fault_is_told_and_the_next_item_is_done(beside: "Beside[str, str]") -> None:
    with pytest.raises(SidelightError, match="ValueError: no such thing"):
        beside.ask("fail", now=True).result(30)
    with pytest.raises(SidelightError, match="process ended"):
        beside.ask("die", now=True).result(30)
    assert beside.ask("quay", now=True).result(30) == "QUAY"


def test_what_nobody_waits_for_stands_back(beside: "Beside[str, str]") -> None:
    mine = os.nice(0)
    assert beside.ask("nice", now=True).result(30) == f"NICE {mine}"
    assert beside.ask("nice", now=False).result(30) == f"NICE {min(mine + 10, 19)}"
