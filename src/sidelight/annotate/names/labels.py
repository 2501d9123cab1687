"""What each word of a run of capitals is: a place, a role, a given name, a common word, something unknown."""

from typing import NamedTuple

from sidelight.annotate.names.lexicon import Lexicon
from sidelight.annotate.names.runs import Run, Word

_LONGEST = 5


class Piece(NamedTuple):
    """Words that go together, with what they are."""

    words: tuple[Word, ...]
    label: str


def label(run: Run, lexicon: Lexicon, known: frozenset[str]) -> list[Piece]:
    """The pieces of a run, longest known phrase first; words in `known` are names whatever else they mean."""
    words, labels = run.words, lexicon.labels
    found: list[Piece] = []
    k = 0
    while k < len(words):
        for n in range(min(_LONGEST, len(words) - k), 0, -1):
            group = words[k : k + n]
            phrase = " ".join(f"{w.low}'s" if w.possessive and w is not group[-1] else w.low for w in group)
            kind = labels.get(phrase)
            hidden = kind in ("role", "never", "calendar") or (n == 1 and phrase in lexicon.creed_surnames)
            if phrase in known and (not hidden or (n == 1 and k + 1 == len(words))):
                kind = "known" if hidden or kind is None else kind
            if n == 1:
                kind = _one(words, k, kind, run.headline, lexicon)
            if kind:
                found.append(Piece(group, kind))
                k += n
                break
    return [_in_its_place(found, k, lexicon) for k in range(len(found))]


def _in_its_place(pieces: list[Piece], k: int, lexicon: Lexicon) -> Piece:
    """A role word that is part of a name: "Governors Association", "Ada King"."""
    piece = pieces[k]
    if piece.label not in ("role", "calendar", "never") or len(piece.words) > 1:
        return piece
    if piece.label == "calendar":
        named = k > 0 and pieces[k - 1].label in ("given", "initial") and "." not in piece.words[0].text
        return Piece(piece.words, "word") if named else piece
    following = pieces[k + 1].words[0].low if k + 1 < len(pieces) else ""
    if (
        piece.label == "role"
        and following in lexicon.org_heads
        and pieces[k + 1].label == "common"
        and not piece.words[0].low.endswith(".")
    ):
        return Piece(piece.words, "common")
    surname = (
        k > 0
        and pieces[k - 1].label in ("given", "initial")
        and k + 1 == len(pieces)
        and piece.words[0].low in lexicon.role_surnames
    )
    return Piece(piece.words, "word") if surname else piece


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
