"""Numbers and sentences as the lens prints them."""

from sidelight.lenses.figures.slots import Slotted
from sidelight.types import Figure

_SYMBOLS = {"USD": "$", "GBP": "£", "EUR": "€", "JPY": "¥"}


def percent(share: float) -> str:
    """A fraction of one as a percentage with three significant digits: 0.01136 → "1.14%"."""
    shown = share * 100
    places = 0 if abs(shown) >= 100 else 1 if abs(shown) >= 10 else 2
    return f"{shown:,.{places}f}".rstrip("0").rstrip(".") + "%" if places else f"{shown:,.0f}%"


def number(value: float, unit: str) -> str:
    """A value in its unit."""
    symbol = _SYMBOLS.get(unit, "")
    for size, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= size and (symbol or size >= 1e9):
            return f"{symbol}{value / size:,.4g}{word}"
    written = f"{value:,.2f}".rstrip("0").rstrip(".") if value != int(value) else f"{value:,.0f}"
    if unit == "percent":
        return written + "%"
    if unit == "points":
        return f"{written} point{'' if value == 1 else 's'}"
    return symbol + written if symbol or unit in ("count", "index") else f"{written} {unit.replace('_', ' ')}"


def said(sentence: Slotted, figure: Figure, *, hedge: bool = False) -> str:
    """The figure as the text has it, or in digits where its own words need their context."""
    words = sentence.words(figure)
    bare = figure.unit not in ("count", "USD", "GBP", "EUR", "JPY", "fraction") or "-" in words or "\n" in words
    shown = number(figure.value, figure.unit) if bare and figure.unit != "fraction" else words
    return f"{figure.hedge} {shown}" if hedge and figure.hedge else shown


def dated(sentence: Slotted, figure: Figure, others: tuple[Figure, ...]) -> str:
    """The figure with its year where the figures differ in year."""
    years = {f.year for f in (figure, *others)}
    shown = said(sentence, figure, hedge=True)
    return f"{shown} ({figure.year})" if figure.year and None not in years and len(years) > 1 else shown


def outcome(verdict: str | None) -> str:
    """How a statement ends."""
    return {"holds": "that holds", "off": "that is off"}[verdict or "holds"]
