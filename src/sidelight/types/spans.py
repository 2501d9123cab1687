"""Where something stands in a text, and the proof that something does not."""

from dataclasses import dataclass
from typing import Literal

from sidelight.errors import SpanError

Part = Literal["title", "text"]

Range = tuple[int, int]
"""Start and end (exclusive) in Unicode code points, into the text of one version of one article.

Annotations hold ranges, since they are kept under the version they belong to; what leaves a lens holds a `Span`.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the title or text of one version of an article, with its exact words.

    Raises:
        SpanError: offsets that cannot be, or words of another length than the offsets say.
    """

    article: str
    version: str
    part: Part
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise SpanError(
                f"no such span: {self.part} {self.start} to {self.end}, {len(self.text)} characters", where=self.article
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Proof that something was sought in a report and not found: by which method, the nearest words, their score in [0, 1]."""

    article: str
    version: str
    method: str
    nearest: Span | None
    score: float
