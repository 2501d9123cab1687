"""The quantities of an article, each with what it counts and the year it speaks of where its sentence says so."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from sidelight.text.dates import DateMention, dates
from sidelight.text.number_grammar import either
from sidelight.text.numbers import Quantity, quantities
from sidelight.text.pack import LanguagePack
from sidelight.types import Article, Figure, Sentence

_WORD = re.compile(r"\s?(?P<word>[^\W\d_][\w’'.-]*)(?P<stop>[,;:.!?)—–”\"]?)")
_OF = re.compile(r"\sof\s(?:the\s|all\s)?")
_LOOSE_YEAR = re.compile(r"\b(?:since|until|till|before|after|between|from)\s$", re.IGNORECASE)
_CLAUSE, _BREAK = re.compile(r"[,;:—–()]"), re.compile(r"[;:()]")
_MOST_WORDS = 5
_COUNTABLE = frozenset(["count", "percent", "fraction", "times"])
_LONGEST_SENTENCE = 3000


def find_figures(article: Article, sentences: Sequence[Sentence], pack: LanguagePack) -> tuple[Figure, ...]:
    """Every quantity of the report and of related stories' headlines; promotion and credits are not read."""
    known = dates(article.text, pack)
    numbers = quantities(article.text, pack, known)
    starts = [q.start for q in numbers]
    years = [d for d in known if d.year and not d.decade and d.until is None]
    year_starts = [d.start for d in years]
    found: list[Figure] = []
    for k, sentence in enumerate(sentences):
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if first == last or sentence.end - sentence.start > _LONGEST_SENTENCE or not _read(article, sentence):
            continue
        here = [q for q in numbers[first:last] if q.end <= sentence.end]
        dated = years[bisect_left(year_starts, sentence.start) : bisect_left(year_starts, sentence.end)]
        found.extend(_figure(article.text, q, here, dated, sentence.start, k, pack) for q in here)
    return tuple(found)


def _figure(
    text: str, q: Quantity, here: Sequence[Quantity], years: Sequence[DateMention], opening: int, k: int, pack: LanguagePack
) -> Figure:
    return Figure(
        start=q.start,
        end=q.end,
        value=q.value,
        low=q.low,
        high=q.high,
        unit=q.unit,
        hedge=q.hedge,
        noun=_noun(text, q, pack) if q.unit in _COUNTABLE else None,
        year=_year(text, q, here, years, opening),
        sentence=k,
    )


def _read(article: Article, sentence: Sentence) -> bool:
    if sentence.body:
        return True
    block = article.block_at(sentence.start, sentence.end)
    return block is not None and block.kind == "related"


def _noun(text: str, q: Quantity, pack: LanguagePack) -> str | None:
    """The head of the plural noun phrase that follows: "75,000 suspected gang members" counts members."""
    position, head = q.end, None
    if q.unit in ("percent", "fraction"):
        of = _OF.match(text, position)
        if not of:
            return None
        position = of.end() - 1
    for _ in range(_MOST_WORDS):
        m = _WORD.match(text, position)
        if not m:
            break
        word = _unglued(m["word"], pack).lower().rstrip(".")
        if word in pack.words["noun_stops"]:
            break
        if head and word in pack.words["plural_nouns"]:
            break
        if _plural(word, pack):
            head = word
        elif head:
            break
        position = m.end()
        if m["stop"] or word != m["word"].lower().rstrip("."):
            break
    return head


def _plural(word: str, pack: LanguagePack) -> bool:
    if word in pack.words["plural_nouns"]:
        return True
    if word in pack.words["not_counted"] or len(word) < 4:
        return False
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s"))


def _unglued(word: str, pack: LanguagePack) -> str:
    """The word without a hedge that is glued to its end."""
    m = re.fullmatch(rf"(?P<word>[^\W\d_]{{3,}}?)(?:{either(h for h in pack.words['hedges_glued'] if len(h) > 6)})", word)
    return m["word"] if m else word


def _year(text: str, q: Quantity, numbers: Sequence[Quantity], years: Sequence[DateMention], opening: int) -> int | None:
    """The year that stands nearest, with no other quantity between; what follows in the same clause goes first."""
    years = [d for d in years if not _LOOSE_YEAR.search(text[max(opening, d.start - 10) : d.start])]
    after = [d for d in years if d.start >= q.end and not any(q.end <= n.start < d.start for n in numbers)]
    if after and not _CLAUSE.search(text, q.end, after[0].start) and after[0].start - q.end < 60:
        return after[0].year
    before = [d for d in years if d.end <= q.start and not any(d.end <= n.start < q.start for n in numbers)]
    if not before:
        return None
    opens = text[opening : before[-1].start].strip().lower() in ("", "in", "by", "during")
    stop = (_BREAK if opens else _CLAUSE).search(text, before[-1].end, q.start)
    return before[-1].year if not stop and q.start - before[-1].end < (80 if opens else 60) else None
