"""What a copied passage was changed in: the words that differ between two reports' versions of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST = 1500
"""Words of a passage beyond which its versions are not compared word by word: the comparison's time grows with their product."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a version; `own` where the other version has not got them there."""

    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Change:
    """Words of one version and what the other has in their place; one of them may be empty."""

    was: str
    now: str


def changes(one: str, other: str) -> tuple[Change, ...] | None:
    """What the second version changes of the first, in order; None where they are too long or share too little to tell."""
    a, b = one.split(), other.split()
    matcher = _matcher(a, b)
    if matcher is None:
        return None
    return tuple(Change(" ".join(a[i:j]), " ".join(b[k:m])) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal")


def stretches(one: str, other: str) -> tuple[Stretch, ...]:
    """The second version cut where it departs from the first; whole where they cannot be compared."""
    a, b = one.split(), other.split()
    matcher = _matcher(a, b)
    if matcher is None:
        return (Stretch(" ".join(b), own=False),)
    parts = [Stretch(" ".join(b[k:m]), own=tag != "equal") for tag, _, _, k, m in matcher.get_opcodes() if m > k]
    return tuple(parts)


def _matcher(a: Sequence[str], b: Sequence[str]) -> SequenceMatcher[str] | None:
    if max(len(a), len(b)) > LONGEST:
        return None
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher if matcher.ratio() >= 0.5 else None
