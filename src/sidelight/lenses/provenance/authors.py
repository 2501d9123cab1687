"""Names out of the byline field, which holds roles, sections, outlets and stray marks beside them."""

import re
from collections.abc import Iterable

from sidelight.text.pack import LanguagePack

_JOINERS = re.compile(r"\s*(?:,|;|\||\band\b|&)\s*")
_MARKS = " \t\"“”'‘’«».,;:|-–—"
_NO_FIRST = frozenset(("in", "of", "at", "on", "for", "the", "and", "with"))
_BODIES = frozenset(("team", "staff", "desk", "bureau"))
_ADDRESS = re.compile(r"@|https?:|www\.", re.IGNORECASE)


def names_of(authors: Iterable[str], pack: LanguagePack) -> tuple[str, ...]:
    """Each name once, in order: without marks around it, without a role before or after it ("Graphic Ann Ek", "Ann Ek,
    Finance Reporter"); a part that is nothing but role, section and outlet ("Northern News Polling Director") is no name."""
    found: dict[str, None] = {}
    for author in authors:
        for part in _JOINERS.split(author) if _has_role(author, pack) else (author,):
            name = _name(part, pack)
            if name:
                found[name] = None
    return tuple(found)


def _has_role(author: str, pack: LanguagePack) -> bool:
    words = _words(author)
    return not pack.words["provenance_roles"].isdisjoint(words) or bool(words and words[0] in pack.words["provenance_parts"])


def _words(part: str) -> list[str]:
    return [word.strip(_MARKS).lower() for word in part.split()]


def _name(part: str, pack: LanguagePack) -> str | None:
    """The part's name; None where it is role, section or outlet alone, or an address."""
    kept = part.strip(_MARKS + "()").split()
    if _ADDRESS.search(part) or (kept and kept[0].lower() in _NO_FIRST):
        return None
    while len(kept) > 2 and kept[0].strip(_MARKS).lower() in pack.words["provenance_parts"]:
        kept = kept[1:]
    role = False
    if kept and kept[-1].strip(_MARKS).lower() in _BODIES:
        return None
    while kept and kept[-1].strip(_MARKS).lower() in pack.words["provenance_roles"]:
        kept, role = kept[:-1], True
    while role and len(kept) > 2 and kept[-1].strip(_MARKS).lower() in pack.words["provenance_sections"]:
        kept = kept[:-1]
    if not kept or (role and (len(kept) < 2 or not pack.words["provenance_sections"].isdisjoint(_words(" ".join(kept))))):
        return None
    name = " ".join(kept)
    return name + "." if part.rstrip(" \"”'’").endswith((" Jr.", " Sr.")) else name
