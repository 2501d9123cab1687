"""What is handed to the store and what it hands back, beside the nouns themselves."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from sidelight.types import Annotations, Article, Breakdown, Feed, FetchAttempt, Range

Outcome = Literal["new", "changed", "updated", "unchanged", "refused"]
"""`changed` is a new version, `updated` new facts on the same text, `refused` taken down or another outlet's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What made an annotation or breakdown: its annotator or lens set, and the digests of its model and settings."""

    name: str
    model: str = ""
    settings: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article with all that belongs to it, kept together or not at all.

    `record` is the digest of the input record (see `record_digest`). `addresses` are further addresses that lead to it
    (canonical, AMP); the first article to claim an address keeps it. With `by_address` an article of an unknown id whose
    address the same outlet's article has is a new version of that one: right for the live web, wrong for archives
    whose ids are given. A `live` one was fetched just now: its text is the current one, even where a clock was set back.
    """

    article: Article
    seen: datetime
    record: str | None = None
    addresses: tuple[str, ...] = ()
    by_address: bool = False
    live: bool = False
    annotations: tuple[tuple[Stamp, Annotations], ...] = ()
    breakdown: tuple[Stamp, Breakdown] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of an arrival. `id` is the id that the desk knows it by."""

    id: str
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What the desk knows of an article beside its text. `length` is the text's before it shrank, in code points."""

    id: str
    version: str
    versions: int
    first_seen: datetime
    last_seen: datetime
    shrunk: bool
    length: int
    taken_down: str | None
    story: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the reading of a source came: its next line and byte offset, and counts by outcome. `size` tells a changed file."""

    source: str
    line: int
    offset: int
    size: int
    done: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What was taken down, and why. `kind` says what `value` is; an outlet's covers all that it publishes."""

    kind: Literal["article", "outlet", "url"]
    value: str
    reason: str
    at: datetime
    article: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthHour:
    """How often an outlet was asked in the hour from `hour` on and answered thus."""

    outlet: str
    hour: datetime
    outcome: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """`source` holds all that the outlet published from `first` to `last`."""

    outlet: str
    source: str
    first: datetime
    last: datetime
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article's place in a story: whether it is a report of its own, whose copy it is, and why it is here (JSON)."""

    article: str
    independent: bool = True
    copy_of: str | None = None
    why: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDraft:
    """A story as grouping leaves it. Members named here move here from wherever they were; others stay as they are.

    `title_from` is the article whose headline the title is, so that a takedown takes the title too.
    """

    id: str
    title: str | None = None
    title_from: str | None = None
    founder: str | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    closed: bool = False
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story in a list: no texts. `reports` counts all articles, `independent` those that are no copies."""

    id: str
    title: str | None
    first_seen: datetime | None
    last_seen: datetime | None
    closed: bool
    reports: int
    independent: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLink:
    """Another story that this one is linked to; `kind` is "before", "after" or "situation"."""

    story: str
    other: str
    kind: str
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The right to do a kind of work alone until `expires`. `token` grows with each taking over."""

    name: str
    holder: str
    token: int
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A watched feed and how its reading stands. `interval` and `schedule` are the scheduler's; seconds, and JSON."""

    feed: Feed
    folder: str | None = None
    etag: str | None = None
    modified: str | None = None
    interval: float = 3600.0
    due: datetime | None = None
    asked: datetime | None = None
    error: str | None = None
    failures: int = 0
    schedule: Any = None
    digest: str | None = None


AGAIN = "again "


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """An entry that a feed named and that is not held yet. `address` is the canonical one, or a name where it has none.

    One that begins with `AGAIN` is of a page that is held and is to be looked at again.

    `entry` is JSON, the gatherer's own; `due` is when it is to be fetched, `tries` how often it was in vain.
    """

    address: str
    feed: str
    entry: Any
    added: datetime
    due: datetime
    tries: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRead:
    """What one asking of a feed brought, kept together or not at all: its state, the attempt, its entries by id with their

    digests, and those of them that are now awaited. `again` are awaited though their address is held: they changed.
    `moved_from` is the address under which the feed is watched so far, where it moved to the one in `state`.
    """

    state: FeedState
    attempt: FetchAttempt | None = None
    met: Mapping[str, str] = field(default_factory=dict)
    awaited: tuple[Awaited, ...] = ()
    again: tuple[Awaited, ...] = ()
    moved_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of awaited entries: addresses that wait no more, and those that wait longer."""

    done: tuple[str, ...] = ()
    later: tuple[Awaited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A search as understood: every word and every phrase must be there. `sides` are for the caller to turn into outlets."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    outlets: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that a search found. `hits` are ranges in `excerpt`, which starts at `start` in the text."""

    article: str
    version: str
    title: str | None
    outlet: str | None
    url: str | None
    published: datetime | None
    story: str | None
    excerpt: str
    start: int
    hits: tuple[Range, ...]
    title_hits: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """An article in a list: no text."""

    article: str
    version: str
    title: str | None
    url: str | None
    published: datetime | None
    story: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that `doctor` looked at: what it found, and what to do where that is not well."""

    name: str
    ok: bool
    found: str
    advice: str = ""


def record_digest(record: bytes, reader: str = "") -> str:
    """The digest of one input record as it stands, and of what reads it: a newer reader reads it anew."""
    return hashlib.blake2b(record.strip() + b"\0" + reader.encode(), digest_size=16).hexdigest()
