"""Articles that report one event, what grouping must remember, and spans of days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sidelight.types.articles import Article
from sidelight.types.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles that report one event. `id` is made once from the founding article's id and never recomputed.

    `independent` holds the ids of reports that are not copies of another; `seen` are the first and last report's times.
    """

    id: str
    title: str | None
    articles: tuple[Article, ...]
    independent: tuple[str, ...] = ()
    first_seen: datetime | None = None
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch that reports share, and whose it is where that is known ("AP"), with how it is known."""

    spans: tuple[Span, ...]
    words: int
    kind: str
    origin: str | None = None
    origin_known_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A span of days of a desk, both ends included: the subject of wording, blindspots and coverage over time."""

    first: date
    last: date
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupState:
    """What grouping must remember between articles; the store keeps it, under one writer's lease.

    `members` are story ids to article ids, `redirects` merged ids to those they became, `last_report` when each story
    was last added to, `document_counts` how many recent articles hold each term, by day.
    """

    members: Mapping[str, tuple[str, ...]]
    redirects: Mapping[str, str]
    last_report: Mapping[str, datetime]
    document_counts: Mapping[date, Mapping[str, int]]
