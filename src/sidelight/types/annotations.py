"""What is marked in one version of one article. Ranges are code points into its text, end-exclusive."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sidelight.types.spans import Range

EntityType = Literal["person", "organisation", "place", "other"]

SpeakerKind = Literal[
    "official", "politician", "party", "expert", "affected", "witness", "company", "organisation", "document",
    "outlet", "public", "anonymous", "author", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence. `body` is False in blocks that are not the report (promotion, credits)."""

    start: int
    end: int
    body: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A mention by proper name. `name` joins the mentions of one bearer: the fullest form that the article prints."""

    start: int
    end: int
    type: EntityType
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says what (source, cue, content as in PolNeAR); each role may lie in several stretches.

    `speaker` is the fullest name that the article prints, None where a careful reader can name nobody; `principal` is
    the person or body a spokesman speaks for. `direct` says that the content is quoted word for word.
    """

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    direct: bool
    speaker: str | None
    speaker_kind: SpeakerKind
    principal: str | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Whose words a stretch is. What no Voice covers is the outlet's own.

    `quoted` stands in quotation marks with a speaker, `reported` is a speaker's in the outlet's words.
    """

    start: int
    end: int
    kind: Literal["quoted", "reported"]
    attribution: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedReading:
    """What the model reads in one sentence.

    `probability` scores its whole wording, `own_voice` only the outlet's own words (0 where there are none). `words`
    are the outlet's own loaded words with their weights in [0, 1], heaviest first.
    """

    sentence: int
    probability: float
    own_voice: float
    words: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person or a body, named or meant by a personal pronoun. `name` is the fullest form that the article prints.

    `sentiment` is how likely the sentence speaks of it with disfavour, neither way, with favour (NewsMTSC's labels); they
    add up to one; None until it is read.
    """

    start: int
    end: int
    type: EntityType
    name: str | None
    pronoun: bool
    sentiment: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One quantity as written. `value` is in `unit` ("count", "percent", "USD", "years" …); `low` and `high` bound it.

    `hedge` is the word that loosens it ("about", "over"), `noun` what is counted, `year` the year it speaks of where
    the sentence says so.
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    unit: str
    hedge: str | None = None
    noun: str | None = None
    year: int | None = None
    sentence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who did what, as one sentence or clause tells it: the unit that is matched across reports."""

    start: int
    end: int
    text: str
    speaker: str | None
    when: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """All that is marked in one version of an article; a field is None where its stage was not run."""

    article: str
    version: str
    sentences: tuple[Sentence, ...] | None = None
    names: tuple[Entity, ...] | None = None
    attributions: tuple[Attribution, ...] | None = None
    voices: tuple[Voice, ...] | None = None
    loaded: tuple[LoadedReading, ...] | None = None
    mentions: tuple[Mention, ...] | None = None
    figures: tuple[Figure, ...] | None = None
