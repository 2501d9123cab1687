"""The breakdown of an article or a story, what made it, and what each stage did."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from sidelight.types.annotations import Annotations
from sidelight.types.articles import Article
from sidelight.types.findings import Abstain, Finding
from sidelight.types.stories import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that could not be read: its id (path, address, given id or line) and one sentence on why."""

    id: str
    error: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Versions and settings that made a breakdown; `inputs` is the digest of all that went in."""

    sidelight: str
    lenses: tuple[tuple[str, str], ...]
    settings: str
    models: tuple[tuple[str, str], ...]
    inputs: str
    failed: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageReport:
    """What one stage did: every item seen is done, skipped or failed, the last two with reasons."""

    stage: str
    seen: int
    done: int
    skipped: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """Findings and abstentions on one article or story, the most telling first, with a short overview.

    `annotations` are kept so that whoever exports may print them; a story's breakdown holds one for each article.
    """

    subject: Article | Story
    overview: tuple[str, ...]
    findings: tuple[Finding, ...]
    abstentions: tuple[Abstain, ...]
    provenance: Provenance
    annotations: tuple[Annotations, ...] = ()

    html_renderer: ClassVar[Callable[["Breakdown"], str] | None] = None
    """Set once by the package, so that a notebook can show what this layer may not import."""

    def _repr_html_(self) -> str | None:
        return Breakdown.html_renderer(self) if Breakdown.html_renderer else None

    @property
    def displayed(self) -> tuple[Finding, ...]:
        """The findings above the display threshold."""
        return tuple(f for f in self.findings if f.displayed)
