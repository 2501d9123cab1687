"""Where home pages show articles that the desk holds: rank and section, a few times a day at most."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sidelight.config import Settings
from sidelight.errors import SidelightError
from sidelight.extract.address import canonical, outlet_of
from sidelight.gather.fetch import Ask
from sidelight.gather.guard import Resolver
from sidelight.gather.homes import stands_of
from sidelight.gather.polite import ask_all
from sidelight.gather.robots import Robots
from sidelight.pipeline.entries import outlet_behind
from sidelight.pipeline.feed_reading import attempt_of, reason_of
from sidelight.store import FeedState, Store
from sidelight.types import Capture

HOME = "home page"
"""Begins the reason of every fetch of a home page, in the hours' counts."""


def look_at_homes(store: Store, settings: Settings, robots: Robots, resolve: Resolver) -> int:
    """Fetch the home pages whose time has come, one for each outlet that is watched; gives how many answered."""
    if not settings.home_hours:
        return 0
    due = {home: state for home, state in _homes(store) if _is_due(state, settings.home_hours)}
    answered = 0
    with closing(ask_all([Ask(home) for home in due], settings, robots, resolve)) as answers:
        for told in answers:
            state = due[told.ask.url]
            outlet = outlet_behind(state)
            if isinstance(told.made, SidelightError):
                outcome, reason = "failed" if told.asked else "refused", f"{HOME}: {reason_of(told.made)}"
            else:
                _keep(store, outlet, told.made)
                outcome, reason, answered = "answered", HOME, answered + 1
            attempt = attempt_of(outlet, told, told.ask.url, outcome, reason)  # type: ignore[arg-type]  # one of these three
            store.articles.write([], [attempt])
            _remember(store, state.feed.url)
    return answered


def _homes(store: Store) -> Iterator[tuple[str, FeedState]]:
    """The home page of each outlet, with the first of its feeds, which remembers when it was looked at."""
    met: set[str] = set()
    for state in sorted(store.feeds.all(), key=lambda state: state.feed.url):
        learned = state.schedule if isinstance(state.schedule, dict) else {}
        site, outlet = learned.get("site"), outlet_behind(state)
        if site and state.due is not None and outlet not in met:
            met.add(outlet)
            yield f"{site}/", state


def _is_due(state: FeedState, hours: float) -> bool:
    last = state.schedule.get("home")
    age = datetime.now(UTC) - datetime.fromisoformat(last) if last else None
    return age is None or not timedelta(0) <= age < timedelta(hours=hours)


def _keep(store: Store, outlet: str, capture: Capture) -> None:
    """Ranks count the articles that the desk holds, from 1."""
    seen = capture.fetched or datetime.now(UTC)
    rank = 0
    met: set[str] = set()
    for stand in stands_of(capture):
        if outlet_of(stand.url) != outlet_of(capture.url):
            continue
        id = store.articles.id_of(canonical(stand.url)) or store.articles.id_of(stand.url)
        if id is None or id in met:
            continue
        met.add(id)
        rank += 1
        store.feeds.keep_place(id, outlet, stand.section, rank, seen)


def _remember(store: Store, url: str) -> None:
    state = store.feeds.one(url)
    if state is not None:
        store.feeds.keep([replace(state, schedule=(state.schedule or {}) | {"home": datetime.now(UTC).isoformat()})])
