"""What of an article's wording grouping looks at: word stems by field, names among them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sidelight.types import Article

BODY_CHARACTERS = 4000
"""How much of a text is read. News puts its event first; what follows is background that stories share."""

LEAD_CHARACTERS = 450

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?<=[a-z,;0-9] )[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}")
_POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class Fields:
    """Stems and how often each stands, by where it stands. `body` holds title and lead too."""

    title: Mapping[str, int]
    lead: Mapping[str, int]
    body: Mapping[str, int]
    names: Mapping[str, int]


def fields_of(article: Article) -> Fields:
    """The article's stems. What `extract` marked as no report (promotion, credits) is left out."""
    title = _POSSESSIVE.sub("", article.title or "")
    text = _POSSESSIVE.sub("", _report(article))
    titled = Counter(stems(title))
    body = Counter(stems(text))
    names: Counter[str] = Counter()
    for name in _NAME.findall(text):
        parts = [stem(word.lower()) for word in name.split()]
        names.update(parts)
        names.update(f"{one}_{two}" for one, two in pairwise(parts))
    return Fields(titled, Counter(stems(text[:LEAD_CHARACTERS])), body + titled, names)


def stems(text: str) -> list[str]:
    """Stems in order of the words; single letters are dropped, figures stay."""
    return [stem(word) for word in _WORD.findall(text.lower()) if len(word) > 1 or word.isdigit()]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A word without its commonest English endings: enough to join "strikes", "strike" and "striking"."""
    if len(word) < 5 or not word.isascii() or word.isdigit():
        return word[:-1] if len(word) == 4 and word[-1] == "s" and word[-2] not in "sui" else word
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            base = word[: -len(ending)]
            return base[:-1] if len(base) > 4 and base[-1] == base[-2] and base[-1] not in "lsz" else base
    return word[:-1] if word.endswith("e") and len(word) > 5 else word


def distinct(fields: Fields) -> frozenset[str]:
    """Every term that the article holds once or more: what document frequencies count."""
    return frozenset(fields.body) | frozenset(fields.names)


def _report(article: Article) -> str:
    if not article.blocks:
        return article.text[:BODY_CHARACTERS]
    return _joined(article.text, ((block.start, block.end) for block in article.blocks))[:BODY_CHARACTERS]


def _joined(text: str, skipped: Iterable[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in sorted(skipped):
        kept.append(text[at:start])
        at = max(at, end)
        if sum(map(len, kept)) > BODY_CHARACTERS:
            return "\n".join(kept)
    return "\n".join([*kept, text[at : at + BODY_CHARACTERS]])
