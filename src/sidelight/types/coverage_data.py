"""What findings on a story's coverage carry beside their statement."""

from dataclasses import dataclass
from datetime import datetime

from sidelight.types.findings import FindingData


@dataclass(frozen=True, slots=True, kw_only=True)
class Carriers:
    """Outlets of one side, country or owner that carry a story, by domain, and their reports.

    `independent` counts the reports that are not copies of another; None where nobody looked.
    """

    name: str
    outlets: tuple[str, ...]
    reports: int
    independent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SidesData(FindingData):
    """Who carries a story: rows "left", "centre", "right", "unclear" (rated, but the interval spans sides) and "unrated".

    `origins` are short names of those whose text the copies carry ("AP"), where that is known.
    """

    rows: tuple[Carriers, ...]
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountriesData(FindingData):
    """A row a country (ISO 3166-1 alpha-2), the one with most outlets first; outlets whose country is not known are left out."""

    rows: tuple[Carriers, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerData(FindingData):
    """Outlets of one owner."""

    row: Carriers


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstData(FindingData):
    """Who published first, by the times that the reports give, and the next one, so many minutes later."""

    outlets: tuple[str, ...]
    published: datetime
    following: str | None
    minutes_later: int | None
