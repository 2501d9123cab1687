"""Words as a search compares them: without case and diacritics, alike in queries, in texts and on both databases."""

import re
import unicodedata
from collections.abc import Iterator

from sidelight.types import Range

WORD = re.compile(r"[^\W_]+")

INDEXED_BYTES = 250_000
"""PostgreSQL's tsvector holds at most 1 MB of words and places; this much text stays below it whatever it holds."""

LONGEST_WORD = 200
"""Characters of a word that are compared; no word of a language is longer."""


def fold(word: str) -> str:
    """The form that is compared."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in apart if not unicodedata.combining(c)).lower()


def folded_words(text: str) -> Iterator[tuple[str, Range]]:
    """Each word, folded, and where it stands."""
    for found in WORD.finditer(text):
        word = found[0]
        yield word.lower() if word.isascii() else fold(word), found.span()


def index_words(text: str) -> str:
    """What PostgreSQL indexes: folded words, a space between, at most `INDEXED_BYTES` of them."""
    out: list[str] = []
    room = INDEXED_BYTES
    for word, _ in folded_words(text):
        for part in WORD.findall(word[:LONGEST_WORD]):
            room -= len(part.encode()) + 1
            if room < 0:
                return " ".join(out)
            out.append(part)
    return " ".join(out)
