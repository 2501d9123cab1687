"""Runs of capitalised words in one sentence: where a proper name may stand."""

import re
from typing import NamedTuple

from sidelight.annotate.names.lexicon import Lexicon
from sidelight.types import Range

_TOKEN = re.compile(r"[RDI][-–][A-Z][\w.]*|(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'’&][^\W_]+|\.(?:com|org|net|gov)\b)*|[^\W\d_]\b")
LONGEST = 14
"""Words in a run: more are a heading or a list in capitals, and are cut."""
_NO_NAME = re.compile(r"^[RDI][-–][A-Z]|['’](?:ve|ll|re|d|m|t|mon|em|am|all)$")
_ABBREVIATION = re.compile(r"^(?:[A-Z]|[A-Z][a-z]{1,4}|Capt|Assoc)$")
_OPENING = "“\"‘'«([—–:•*"


class Word(NamedTuple):
    """One word without its possessive ending. `first` says that a sentence, quotation or bracket opens with it."""

    text: str
    low: str
    start: int
    end: int
    capital: bool
    first: bool
    possessive: bool


class Run(NamedTuple):
    """Capitalised words with the small words that may join them, and the small words before and after."""

    words: tuple[Word, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    headline: bool


def runs_in(text: str, words: list[Word], lexicon: Lexicon) -> list[Run]:
    """The runs of one sentence's words, in order."""
    headline = is_headline(words, lexicon)
    found: list[Run] = []
    k = 0
    while k < len(words):
        if not words[k].capital:
            k += 1
            continue
        stop = _run_end(text, words, k, lexicon)
        before = tuple(w.low for w in words[max(k - 3, 0) : k])
        near = stop < len(words) and not breaks(text[words[stop - 1].end : words[stop].start])
        after = tuple(w.low for w in words[stop : stop + 2]) if near else ()
        if k and breaks(text[words[k - 1].end : words[k].start]):
            before = ()
        shouted = stop - k >= 3 and all(w.text.isupper() for w in words[k:stop])
        found.append(Run(tuple(words[k:stop]), before, after, headline or shouted))
        k = stop
    return found


def words_in(text: str, sentence: Range, lexicon: Lexicon) -> list[Word]:
    """The words of one sentence, in order."""
    found: list[Word] = []
    last = sentence[0]
    for m in _TOKEN.finditer(text, *sentence):
        word, start, end = m[0], m.start(), m.end()
        gap = text[last:start]
        first = not found or (gap != " " and any(c in _OPENING for c in gap))
        last = end
        if word.isalpha() and word.islower():
            found.append(Word(word, word, start, end, False, first, False))
            continue
        low = word.lower().replace("’", "'")
        possessive = low.endswith("'s") and low not in lexicon.kept_possessives
        if possessive:
            word, low, end = word[:-2], low[:-2], end - 2
        elif text[end : end + 1] == "." and word[0].isupper() and (len(word) == 1 or f"{low}." in lexicon.dotted):
            word, low, end = f"{word}.", f"{low}.", end + 1
            last = end
        capital = word[0].isupper() and not _NO_NAME.search(word) and not _is_compound(word, lexicon)
        found.append(Word(word, low, start, end, capital, first, possessive))
    return found


def _is_compound(word: str, lexicon: Lexicon) -> bool:
    """ "Harlan-era", "state-backed": a common word made with a name, no name."""
    tail = word.rpartition("-")[2]
    return tail != word and tail.islower() and (tail in lexicon.common or len(tail) < 3)


def is_headline(words: list[Word], lexicon: Lexicon) -> bool:
    """Title case or all capitals: then a capital says nothing. Counted over words that are printed small in sentences."""
    plain = [w for w in words[1:] if len(w.text) > 3 and w.low in lexicon.common and w.text.isalpha()]
    raised = sum(w.capital for w in plain)
    small = sum(not w.capital and w.low not in lexicon.headline_small and w.text.isalpha() for w in words)
    return raised >= 2 and raised > 0.6 * len(plain) and small <= 0.1 * len(words)


def breaks(gap: str) -> bool:
    return any(c in ".!?;,:–—(" for c in gap)


def _run_end(text: str, words: list[Word], k: int, lexicon: Lexicon) -> int:
    stop = k + 1
    while stop < min(len(words), k + LONGEST):
        last, word = words[stop - 1], words[stop]
        if not _adjoins(text, last, word, lexicon):
            break
        if word.capital:
            stop += 1
            continue
        joined = _join(text, words, k, stop, lexicon)
        if not joined:
            break
        stop = joined
    return stop


def _adjoins(text: str, last: Word, word: Word, lexicon: Lexicon) -> bool:
    gap = text[last.end : word.start]
    if last.possessive:
        return gap in ("'s ", "’s ", "'S ", "’S ") and last.low in lexicon.common and word.capital
    return gap in (" ", "\n", " & ") or (
        gap == ". " and bool(_ABBREVIATION.match(last.text)) and last.text != "I" and len(last.text) == 1
    )


def _join(text: str, words: list[Word], k: int, stop: int, lexicon: Lexicon) -> int:
    """The index after a joining phrase and the capitalised word behind it, or 0."""
    for n in (2, 1):
        if stop + n >= len(words):
            continue
        joint, after = words[stop : stop + n], words[stop + n]
        phrase = " ".join(w.low for w in joint)
        inside = all(text[a.end : b.start] in (" ", "\n") for a, b in zip(joint, words[stop + 1 : stop + n + 1], strict=True))
        if not inside or not after.capital or after.first:
            continue
        pair = phrase == "and" and _is_pair(words[k:stop], words[stop + 1 : stop + 5], lexicon)
        if pair or _may_join(phrase, words[k:stop], after, lexicon):
            return stop + n + 1
    return 0


def _may_join(phrase: str, run: list[Word], after: Word, lexicon: Lexicon) -> bool:
    if phrase in lexicon.particles:
        return run[-1].low not in lexicon.common or phrase not in ("do", "la", "y", "al")
    heads = lexicon.all_heads
    headed = any(w.low in heads for w in run)
    tail = run[-1].low
    if phrase in ("of", "of the") and tail in lexicon.place_of_heads:
        return phrase == "of"
    if phrase in ("of", "for") and tail in lexicon.office_heads:
        return True
    if phrase in ("of", "of the"):
        return tail in heads or f"{tail} of" in lexicon.of_starts or (headed and tail not in lexicon.labels)
    if phrase in ("for", "for the"):
        return tail in heads
    if phrase in ("on", "against", "without"):
        return tail in heads and after.low in lexicon.common
    if phrase == "to" and tail in lexicon.purpose_heads:
        return after.low not in lexicon.labels and not lexicon.is_given(after.low)
    if phrase == "at":
        return any(w.low == "university" for w in run)
    return False


def _is_pair(run: list[Word], after: list[Word], lexicon: Lexicon) -> bool:
    """ "Ways and Means Committee": words of one body, not two names. A head must follow, and none may stand before."""
    tail, front = run[-1].low, after[0].low
    bound = any(not w.capital for w in run)
    if any(w.low in lexicon.org_heads for w in run) and not bound:
        return False
    generic = all(
        w in lexicon.common or lexicon.labels.get(w) in ("creed", "demonym") or w in lexicon.pair_words for w in (tail, front)
    )
    if not generic or run[-1].possessive:
        return False
    for word in after:
        if not word.capital:
            return False
        if word.low in lexicon.org_heads:
            return True
        if bound and word.low in lexicon.common:
            return True
    return False
