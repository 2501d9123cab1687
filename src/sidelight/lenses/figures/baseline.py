"""A change credited to measures of one year, measured from an earlier year."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sidelight.lenses.figures.checks import Check
from sidelight.lenses.figures.slots import listed

_YEAR = re.compile(r"(?<![\w$£€¥,./-])((?:19|20)\d\d)(?![\w%/]|[,.]\d)")
_LOOK_BACK = 4
_OPENS = r"^[“\"]?(?:as a (?:result|consequence)|consequently|(?:thanks to|because of|due to) (?:this|these|the))\b"
_CREDIT = re.compile(_OPENS, re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:thanks to|due to|because of|owing to|as a result of|credited to|attributed to)\b", re.IGNORECASE)


class Measure(NamedTuple):
    """A sentence that dates a measure, by index, and the years it names."""

    sentence: int
    years: tuple[int, ...]


class Baseline(NamedTuple):
    """The finding: `base` to `end` are the years compared, `measures` the sentences that date what is credited."""

    sentence: int
    base: int
    end: int
    way: str
    measures: tuple[Measure, ...]


@cache
def _measure_word() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{listed('measure_words')})\b", re.IGNORECASE)


def baseline(sentences: Sequence[tuple[int, str]], k: int, change: Check) -> Baseline | None:
    """`sentences` are the report's with their indices; the `k`th holds the change between two years.

    A credit that opens the sentence ("As a result") points back at most four sentences; one inside it ("thanks to")
    credits what follows it there. No year may be guessed: the sentence that names the measure names its year.
    """
    years = [f.year for f in change.operands]
    if change.computed is None or len(years) != 2 or None in years or years[0] == years[1]:
        return None
    base, end = (int(y) for y in years if y is not None)
    if base > end:
        return None
    index, text = sentences[k]
    if _CREDIT.search(text):
        near = sentences[max(0, k - _LOOK_BACK) : k]
    elif m := _WITHIN.search(text):
        near = [(index, text[m.end() :])]
    else:
        return None
    measures = tuple(
        Measure(i, tuple(sorted({int(y) for y in _YEAR.findall(words)} - ({base, end} if i == index else set()))))
        for i, words in near
        if _measure_word().search(words) and _YEAR.search(words)
    )
    dated = [year for m in measures for year in m.years]
    if not dated or min(dated) <= base or max(dated) > end:
        return None
    return Baseline(index, base, end, "rise" if change.computed > 0 else "fall", tuple(m for m in measures if m.years))
