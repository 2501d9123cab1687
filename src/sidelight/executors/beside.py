"""A function on processes beside this one, for what somebody waits for and for what may be wanted later."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from sidelight.errors import SidelightError

Item = TypeVar("Item")
Made = TypeVar("Made")

_NICE = 10
"""How far the process for what nobody waits for stands back."""


class Beside(Generic[Item, Made]):
    """Runs `function(item)` on two processes, one for what is wanted now and one for all else, each started at its first item.

    The function, items and results must pickle. Safe to use from several threads. Close it, and what runs is ended.
    """

    def __init__(self, function: Callable[[Item], Made]) -> None:
        self._function = function
        self._held: dict[bool, deque[tuple[Item, Future[Made]]]] = {True: deque(), False: deque()}
        self._changed = threading.Condition()
        self._processes: set[BaseProcess] = set()
        self._ended = False
        self._threads = [threading.Thread(target=self._serve, args=(now,), daemon=True) for now in self._held]
        for thread in self._threads:
            thread.start()

    def ask(self, item: Item, *, now: bool) -> "Future[Made]":
        """What comes of an item, with somebody waiting `now` or not. The future fails where the function or its process does."""
        future: Future[Made] = Future()
        with self._changed:
            if self._ended:
                future.set_exception(SidelightError("is closed"))
                return future
            self._held[now].append((item, future))
            self._changed.notify_all()
        return future

    def close(self) -> None:
        """End the processes; what was not done fails."""
        with self._changed:
            self._ended = True
            left = [*self._held[True], *self._held[False]]
            self._changed.notify_all()
            for process in self._processes:
                process.terminate()
        for _, future in left:
            future.cancel()
        for thread in self._threads:
            thread.join()

    def _next(self, now: bool) -> tuple[Item, "Future[Made]"] | None:
        with self._changed:
            while not self._ended:
                if self._held[now]:
                    return self._held[now].popleft()
                self._changed.wait()
        return None

    def _serve(self, now: bool) -> None:
        started: tuple[BaseProcess, Connection] | None = None
        while (job := self._next(now)) is not None:
            item, future = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                started = started or self._start(0 if now else _NICE)
                started[1].send(item)
                fault, made = started[1].recv()
            except (EOFError, OSError) as error:
                started = None
                future.set_exception(SidelightError(f"the process ended ({type(error).__name__})"))
                continue
            if fault:
                future.set_exception(SidelightError(fault))
            else:
                future.set_result(made)

    def _start(self, nice: int) -> tuple[BaseProcess, Connection]:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context: Any = multiprocessing.get_context(method)  # the stub of the one it may be lacks `Process`
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._function, nice), daemon=True)
        with self._changed:
            if self._ended:
                raise EOFError
            process.start()
            self._processes.add(process)
        theirs.close()
        return process, ours


def _work(connection: "Connection", function: Callable[[Item], Made], nice: int) -> None:
    """Until the pipe closes, which it does when the parent ends, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes of a terminal; the parent ends us
    if nice and hasattr(os, "nice"):
        os.nice(nice)
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        try:
            told: tuple[str, Made | None] = ("", function(item))
        except Exception as error:  # noqa: BLE001 - told to whoever waits, who may do it otherwise
            told = (f"{type(error).__name__}: {error}", None)
        connection.send(told)
