"""What pages ask of a desk."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from sidelight.types import Article, Breakdown, Lean, Outlet, Range, Rating


class StoryLine(Protocol):
    id: str
    title: str | None
    first_seen: datetime | None
    last_seen: datetime | None
    reports: int
    independent: int
    outlets: tuple[str, ...]


class Hit(Protocol):
    article: str
    title: str | None
    outlet: str | None
    url: str | None
    published: datetime | None
    story: str | None
    excerpt: str
    start: int
    hits: tuple[Range, ...]
    title_hits: tuple[Range, ...]


class Desk(Protocol):
    where: str

    def stories(self, limit: int, offset: int = 0, outlet: str | None = None) -> Sequence[StoryLine]: ...
    def count_stories(self) -> int: ...
    def count_articles(self) -> int: ...
    def resolve(self, story: str) -> str | None: ...
    def story(self, id: str) -> Breakdown | None: ...
    def article(self, id: str) -> Breakdown | None: ...
    def story_of(self, article: str) -> str | None: ...
    def gone(self, kind: str, id: str) -> str | None: ...
    def leans(self, domains: Iterable[str]) -> Mapping[str, Lean]: ...
    def outlets(self, domains: Iterable[str]) -> Mapping[str, Outlet]: ...
    def ratings(self, domain: str) -> tuple[Rating, ...]: ...
    def published(self, domain: str, limit: int, offset: int = 0) -> Sequence[Article]: ...
    def count_published(self, domain: str) -> int: ...
    def search(self, query: str, limit: int, offset: int = 0) -> tuple[Sequence[Hit], int]: ...
    def raters(self) -> Sequence[tuple[str, int]]: ...
