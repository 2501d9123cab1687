"""What stands at a text's edges: the byline and dateline before the report, the author's biography after it."""

import re
from collections.abc import Sequence

from sidelight.text.pack import LanguagePack
from sidelight.types import Range

_BIO_LINES = 6
_LONGEST_BIO = 500
_WRITES = frozenset({"writes", "write"})

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_PLACE_AFTER = r"(?:, ?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})?"
_DAY_AFTER = rf"(?:, ?{_MONTH} \d{{1,2}}(?:, ?\d{{4}})?)?"
_AGENCY = r" ?\((?:[A-Z][A-Za-z]+|[A-Z]{2,}|[A-Z][\w.]+)(?:[ /][A-Z][\w.]*){0,3}\)"
_DASH = r"(?: ?[–—]{1,2}-? ?| ?-- ?|(?: -|(?<=\))-) )(?=\S)"
_CAPITALS = r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?:[ /]{1,3}[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,5})"
_MIXED = r"(?P<mixed>[A-ZÀ-Þ][\w.'’-]+(?:[ /]{1,3}[A-ZÀ-Þ][\w.'’-]*){0,4})"
_AGENCY_ALONE = r"\((?:CNN|AP|Reuters|AFP|UPI|CNN[\w ]{1,20})\)"
_PLACES = rf"{_CAPITALS}{_PLACE_AFTER}{_DAY_AFTER}(?:{_AGENCY})?|{_MIXED}{_PLACE_AFTER}{_DAY_AFTER}{_AGENCY}"
_DATELINE = re.compile(rf"(?:{_PLACES}|{_AGENCY_ALONE}){_DASH}")


SHORTEST_PLACE = 4
"""Letters that a place without an agency must have: shorter words in capitals are mostly initials."""


def dateline(text: str, lines: Sequence[Range], pack: LanguagePack) -> Range | None:
    """The dateline at the start of one of these lines, its dash included ("OSTERVIK, Norland (AP) — ").

    A place in capitals needs only the dash; one in ordinary letters needs an agency in brackets too.
    """
    for start, end in lines:
        found = _DATELINE.match(text, start, min(end, start + 140))
        if found is None or end - found.end() < 30:
            continue
        place = (found["place"] or found["mixed"] or "").lower()
        if place and len(place) < SHORTEST_PLACE and "(" not in found[0]:
            continue
        if place and set(re.split(r"[ /]+", place)) & pack.words["block_not_places"]:
            continue
        return found.start(), found.start() + len(found[0].rstrip())
    return None


def is_byline(line: str, rule: re.Pattern[str], pack: LanguagePack) -> bool:
    """Whether a line is "By" and names, no sentence that begins with the word."""
    if len(line) > 160 or not rule.fullmatch(line) or (line.endswith((".", "?", "!", ":", ",")) and not line.endswith("Jr.")):
        return False
    first = [word.lower().strip(".,") for word in line.split()[1:3]]
    return len(first) == 2 and not any(word in pack.words["block_not_names"] for word in first)


def bio_lines(text: str, lines: Sequence[Range], rule: re.Pattern[str], pack: LanguagePack) -> frozenset[int]:
    """Numbers of the last lines that tell who wrote the piece ("Ann Ek is a reporter for …").

    A sentence of the report may read so too: hence only the last six lines count, and only where the report before them
    never names the person.
    """
    found = set()
    first = max(len(lines) - _BIO_LINES, 1)
    for number in range(first, len(lines)):
        start, end = lines[number]
        if end - start > _LONGEST_BIO:
            continue
        match = rule.fullmatch(text[start:end])
        if not match or len(match["name"].split()) < 2 or _is_no_author(match["name"], pack):
            continue
        if any(word in pack.words["saying_verbs"] and word not in _WRITES for word in text[start:end].lower().split()):
            continue
        surname = match["name"].split()[-1].rstrip(".,")
        before = [text[s:e] for s, e in lines[:number]]
        named = any(surname in line for k, line in enumerate(before) if not (k < 3 and _is_signature(line, match["name"])))
        if not named:
            found.add(number)
    return frozenset(found)


def _is_no_author(name: str, pack: LanguagePack) -> bool:
    """Whether a name is one that the report gives: with a title before it, or somebody's."""
    parts = name.split()
    return parts[0].lower().rstrip(".") in pack.words["block_not_authors"] or any(part.endswith(("’s", "'s")) for part in parts)


def _is_signature(line: str, name: str) -> bool:
    """Whether a line at the start is the author's name and little more."""
    return name in line and len(line) < len(name) + 40 and not line.endswith((".", "?", "!"))
