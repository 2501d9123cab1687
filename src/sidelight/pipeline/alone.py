"""Work that one process does at a time, under a lease that a thread keeps alive."""

import os
import platform
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sidelight.errors import LeaseHeld, StoreError
from sidelight.store import Lease, Store

LEASE_SECONDS = 15.0
"""After a kill processes of other machines wait at most so long."""

_HERE = f"{platform.node() or 'here'}, process "


@contextmanager
def alone(store: Store, task: str, *, wait: bool, waiting: Callable[[], None] = lambda: None) -> Iterator[Lease]:
    """The lease of a task: whoever dies is soon followed, and whoever works long is not. `waiting` is told twice a second.

    Raises:
        LeaseHeld: another process does it, and we may not `wait`.
    """
    while True:
        try:
            held = store.leases.take(task, f"{_HERE}{os.getpid()}", LEASE_SECONDS)
            break
        except LeaseHeld:
            if (other := store.leases.held(task)) is not None and _dead(other):
                store.leases.release(other)
                continue
            if not wait:
                raise
            waiting()
            time.sleep(0.5)
    done = threading.Event()
    beat = threading.Thread(target=_keep_alive, args=(store, held, done), daemon=True)
    beat.start()
    try:
        yield held
    finally:
        done.set()
        beat.join()
        store.leases.release(held)


def _dead(held: Lease) -> bool:
    """Whether its holder was a process of this machine that is no more, so that nobody need wait for the lease to run out."""
    number = held.holder.removeprefix(_HERE)
    if os.name != "posix" or number == held.holder or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        pass
    return False


def _keep_alive(store: Store, held: Lease, done: threading.Event) -> None:
    while not done.wait(LEASE_SECONDS / 3):
        try:
            store.leases.renew(held, LEASE_SECONDS)
        except LeaseHeld:
            return  # the next writing says so
        except StoreError:
            continue  # a desk that is busy for a moment
