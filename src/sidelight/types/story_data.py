"""What findings on a story carry beside their statement."""

from dataclasses import dataclass
from typing import Literal

from sidelight.types.findings import FindingData
from sidelight.types.spans import Range


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
class SideUse:
    """How often the outlets of one side use a word, of how many words in their own voice; how many of its outlets do."""

    uses: int
    words: int
    outlets: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordData(FindingData):
    """A word (or two in a row) that one side uses more; `z` is its log-odds ratio in standard errors, positive for `side`."""

    word: str
    side: Literal["left", "right"]
    z: float
    left: SideUse
    right: SideUse


@dataclass(frozen=True, slots=True, kw_only=True)
class SideHeard:
    """In how many of a side's reports a speaker is heard, and with how many words."""

    reports: int
    of: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardData(FindingData):
    """One speaker over a story's reports. `side` is the one side that hears him, None where both or neither can be told.

    `left` and `right` count independent reports of outlets with a side; `articles` are all that carry him.
    """

    speaker: str
    speaker_kind: str
    side: Literal["left", "right"] | None
    left: SideHeard
    right: SideHeard
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSharesData(FindingData):
    """Words attributed in each side's reports, by the speakers' kind, most words first."""

    left: tuple[tuple[str, int], ...]
    right: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldValue:
    """One report's value of a quantity, as a plain number in the quantity's unit; `at` is the figure's range in its text."""

    article: str
    value: float
    at: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class RetoldData(FindingData):
    """A quantity that reports give differently, in time order; `order` is "update" where it rises with publication."""

    what: str
    unit: str
    values: tuple[ToldValue, ...]
    order: Literal["update", "conflict", "unclear"]
