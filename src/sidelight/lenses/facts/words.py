"""The words that a statement is matched by, and how much each weighs in one story."""

import gzip
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from sidelight.resources.load import language_pack, read_bytes
from sidelight.text.stems import stem

BACKGROUND = "model/stories/background.tsv.gz"
_LONGEST_KEY = 7
_RAREST = 9.0


def key_of(word: str) -> str:
    """What joins the forms of a word: seven letters of its stem ("discrimination", "discriminatory")."""
    base = _irregular().get(word) or stem(word)
    return (_synonyms().get(base) or base)[:_LONGEST_KEY]


def deed(word: str) -> str | None:
    """The key of a word that tells a deed: a form of an irregular verb, or a word in -ed."""
    if word in _irregular() or (word.endswith("ed") and len(word) > 4):
        return key_of(word)
    return None


@cache
def _irregular() -> Mapping[str, str]:
    """Form → first form of English irregular verbs."""
    rows = [row.split() for row in language_pack("en").words["fact_irregular"]]
    return {form: forms[0] for forms in rows for form in forms}


@cache
def _synonyms() -> Mapping[str, str]:
    """Stem → the stem that stands for its group: words that news puts for one another."""
    rows = [[_irregular().get(word) or stem(word) for word in row.split()] for row in language_pack("en").words["fact_synonyms"]]
    return {word: row[0] for row in sorted(rows) for word in row}


@cache
def _background() -> Mapping[str, float]:
    """Key → rarity in news: minus the natural logarithm of the share of articles that hold it."""
    rows = gzip.decompress(read_bytes(BACKGROUND)).decode("utf-8").split("\n")
    articles, counts = int(rows[0]), Counter[str]()
    for row in rows[1:]:
        term, count, *_ = row.split("\t")
        counts[term[:_LONGEST_KEY]] = max(counts[term[:_LONGEST_KEY]], int(count))
    return {term: math.log(articles / count) for term, count in counts.items()}


def weigh(statements: Iterable[frozenset[str]]) -> dict[str, float]:
    """Each key's weight: the geometric mean of its rarity in news and its rarity among the story's statements."""
    told = list(statements)
    held = Counter(key for keys in told for key in keys)
    whole = len(told) + 20
    known = _background()
    return {
        key: math.sqrt(max(0.3, min(_RAREST, known.get(key, _RAREST))) * max(0.3, math.log(whole / count)))
        for key, count in held.items()
    }
