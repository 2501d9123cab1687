"""One text at one address, and its versions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sidelight.errors import SpanError
from sidelight.types.spans import Part, Range, Span

BlockKind = Literal[
    "promotion", "photo-credit", "related", "comment-prompt", "author-bio", "byline", "wire-credit", "contact",
    "date-line", "other-language", "boilerplate",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of an article's text that is not its report: promotion, credits, prompts. Text lenses skip it."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What extraction took out of a page's body: it stands in no text, so it has words but no offsets."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link out of the body: its words' place in the text where known, and the address it leads to."""

    url: str
    text: str
    place: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text at one URL. All offsets are Unicode code points into `text` (or `title`), end-exclusive.

    `text` is normalised (see `sidelight.text.normalize`); it may be empty where only a title is known. `outlet` is a
    domain. `published` is aware UTC; `published_day_only` says that the source named no time of day.
    `language` is an ISO 639-1 code, None where the text is too short to tell.
    """

    id: str
    version: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_day_only: bool = False
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    asides: tuple[Aside, ...] = ()
    links: tuple[Link, ...] = ()
    from_html: bool = False
    story: str | None = None

    def span(self, start: int, end: int, part: Part = "text") -> Span:
        """The words from `start` to `end` as evidence.

        Raises:
            SpanError: the offsets lie outside the part.
        """
        source = (self.title or "") if part == "title" else self.text
        if not 0 <= start < end <= len(source):
            raise SpanError(f"{part} has no {start} to {end}: it has {len(source)} characters", where=self.id)
        return Span(article=self.id, version=self.version, part=part, start=start, end=end, text=source[start:end])

    def block_at(self, start: int, end: int) -> Block | None:
        """The block that overlaps the stretch, if any."""
        return next((b for b in self.blocks if b.start < end and start < b.end), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVersion:
    """One text of an article, by its hash, and when it was seen; a silent edit is the step between two."""

    article: str
    version: str
    title: str | None
    text: str
    first_seen: datetime
    last_seen: datetime
