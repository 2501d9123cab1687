"""Names of bodies longer than one mention: with what a slash joins, and the part of a body or of a place."""

import re

from sidelight.annotate.speakers.cast import Cast
from sidelight.annotate.speakers.phrases import Phrase
from sidelight.types import Entity

_BEFORE_SLASH = re.compile(r"[A-Z][\w.-]*$")


def slashed(cast: Cast, start: int, end: int, name: str | None = None) -> str | None:
    """A name with what a slash joins before it, "CNN/ORC poll"; `name` where nothing is joined."""
    text, first = cast.text, start
    while text[first - 1 : first] == "/" and start - first < 120:
        before = next((e for e in cast.before(first, 60) if e.end == first - 1), None)
        word = _BEFORE_SLASH.search(text[max(first - 31, 0) : first - 1])
        if before is None and word is None:
            break
        first = before.start if before else max(first - 31, 0) + word.start() if word else first
    return text[first:end] if first < start or name is None else name


def branch(phrase: Phrase, cast: Cast) -> tuple[str, Entity] | None:
    """ "the Dale chapter of the Fishers’ Union", "the city of Dale": its printed name, and the body or place it is of."""
    if phrase.tail[:1] != ("of",) or len(phrase.rest) != 1 or phrase.rest[0].type not in ("organisation", "place"):
        return None
    whole, text, words = phrase.rest[0], cast.text, cast.pack.words
    nouns = words["speaker_governed"] if whole.type == "place" else words["speaker_branches"]
    if phrase.noun not in nouns or phrase.low[0] not in ("the", phrase.noun):
        return None
    if len(phrase.tail) - 1 > len(text[whole.start : whole.end].split()) + 1:
        return None
    first = phrase.tokens[1] if phrase.low[0] == "the" and len(phrase.tokens) > 1 else phrase.tokens[0]
    return text[first.start : whole.end], whole
