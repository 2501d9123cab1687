"""A percentage or sum of money in the headline that the text never prints."""

import re
from collections.abc import Iterator

from sidelight.lenses.provenance.notes import FAULT, note
from sidelight.text.pack import LanguagePack
from sidelight.text.tokens import words
from sidelight.types import Article, Finding

_MONEY = r"(?P<money>[$£€]) ?(?P<sum>\d[\d,]*(?:\.\d+)?)(?: ?(?:million|billion|trillion|bn|m|b|k)\b)?"
_SHARE = r"(?P<share>\d+(?:\.\d+)?) ?(?:%|percent\b|per cent\b)"
_FIGURE = re.compile(rf"{_MONEY}|{_SHARE}", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TENS = ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SPELLED = {word: 10 * k for k, word in enumerate(_TENS, 1)} | {word: k for k, word in enumerate(_ONES, 1)}

SHORTEST = 150
"""Words of text below which nothing is said: a teaser may leave out anything."""

NEAR = 0.06
"""Relative distance at which a figure of the text may be what the headline rounds (and one point for a percentage)."""


def headline_figures(article: Article, pack: LanguagePack) -> list[Finding]:
    """Figures of the headline with nothing like them in the text.

    For a percentage that is no number within 6% or one point of it, and no fraction in words; for a sum of money no number
    within 6% at any power of ten, so that "$1.5m" and "1,500,000" are alike.
    """
    if not article.title or len(article.text.split()) < SHORTEST:
        return []
    figures = list(_FIGURE.finditer(article.title))
    if not figures:
        return []
    tokens = {token.text.lower() for token in words(article.text)}
    numbers = list(_numbers(article.text, tokens))
    found: list[Finding] = []
    for figure in figures:
        value = float((figure["sum"] or figure["share"]).replace(",", ""))
        if value == 0 or _printed(value, bool(figure["share"]), numbers):
            continue
        if figure["share"] and tokens & pack.words["provenance_fractions"]:
            continue
        span = article.span(figure.start(), figure.end(), "title")
        statement = f"The headline's {figure[0].strip()} is not printed in the text."
        found.append(note("headline-figure", statement, "figure in the headline alone", figure[0], spans=[span], telling=FAULT))
    return found


def _printed(value: float, share: bool, numbers: list[float]) -> bool:
    if share:
        return any(abs(number - value) <= max(1.0, NEAR * value) for number in numbers)
    return any(abs(_mantissa(number) - _mantissa(value)) <= NEAR * _mantissa(value) for number in numbers)


def _mantissa(value: float) -> float:
    """The value brought between 1 and 10, so that 1.5 million and 1,500,000 are alike."""
    while value >= 10:
        value /= 10
    while value < 1:
        value *= 10
    return value


def _numbers(text: str, tokens: set[str]) -> Iterator[float]:
    for number in _NUMBER.finditer(text):
        value = float(number[0].replace(",", "")) if len(number[0]) < 20 else 0.0
        if value:
            yield value
    for word in tokens:
        value = sum(_SPELLED.get(part, 0) for part in word.split("-"))
        if value:
            yield float(value)
