"""Several who speak together: “Sandbank, Eastmere and Tarn Boats claim …” is one source from its first name on."""

from sidelight.annotate.attributions.units import Token
from sidelight.text.pack import LanguagePack

_LONGEST = 5
"""Tokens of one name in a list."""

_BETWEEN = frozenset({"that", "while", "but", "—", "–", "--", ";", "“”", ":"})


def listed(tokens: list[Token], start: int, end: int, pack: LanguagePack) -> int:
    """Where the list begins whose last two members stand from `start` to `end`; `start` where there is none."""
    if not tokens[start].text[0].isupper() or not any(t.lower in ("and", "&") for t in tokens[start:end]):
        return start
    first = start
    while first >= 2 and tokens[first - 1].lower == ",":
        name = _name_before(tokens, first - 1, pack)
        if name is None:
            return start
        first = name
    left = tokens[first - 1] if first else None
    return first if left is None or left.lower in _BETWEEN else start


def _name_before(tokens: list[Token], comma: int, pack: LanguagePack) -> int | None:
    """Where the run of capitals before a comma begins, if it may be a name: no “On Monday”, no “Sadly”."""
    k = comma
    while k > max(comma - _LONGEST, 0) and tokens[k - 1].word and tokens[k - 1].text[0].isupper():
        k -= 1
    if k == comma:
        return None
    word = tokens[k].lower
    opens = any(word in pack.words[name] for name in ("cue_prepositions", "time_words", "clause_openers", "sentence_adverbs"))
    adverb = comma - k == 1 and word.endswith("ly")
    return None if opens or adverb or word.endswith("ing") else k
