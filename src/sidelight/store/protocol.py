"""What the store can do, noun by noun. Whoever uses it asks for these; how it is kept stands in the files beside.

Every verb may raise a `StoreError`. Times are aware UTC. Iterators read a page at a time and hold no transaction open
between pages, so they see what is written meanwhile.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from sidelight.store.records import (
    Arrival,
    ArticleLine,
    Census,
    Check,
    HealthHour,
    Hit,
    Holding,
    Lease,
    Member,
    Progress,
    Query,
    Settled,
    Stamp,
    StoryDraft,
    StoryLine,
    StoryLink,
    Tombstone,
    Written,
)
from sidelight.store.watching import Feeds
from sidelight.types import (
    Annotations,
    Article,
    ArticleVersion,
    Breakdown,
    FetchAttempt,
    Outlet,
    Rating,
    RatingSet,
    Story,
)


class Articles(Protocol):
    """Articles and their versions. Ids never change; what was taken down is not found, but `holding` tells of it."""

    def write(
        self,
        arrivals: Sequence[Arrival],
        attempts: Iterable[FetchAttempt] = (),
        progress: Progress | None = None,
        settled: Settled | None = None,
    ) -> tuple[Written, ...]:
        """All of it in one transaction: the articles, how the fetches went, how far the source was read, what waits no more."""
        ...

    def write_all(self, arrivals: Iterable[Arrival]) -> Iterator[Written]:
        """The same in batches (see `arrivals.BATCH_SECONDS`); each outcome is given only once it is safe."""
        ...

    def one(self, id: str, held: str | None = None) -> Article | None:
        """The article's current version, or the version `held`."""
        ...

    def many(self, ids: Iterable[str]) -> Iterator[Article]:
        """Current versions in the order asked; what is not held is passed over."""
        ...

    def all(
        self,
        since: datetime | None = None,
        until: datetime | None = None,
        outlets: Iterable[str] | None = None,
        ungrouped: bool = False,
    ) -> Iterator[Article]:
        """The stream in order of publication; undated ones last, as they came (none, where `since` or `until` is given)."""
        ...

    def id_of(self, url: str) -> str | None:
        """The article that an address leads to."""
        ...

    def versions(self, id: str) -> Iterator[ArticleVersion]:
        """Every text the article had, the first first."""
        ...

    def edits(self, id: str) -> Iterator[tuple[datetime, str]]:
        """When it turned to which version; also back to one that it had before."""
        ...

    def lines(self, outlet: str, limit: int, offset: int = 0) -> tuple[ArticleLine, ...]:
        """What an outlet published, the newest first, undated ones last."""
        ...

    def holding(self, id: str) -> Holding | None:
        """What is known of it beside the text, also after a takedown."""
        ...

    def count(self, ungrouped: bool = False) -> int:
        """Articles held; with `ungrouped` those that have no story yet."""
        ...


class Outlets(Protocol):
    """Outlets by domain, in lower case; ratings by set."""

    def keep(self, outlets: Iterable[Outlet]) -> None: ...

    def one(self, domain: str) -> Outlet | None:
        """By its domain or any of its further ones."""
        ...

    def all(self) -> Iterator[Outlet]: ...

    def held(self) -> Mapping[str, int]:
        """Domains that articles name as their outlet, known by facts or not, with how many articles."""
        ...

    def domains(self) -> frozenset[str]:
        """The domains alone, also of articles that were taken down: what `held` counts takes twenty times as long."""
        ...

    def keep_ratings(self, ratings: RatingSet) -> None:
        """Replaces the set of that name. One figure a rater and outlet: the last."""
        ...

    def rating_sets(self) -> tuple[str, ...]: ...

    def ratings(self, name: str) -> RatingSet | None: ...

    def ratings_of(self, domain: str) -> tuple[Rating, ...]:
        """Over all sets."""
        ...


class Health(Protocol):
    """How outlets answered, and where absence means something."""

    def keep(self, attempts: Iterable[FetchAttempt]) -> None:
        """Adds to the hours' counts. Better: hand attempts to `Articles.write` with what they brought."""
        ...

    def hours(self, since: datetime, until: datetime, outlet: str | None = None) -> Iterator[HealthHour]: ...

    def keep_census(self, claims: Iterable[Census]) -> None: ...

    def censuses(self, outlet: str | None = None) -> Iterator[Census]: ...


class Imports(Protocol):
    """What was read of which source."""

    def known(self, digests: Iterable[str]) -> Mapping[str, str]:
        """Record digests that were read before, with the ids of their articles."""
        ...

    def progress(self, source: str) -> Progress | None: ...

    def all(self) -> Iterator[Progress]: ...

    def keep(self, state: Progress) -> None: ...


class AnnotationShelf(Protocol):
    """Annotations under their version and stamp."""

    def keep(self, by: Stamp, made: Iterable[Annotations]) -> None:
        """Replaces those of the same stamp; passes over versions that are gone or shrunk."""
        ...

    def of(self, by: Stamp, ids: Iterable[str]) -> Iterator[Annotations]:
        """Of the articles' current versions, in no promised order; what is missing is passed over."""
        ...

    def sentences(self, ids: Iterable[str]) -> Iterator[Annotations]:
        """The sentences alone of the articles' current versions, from whichever annotations are the newest: for showing."""
        ...

    def missing(self, by: Stamp) -> Iterator[str]:
        """Articles whose current, whole text this maker has not read: the backfill's work."""
        ...

    def count_missing(self, by: Stamp) -> int: ...

    def drop_other(self, by: Stamp) -> int:
        """Forget what the same annotator made with another model or other settings; gives how many."""
        ...


