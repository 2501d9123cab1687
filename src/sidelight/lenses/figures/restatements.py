"""The same quantity said twice: a percentage and a fraction, two units, a ratio word beside both its values."""

import re
from collections.abc import Iterator

from sidelight.lenses.figures.arithmetic import reckon
from sidelight.lenses.figures.checks import Check, place
from sidelight.lenses.figures.slots import WORD, Slotted, gap, slot
from sidelight.lenses.figures.wording import number, outcome, percent, said
from sidelight.resources.load import language_pack
from sidelight.types import Figure

_DIMENSIONS = ("length_units", "area_units", "weight_units", "volume_units", "speed_units")
_CLOSE = 0.04
"""Two units of one thing agree if they differ by no more than this share, or by what rounding to one or to five moves either."""
_FAR = 0.3
_ROUND, _LOOSE = 0.04, 0.015
"""How far a percentage may lie from a bare fraction ("a third"), and from the bounds of a hedged one ("nearly half")."""

_OR = r"(?:,\sor\s|\sor\s|\s\()(?:or\s)?"
_END = r"(?=\s?[).,;—–]|$|\sof\b)"
_BESIDE = r"(?:,\sor|,|\s\(|\s[—–-]+|[—–])\s?(?:or\s|just\s|about\s|some\s)?"
_FRACTIONS = (
    re.compile(rf"{slot('exact', 'P')}{_OR}{slot('round', 'F')}{_END}"),
    re.compile(rf"{slot('round', 'F')}{_OR}{slot('exact', 'P')}{_END}"),
    re.compile(rf"{slot('round', 'F')}\sof\s{gap(90, ',()')}\({slot('exact', 'P')}[),]"),
    re.compile(rf"{slot('exact', 'P')}\s[—–-]+\s{slot('round', 'F')}{_END}"),
    re.compile(rf"{slot('round', 'F')}(?:\sof)?(?:\s{WORD}){{0,5}}?{_BESIDE}{slot('exact', 'P')}(?=\s?[),;—–]|\s-)"),
)
_LISTED = re.compile(r"⟦\w\d+⟧,?\s(?:and|or|to|by)\s$")
_UNITS = (
    re.compile(rf"{slot('a', 'L')}(?:\s[\w-]+)?\s\({slot('b', 'L')}(?:\s[\w-]+)?\)"),
    re.compile(rf"{slot('a', 'L')},\sor\s{slot('b', 'L')}"),
    re.compile(rf"{slot('a', 'L')}(?:\s[\w-]+)?\s\(⟦L\d+⟧\s(?:or|and)\s{slot('b', 'L')}\)"),
    re.compile(rf"{slot('a', 'L')}(?:\s[\w-]+)?\s\({slot('b', 'L')}\s(?:or|and)\s⟦L\d+⟧\)"),
)


def restatements(sentence: Slotted) -> Iterator[Check]:
    """Percentages beside fractions, and one measure in two units."""
    if "⟦F" in sentence.text and "⟦P" in sentence.text:
        for pattern in _FRACTIONS:
            for m in pattern.finditer(sentence.text):
                if check := _fraction(sentence, sentence.figure(m, "exact"), sentence.figure(m, "round")):
                    yield check
    if "⟦L" in sentence.text:
        for pattern in _UNITS:
            for m in pattern.finditer(sentence.text):
                a, b = sentence.figure(m, "a"), sentence.figure(m, "b")
                check = _units(a, b)
                if check and (
                    check.verdict == "holds" or (sentence.alone(a, b) and not _LISTED.search(sentence.text[: m.start()]))
                ):
                    yield check


def _fraction(sentence: Slotted, exact: Figure, rounded: Figure) -> Check | None:
    result = reckon(lambda p: p / 100, exact)
    if result is None:
        return None
    low, high = (
        (rounded.low - _LOOSE, rounded.high + _LOOSE) if rounded.hedge else (rounded.value - _ROUND, rounded.value + _ROUND)
    )
    if not low < result.value < high:
        return None
    shown = said(sentence, exact, hedge=True)
    meaning = "" if percent(rounded.value) == shown else f", which is {percent(rounded.value)}"
    words = " ".join(filter(None, [rounded.hedge, sentence.words(rounded).lower()]))
    return Check(
        relation="restatement",
        claim=place(rounded),
        operands=(exact,),
        formula="per cent / 100",
        computed=result.value,
        stated=rounded.value,
        verdict="holds",
        statement=f"The text calls {shown} “{words}”{meaning}: that holds.",
        telling=0.7,
    )


def _units(a: Figure, b: Figure) -> Check | None:
    values = language_pack("en").values
    for name in _DIMENSIONS:
        factors = values[name]
        if a.unit in factors and b.unit in factors and a.unit != b.unit and a.value > 0 and b.value > 0:
            computed = a.value * factors[a.unit] / factors[b.unit]
            apart = abs(computed - b.value) / b.value
            close = max(_CLOSE, _rounding(a), _rounding(b))
            if close < apart <= _FAR or (
                apart > _FAR and (a.hedge or b.hedge or min(a.value, b.value) < 2 or _is_range(a) or _is_range(b))
            ):
                return None
            verdict = "holds" if apart <= close else "off"
            return Check(
                relation="restatement",
                claim=place(b),
                operands=(a,),
                formula=f"{a.unit} in {b.unit}",
                computed=computed,
                stated=b.value,
                verdict="holds" if apart <= close else "off",
                statement=f"{number(a.value, a.unit)} is {number(float(f'{computed:.3g}'), b.unit)}; "
                f"the text says {number(b.value, b.unit)}: {outcome(verdict)}.",
                telling=1.0 if verdict == "off" else 0.7,
            )
    return None


def _rounding(figure: Figure) -> float:
    """The share of a figure that rounding to its last written place, or from ten on to five, may have moved it."""
    value = abs(figure.value)
    if value != int(value):
        return (figure.high - figure.low) / 2 / value
    return (2.5 if value >= 10 and value % 5 == 0 else 0.5) / value


def _is_range(figure: Figure) -> bool:
    return figure.high - figure.low > 0.2 * figure.value
