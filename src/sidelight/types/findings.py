"""What a lens saw, what it measured, and why it says nothing."""

from dataclasses import dataclass
from typing import Literal

from sidelight.errors import EvidenceError
from sidelight.types.annotations import SpeakerKind
from sidelight.types.spans import Absence, Range, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number with what it rests on: `n` observations, and its 90% `interval` where it is an estimate."""

    name: str
    value: float
    unit: str
    n: int
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Evidence for a finding that rests on no one stretch: so many of so many, and of what."""

    value: int
    of: int
    what: str


@dataclass(frozen=True, slots=True)
class FindingData:
    """Root of what findings carry beside their statement. A lens of a third party brings its own subclass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedData(FindingData):
    """The loaded words' ranges in the text, and the probability of the outlet's own words alone.

    `words` are all that an expert would likely mark, `named` those of them that are sure enough to be named to a reader.
    """

    words: tuple[Range, ...]
    own_voice: float
    named: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionData(FindingData):
    """An attribution's roles; `principal` is printed as "for": the person or body a spokesman speaks for."""

    speaker: str | None
    speaker_kind: SpeakerKind
    principal: str | None
    direct: bool
    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentiment:
    """How likely a sentence speaks of somebody with disfavour, neither way, with favour; they add up to one."""

    negative: float
    neutral: float
    positive: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionData(FindingData):
    """One mention of a person or a body; `own_voice` says that it stands in the outlet's own words."""

    target: Range
    name: str | None
    sentiment: Sentiment
    own_voice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PortraitData(FindingData):
    """How the outlet's own words speak of one person or body: mentions counted, and those surely in one light."""

    name: str
    mentions: int
    unfavourable: int
    favourable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckData(FindingData):
    """A recomputed relation between figures, in the claim's own terms: a percentage is a fraction of one, a change signed.

    Where the text states no result, `claim`, `stated` and `verdict` are None and the check tells what follows.
    """

    relation: str
    claim: Range | None
    operands: tuple[Range, ...]
    formula: str
    computed: float | None
    stated: float | None
    verdict: Literal["holds", "off", "cannot-tell"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteData(FindingData):
    """A finding that needs no more than a label, such as the kind of credit, and a value where there is one."""

    label: str
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a lens saw: its kind, one line that states it, and the evidence.

    Evidence is spans, or a count with its denominator; never none. `displayed` is False below the display threshold.
    `telling` in [0, 1] orders what is shown: how much a reader should care, by the lens's own judgement.

    Raises:
        EvidenceError: there is no evidence.
    """

    lens: str
    kind: str
    statement: str
    evidence: tuple[Span, ...] = ()
    count: Count | None = None
    probability: float | None = None
    measures: tuple[Measure, ...] = ()
    absences: tuple[Absence, ...] = ()
    data: FindingData | None = None
    displayed: bool = True
    telling: float = 0.5

    def __post_init__(self) -> None:
        if not self.evidence and self.count is None:
            raise EvidenceError(f"a finding of kind {self.kind!r} has neither spans nor a count", where=self.lens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstain:
    """Why a lens says nothing, and what would be enough."""

    lens: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All that a lens says of one subject."""

    findings: tuple[Finding, ...] = ()
    abstentions: tuple[Abstain, ...] = ()