class BreakdownShelf(Protocol):
    """Breakdowns under their subject and stamp, kept without texts and without annotations."""

    def keep(self, by: Stamp, made: Breakdown, at: datetime) -> None: ...

    def one(self, by: Stamp, subject: Article | Story, inputs: str | None = None) -> Breakdown | None:
        """The one kept for this article's version or this story; None where `inputs` is another digest than it rests on.

        Its `annotations` are empty (they are on their own shelf); of a shrunk article its subject's text is the excerpt,
        while evidence keeps its words and its offsets into the whole.
        """
        ...

    def inputs(self, by: Stamp, subject: Article | Story) -> str | None:
        """The digest of what the kept one rests on, without reading it; None where there is none."""
        ...


class Stories(Protocol):
    """Stories. Every id ever kept resolves; those merged away lead to what they became."""

    def resolve(self, id: str) -> str | None:
        """The id that the story has now."""
        ...

    def one(self, id: str) -> Story | None: ...

    def members(self, id: str) -> tuple[Member, ...]: ...

    def of_article(self, id: str) -> str | None: ...

    def places(self) -> Iterator[tuple[str, str]]:
        """Every article that has a story, with that story's id, in the order in which the articles came."""
        ...

    def lines(
        self,
        since: datetime | None = None,
        until: datetime | None = None,
        outlets: Iterable[str] | None = None,
        least_reports: int = 1,
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[StoryLine]:
        """The newest first; those that any of `outlets` reported."""
        ...

    def count(self) -> int: ...

    def keep(self, drafts: Iterable[StoryDraft], held: Lease) -> None:
        """Makes or changes stories, and moves the members named to them (so a split is two drafts)."""
        ...

    def close(self, ids: Iterable[str], held: Lease) -> None:
        """Nothing new joins them; all else stays as it is."""
        ...

    def merge(self, gone: str, into: str, held: Lease) -> None:
        """All of one story's members join another, and its id redirects there."""
        ...

    def redirects(self) -> Iterator[tuple[str, str]]: ...

    def link(self, links: Iterable[StoryLink], held: Lease) -> None: ...

    def links(self, id: str) -> tuple[StoryLink, ...]: ...


class Grouping(Protocol):
    """What grouping remembers: JSON values under keys of its own choosing."""

    def get(self, key: str) -> Any: ...

    def cells(self, prefix: str = "") -> Iterator[tuple[str, Any]]:
        """In order of their keys."""
        ...

    def keep(self, cells: Mapping[str, Any], held: Lease, articles: Mapping[str, str] | None = None) -> None:
        """`articles` names, by key, the article that a value is about: a takedown takes the value too."""
        ...

    def drop(self, keys: Iterable[str], held: Lease) -> None: ...


class Leases(Protocol):
    """The right to do a kind of work alone. Writing under a lease that another took over is refused (`LeaseHeld`)."""

    def take(self, name: str, holder: str, seconds: float = 60.0) -> Lease: ...

    def held(self, name: str) -> Lease | None:
        """Who has it now, also where it has run out."""
        ...

    def renew(self, held: Lease, seconds: float = 60.0) -> Lease:
        """The heartbeat: call it at a third of `seconds`."""
        ...

    def release(self, held: Lease) -> None: ...


class Search(Protocol):
    """Full text of current versions: all words, all phrases, without case and diacritics."""

    def find(self, query: str | Query, outlets: Iterable[str] | None = None, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
        """The best first. `outlets` narrows further (a side, resolved by the caller); a query never is a mistake."""
        ...

    def count(self, query: str | Query, outlets: Iterable[str] | None = None) -> int: ...


class Upkeep(Protocol):
    """What an operator does."""

    def backup(self, to: Path) -> None:
        """A sound copy while the desk is in use; SQLite only."""
        ...

    def doctor(self, stamps: Iterable[Stamp] = ()) -> list[Check]:
        """Look at everything; `stamps` are those in use now, so that older annotations can be told."""
        ...

    def rebuild_search(self) -> None: ...

    def shrink(self, before: datetime, report: Callable[[int], None] | None = None) -> int:
        """Texts older than that become excerpts; gives how many."""
        ...

    def take_down_article(self, id: str, reason: str) -> int: ...

    def take_down_outlet(self, domain: str, reason: str) -> int:
        """All that it published; gives how many articles."""
        ...

    def take_down_url(self, url: str, reason: str) -> int: ...

    def taken_down(self, *, id: str | None = None, url: str | None = None, outlet: str | None = None) -> Tombstone | None:
        """Ask this before anything is fetched."""
        ...

    def tombstones(self) -> Iterator[Tombstone]: ...


class Store(Protocol):
    """A desk's memory. Safe to use from several threads and, each with its own, from several processes."""

    where: str
    """The desk's path or URL, without a password."""

    place: str
    """What opens it again, for another process; with its password, so it is never shown."""

    upgraded_copy: Path | None
    """The copy made because this opening upgraded an older desk."""

    articles: Articles
    outlets: Outlets
    health: Health
    imports: Imports
    annotations: AnnotationShelf
    breakdowns: BreakdownShelf
    stories: Stories
    grouping: Grouping
    leases: Leases
    search: Search
    feeds: Feeds
    upkeep: Upkeep

    def close(self) -> None: ...

    def __enter__(self) -> "Store": ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
