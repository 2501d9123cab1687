"""The same quantity said twice: a percentage and a fraction, two units, a ratio word beside both its values."""

import re
from collections.abc import Iterator
from functools import cache

from sidelight.lenses.figures.arithmetic import judge, reckon
from sidelight.lenses.figures.checks import Check
from sidelight.lenses.figures.slots import WORD, Slotted, gap, slot
from sidelight.lenses.figures.wording import number, outcome, percent, said
from sidelight.resources.load import language_pack
from sidelight.types import Figure

_DIMENSIONS = ("length_units", "area_units", "weight_units", "volume_units", "speed_units")
_CLOSE = 0.12
"""Two units of one thing agree if they differ by no more than this share: both are rounded, a kilogram or a mile to one."""
_FAR = 0.3

_OR = r"(?:,\sor\s|\sor\s|\s\()(?:or\s)?"
_END = r"(?=\s?[).,;—–]|$|\sof\b)"
_FRACTIONS = (
    re.compile(rf"{slot('exact', 'P')}{_OR}{slot('round', 'F')}{_END}"),
    re.compile(rf"{slot('round', 'F')}{_OR}{slot('exact', 'P')}{_END}"),
    re.compile(rf"{slot('round', 'F')}\sof\s(?:{WORD}\s){{0,4}}?{WORD}\s\({slot('exact', 'P')}\)"),
    re.compile(rf"{slot('exact', 'P')}\s[—–-]+\s{slot('round', 'F')}{_END}"),
)
_UNITS = (
    re.compile(rf"{slot('a', 'L')}(?:\s[\w-]+)?\s\({slot('b', 'L')}(?:\s[\w-]+)?\)"),
    re.compile(rf"{slot('a', 'L')},\sor\s{slot('b', 'L')}"),
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
                if check := _units(sentence.figure(m, "a"), sentence.figure(m, "b")):
                    yield check


def _fraction(sentence: Slotted, exact: Figure, rounded: Figure) -> Check | None:
    result = reckon(lambda p: p / 100, exact)
    half = 0.05
    if result is None or not rounded.low - half <= result.value <= rounded.high + half:
        return None
    words = " ".join(filter(None, [rounded.hedge, sentence.words(rounded).lower()]))
    return Check(
        relation="restatement",
        claim=rounded,
        operands=(exact,),
        formula="per cent / 100",
        computed=result.value,
        stated=rounded.value,
        verdict="holds",
        statement=f"The text calls {said(sentence, exact, hedge=True)} “{words}”, which is {percent(rounded.value)}: that holds.",
        telling=0.7,
    )


def _units(a: Figure, b: Figure) -> Check | None:
    values = language_pack("en").values
    for name in _DIMENSIONS:
        factors = values[name]
        if a.unit in factors and b.unit in factors and a.unit != b.unit and a.value > 0 and b.value > 0:
            computed = a.value * factors[a.unit] / factors[b.unit]
            apart = abs(computed - b.value) / b.value
            if _CLOSE < apart <= _FAR or (apart > _FAR and (a.hedge or b.hedge or min(a.value, b.value) < 2)):
                return None
            verdict = "holds" if apart <= _CLOSE else "off"
            return Check(
                relation="restatement",
                claim=b,
                operands=(a,),
                formula=f"{a.unit} in {b.unit}",
                computed=computed,
                stated=b.value,
                verdict="holds" if apart <= _CLOSE else "off",
                statement=f"{number(a.value, a.unit)} is {number(float(f'{computed:.3g}'), b.unit)}; "
                f"the text says {number(b.value, b.unit)}: {outcome(verdict)}.",
                telling=1.0 if verdict == "off" else 0.7,
            )
    return None


@cache
def _ratios() -> tuple[re.Pattern[str], ...]:
    words = "|".join(sorted(language_pack("en").values["ratio_verbs"], key=len, reverse=True))
    hedge = r"(?P<hedge>more\sthan|nearly|almost|about|roughly|approximately)?\s?"
    a, b = slot("a", "NUP"), slot("b", "NUP")
    return (
        re.compile(
            rf"\b{hedge}(?P<word>{words})\b{gap(50)}\bfrom\s(?:{WORD}\s){{0,3}}?{a}{gap(50)}\sto\s(?:{WORD}\s){{0,3}}?{b}",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b{hedge}(?P<word>{words})\s(?:{WORD}\s){{0,2}}?to\s(?:{WORD}\s){{0,2}}?{b}{gap(50)}\sfrom\s(?:{WORD}\s){{0,3}}?{a}",
            re.IGNORECASE,
        ),
    )


def ratios(sentence: Slotted) -> Iterator[tuple[Check, tuple[int, int]]]:
    """ "doubled from A to B", with the word's range in the sentence: the claim is a word, not a figure."""
    for pattern in _ratios():
        for m in pattern.finditer(sentence.text):
            a, b = sentence.figure(m, "a"), sentence.figure(m, "b")
            stated = language_pack("en").values["ratio_verbs"][m["word"].lower()]
            result = reckon(lambda x, y: y / x, a, b)
            if a.unit != b.unit or result is None:
                continue
            hedge = (m["hedge"] or "").lower()
            low, high = {
                "": (0.93 * stated, 1.1 * stated), "more than": (0.98 * stated, 1.5 * stated), "nearly": (0.8 * stated, stated),
                "almost": (0.8 * stated, stated),
            }.get(hedge, (0.88 * stated, 1.12 * stated))  # fmt: skip
            verdict = judge(result, stated, low, high)
            if verdict != "holds":
                continue
            yield (
                Check(
                    relation="ratio",
                    claim=None,
                    operands=(a, b),
                    formula="to / from",
                    computed=result.value,
                    stated=stated,
                    verdict=verdict,
                    statement=f"From {said(sentence, a)} to {said(sentence, b)} is {result.value:.3g} times; the text says "
                    f"{' '.join(filter(None, [hedge, m['word'].lower()]))}: {outcome(verdict)}.",
                    telling=0.7,
                ),
                m.span("word"),
            )
