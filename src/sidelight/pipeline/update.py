"""What is due is fetched: feeds first, then the articles that they named. Killed at any moment, the next run goes on from there.

What a feed names is kept with the feed's new state, in one transaction, as awaited; an awaited entry goes in the transaction of
the article that it brings. So nothing is lost, nothing is doubled, and every fetch is counted with what it brought.
"""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

from sidelight.config import Settings
from sidelight.gather.fetch import Ask
from sidelight.gather.guard import Resolver, system_resolver
from sidelight.gather.polite import Told, ask_all
from sidelight.gather.robots import Robots
from sidelight.pipeline.alone import alone
from sidelight.pipeline.awaiting import ArticleRun
from sidelight.pipeline.feed_reading import attempt_of_part, parts_of, read_answer, read_parts
from sidelight.pipeline.prominence import look_at_homes
from sidelight.store import FeedRead, FeedState, Lease, Store
from sidelight.types import Failure, StageReport

TASK = "update"

Report = Callable[[str, int, int], None]
"""Told what goes on ("feeds", "articles"), how many more are done, and how many there are."""

Failed = Callable[[Failure], None]


def update(
    store: Store,
    settings: Settings,
    report: Report = lambda _what, _more, _of: None,
    failed: Failed = lambda _failure: None,
    resolve: Resolver = system_resolver,
) -> tuple[StageReport, StageReport]:
    """Fetch the feeds that are due, then every article that waits; how the feeds and how the articles went.

    Raises:
        LeaseHeld: another process does so now. StoreError: the desk cannot take it; what was committed before stays.
    """
    with alone(store, TASK, wait=False) as held:
        run = _Run(store, settings, held, report, failed, resolve)
        feeds = run.feeds()
        return feeds, run.articles()


class _Run:
    def __init__(self, store: Store, settings: Settings, held: Lease, report: Report, failed: Failed, resolve: Resolver) -> None:
        self.store, self.settings, self.held = store, settings, held
        self.report, self.failed, self.resolve = report, failed, resolve
        self.robots = Robots(settings, resolve, store.feeds.robots())

    def feeds(self) -> StageReport:
        """Asks every feed that is due."""
        due = {state.feed.url: state for state in self.store.feeds.all(datetime.now(UTC))}
        counts: Counter[str] = Counter()
        faults: list[tuple[str, str]] = []
        indexes: dict[str, tuple[Told, tuple[str, ...]]] = {}

        def keep(url: str, read: FeedRead) -> None:
            self.store.feeds.keep_read(read, self.held)
            outcome = read.attempt.outcome if read.attempt else "left alone"
            counts[outcome] += 1
            if outcome in ("failed", "refused") and read.state.error:
                faults.append((url, read.state.error))
                self.failed(Failure(id=url, error=read.state.error))
            self.report("feeds", 1, len(due))

        with closing(ask_all(map(_ask, due.values()), self.settings, self.robots, self.resolve)) as answers:
            for told in answers:
                url = told.ask.url
                if parts := parts_of(told, self.settings):
                    indexes[url] = (told, parts)
                    continue
                keep(url, read_answer(due[url], told, self.store, self.settings, random.random()))
        answered = self._asked({part for _, parts in indexes.values() for part in parts})
        for url, (told, names) in indexes.items():
            keep(url, read_parts(due[url], told, [answered[name] for name in names], self.store, self.settings, random.random()))
        self._keep_robots()
        skipped = {"unchanged": "unchanged", "left alone": "their hosts want to be left alone"}
        return StageReport(
            stage="feeds",
            seen=len(due),
            done=counts["answered"],
            skipped=tuple((str(counts[name]), why) for name, why in skipped.items() if counts[name]),
            failed=tuple(faults),
        )

    def _asked(self, urls: set[str]) -> dict[str, Told]:
        """The parts of indexes; each is counted for its outlet as it answered."""
        told = {one.ask.url: one for one in ask_all(map(Ask, sorted(urls)), self.settings, self.robots, self.resolve)}
        self.store.health.keep(attempt for one in told.values() if (attempt := attempt_of_part(one)) is not None)
        return told

    def articles(self) -> StageReport:
        """Fetches what waits."""
        run = ArticleRun(self.store, self.settings, self.report, self.failed)
        asks = run.take_what_feeds_carried()
        with closing(ask_all(asks, self.settings, self.robots, self.resolve)) as answers:
            for told in answers:
                run.take(told)
        run.flush()
        look_at_homes(self.store, self.settings, self.robots, self.resolve)
        self._keep_robots()
        return run.told()

    def _keep_robots(self) -> None:
        self.store.feeds.keep_robots(self.robots.fresh.values())
        self.robots.fresh.clear()


def _ask(state: FeedState) -> Ask:
    return Ask(state.feed.url, state.etag, state.modified)
