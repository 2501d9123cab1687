"""Where the outlet takes the word back after reported words: an example, an appraisal, "as the paper writes"."""

from itertools import pairwise

from sidelight.annotate.attributions.cues import Cue
from sidelight.annotate.attributions.units import Token
from sidelight.text.pack import LanguagePack

_DASHES = frozenset({"—", "–", "--"})


def closed(tokens: list[Token], start: int, end: int, pack: LanguagePack) -> int:
    """The token index at which the outlet's own words begin between `start` and `end`; `end` if nowhere."""
    return next((k for k in range(start + 2, end - 1) if _closes(tokens, k, end, pack)), end)


def _closes(tokens: list[Token], k: int, end: int, pack: LanguagePack) -> bool:
    word, right = tokens[k].lower, tokens[k + 1].lower
    if word == ":":
        return _exemplifies(tokens, k + 1)
    if word == "and":
        return (
            right == "as" and k + 3 < end and tokens[k + 2].lower == "such" and tokens[k + 3].lower in pack.words["finite_verbs"]
        )
    if word == "," and right in ("a", "an") and k + 3 < end:
        return tokens[k + 2].lower in pack.words["appraising_nouns"] and not any(t.lower == "," for t in tokens[k + 1 : end])
    return False


def _exemplifies(tokens: list[Token], k: int) -> bool:
    """“: In 2008, for example, the mayor led …”: a year, or an example, opens what the outlet knows."""
    words = [t.lower for t in tokens[k : k + 8]]
    example = any(a == "for" and b in ("example", "instance") for a, b in pairwise(words))
    return example or (len(words) > 3 and words[0] == "in" and words[1].isdigit() and words[2] == ",")


def yields_to(other: Cue, tokens: list[Token], start: int, pack: LanguagePack) -> int | None:
    """Where the clause of another speaker begins: ", and the navy said", "while Premier Brann said", ", as she put it"."""
    if other.pattern not in ("before", "after") or other.source is None or other.source.start < start + 2:
        return None
    link = other.source.start - 1
    left = tokens[link - 1]
    parted = left.lower == "," or left.lower in _DASHES
    comma = left.quote is not None and left.text.rstrip("”\"’'» ")[-1:] == ","
    if tokens[other.word].lower not in pack.words["speech_cues"]:
        return None
    if tokens[link].lower == "as" and (parted or comma):
        inserted = other.end < len(tokens) and tokens[other.end].lower == ","
        return None if inserted else link - parted
    if other.source.form in ("pronoun", "relative") or tokens[other.word].lower in pack.words["unspoken_cues"]:
        return None
    named = tokens[other.source.start].text[0].isupper()
    if tokens[link].lower == "and" and (parted or comma) and named:
        return link - parted
    return link if tokens[link].lower == "while" and named else None
