"""What a reader types, as a `Query`. Whatever it is, it is never a mistake."""

import re
from datetime import date

from sidelight.store.folding import folded_words
from sidelight.store.records import Query

_PIECE = re.compile(r'(?:(outlet|side|since):)?(?:["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^\s"“”„«»]+))', re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")

MOST_TERMS = 32
"""Words and phrases of one search that are used; nobody seeks more, and a pasted page must not cost minutes."""

LONGEST = 2_000
"""Characters of a search that are read."""


def parse_query(typed: str) -> Query:
    """Words, "phrases", `outlet:`, `side:` and `since:` (a year, month or day); a filter that cannot be read is words."""
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    outlets: list[str] = []
    sides: list[str] = []
    since: date | None = None
    for found in _PIECE.finditer(typed[:LONGEST]):
        name, value = (found[1] or "").lower(), found[2] if found[2] is not None else found[3]
        day = _day(value) if name == "since" else None
        if name == "outlet" and value.strip():
            outlets.append(value.strip().lower())
        elif name == "side" and value.strip():
            sides.append(value.strip().lower())
        elif day is not None:
            since = day
        else:
            terms = tuple(word for word, _ in folded_words(found[0] if name else value))
            if len(terms) == 1:
                words.append(terms[0])
            elif terms:
                phrases.append(terms)
    room = MOST_TERMS - min(len(words), MOST_TERMS)
    return Query(
        words=tuple(dict.fromkeys(words))[:MOST_TERMS],
        phrases=tuple(phrase[:MOST_TERMS] for phrase in dict.fromkeys(phrases))[:room],
        outlets=tuple(dict.fromkeys(outlets)),
        sides=tuple(dict.fromkeys(sides)),
        since=since,
    )


def _day(value: str) -> date | None:
    found = _DAY.fullmatch(value.strip())
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
