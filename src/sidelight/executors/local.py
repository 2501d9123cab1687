"""The same function over many items on local processes, in order, with few items held at once."""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing.connection import wait
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

_CHUNK = 8
_AHEAD = 3
_WORTH_A_POOL = 24
"""Items below which starting processes costs more than it saves."""


def map_ordered(function: Callable[[Item], Made], items: Iterable[Item], workers: int = 0) -> Iterator[Made]:
    """`function(item)` for each item, in the items' order; `workers` 0 takes a process for each core.

    Items are read as they are needed, so memory does not grow with their number. The function, items and results must
    pickle. What the function raises is raised here.
    """
    stream = iter(items)
    first = list(islice(stream, _WORTH_A_POOL))
    workers = workers or os.cpu_count() or 1
    if workers == 1 or len(first) < _WORTH_A_POOL:
        yield from map(function, chain(first, stream))
        return
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent) as pool:
        yield from _windowed(pool, function, chain(first, stream), workers * _AHEAD)


def _end_with_parent() -> None:
    """A worker whose parent is killed would wait for work for ever, holding its parent's output open."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()


def _windowed(pool: ProcessPoolExecutor, function: Callable[[Item], Made], items: Iterator[Item], window: int) -> Iterator[Made]:
    waiting: deque[Future[list[Made]]] = deque()
    try:
        while True:
            while len(waiting) < window and (some := list(islice(items, _CHUNK))):
                waiting.append(pool.submit(_each, function, some))
            if not waiting:
                return
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _each(function: Callable[[Item], Made], items: list[Item]) -> list[Made]:
    return [function(item) for item in items]
