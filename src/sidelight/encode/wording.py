"""Words as the loaded-language model sees them: lower-case parts, names left out, character n-grams hashed.

Training and reading share this file, so that what was measured is what runs.
"""

from collections.abc import Container, Sequence
from typing import NamedTuple
from zlib import crc32

from sidelight.text.tokens import words

NAME = ""
LONGEST_PART = 30
"""Characters of a word that are looked at: longer ones are addresses or noise, and hostile input has no limit."""

_OPENS = frozenset("“\"‘'([:.!?—–…\n")


class Wording(NamedTuple):
    """A word's range in the text and its lower-case parts (split at hyphens); a name's part is empty."""

    start: int
    end: int
    parts: tuple[str, ...]


def wordings(text: str, start: int, end: int, known: Container[str], never: frozenset[str]) -> list[Wording]:
    """The words from `start` to `end`, a sentence. A capitalised word is a name unless it opens the sentence, or a
    quotation or clause within it whose second word is small, and is `known`.

    Words in `never` (groups, parties, nationalities) count as names.
    """
    found: list[Wording] = []
    for token, first, last in words(text, start, end):
        if not token[0].isalnum():
            continue
        head = token[: 3 * LONGEST_PART]
        if head.isalpha() and head.islower() and head.isascii():
            found.append(Wording(first, last, (NAME,) if head in never else (head[:LONGEST_PART],)))
            continue
        opens = not found or (
            (text[max(start, first - 1)] in _OPENS or text[max(start, first - 2)] in _OPENS)
            and not text[last + 1 : last + 2].isupper()
        )
        found.append(Wording(first, last, _parts(head, opens, known, never)))
    return found


def _parts(token: str, opens: bool, known: Container[str], never: frozenset[str]) -> tuple[str, ...]:
    pieces = token.replace("’", "'").split("-")
    whole = "-".join(pieces).lower()
    if whole in never:
        return (NAME,)
    parts: list[str] = []
    for k, piece in enumerate(pieces):
        low = piece.lower()
        stem = low[:-2] if low.endswith("'s") else low
        capital = piece != low
        if not stem or stem in never or (capital and not (opens and k == 0 and piece[1:].islower() and stem in known)):
            parts.append(NAME)
        elif any(c.isdigit() for c in stem):
            parts.append("0")
        else:
            parts.append(stem[:LONGEST_PART])
    return tuple(parts)


def grams(part: str, size: int) -> list[int]:
    """Hashes below `size` of the part's character 3- to 5-grams, its two edges marked."""
    marked = f"<{part}>".encode()
    length = len(marked)
    found = {marked[k : k + n] for n in (3, 4, 5) for k in range(length - n + 1)}
    return sorted({crc32(gram) % size for gram in found})


def flat(found: Sequence[Wording]) -> list[str]:
    """All parts in order."""
    return [part for wording in found for part in wording.parts]
