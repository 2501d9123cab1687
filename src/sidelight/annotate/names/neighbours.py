"""What an unknown word is by the names beside it: an acronym in brackets, a list of places."""

from collections import Counter
from dataclasses import replace

from sidelight.annotate.names.segments import Candidate
from sidelight.annotate.names.shapes import Guess

_COMMA = (", ", ", and ", " and ", " & ", ", or ", " or ")


def agree(found: list[Candidate]) -> list[Candidate]:
    """Single words that no list knows mean the same all through an article: what most of their places say."""
    votes: dict[str, Counter[Guess]] = {}
    for c in found:
        if len(c.words) == 1 and not c.sure and c.type != "unknown":
            votes.setdefault(c.key, Counter())[c.type] += 1
    return [
        replace(c, type=votes[c.key].most_common(1)[0][0]) if len(c.words) == 1 and not c.sure and c.key in votes else c
        for c in found
    ]


def by_neighbours(found: list[Candidate], text: str) -> list[Candidate]:
    """The candidates, in text order, without those that stay unknown.

    A word in brackets right after a body is its short form; in a list of three or more that holds a place and no
    person, each word that no list knows is a place; so is one before ", " and a place.
    """
    settled = list(found)
    short: set[str] = set()
    for k, c in enumerate(settled):
        before = settled[k - 1] if k else None
        bracketed = text[c.start - 2 : c.start] == " (" and text[c.end : c.end + 1] == ")"
        if bracketed and before and before.end == c.start - 2 and before.type == "organisation" and len(c.words) == 1:
            short.add(c.key)
    settled = [replace(c, type="organisation", sure=True) if c.key in short else c for c in settled]
    k = 0
    while k < len(settled):
        stop = k + 1
        while stop < len(settled) and text[settled[stop - 1].end : settled[stop].start] in _COMMA:
            stop += 1
        _as_list(settled, k, stop, text)
        k = stop
    return [c for c in settled if c.type != "unknown"]


def _as_list(settled: list[Candidate], k: int, stop: int, text: str) -> None:
    group = settled[k:stop]
    places = [c for c in group if c.type == "place" and c.sure]
    others = [c for c in group if c.sure and c.type != "place"]
    if not places or others:
        return
    for j, c in enumerate(group):
        guess = not c.sure and len(c.words) <= 2 and c.type in ("unknown", "person")
        if guess and (len(group) >= 3 or (text[c.end : c.end + 2] == ", " and j + 1 < len(group) and group[j + 1].sure)):
            settled[k + j] = replace(c, type="place")
