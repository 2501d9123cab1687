"""What findings on a story carry beside their statement."""

from dataclasses import dataclass
from typing import Literal

from sidelight.types.findings import FindingData


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one report tells a fact: as its own knowledge, or as what a speaker says (None where nobody can be named)."""

    article: str
    own_voice: bool
    speaker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactData(FindingData):
    """Who carries a fact; ids of articles. In `unclear` neither the fact nor its absence could be shown."""

    carried: tuple[Telling, ...]
    left_out: tuple[str, ...]
    unclear: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageData(FindingData):
    """A stretch that reports share: its length in words, whose it is ("AP") and how that is known, None where it is not."""

    words: int
    origin: str | None
    known_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordData(FindingData):
    """How often the outlets of each side use a word in their own voice, of how many words in all."""

    word: str
    side: Literal["left", "right"]
    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardData(FindingData):
    """One speaker (or a kind of speaker) in a story: words attributed by side, and the articles that carry him."""

    who: str
    speaker_kind: str | None
    side: Literal["left", "right"] | None
    left: int
    right: int
    articles: tuple[str, ...]
