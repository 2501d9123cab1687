"""Where a name ends and what it is, by the pieces it is made of."""

import re
from typing import Literal

from sidelight.annotate.names.labels import Piece
from sidelight.annotate.names.lexicon import Lexicon

Guess = Literal["person", "organisation", "place", "other", "unknown"]
_GLUED = re.compile(r"The[A-Z][a-z]")
_CAMEL = re.compile(r"^(?!(?:Mc|Mac|De|Di|La|Le|Van|Fitz|Du|O['’])[A-Z]).*[a-z][A-Z]")


def name_at(pieces: list[Piece], k: int, lexicon: Lexicon, titled: str | None) -> tuple[int, Guess | Literal["none"], bool]:
    """Where the name that begins at piece `k` ends, its type ("none": not a name), and whether that is sure."""
    stop = k
    while stop < len(pieces) and pieces[stop].label not in ("role", "never", "calendar", "break"):
        stop += 1
    if titled:
        person = _person_end(pieces, k, stop, lexicon, titled=True)
        if person > k and not _headed(pieces, k, person, lexicon):
            return person, "person", True
        if person == k and pieces[k].label == "place" and len(pieces[k].words) == 1 and k + 1 == len(pieces):
            return k + 1, "person", True
    org = _org_end(pieces, k, stop, lexicon)
    named = org or (k + 1 if pieces[k].label == "place" else 0)
    if named and _is_event(pieces[named:stop], lexicon) and not pieces[named - 1].words[-1].possessive:
        return stop, "other", True
    if org:
        return org, "organisation", True
    if pieces[k].label in ("given", "initial") or (
        pieces[k].label == "word" and k + 1 < stop and pieces[k + 1].label == "initial"
    ):
        person = _person_end(pieces, k, stop, lexicon, titled=False)
        if person > k + 1:
            return _after_person(pieces, person, lexicon)
    if pieces[k].words[-1].low in lexicon.place_of_heads and k + 2 < stop and pieces[k + 1].label == "small":
        return k + 3, "place", True
    if _before_person(pieces, k, stop):
        return k + 1, "none", True
    if (
        pieces[k].label == "demonym"
        and not pieces[k].words[0].first
        and k + 1 < stop
        and pieces[k + 1].label in ("common", "creed")
    ):
        end, kind, _ = _plain(pieces, k + 1, stop, lexicon)
        return (end, kind, False) if kind in ("place", "other") else (end, "organisation", False)
    fronted = pieces[k].words[0].low in lexicon.place_fronts and k + 1 < stop and pieces[k + 1].label == "place"
    if pieces[k].label == "place" or fronted:
        end = k + 1 + fronted
        if end < stop and pieces[end].words[0].low in lexicon.place_heads and not pieces[k].words[-1].possessive:
            end += 1
        return end, "place", True
    if pieces[k].label == "treaty":
        return k + 1, "other", True
    if pieces[k].label in ("demonym", "creed", "small"):
        return k + 1, "none", True
    return _plain(pieces, k, stop, lexicon)


def _is_event(rest: list[Piece], lexicon: Lexicon) -> bool:
    """Whether the words behind a name make an event of it: "Ostrava Film Festival"."""
    return bool(rest) and rest[-1].words[-1].low in lexicon.event_heads and all(p.label in ("word", "common") for p in rest)


def _opens_person(pieces: list[Piece], k: int, stop: int, lexicon: Lexicon) -> bool:
    """A given name or initial, an unknown word before an initial, or one before a surname such as Green that ends the run."""
    if pieces[k].label in ("given", "initial"):
        return True
    if pieces[k].label != "word" or k + 1 >= stop:
        return False
    after = pieces[k + 1]
    coloured = k + 2 == len(pieces) and len(after.words) == 1 and after.words[0].low in lexicon.creed_surnames
    return after.label == "initial" or (coloured and not pieces[k].words[0].first)


def _before_person(pieces: list[Piece], k: int, stop: int) -> bool:
    """A common word that a full name follows: "Superstar Ada Lind", "Singers Ada Lind and …"."""
    if k + 2 >= stop or pieces[k + 1].label != "given" or pieces[k + 2].label not in ("word", "initial", "given"):
        return False
    word = pieces[k].words[0]
    return pieces[k].label == "common" or (pieces[k].label == "word" and word.first and word.low.endswith("s"))


def _after_person(pieces: list[Piece], end: int, lexicon: Lexicon) -> tuple[int, Guess, bool]:
    low = pieces[end - 1].words[-1].low
    if low in lexicon.place_heads and low not in lexicon.place_surnames:
        return end, "place", True
    if low in lexicon.event_heads and low in lexicon.common:
        return end, "other", False
    return end, "person", True


