"""Breakdowns made while pages are served: the newest stories before anybody asks, and what a reader asks for at once."""

import threading
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from functools import partial
from types import TracebackType

from sidelight.desk.open import Desk
from sidelight.errors import SidelightError
from sidelight.executors.beside import Beside
from sidelight.pipeline.ahead import make_kept
from sidelight.store import StoryLine

_PATIENCE = 0.03
"""Seconds that a page waits for a story before it says that it is being made: less than anybody notices."""

_LOOK_AGAIN = 30.0
"""Seconds until new stories are sought."""


class Ahead:
    """Makes breakdowns on processes beside the pages. Use it with `with`; `newest` 0 makes only what is asked for."""

    def __init__(self, desk: Desk, newest: int) -> None:
        self._store = desk.store
        self._newest = newest
        self._beside: Beside[str, bool] = Beside(partial(make_kept, place=desk.store.place, settings=desk.settings))
        self._asked: dict[str, Future[bool]] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._make_newest, daemon=True)

    def late(self, id: str) -> bool:
        """Whether a story that has no breakdown yet is still being made after the moment that a page can wait."""
        try:
            self._ask(id).result(_PATIENCE)
        except TimeoutError:
            return True
        except (SidelightError, CancelledError):
            return False  # it cannot be made beside: the page does it
        return False

    def wait(self, id: str) -> None:
        """Until the story's breakdown is kept, or cannot be."""
        with suppress(SidelightError, CancelledError):
            self._ask(id).result()

    def _ask(self, id: str) -> "Future[bool]":
        """The same future for all who wait. One that failed, or whose desk keeps nothing, stays: it is not tried for ever."""
        with self._lock:
            found = self._asked.get(id)
            if found is None or (found.done() and not found.exception() and found.result()):
                found = self._asked[id] = self._beside.ask(id, now=True)
            return found

    def _make_newest(self) -> None:
        done: set[StoryLine] = set()
        while not self._ended.is_set():
            with suppress(SidelightError, CancelledError):  # a desk that is busy for a moment, or a story that no page needs
                for line in list(self._store.stories.lines(limit=self._newest)):
                    if self._ended.is_set():
                        return
                    if line not in done:
                        done.add(line)
                        self._beside.ask(line.id, now=False).result()
            self._ended.wait(_LOOK_AGAIN)

    def __enter__(self) -> "Ahead":
        if self._newest:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ended.set()
        self._beside.close()
        if self._newest:
            self._thread.join()
