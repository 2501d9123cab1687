"""Where a sentence can be cut so that each piece states something of its own."""

import re
from collections.abc import Sequence
from functools import cache

from sidelight.lenses.facts.words import deed
from sidelight.text.pack import LanguagePack
from sidelight.types import Range

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_QUOTE = re.compile(r"“[^“”]{0,1500}(?:”|$)|\"[^\"]{0,1500}(?:\"|$)")
_PLAIN = re.compile(r"[^,;:.—–]{0,120}")
_NEAR = 5
_LONG_QUOTE = 90
"""Characters from which a quotation may tell more than one fact."""
_FEWEST_WORDS = 3
_FEWEST_ALONE = 5
_LONGEST = 1500
"""Characters: what is longer is a list or a broken page, and is not cut."""


def clauses(text: str, start: int, end: int, pack: LanguagePack) -> list[Range]:
    """The sentence's pieces in order, without the mark or "and" between them; the sentence itself where it is one.

    Cuts stand at semicolons and dashes, before "and" or "but" with a verb or a subject after it, and before "after",
    "which" and their like with a clause; only where both sides have a verb; never inside a short quotation.
    """
    if end - start > _LONGEST:
        return [(start, end)]
    pieces, begin = [], start
    quoted = [m.span() for m in _QUOTE.finditer(text, start, end) if m.end() - m.start() < _LONG_QUOTE]
    for cut in _cuts(pack.words["fact_links"], pack.words["fact_relatives"]).finditer(text, start, end):
        if any(s < cut.start() < e - 1 for s, e in quoted) or not _follows(text, cut, pack):
            continue
        if _states(text, begin, cut.start(), pack) and _states(text, cut.end(), end, pack):
            pieces.append((begin, cut.start()))
            begin = cut.start("word") if cut["word"] else cut.end()
    pieces.append((begin, end))
    return pieces


@cache
def _cuts(links: frozenset[str], relatives: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(sorted(links | relatives))
    return re.compile(
        rf"(?P<mark>;|,[”\"]?|[”\"]|\s?[—–]|\s--?)?\s?(?:(?<=\s)|(?<=[—–]))(?P<drop>(?:and|but|yet|so)\s)?(?P<word>(?:{words})\b)?"
    )


def _follows(text: str, cut: re.Match[str], pack: LanguagePack) -> bool:
    """Whether a clause can begin here."""
    mark, joined, word = cut["mark"] or "", cut["drop"], cut["word"]
    if not (mark or joined or word):
        return False
    following = _WORD.match(text, cut.end() + (text[cut.end() : cut.end() + 1] == " "))
    first = following[0] if following else ""
    subject = first.lower() in pack.words["fact_clause_subjects"] or first[:1].isupper()
    if mark.startswith(";"):
        return True
    if word in pack.words["fact_relatives"]:
        return mark.startswith(",")
    if word:
        return bool(mark) or word in ("after", "following") or (subject and word not in ("as", "so", "since"))
    if joined:
        return verbal(first.lower(), pack) or (bool(mark) and (subject or _verb_near(text, cut.end(), pack)))
    return mark.strip() in ("—", "–", "--", "-") and subject


def _verb_near(text: str, start: int, pack: LanguagePack) -> bool:
    """Whether a verb stands soon, before any other mark: "but structural engineers cleared it"."""
    line = _PLAIN.match(text, start)
    near = [m[0].lower() for m in _WORD.finditer(line[0])][:_NEAR] if line else []
    return any(verbal(word, pack) for word in near)


def verbal(word: str, pack: LanguagePack) -> bool:
    """Whether a word may be a finite verb: an auxiliary, an irregular past, or anything in -ed."""
    return word in pack.words["finite_verbs"] or word in pack.words["saying_verbs"] or deed(word) is not None


def _states(text: str, start: int, end: int, pack: LanguagePack) -> bool:
    """Whether a stretch has words enough and a verb."""
    found = [m[0].lower() for m in _WORD.finditer(text, start, end)]
    return len(found) >= _FEWEST_WORDS and any(verbal(w, pack) or (w.endswith("ing") and len(w) > 5) for w in found)


def stands(text: str, start: int, end: int, pack: LanguagePack, outer: Sequence[Range] = ()) -> bool:
    """Whether a piece can be read without the rest of its sentence: it opens on its subject, and a verb follows.

    `outer` are source and cue of an attribution: what a source says stands by its own words.
    """
    found = [m for m in _WORD.finditer(text, start, end) if not any(s <= m.start() < e for s, e in outer)]
    if len(found) < _FEWEST_ALONE:
        return False
    first = found[0][0].lower()
    opens = found[0][0][0].isupper() or first in pack.words["fact_clause_subjects"] or first.isdigit()
    if not opens or first in pack.words["fact_links"] or first in pack.words["finite_verbs"]:
        return False
    return any(verbal(m[0].lower(), pack) for m in found[1:])
