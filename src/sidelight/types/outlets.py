"""Publishers, and what raters say of them. A lean is a measurement of an outlet, never of an article."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher. `domain` names it; `country` is ISO 3166-1 alpha-2; `language` ISO 639-1."""

    domain: str
    name: str
    domains: tuple[str, ...] = ()
    country: str | None = None
    language: str | None = None
    owner: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One rater's figure for one outlet, on [-1, 1] from left to right."""

    outlet: str
    rater: str
    value: float
    rated: date | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingSet:
    """Whose ratings are in use, on which axis; `source` and `terms` as published."""

    name: str
    axis: str
    ratings: tuple[Rating, ...]
    source: str
    terms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lean:
    """What several ratings say together: posterior mean on [-1, 1] and its central 90% interval."""

    outlet: str
    mean: float
    low: float
    high: float
    raters: tuple[str, ...]
