"""Articles that report one event, what grouping must remember, and spans of days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
class GroupMember:
    """What grouping remembers of one article. `day` counts from 1970-01-01 UTC, None where undated; `seen` is the latest day
    known when it came in, `order` its place among all arrivals.

    `vectors` are terms with their weights by field (title, lead, body, names), each of length 1; `weekdays` those that its
    front names, bit 0 Monday. `near` are articles that were there when it came in, with the log-odds that both report one
    event, their rivals left aside, and how near they are (below 0 where rivals do not matter). `best` is how near the nearest
    was: among dated articles, and among all whatever their days.
    """

    article: str
    story: str
    order: int
    day: int | None
    seen: int | None
    title: str
    has_text: bool
    vectors: Mapping[str, Mapping[str, float]]
    weekdays: int
    near: Mapping[str, tuple[float, float]]
    best: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWhy:
    """Why an article stands in its story: what it shares with the nearest report there, and the story it was next nearest to.

    `link` and `next_link` are mean probabilities in [0, 1] that the article and a story's reports tell one event; `nearest`
    is None where the article opened its story.
    """

    nearest: str | None
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    days_apart: int | None = None
    similarity: float = 0.0
    link: float = 0.0
    next_story: str | None = None
    next_link: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryStep:
    """Another story of the same saga: an event of its own, told of the same people and things.

    `place` says when it began beside the story that was asked for: "before", "after", or "undated" where that is not known.
    `likeness` is in [0, 1], `names` are the weightiest that both hold.
    """

    story: str
    title: str | None
    place: str
    first_seen: datetime | None
    likeness: float
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange:
    """What one step of grouping alters; whoever stores the state writes just this.

    `members` are new or moved (their `story` says where to), `closed` ids of members that need not be remembered for
    dated articles any more, `redirects` ids that stories gave up, `counts` what is added to a day's document counts
    (key "" counts articles).
    """

    members: tuple[GroupMember, ...] = ()
    closed: tuple[str, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    counts: tuple[int, tuple[str, ...]] | None = None
    today: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupState:
    """What grouping must remember between articles; the store keeps it, under one writer's lease.

    `members` are the articles of live stories by id, `redirects` merged ids to those they became, `document_counts` how
    many recent articles hold each term, by day. `today` is the latest day seen; days count from 1970-01-01 UTC.
    """

    members: Mapping[str, GroupMember] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    document_counts: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    today: int | None = None
    taken: int = 0
