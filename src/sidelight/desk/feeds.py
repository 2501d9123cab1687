"""The feeds that are watched: how each stands, and the list of them for other programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sidelight.gather.opml import Line, written_opml
from sidelight.pipeline.entries import addresses_of, outlet_behind
from sidelight.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A watched feed: `due` is when it is asked next (None: never), `interval` seconds between two askings as learned.

    `was` are the addresses from which it moved for good, the first one first.
    """

    url: str
    outlet: str
    title: str | None
    folder: str | None
    asked: datetime | None
    due: datetime | None
    interval: float
    entries: int | None
    news: int
    error: str | None
    failures: int
    was: tuple[str, ...] = ()


def feeds(store: Store) -> Iterator[FeedLine]:
    """Every watched feed, those of a folder together."""
    for state in sorted(store.feeds.all(), key=lambda state: (state.folder or "", state.feed.url)):
        learned = state.schedule if isinstance(state.schedule, dict) else {}
        yield FeedLine(
            url=state.feed.url,
            outlet=outlet_behind(state),
            title=state.feed.title,
            folder=state.folder,
            asked=state.asked,
            due=state.due,
            interval=state.interval,
            entries=learned.get("entries"),
            news=learned.get("last", 0),
            error=state.error,
            failures=state.failures,
            was=addresses_of(state)[:-1],
        )


def feeds_as_opml(store: Store) -> str:
    """The list as OPML, folders and all."""
    lines = [
        Line(line.url, line.title, f"https://{line.outlet}/" if "." in line.outlet else None, line.folder)
        for line in feeds(store)
    ]
    return written_opml(lines, "Feeds that Sidelight watches")
