"""Spans of years beside the years they run between."""

import re
from collections.abc import Iterator
from datetime import datetime

from sidelight.lenses.figures.arithmetic import Verdict
from sidelight.lenses.figures.checks import Check, place, year_figure
from sidelight.lenses.figures.slots import Slotted, slot
from sidelight.types import Figure

_YEAR = r"(?:1[6-9]|20)\d\d"
_DURATION = slot("span", "D")
_BETWEEN = (
    re.compile(rf"{_DURATION}(?:[\s-](?:period|span|stretch|run|term|reign|tenure))?,?\s(?:\()?(?:from|between)\s(?P<a>{_YEAR})\s(?:to|and|until|through)\s"
               rf"(?P<b>{_YEAR})(?!\w)"),
    re.compile(rf"{_DURATION}(?:[\s-](?:period|span))?\s\((?P<a>{_YEAR})\s?[-–]\s?(?P<b>{_YEAR})\)"),
    re.compile(rf"\b(?:[Ff]rom|[Bb]etween)\s(?P<a>{_YEAR})\s(?:to|and|until|through)\s(?P<b>{_YEAR}),\s(?:an?\s)?{_DURATION}(?=[\s-](?:period|span)|[.,;)]|$)"),
)  # fmt: skip
_AGO = (
    re.compile(rf"{_DURATION}\sago,?\s(?:back\s)?in\s(?P<a>{_YEAR})(?!\w)"),
    re.compile(rf"\b[Ii]n\s(?P<a>{_YEAR}),\s{_DURATION}\sago\b"),
)

_FAR = 2


def spans(sentence: Slotted, published: datetime | None) -> Iterator[Check]:
    """A number of years beside its first and last year, or "N years ago" beside its year. Only spans that come out are told.

    Both ends may be counted in: 2001 to 2008 is seven years, or eight.
    """
    if "⟦D" not in sentence.text:
        return
    for pattern in _BETWEEN:
        for m in pattern.finditer(sentence.text):
            first, last = int(m["a"]), int(m["b"])
            span = sentence.figure(m, "span")
            if span.unit == "years" and last > first:
                yield from _span(sentence, span, m, ("a", "b"), first, last)
    if published is None:
        return
    for pattern in _AGO:
        for m in pattern.finditer(sentence.text):
            span = sentence.figure(m, "span")
            if span.unit == "years" and not span.hedge and int(m["a"]) < published.year:
                yield from _span(sentence, span, m, ("a",), int(m["a"]), published.year)


def _span(sentence: Slotted, span: Figure, m: re.Match[str], names: tuple[str, ...], first: int, last: int) -> Iterator[Check]:
    """Holds to the year, with one more or less where only the years are known; off from `_FAR` years on."""
    apart = abs(last - first - span.value)
    near = span.value in (last - first, last - first + 1) if len(names) == 2 else last - first in (span.value, span.value + 1)
    if not near and (apart < _FAR or span.hedge or len(sentence.years()) > len(names)):
        return
    years = tuple(year_figure(sentence.place(m, name), int(m[name])) for name in names)
    end = f"{last}" if len(names) == 2 else f"{last}, the year of publication,"
    verdict: Verdict = "holds" if near else "off"
    inclusive = " with both counted" if span.value == last - first + 1 and len(names) == 2 else ""
    given = "what the text says holds" if near else f"the text says {span.value:.0f}: that is off"
    yield Check(
        relation="span of years",
        claim=place(span),
        operands=years,
        formula="last year - first year",
        computed=float(last - first),
        stated=span.value,
        verdict=verdict,
        statement=f"From {first} to {end} is {span.value if near else last - first:.0f} years{inclusive}: {given}.",
        telling=0.5 if near else 1.0,
    )
