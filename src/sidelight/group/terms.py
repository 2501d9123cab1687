"""What of an article's wording grouping looks at: word stems by field, names among them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sidelight.text.stems import stem
from sidelight.types import Article

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""As English texts print them, in the order of their bits."""
BODY_CHARACTERS = 4000
"""How much of a text is read. News puts its event first; what follows is background that stories share."""

LEAD_CHARACTERS = 450

FRONT_CHARACTERS = 1200
"""Where weekdays are looked for."""

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?<=[a-z,;0-9] )[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}")
_POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class Fields:
    """Stems and how often each stands, by where it stands. `body` holds title and lead too.

    `weekdays` are those that the text's front names, bit 0 Monday: an event's reports name the same ones, its next step others.
    """

    title: Mapping[str, int]
    lead: Mapping[str, int]
    body: Mapping[str, int]
    names: Mapping[str, int]
    weekdays: int


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
    return Fields(titled, Counter(stems(text[:LEAD_CHARACTERS])), body + titled, names, _weekdays(text[:FRONT_CHARACTERS]))


def stems(text: str) -> list[str]:
    """Stems in order of the words; single letters are dropped, figures stay."""
    return [stem(word) for word in _WORD.findall(text.lower()) if len(word) > 1 or word.isdigit()]


def distinct(fields: Fields) -> tuple[str, ...]:
    """Every term that the article holds, once each: what document frequencies count."""
    return tuple(dict.fromkeys([*fields.body, *fields.names]))


def _weekdays(text: str) -> int:
    words = set(_WORD.findall(text))
    return sum(1 << place for place, name in enumerate(WEEKDAYS) if name in words)


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
