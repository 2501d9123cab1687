"""Cuts a run of capitalised words into names and says what each is, by its words alone."""

import re
from dataclasses import dataclass
from typing import Literal

from sidelight.annotate.names.lexicon import Lexicon
from sidelight.annotate.names.runs import Run, Word

Guess = Literal["person", "organisation", "place", "other", "unknown"]
_LONGEST = 4
_CAMEL = re.compile(r"^(?!(?:Mc|Mac|De|Di|La|Le|Van|Fitz|Du|O['’])[A-Z]).*[a-z][A-Z]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a name. `sure` says that its own words tell the type.

    `before` and `after` are the small words around it, `titled` the title or role printed right before it.
    """

    words: tuple[Word, ...]
    type: Guess
    sure: bool
    before: tuple[str, ...]
    after: tuple[str, ...]
    titled: str | None
    headline: bool

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end

    @property
    def key(self) -> str:
        """Its words in lower case."""
        return " ".join(w.low for w in self.words)


@dataclass(frozen=True, slots=True)
class _Piece:
    words: tuple[Word, ...]
    label: str


def candidates(run: Run, lexicon: Lexicon, known: frozenset[str] = frozenset()) -> list[Candidate]:
    """The names that a run holds, left to right. `known` are names of the article that a headline may repeat."""
    pieces = _label(run, lexicon, known)
    found: list[Candidate] = []
    k = 0
    titled: str | None = None
    while k < len(pieces):
        label = pieces[k].label
        if label in ("role", "never", "calendar", "break"):
            titled = " ".join(w.low for w in pieces[k].words) if label == "role" else None
            k += 1
            continue
        article = k
        if label == "article" and k + 1 < len(pieces):
            k += 1
            if pieces[k].label in ("role", "never", "calendar", "break", "article"):
                continue
        stop, kind, sure = _name_at(pieces, k, lexicon, titled)
        if kind == "organisation" and article < k and not pieces[article].words[0].first:
            k = article
        if kind != "none":
            words = tuple(w for p in pieces[k:stop] for w in p.words)
            words = _trim(words, lexicon)
            if words:
                before = run.before if k == 0 else (*run.before, *(w.low for p in pieces[:k] for w in p.words))[-3:]
                after = run.after if stop == len(pieces) else tuple(w.low for w in pieces[stop].words)
                found.append(Candidate(words, kind, sure, before, after, titled, run.headline))
        titled = None
        k = max(stop, k + 1)
    return found


def _trim(words: tuple[Word, ...], lexicon: Lexicon) -> tuple[Word, ...]:
    """Without small words at either end."""
    while words and not words[-1].capital:
        words = words[:-1]
    while words and not words[0].capital and words[0].low not in lexicon.particles:
        words = words[1:]
    return words


def _label(run: Run, lexicon: Lexicon, known: frozenset[str]) -> list[_Piece]:
    words, labels = run.words, lexicon.labels
    found: list[_Piece] = []
    k = 0
    while k < len(words):
        for n in range(min(_LONGEST, len(words) - k), 0, -1):
            group = words[k : k + n]
            phrase = " ".join(w.low for w in group)
            label = labels.get(phrase)
            if phrase in known and (label not in ("role", "never", "calendar") or (n == 1 and k + 1 == len(words))):
                label = "known" if label in (None, "role", "never", "calendar") else label
            if n == 1:
                label = _one(words, k, label, run.headline, lexicon)
            if label:
                found.append(_Piece(group, label))
                k += n
                break
    return [_in_its_place(found, k, lexicon) for k in range(len(found))]


def _in_its_place(pieces: list[_Piece], k: int, lexicon: Lexicon) -> _Piece:
    """A role word that is part of a name: "Governors Association", "Ada King"."""
    piece = pieces[k]
    if piece.label not in ("role", "calendar") or len(piece.words) > 1:
        return piece
    if piece.label == "calendar":
        named = k > 0 and pieces[k - 1].label in ("given", "initial") and "." not in piece.words[0].text
        return _Piece(piece.words, "word") if named else piece
    following = pieces[k + 1].words[0].low if k + 1 < len(pieces) else ""
    if following in lexicon.org_heads and pieces[k + 1].label == "common" and not piece.words[0].low.endswith("."):
        return _Piece(piece.words, "common")
    surname = (
        k > 0
        and pieces[k - 1].label in ("given", "initial")
        and k + 1 == len(pieces)
        and piece.words[0].low in lexicon.role_surnames
    )
    return _Piece(piece.words, "word") if surname else piece


def _one(words: tuple[Word, ...], k: int, label: str | None, headline: bool, lexicon: Lexicon) -> str:
    word = words[k]
    following = words[k + 1] if k + 1 < len(words) else None
    if not word.capital:
        return "small"
    if word.text in lexicon.cased_orgs and not headline:
        return "org"
    if word.text in ("US", "UK", "UAE", "DC", "LA"):
        return "place"
    if word.low in ("us", "la", "dc", "uk") and label == "place":
        label = None
    if (
        label
        and label != "known"
        and not (label in ("place", "demonym", "creed", "never", "calendar") and _starts_person(word, following, lexicon))
    ):
        return label
    if word.low in ("the", "a", "an") and word.text != "A.":
        return "article"
    if lexicon.is_given(word.low):
        return "given"
    if len(word.text) == 2 and word.text[1] == ".":
        return "initial"
    if label == "known":
        return "known"
    if headline and word.low in lexicon.common and word.low not in lexicon.org_heads:
        return "break"
    if word.low in lexicon.common or word.low in lexicon.org_heads:
        return "common"
    return "word"


def _starts_person(word: Word, following: Word | None, lexicon: Lexicon) -> bool:
    if following is None or not lexicon.is_given(word.low) or not following.capital or word.possessive:
        return False
    low = following.low
    return (
        low not in lexicon.common
        and low not in lexicon.org_heads
        and low not in lexicon.place_heads
        and lexicon.labels.get(low) not in ("role", "org", "demonym")
    )


def _name_at(pieces: list[_Piece], k: int, lexicon: Lexicon, titled: str | None) -> tuple[int, Guess | Literal["none"], bool]:
    """Where the name that begins at piece `k` ends, its type ("none": not a name), and whether that is sure."""
    stop = k
    while stop < len(pieces) and pieces[stop].label not in ("role", "never", "calendar", "break"):
        stop += 1
    if titled:
        person = _person_end(pieces, k, stop, lexicon, titled=True)
        if person > k and not _headed(pieces, k, person, lexicon):
            return person, "person", True
    org = _org_end(pieces, k, stop, lexicon)
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


def _opens_person(pieces: list[_Piece], k: int, stop: int, lexicon: Lexicon) -> bool:
    """A given name or initial, an unknown word before an initial, or one before a surname such as Green that ends the run."""
    if pieces[k].label in ("given", "initial"):
        return True
    if pieces[k].label != "word" or k + 1 >= stop:
        return False
    after = pieces[k + 1]
    coloured = k + 2 == len(pieces) and len(after.words) == 1 and after.words[0].low in lexicon.creed_surnames
    return after.label == "initial" or (coloured and not pieces[k].words[0].first)


def _before_person(pieces: list[_Piece], k: int, stop: int) -> bool:
    """A common word that a full name follows: "Superstar Ada Lind", "Singers Ada Lind and …"."""
    if k + 2 >= stop or pieces[k + 1].label != "given" or pieces[k + 2].label not in ("word", "initial", "given"):
        return False
    word = pieces[k].words[0]
    return pieces[k].label == "common" or (pieces[k].label == "word" and word.first and word.low.endswith("s"))


def _after_person(pieces: list[_Piece], end: int, lexicon: Lexicon) -> tuple[int, Guess, bool]:
    low = pieces[end - 1].words[-1].low
    if low in lexicon.place_heads and low not in lexicon.place_surnames:
        return end, "place", True
    if low in lexicon.event_heads and low in lexicon.common:
        return end, "other", False
    return end, "person", True


def _person_end(pieces: list[_Piece], k: int, stop: int, lexicon: Lexicon, *, titled: bool) -> int:
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
        common = label == "common" and (end > k or titled)
        if not (label in ("given", "initial", "word", "known") or surname or particle or common):
            break
        end += 1
        if pieces[end - 1].words[-1].possessive:
            break
        if surname and end - k >= 2:
            break
    return end


def _headed(pieces: list[_Piece], k: int, stop: int, lexicon: Lexicon) -> bool:
    last = pieces[stop - 1].words[-1].low
    return stop - k > 1 and last in lexicon.org_heads and last in lexicon.common


def _org_end(pieces: list[_Piece], k: int, stop: int, lexicon: Lexicon) -> int:
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


def _tail(pieces: list[_Piece], end: int, stop: int) -> int:
    """Past "of the" and what it joins."""
    while end < stop and pieces[end].label == "small":
        end += 1
    while end < stop and pieces[end].label != "small":
        end += 1
        if pieces[end - 1].words[-1].possessive or pieces[end - 1].label == "place":
            break
    return end


def _plain(pieces: list[_Piece], k: int, stop: int, lexicon: Lexicon) -> tuple[int, Guess | Literal["none"], bool]:
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
    if len(words) == 1 and _CAMEL.search(last.text):
        return end, "organisation", False
    if words[0].low in lexicon.event_fronts and len(capitals) > 1:
        return end, "other", True
    if len(words) == 1 and last.text.isupper() and len(last.text.rstrip(".")) > 1:
        return end, "organisation", False
    common = sum(p.label == "common" for p in group)
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
