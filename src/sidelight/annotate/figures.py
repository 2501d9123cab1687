"""The quantities of an article, each with what it counts and the year it speaks of where its sentence says so."""

import re
from collections.abc import Sequence

from sidelight.text.dates import DateMention, dates
from sidelight.text.number_grammar import either
from sidelight.text.numbers import Quantity, quantities
from sidelight.text.pack import LanguagePack
from sidelight.types import Article, Figure, Sentence

_WORD = re.compile(r"\s?(?P<word>[^\W\d_][\w’'.-]*)(?P<stop>[,;:.!?)—–”\"]?)")
_OF = re.compile(r"\sof\s(?:the\s|all\s)?")
_LOOSE_YEAR = re.compile(r"\b(?:since|until|till|before|after|between|from)\s$", re.IGNORECASE)
_MOST_WORDS = 5
_COUNTABLE = frozenset(["count", "percent", "fraction", "times"])
_LONGEST_SENTENCE = 3000


def find_figures(article: Article, sentences: Sequence[Sentence], pack: LanguagePack) -> tuple[Figure, ...]:
    """Every quantity of the report and of related stories' headlines; promotion and credits are not read."""
    found: list[Figure] = []
    for k, sentence in enumerate(sentences):
        if sentence.end - sentence.start > _LONGEST_SENTENCE or not _read(article, sentence):
            continue
        text = article.text[sentence.start : sentence.end]
        if not any(c.isdigit() for c in text) and not _spelled(text, pack):
            continue
        numbers = quantities(text, pack)
        years = [d for d in dates(text, pack) if d.year and not d.decade] if numbers else []
        for q in numbers:
            noun = _noun(text, q, pack) if q.unit in _COUNTABLE else None
            year = _year(text, q, numbers, years)
            found.append(
                Figure(
                    start=sentence.start + q.start, end=sentence.start + q.end, value=q.value, low=q.low, high=q.high,
                    unit=q.unit, hedge=q.hedge, noun=noun, year=year, sentence=k,
                )
            )  # fmt: skip
    return tuple(found)


def _read(article: Article, sentence: Sentence) -> bool:
    if sentence.body:
        return True
    block = article.block_at(sentence.start, sentence.end)
    return block is not None and block.kind == "related"


def _spelled(text: str, pack: LanguagePack) -> bool:
    lists = ("number_words", "number_scales", "fraction_words")
    return any(word in pack.values[name] for word in re.split(r"[\s-]", text.lower()) for name in lists)


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


def _year(text: str, q: Quantity, numbers: Sequence[Quantity], years: Sequence[DateMention]) -> int | None:
    """The year that stands nearest, with no other quantity between; what follows in the same clause goes first."""
    years = [d for d in years if d.until is None and not _LOOSE_YEAR.search(text[max(0, d.start - 10) : d.start])]
    after = [d for d in years if d.start >= q.end and not any(q.end <= n.start < d.start for n in numbers)]
    if after and not re.search(r"[,;:—–()]", text[q.end : after[0].start]) and after[0].start - q.end < 60:
        return after[0].year
    before = [d for d in years if d.end <= q.start and not any(d.end <= n.start < q.start for n in numbers)]
    if before:
        between = text[before[-1].end : q.start]
        opens = not text[: before[-1].start].strip() or text[: before[-1].start].strip().lower() in ("in", "by", "during")
        if not re.search(r"[;:()]" if opens else r"[,;:—–()]", between) and len(between) < (80 if opens else 60):
            return before[-1].year
    return None
