"""Numbers and sentences as the lens prints them."""

import math
from typing import Protocol

from sidelight.types import Figure

_SYMBOLS = {"USD": "$", "GBP": "£", "EUR": "€", "JPY": "¥"}


class Worded(Protocol):
    """What knows the words of its figures."""

    def words(self, figure: Figure) -> str:
        """The figure as the text prints it."""


def percent(share: float) -> str:
    """A fraction of one as a percentage with three significant digits, or whole from 100 on: 0.01136 → "1.14%"."""
    return _digits(share * 100) + "%"


def _digits(value: float) -> str:
    if abs(value) >= 100 or value == 0:
        return f"{value:,.0f}"
    places = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:.{min(places, 9)}f}".rstrip("0").rstrip(".")


def number(value: float, unit: str) -> str:
    """A value in its unit."""
    symbol = _SYMBOLS.get(unit, "")
    for size, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= size:
            return f"{symbol}{value / size:,.4g}{word}{_after(unit)}"
    written = (
        f"{value:,.0f}" if value == int(value) else _digits(value) if abs(value) < 1 else f"{value:,.2f}".rstrip("0").rstrip(".")
    )
    if unit == "percent":
        return written + "%"
    if unit == "points":
        return f"{written} point{'' if value == 1 else 's'}"
    return symbol + written if symbol or unit in ("count", "index") else f"{written} {unit.replace('_', ' ')}"


def _after(unit: str) -> str:
    return "" if unit in _SYMBOLS or unit in ("count", "index") else f" {unit.replace('_', ' ')}"


def said(sentence: Worded, figure: Figure, *, hedge: bool = False) -> str:
    """The figure as the text has it, or in digits where its own words need their context."""
    words = sentence.words(figure)
    bare = figure.unit not in ("count", "USD", "GBP", "EUR", "JPY", "fraction") or "-" in words or "\n" in words
    shown = number(figure.value, figure.unit) if bare and figure.unit != "fraction" else words
    return f"{figure.hedge} {shown}" if hedge and figure.hedge else shown


def dated(sentence: Worded, figure: Figure, others: tuple[Figure, ...]) -> str:
    """The figure with its year where the figures differ in year."""
    years = {f.year for f in (figure, *others)}
    shown = said(sentence, figure, hedge=True)
    return f"{shown} ({figure.year})" if figure.year and None not in years and len(years) > 1 else shown


def outcome(verdict: str, *, loose: bool = False) -> str:
    """How a statement ends; `loose` says that it takes the operands' rounding for the claim to hold."""
    if verdict == "off":
        return "that is off"
    return "that holds, given how the numbers are rounded" if loose else "that holds"
