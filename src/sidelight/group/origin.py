"""Which agency a report comes from, as far as the report says so."""

import re

from sidelight.types import Article

_AGENCIES = (
    ("AP", r"(?:The )?Associated Press|AP", ("apnews.com", "ap.org", "hosted.ap.org", "bigstory.ap.org")),
    ("Reuters", r"(?:Thomson )?Reuters|REUTERS", ("reuters.com",)),
    ("AFP", r"Agence[ -]France[ -]Presse|AFP", ("afp.com",)),
    ("UPI", r"United Press International|UPI", ("upi.com",)),
    ("dpa", r"dpa|DPA|Deutsche Presse-Agentur", ("dpa-international.com",)),
    ("PA", r"Press Association|PA Media", ("pressassociation.com",)),
    ("Xinhua", r"Xinhua(?:net)?", ("xinhuanet.com",)),
    ("EFE", r"EFE", ("efe.com",)),
    ("ANSA", r"ANSA", ("ansa.it",)),
    ("Kyodo", r"Kyodo(?: News)?", ("kyodonews.net",)),
    ("TASS", r"TASS", ("tass.com",)),
    ("CP", r"(?:The )?Canadian Press", ("thecanadianpress.com",)),
    ("Bloomberg", r"Bloomberg(?: News)?", ("bloomberg.com",)),
)
"""Short name, what credits print, own domains. `AP` and the like count only inside a credit, never in running text."""

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
_PATTERNS = tuple(
    (
        short,
        domains,
        re.compile(rf"\b(?:{names})\b"),
        tuple((how, where, re.compile(p.format(names=names), re.M)) for how, p, where in _CREDIT),
    )
    for short, names, domains in _AGENCIES
)


def origin(report: Article) -> tuple[str, str] | None:
    """The agency's short name and how it is known ("outlet", "dateline", "byline", "credit"); None where nothing says so."""
    outlet = (report.outlet or "").removeprefix("www.")
    for short, domains, _, _ in _PATTERNS:
        if outlet in domains:
            return short, "outlet"
    head, foot = report.text[:HEAD], report.text[-FOOT:]
    found: list[tuple[int, str, str]] = []
    for short, _, names, credits in _PATTERNS:
        if any(names.search(author) for author in report.authors):
            found.append((1, short, "byline"))
        for how, where, pattern in credits:
            if (where != "foot" and pattern.search(head)) or (where != "head" and pattern.search(foot)):
                found.append((0 if how == "dateline" else 2, short, how))
                break
    if not found:
        return None
    _, short, how = min(found, key=lambda item: item[0])
    return short, how
