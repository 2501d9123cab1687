"""Where reported words end and the outlet's begin again, inside one sentence."""

from typing import Protocol

from sidelight.annotate.attributions.cues import Cue
from sidelight.annotate.attributions.units import Unit
from sidelight.text.pack import LanguagePack

POINTS = frozenset(
    [
        ",",
        ";",
        "—",
        "–",
        "--",
        "(",
        ")",
        "and",
        "but",
        "while",
        "as",
        "when",
        "after",
        "because",
        "though",
        "although",
        "if",
        "since",
        "before",
        "during",
        "following",
        "which",
        "who",
        "in",
        "on",
        "at",
        "with",
        "by",
        "for",
    ]
)
"""Tokens at which a content may end; between them it does not."""


class Ends(Protocol):
    """Says at which token index a content that starts at `start` ends."""

    def __call__(self, unit: Unit, cue: Cue, start: int, following: list[Cue], pack: LanguagePack) -> int: ...


def by_rule(unit: Unit, cue: Cue, start: int, following: list[Cue], pack: LanguagePack) -> int:
    """To the sentence's end, or to the comma or “and” that the next cue of the same subject hangs on."""
    tokens = unit.tokens
    for other in following:
        if other.start <= start:
            continue
        left = tokens[other.start - 1].lower
        if other.pattern in ("participle", "shared", "according") and left in (",", "and", "but", "—"):
            return other.start - 1
    for k in range(start, len(tokens)):
        if tokens[k].lower in (";", "—", "--"):
            return k
        if tokens[k].lower == ")" and not any(t.lower == "(" for t in tokens[start:k]):
            return k
    return len(tokens)
