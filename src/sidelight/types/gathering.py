"""What is watched, what was fetched, and how the asking went."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that is watched for an outlet."""

    url: str
    outlet: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One item of a feed (RFC 4287's entry), as the feed gives it.

    Title and summary are plain text on one line; `html` is what the feed carries of the article itself, as HTML. `source` is
    the address or name that the item gives as its source (RSS `<source>`). Times are aware UTC.
    """

    id: str
    url: str | None
    title: str | None
    published: datetime | None
    summary: str | None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    html: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """What a feed held when it was read. `url` is the site's address; `ttl` is how long it asks to be kept, in seconds.

    A news sitemap is a feed without a title. `parts` are the sitemaps that a sitemap index names: it has no entries.
    """

    title: str | None
    url: str | None
    entries: tuple[FeedEntry, ...]
    ttl: float | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes as they came, and the HTTP facts of the fetch (a WARC response record); `url` is the address after redirects.

    For a file `url` is None and `path` names it; for standard input both are None. `etag` and `modified` are what the server
    gave to ask again with; status 304 has no body: what was fetched with those before is still right. `moved` is the address
    to which redirects for good (301, 308) led, before any that was for now; None where the first was none of those.
    `max_age` is for how many seconds the server calls the answer fresh.
    """

    body: bytes
    url: str | None = None
    path: str | None = None
    media_type: str | None = None
    charset: str | None = None
    status: int | None = None
    fetched: datetime | None = None
    etag: str | None = None
    modified: str | None = None
    moved: str | None = None
    max_age: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """A site's robots.txt as it was fetched. `origin` is scheme, host and port.

    Where it was unreachable nothing there may be fetched for now, and `text` says why.
    """

    origin: str
    answer: Literal["found", "absent", "unreachable"]
    text: str
    fetched: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchAttempt:
    """When an outlet was asked, and how it answered. Absence of coverage counts only where this says "answered"."""

    outlet: str
    url: str
    asked: datetime
    outcome: Literal["answered", "unchanged", "failed", "refused"]
    reason: str = ""
