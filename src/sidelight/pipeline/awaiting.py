"""Articles that feeds named: each is fetched, or taken as the feed carried it, and kept as its waiting ends."""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sidelight.config import Settings
from sidelight.errors import FetchError, SidelightError
from sidelight.extract.address import outlet_of
from sidelight.gather.fetch import Ask
from sidelight.gather.polite import Told
from sidelight.gather.schedule import backed_off
from sidelight.pipeline.entries import from_feed, from_page, gone_for_good, whole
from sidelight.pipeline.feed_reading import attempt_of, reason_of
from sidelight.pipeline.revisits import few_a_host, is_again, next_look, page_behind, shrank
from sidelight.store import Arrival, Awaited, Settled, Store
from sidelight.types import Capture, Failure, FetchAttempt, StageReport

MOST_TRIES = 7
"""Ten minutes to half a day apart: a day in all. After that only the headline is kept."""

PAGE = "page"
"""Begins the reason of every fetch of an article, so that feeds can be told from pages in the hours' counts."""

AGAIN_PAGE = "page again"
"""Begins the reason where a page that is held was looked at again."""

_HELD, _HELD_SECONDS = 16, 0.5
_LEFT_ALONE = ("left alone", "no robots.txt")


class ArticleRun:
    """One run over what waits: results are gathered for half a second at most, then kept."""

    def __init__(
        self, store: Store, settings: Settings, report: Callable[[str, int, int], None], failed: Callable[[Failure], None]
    ) -> None:
        self.store, self.settings, self.report, self.failed = store, settings, report, failed
        self.pages: dict[str, Awaited] = {}
        self.seen = 0
        self.counts: Counter[str] = Counter()
        self.faults: list[tuple[str, str]] = []
        self._arrivals: list[Arrival] = []
        self._attempts: list[FetchAttempt] = []
        self._done: list[str] = []
        self._later: list[Awaited] = []
        self._since = time.monotonic()

    def take_what_feeds_carried(self) -> list[Ask]:
        """Keeps articles that need no fetching; gives what is to be asked for."""
        asks: list[Ask] = []
        again: list[Awaited] = []
        for one in self.store.feeds.awaited(datetime.now(UTC)):
            if is_again(one):
                again.append(one)
                continue
            self.seen += 1
            if self._taken_down(one):
                self._settle(one, "taken down")
            elif not whole(one):
                self.pages[one.entry["url"]] = one
                asks.append(Ask(one.entry["url"]))
                continue
            else:
                self._from_feed(one)
            self._flush_in_time()
        self.flush()
        for one in few_a_host(one for one in again if one.entry["url"] not in self.pages):
            self.seen += 1
            if self._taken_down(page_behind(one)):
                self._settle(one, "taken down")
                continue
            self.pages[one.entry["url"]] = one
            asks.append(Ask(one.entry["url"], one.entry["again"]["etag"], one.entry["again"]["modified"]))
        return asks

    def take(self, told: Told) -> None:
        """Keeps what one asking brought."""
        one = self.pages[told.ask.url]
        if is_again(one):
            self._looked_again(one, told)
        elif isinstance(told.made, Capture):
            self._answered(one, told, told.made)
        else:
            self._unanswered(one, told, told.made)
        self._flush_in_time()

    def flush(self) -> None:
        """Keep what is held."""
        if self._done or self._later:
            settled = Settled(done=tuple(self._done), later=tuple(self._later))
            for written in self.store.articles.write(self._arrivals, self._attempts, settled=settled):
                self.counts[written.outcome] += 1
            put_off = sum(not is_again(one) for one in self._later)
            self.report("articles", len(self._done) + put_off, self.seen)
        self._arrivals, self._attempts, self._done, self._later = [], [], [], []
        self._since = time.monotonic()

    def told(self) -> StageReport:
        """How it went."""
        why = {
            "unchanged": "the same text is held", "refused": "taken down or another outlet's", "taken down": "taken down",
            "same": "looked at again, unchanged", "left alone": "their hosts want to be left alone",
        }  # fmt: skip
        return StageReport(
            stage="articles",
            seen=self.seen,
            done=sum(self.counts[name] for name in ("new", "changed", "updated")),
            skipped=tuple((str(self.counts[name]), told) for name, told in why.items() if self.counts[name]),
            failed=tuple(self.faults),
        )

    def _answered(self, one: Awaited, told: Told, capture: Capture) -> None:
        seen = capture.fetched or datetime.now(UTC)
        try:
            arrival = from_page(one, capture, seen, self.settings)
        except SidelightError as error:
            self._attempt(one, told, "answered" if not isinstance(error, FetchError) else "failed", error)
            self._without_page(one, error)
            return
        except Exception as error:  # noqa: BLE001 - one page's fault is told in its place and must not end the run
            fault = SidelightError(f"Sidelight failed on it ({type(error).__name__}: {error}); please report it")
            self._attempt(one, told, "answered", fault)
            self._without_page(one, fault)
            return
        self._attempt(one, told, "answered", None)
        self._arrivals.append(arrival)
        self._done.append(one.address)
        self._look_later(one, capture, arrival.article.published or seen)

    def _look_later(self, one: Awaited, capture: Capture | None, published: datetime) -> None:
        later = next_look(one, capture, published, self.settings)
        if later is not None:
            self._later.append(later)

    def _looked_again(self, one: Awaited, told: Told) -> None:
        """A page that is held, seen once more: only an article that is there anew and whole counts as a change."""
        page = page_behind(one)
        if isinstance(told.made, SidelightError):
            kind = reason_of(told.made)
            if kind in _LEFT_ALONE:
                self._put_off(one, told.wait or backed_off(1, random.random()), one.tries, told.made)
                return
            self._attempt(page, told, "refused" if kind == "robots.txt" else "failed", told.made, AGAIN_PAGE)
        elif told.made.status == 304:
            self._attempt(page, told, "unchanged", None, AGAIN_PAGE)
            self.counts["same"] += 1
        else:
            error = self._changed(page, told.made)
            self._attempt(page, told, "answered", error, AGAIN_PAGE)
        self._done.append(one.address)
        if not isinstance(told.made, SidelightError) or not gone_for_good(told.made):
            self._look_later(one, told.made if isinstance(told.made, Capture) else None, one.added)

    def _changed(self, page: Awaited, capture: Capture) -> SidelightError | None:
        """Keeps what the page says now; else why it is not taken."""
        try:
            arrival = from_page(page, capture, capture.fetched or datetime.now(UTC), self.settings)
        except SidelightError as error:
            return error
        except Exception as error:  # noqa: BLE001 - one page's fault must not end the run
            return SidelightError(f"failed ({type(error).__name__})")
        id = self.store.articles.id_of(page.address)
        held = self.store.articles.one(id) if id is not None else None
        if held is None or shrank(held, arrival.article):
            return SidelightError("shows far less than before")
        self._arrivals.append(arrival)
        return None

    def _unanswered(self, one: Awaited, told: Told, error: SidelightError) -> None:
        kind = reason_of(error)
        if kind in _LEFT_ALONE:
            self._put_off(one, told.wait or backed_off(1, random.random()), one.tries, error)
            self.counts["left alone"] += 1
            return
        self._attempt(one, told, "refused" if kind == "robots.txt" else "failed", error)
        if gone_for_good(error) or one.tries + 1 >= MOST_TRIES:
            self._without_page(one, error)
        else:
            self._put_off(one, backed_off(one.tries + 1, random.random(), told.wait), one.tries + 1, error)
            self._fault(one, f"{error.message}; it is tried again later" if "later" not in error.message else error.message)

    def _without_page(self, one: Awaited, error: SidelightError) -> None:
        """The feed's headline is kept where the feed may speak for the address: that the outlet reported is known.

        What is held already stays as it is: a page that is gone does not undo the text that it had.
        """
        if self.store.articles.id_of(one.address) is not None:
            self._fault(one, f"{error.message}; what is held of it stays")
            self._done.append(one.address)
            return
        try:
            self._arrivals.append(from_feed(one, datetime.now(UTC), self.settings, title_only=True))
            self._fault(one, f"{error.message}; its headline alone is kept", counted=False)
        except SidelightError:
            self._fault(one, error.message)
        self._done.append(one.address)

    def _from_feed(self, one: Awaited) -> None:
        try:
            self._arrivals.append(from_feed(one, datetime.now(UTC), self.settings))
        except SidelightError as error:
            self._fault(one, error.message)
        self._done.append(one.address)

    def _put_off(self, one: Awaited, seconds: float, tries: int, error: SidelightError) -> None:
        due = datetime.now(UTC) + timedelta(seconds=seconds)
        self._later.append(replace(one, due=due, tries=tries, error=error.message))

    def _settle(self, one: Awaited, outcome: str) -> None:
        self._done.append(one.address)
        self.counts[outcome] += 1

    def _attempt(self, one: Awaited, told: Told, outcome: str, error: SidelightError | None, about: str = PAGE) -> None:
        url = one.entry["url"]
        reason = f"{about}: {reason_of(error)}" if error is not None else about
        self._attempts.append(attempt_of(outlet_of(url) or url, told, url, outcome, reason))  # type: ignore[arg-type]

    def _fault(self, one: Awaited, message: str, *, counted: bool = True) -> None:
        where = one.entry.get("url") or one.address
        if counted:
            self.faults.append((where, message))
        self.failed(Failure(id=where, error=message))

    def _taken_down(self, one: Awaited) -> bool:
        url = one.entry.get("url")
        outlet = one.entry.get("outlet") or outlet_of(url)
        return any(self.store.upkeep.taken_down(url=place, outlet=outlet) is not None for place in (url, one.address))

    def _flush_in_time(self) -> None:
        if len(self._done) + len(self._later) >= _HELD or time.monotonic() - self._since >= _HELD_SECONDS:
            self.flush()
