"""What the store can do about feeds that are watched, and what they brought; see `protocol` for what holds of all its verbs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Protocol

from sidelight.store.records import Awaited, FeedRead, FeedState, Lease
from sidelight.types import RobotsFile


class Feeds(Protocol):
    """Watched feeds and what was met in them."""

    def keep(self, feeds: Iterable[FeedState]) -> None: ...

    def one(self, url: str) -> FeedState | None: ...

    def all(self, due: datetime | None = None) -> Iterator[FeedState]:
        """Those due by then, the longest due first; every one where `due` is None.

        A feed that was asked later than `due` by its record is due too: the clock was set back.
        """
        ...

    def drop(self, url: str) -> None: ...

    def met(self, url: str, entries: Iterable[str]) -> Mapping[str, str]:
        """Which of a feed's entries were met before, with the digest that they had."""
        ...

    def keep_met(self, url: str, entries: Mapping[str, str], seen: datetime) -> None: ...

    def keep_read(self, read: FeedRead, held: Lease) -> int:
        """All that an asking brought, in one transaction; gives how many entries are awaited that were not before.

        A feed that was dropped meanwhile stays so. An entry whose address the desk holds is not awaited.
        """
        ...

    def awaited(self, now: datetime) -> Iterator[Awaited]:
        """Entries to be fetched by now, as they came; also those put off until after a clock was set back."""
        ...

    def count_awaited(self) -> int: ...

    def robots(self) -> Iterator[RobotsFile]: ...

    def keep_robots(self, files: Iterable[RobotsFile]) -> None: ...

    def keep_place(self, id: str, outlet: str, section: str, rank: int, seen: datetime) -> None:
        """An outlet's home page shows the article at this rank of this section; a sighting right after another extends it."""
        ...

    def places(self, id: str) -> tuple[tuple[str, str, int, datetime, datetime], ...]:
        """Outlet, section, rank, first and last seen there."""
        ...

    def count(self) -> int: ...
