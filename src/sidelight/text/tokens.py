"""Words with their places."""

import re
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*|[$£€¥#@]", re.UNICODE)


class Token(NamedTuple):
    """One word as it stands, with its range in the text."""

    text: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words between two offsets; inner hyphens, apostrophes, points and ampersands hold a word together."""
    return [Token(m[0], m.start(), m.end()) for m in WORD.finditer(text, start, len(text) if end is None else end)]
