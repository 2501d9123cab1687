"""Which agency a report comes from, as far as the report says so."""

import re
from dataclasses import dataclass
from functools import cache

from sidelight.resources.agencies import Agency, agencies
from sidelight.types import Article

HEAD, FOOT = 700, 900
"""Characters at a report's start and end where credits stand."""

_CREDIT = (
    ("dateline", r"^.{{0,200}}?\(\s*(?:{names})\s*\)\s*(?:[-–—:_]|\w)", "head"),
    ("dateline", r"^[A-Z][A-Za-z .,]{{2,60}}\s[-–—]\s*(?:{names})\s*[-–—]", "head"),
    ("credit", r"^\W*(?:By\s+)?(?:[^\n]{{0,80}}?[,|/\s])?(?:{names})\s*$", "head"),
    ("credit", r"^\W*[Bb]y\s[^\n]{{0,80}}?\b(?:{names})\b", "head"),
    ("credit", r"(?:{names})(?: (?:\w+ ){{0,4}}[^.\n]{{0,60}})? contributed\b", "both"),
    ("credit", r"[Cc]ontribut\w+ (?:by|from)[^.\n]{{0,80}}(?:{names})\b", "both"),
    ("credit", r"(?:[Cc]opyright|©|\([Cc]\))[^.\n]{{0,40}}(?:{names})\b", "both"),
    (
        "credit",
        r"(?:[Ww]ith|[Rr]eporting|[Mm]aterial|[Ii]nformation|[Rr]eports?) (?:\w+ )?(?:by|from) (?:the |The )?(?:{names})\b",
        "both",
    ),
    ("credit", r"\((?:{names})\)\s*$", "foot"),
    ("credit", r"^\W*(?:[Ss]ource:? |— ?|-- ?)(?:{names})\W*$", "foot"),
)


@dataclass(frozen=True, slots=True)
class _Credits:
    """An agency's credits: in a byline field, and by how it is known, where it stands, and what it looks like."""

    agency: Agency
    byline: re.Pattern[str]
    lines: tuple[tuple[str, str, re.Pattern[str]], ...]


@cache
def _credits() -> tuple[_Credits, ...]:
    return tuple(
        _Credits(
            agency,
            re.compile(rf"\b(?:{agency.printed})\b"),
            tuple((how, where, re.compile(p.format(names=agency.printed), re.M)) for how, p, where in _CREDIT),
        )
        for agency in agencies()
    )


def origin(report: Article) -> tuple[str, str] | None:
    """The agency's short name and how it is known ("outlet", "dateline", "byline", "credit"); None where nothing says so."""
    outlet = (report.outlet or "").removeprefix("www.")
    for known in _credits():
        if outlet in known.agency.domains:
            return known.agency.short, "outlet"
    head, foot = report.text[:HEAD], report.text[-FOOT:]
    found: list[tuple[int, str, str]] = []
    for known in _credits():
        if any(known.byline.search(author) for author in report.authors):
            found.append((1, known.agency.short, "byline"))
        for how, where, pattern in known.lines:
            if (where != "foot" and pattern.search(head)) or (where != "head" and pattern.search(foot)):
                found.append((0 if how == "dateline" else 2, known.agency.short, how))
                break
    if not found:
        return None
    _, short, how = min(found, key=lambda item: item[0])
    return short, how
