"""Pages that are held are looked at again, ever more seldom, so that an edit of which the feed says nothing is seen."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sidelight.config import Settings
from sidelight.gather.polite import host_of
from sidelight.store import AGAIN, Awaited
from sidelight.types import Article, Capture

_HOURS = (1.0, 6.0, 24.0, 72.0, 168.0, 336.0, 720.0)
"""After the first fetch: most edits come within hours."""

_MOST_OF_A_HOST, _MOST = 6, 200
"""Looks in one update; the others wait for the next."""

_SHRUNK = 0.5
"""What is so much shorter than before is rather a wall or a notice than an edit."""


def is_again(one: Awaited) -> bool:
    """Whether its page is held, and only looked at again."""
    return one.address.startswith(AGAIN)


def page_behind(one: Awaited) -> Awaited:
    """The entry as it waited before its page was held."""
    return replace(one, address=one.address.removeprefix(AGAIN))


def next_look(one: Awaited, capture: Capture | None, published: datetime, settings: Settings) -> Awaited | None:
    """How it waits for its next look; None where the last one was, or where its article was old when it came.

    `published` counts with the first fetch only. Validators of `capture` go with the next look; without it those from before.
    """
    now = datetime.now(UTC)
    if not is_again(one):
        if now - published > timedelta(hours=settings.revisit_hours):
            return None
        first, told = now, {}
    else:
        first, told = one.added, one.entry["again"]
    hours = next((h for h in _HOURS if h <= settings.revisit_hours and first + timedelta(hours=h) > now), None)
    if told and hours is not None and hours <= told["hours"]:  # the clock was set back, or a test's is ahead
        hours = next((h for h in _HOURS if told["hours"] < h <= settings.revisit_hours), None)
    if hours is None:
        return None
    again = {
        "hours": hours,
        "etag": capture.etag if capture else told.get("etag"),
        "modified": capture.modified if capture else told.get("modified"),
    }
    entry = {name: one.entry.get(name) for name in ("url", "title", "published", "authors", "outlet")} | {"again": again}
    address = AGAIN + page_behind(one).address
    return Awaited(address=address, feed=one.feed, entry=entry, added=first, due=first + timedelta(hours=hours))


def few_a_host(looks: Iterable[Awaited]) -> Iterator[Awaited]:
    """Those that are taken this time: a few of each host."""
    hosts: Counter[str] = Counter()
    for one in looks:
        host = host_of(one.entry["url"])
        if hosts[host] < _MOST_OF_A_HOST and hosts.total() < _MOST:
            hosts[host] += 1
            yield one


def shrank(before: Article, now: Article) -> bool:
    """Whether the page shows too little to be the article still."""
    return len(now.text) < _SHRUNK * len(before.text)
