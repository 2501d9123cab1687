"""Whose judgement a heavy word is, and whether it is one: our word lists bound what the models say of single words."""

from collections.abc import Mapping, Sequence

from sidelight.encode.wording import NAME, Wording

Lists = Mapping[str, frozenset[str]]

MARKED = 0.22
"""Words that an expert would mark, by the chance alone: the best word F1 on BABE's held-out part."""
MARK = 0.15
"""Words are marked from this weight on: about the best word F1 on the held-out fifth of BABE, 2026-11."""
ALONE = 0.75
"""The least weight of a word that our own list calls loaded whatever stands around it."""
DAMPED = 0.4
"""By what a word's weight is multiplied behind a denial or another's charge."""
UNLISTED = 0.58
"""By what the weight of a word is multiplied that no list of ours knows: the models alone have to be surer."""
PLAIN = 0.29
"""The greatest weight of a plain news word: below what a reader is shown."""
SWOLLEN = 0.55
"""The weight from which on a word is worth swelling ("utterly absurd")."""
_DENIES, _TELLS, _AS = 4, 7, 3
"""Over how many words a denial ("not"), a charge ("accused of", "called") and the "as" of a charge ("portrayed … as") reach."""
_CLAUSE = 60
"""Words back to which the verb of "held that …" or "portrayed … as" is sought: a sentence has no limit."""
_OPENING, _CLOSING = frozenset('“"‘'), frozenset('”"')


def weigh(text: str, found: Sequence[Wording], chances: Sequence[float], lists: Lists) -> list[float]:
    """The weight of each word of a sentence, from the chance that an expert marks it; 0 for what may not be marked.

    Bounded by our lists, and by what stands around it: damped where the word is denied, told of, asked or quoted, none in a
    set phrase ("cruel and unusual"), little where it only swells or tells a feeling.
    """
    weights = [
        bounded(wording, chance, lists) if is_candidate(wording, lists) else 0.0
        for wording, chance in zip(found, chances, strict=True)
    ]
    asked = bool(found) and "?" in text[found[-1].end : found[-1].end + 3]
    return [
        _in_place(text, found, k, weight, asked, weights, lists) if weight >= MARK else weight for k, weight in enumerate(weights)
    ]


def is_candidate(wording: Wording, lists: Lists) -> bool:
    """Whether a word may be marked: not a name, a group, a number or a word that only joins."""
    function = lists["loaded_function"]
    return any(p != NAME and p != "0" and len(p) > 1 and p not in function for p in wording.parts)


def bounded(wording: Wording, chance: float, lists: Lists) -> float:
    """The chance within what our lists allow.

    Words that they call loaded in any sentence weigh at least `ALONE`, plain news words at most `PLAIN`, and words that
    no list knows have to be surer than those that one does.
    """
    whole = "-".join(wording.parts)
    plain, judged = lists["loaded_plain"], lists["loaded_judgement"]
    if whole in lists["loaded_alone"] or swollen(wording, lists):
        return max(chance, ALONE)
    if whole in plain or (whole not in judged and all(p in plain or p == NAME for p in wording.parts)):
        return min(chance, PLAIN)
    if whole in judged or any(p in judged for p in wording.parts):
        return chance
    return chance * UNLISTED


def swollen(wording: Wording, lists: Lists) -> bool:
    """Whether a prefix of judgement swells the word ("mega-prison")."""
    parts = wording.parts
    return (
        len(parts) > 1
        and parts[0] in lists["loaded_prefixes"]
        and parts[1] not in (NAME, "0")
        and parts[1] not in lists["loaded_prefix_plain"]
    )


def _in_place(
    text: str, found: Sequence[Wording], k: int, weight: float, asked: bool, weights: Sequence[float], lists: Lists
) -> float:
    wording = found[k]
    whole = "-".join(wording.parts)
    beside = k + 1 < len(found) and text[wording.end : found[k + 1].start].isspace()
    after = found[k + 1] if beside else None
    following = "-".join(after.parts) if after else ""
    if whole in lists["loaded_swelling"] and (not beside or weights[k + 1] < SWOLLEN):
        weight = min(weight, PLAIN)
    if whole in lists["loaded_feelings"]:
        weight = min(weight, PLAIN)
    if whole in lists["loaded_attributes"] and not _attribute(found, k, after, lists):
        weight = min(weight, PLAIN)
    if whole == "so-called" and (after is None or NAME in after.parts or "0" in after.parts):
        weight = min(weight, PLAIN)
    if _told(found, k, lists) or asked or following in lists["loaded_mentions"] or _between_marks(text, wording):
        weight *= DAMPED
    return 0.0 if _in_phrase(text, found, k, lists["loaded_phrases"]) else weight


def _told(found: Sequence[Wording], k: int, lists: Lists) -> bool:
    """Whether the word is denied, or stands in what somebody is said to hold, charge or fear."""
    last = [w.parts[-1] for w in found[max(k - _TELLS, 0) : k]]
    before = [w.parts[-1] for w in found[max(k - _CLAUSE, 0) : k]]
    if "as" in last[-_AS:]:
        last = before
    hearsay = lists["loaded_hearsay"]
    clause = any(word == "that" and before[j] in hearsay for j, word in enumerate(before[1:]))
    return clause or not (lists["loaded_denials"].isdisjoint(last[-_DENIES:]) and hearsay.isdisjoint(last))


def _attribute(found: Sequence[Wording], k: int, after: Wording | None, lists: Lists) -> bool:
    """Whether the word stands before what it judges and is not compared or shaded ("most controversial")."""
    if after is None or after.parts[-1] in lists["loaded_function"]:
        return False
    before = found[k - 1].parts[-1] if k else ""
    return before not in ("most", "more", "less", "least", "so", "too", "very", "as") and not before.endswith("ly")


def _between_marks(text: str, wording: Wording) -> bool:
    """Whether quotation marks touch the word: somebody's word, or one that is held at arm's length."""
    before, after = text[max(wording.start - 1, 0) : wording.start], text[wording.end : wording.end + 2]
    return before in _OPENING or after[:1] in _CLOSING or (after[:1] in (",", ".") and after[1:] in _CLOSING)


def _in_phrase(text: str, found: Sequence[Wording], k: int, phrases: frozenset[str]) -> bool:
    """Whether the word stands in one of the phrases, of two to four words; names are read as they stand."""
    around = [text[w.start : w.end].lower() for w in found[max(k - 3, 0) : k + 4]]
    here = min(k, 3)
    return any(
        " ".join(around[start : start + size]) in phrases
        for size in (2, 3, 4)
        for start in range(max(here - size + 1, 0), min(here, len(around) - size) + 1)
    )
