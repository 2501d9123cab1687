"""Many addresses, politely: one request at a time and a pause for each host, several hosts at once, robots.txt obeyed."""

import heapq
import queue
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple

from sidelight.config import Settings
from sidelight.errors import FetchError, SidelightError
from sidelight.gather.fetch import Ask, fetch_politely
from sidelight.gather.guard import Resolver, system_resolver
from sidelight.gather.robots import Robots, origin_of
from sidelight.types import Capture

_TIRED = 3
"""Failures on end after which a host is left alone for this run."""

_TIRED_SECONDS = 1_800.0
_FAINT = frozenset({"no answer", "timed out", "broke off", "no such host", "untrusted TLS", "HTTP 503", "HTTP 502"})
"""Faults that the next address of the same host would meet too."""


class Told(NamedTuple):
    """What came of an asking. `asked` is None where nothing was sent: robots.txt forbids it, or the host is to be left alone.

    `wait` is how many seconds the host is to be left alone, where it is.
    """

    ask: Ask
    asked: datetime | None
    made: Capture | SidelightError
    wait: float | None = None


def ask_all(
    asks: Iterable[Ask], settings: Settings, robots: Robots, resolve: Resolver = system_resolver
) -> Generator[Told, None, None]:
    """Each address once, in whatever order they answer; closing the iterator stops the asking.

    A host that answers 429 or 503 with `Retry-After`, or that fails three times on end, is left alone: its other addresses
    are told as not asked. Hosts that the settings name as private are one's own: there only robots.txt makes a pause.
    """
    run = _Run(settings, robots, resolve)
    for ask in asks:
        run.add(ask)
    if not run.left:
        return
    threads = [
        threading.Thread(target=run.work, daemon=True, name=f"fetch {number}")
        for number in range(min(settings.fetch_at_once, len(run.hosts)))
    ]
    for thread in threads:
        thread.start()
    try:
        for _ in range(run.left):
            yield run.told.get()
    finally:
        run.stop()


def host_of(url: str) -> str:
    """Host and port: what gets one request at a time."""
    return origin_of(url).partition("://")[2]


class _Host:
    """What is still to be asked of one host, and how it has answered."""

    __slots__ = ("asks", "failures", "name", "rest", "ruled")

    def __init__(self, name: str) -> None:
        self.name = name
        self.asks: deque[Ask] = deque()
        self.failures = 0
        self.ruled = False
        self.rest: tuple[FetchError, float] | None = None


class _Run:
    def __init__(self, settings: Settings, robots: Robots, resolve: Resolver) -> None:
        self.settings, self.robots, self.resolve = settings, robots, resolve
        self.hosts: dict[str, _Host] = {}
        self.left = 0
        self.told: queue.Queue[Told] = queue.Queue(maxsize=2 * settings.fetch_at_once)
        self.ready: list[tuple[float, int, _Host]] = []
        self.count = 0
        self.changed = threading.Condition()
        self.stopped = threading.Event()

    def add(self, ask: Ask) -> None:
        name = host_of(ask.url)
        if name not in self.hosts:
            self.hosts[name] = _Host(name)
            self._later(self.hosts[name], 0.0)
        self.hosts[name].asks.append(ask)
        self.left += 1

    def work(self) -> None:
        """What each thread does: takes the host that has waited longest, asks one address of it, puts it back."""
        while (host := self._next()) is not None:
            if self._fetched_rules(host):
                self._again(host, self._pause(host, host.asks[0].url))
                continue
            told = self._asked(host, host.asks.popleft())
            if not self._tell(told):
                return
            if host.asks:
                self._again(host, self._pause(host, told.ask.url) if told.asked is not None else 0.0)

    def stop(self) -> None:
        self.stopped.set()
        with self.changed:
            self.changed.notify_all()

    def _again(self, host: _Host, seconds: float) -> None:
        with self.changed:
            self._later(host, seconds)
            self.changed.notify()

    def _fetched_rules(self, host: _Host) -> bool:
        """Whether the host's robots.txt was fetched just now: that was its request, and the pause follows."""
        if host.ruled:
            return False
        host.ruled = True
        url = host.asks[0].url
        before = self.robots.fresh.get(origin_of(url))
        with suppress(SidelightError):
            self.robots.rules(url)
        return self.robots.fresh.get(origin_of(url)) is not before

    def _later(self, host: _Host, seconds: float) -> None:
        self.count += 1
        heapq.heappush(self.ready, (time.monotonic() + seconds, self.count, host))

    def _next(self) -> _Host | None:
        """The host whose turn it is; None where no host is waiting, since each is with a thread that will go on with it."""
        with self.changed:
            while not self.stopped.is_set():
                if not self.ready:
                    return None
                wait = self.ready[0][0] - time.monotonic()
                if wait <= 0:
                    return heapq.heappop(self.ready)[2]
                self.changed.wait(min(wait, 1.0))
        return None

    def _tell(self, told: Told) -> bool:
        while not self.stopped.is_set():
            try:
                self.told.put(told, timeout=0.5)
                return True
            except queue.Full:
                continue
        return False

    def _asked(self, host: _Host, ask: Ask) -> Told:
        if host.rest is not None:
            return Told(ask, None, host.rest[0], host.rest[1])
        sent: list[datetime] = []

        def may(address: str) -> None:
            self.robots.check(address)
            if not sent:
                sent.append(datetime.now(UTC))

        try:
            made: Capture | SidelightError = fetch_politely(ask, self.settings, self.resolve, may)
        except SidelightError as error:
            made = error
        except Exception as error:  # noqa: BLE001 - one address's fault must not end the thread, which others wait for
            made = FetchError(f"failed ({type(error).__name__}: {error}); please report it", where=ask.url)
        return Told(ask, sent[0] if sent else None, made, self._rest(host, made))

    def _rest(self, host: _Host, made: Capture | SidelightError) -> float | None:
        """Notes how the host answered; seconds to leave it alone, where it is to be."""
        if not isinstance(made, FetchError):
            host.failures = 0
            return None
        host.failures = host.failures + 1 if made.kind in _FAINT else 0
        if made.status == 429 or (made.status == 503 and made.retry_after is not None):
            wait = made.retry_after if made.retry_after is not None else _TIRED_SECONDS
        elif host.failures >= _TIRED or (made.kind == "no robots.txt" and host_of(made.where) == host.name):
            wait = _TIRED_SECONDS
        else:
            return None
        told = FetchError(f"left alone for now: {host.name} {made.message}", where=made.where, kind="left alone")
        host.rest = (told, wait)
        return wait

    def _pause(self, host: _Host, url: str) -> float:
        """Seconds; the longest of the setting's and robots.txt's. On one's own hosts only robots.txt speaks."""
        try:
            delay = self.robots.rules(url).delay
        except FetchError:
            delay = 0.0
        own = {name.lower() for name in self.settings.private_hosts} & {host.name, host.name.rpartition(":")[0]}
        return delay if own else max(self.settings.host_pause, delay)