def _person_end(pieces: list[Piece], k: int, stop: int, lexicon: Lexicon, *, titled: bool) -> int:
    end = k
    while end < stop:
        label, word = pieces[end].label, pieces[end].words[0]
        surname = (
            label in ("place", "creed", "demonym", "org")
            and len(pieces[end].words) == 1
            and end > k
            and "." not in word.text
            and not word.text.isupper()
        )
        particle = label == "small" and word.low in lexicon.particles and end + 1 < stop and (end > k or titled)
        common = label == "common" and (end > k or titled) and word.low not in lexicon.headline_small
        if not (label in ("given", "initial", "word", "known") or surname or particle or common):
            break
        end += 1
        if pieces[end - 1].words[-1].possessive:
            break
        if surname and end - k >= 2:
            break
    return end


def _headed(pieces: list[Piece], k: int, stop: int, lexicon: Lexicon) -> bool:
    last = pieces[stop - 1].words[-1].low
    return stop - k > 1 and last in lexicon.org_heads


def _org_end(pieces: list[Piece], k: int, stop: int, lexicon: Lexicon) -> int:
    """The end of an organisation that begins at `k`: a known one, or words up to a head such as "Party"; else 0."""
    end = 0
    for j in range(k, stop):
        piece = pieces[j]
        last = piece.words[-1]
        front = all(p.label in ("place", "demonym") for p in pieces[k:j])
        if piece.label == "org" and front:
            end = j + 1
        elif last.low in lexicon.org_heads and piece.label != "small" and (j > k or piece.label == "org"):
            if not (last.low in lexicon.event_heads and piece.label == "given"):
                end = j + 1
        elif last.low in lexicon.front_heads and j == k and stop > k + 1:
            end = stop
            break
        elif last.low in lexicon.all_heads and j + 2 < stop + 1 and j + 1 < stop and pieces[j + 1].label == "small":
            end = max(end, j + 1)
        if last.possessive and last.low not in lexicon.common:
            break
    while (
        end
        and end + 1 < stop
        and pieces[end].label == "small"
        and pieces[end].words[0].low in ("of", "for", "on", "the", "and", "against", "to", "at", "without")
    ):
        end = _tail(pieces, end, stop)
    return end


def _tail(pieces: list[Piece], end: int, stop: int) -> int:
    """Past "of the" and what it joins."""
    while end < stop and pieces[end].label == "small":
        end += 1
    while end < stop and pieces[end].label != "small":
        end += 1
        if pieces[end - 1].words[-1].possessive or pieces[end - 1].label == "place":
            break
    return end


def _plain(pieces: list[Piece], k: int, stop: int, lexicon: Lexicon) -> tuple[int, Guess | Literal["none"], bool]:
    """Words that no list knows."""
    end = k
    while end < stop and (
        pieces[end].label in ("word", "common", "given", "initial", "known") or (pieces[end].label == "small" and end > k)
    ):
        end += 1
        if pieces[end - 1].words[-1].possessive:
            break
    end = max(end, k + 1)
    group = pieces[k:end]
    words = [w for p in group for w in p.words]
    last = words[-1]
    capitals = [w for w in words if w.capital]
    if len(capitals) >= 2 and last.low in lexicon.event_heads:
        return end, "other", True
    if len(capitals) >= 2 and last.low in lexicon.place_heads:
        return end, "place", True
    if group[0].words[0].low in lexicon.place_fronts and len(capitals) >= 2 and last.low not in lexicon.common:
        return end, "place", True
    if len(words) == 1 and (_CAMEL.search(last.text) or "." in last.text[1:-1]) and not last.text.isupper():
        return end, "organisation", False
    if words[0].low in lexicon.event_fronts and len(capitals) > 1:
        return end, "other", True
    if len(words) == 1 and last.text.isupper() and len(last.text.rstrip(".")) > 1:
        return end, "organisation", False
    common = sum(p.label == "common" for p in group)
    if len(words) == 2 and _GLUED.match(words[0].text):
        return end, "organisation", False
    if 2 <= len(capitals) <= 4 and not common:
        if any(w.low in ("of", "for", "and", "the") for w in words):
            return end, "organisation", False
        return end, "person", any(p.label == "given" for p in group)
    if len(capitals) >= 2 and words[0].low in lexicon.headline_small:
        return end, "other", False
    if len(capitals) >= 2:
        given = any(p.label == "given" for p in group)
        return end, "person" if given and len(capitals) == 2 else "organisation", False
    return end, "unknown", False
