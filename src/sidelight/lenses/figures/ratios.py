"""Ratio words beside both their values ("doubled from A to B"), and rates beside their total and span."""

import re
from collections.abc import Iterator
from functools import cache

from sidelight.lenses.figures.arithmetic import judge, reckon
from sidelight.lenses.figures.checks import Check, place
from sidelight.lenses.figures.slots import WORD, Slotted, gap, slot
from sidelight.lenses.figures.wording import number, outcome, said
from sidelight.resources.load import language_pack
from sidelight.types import Figure

_HEDGE = r"(?P<hedge>more\sthan|nearly|almost|about|roughly|approximately)?\s?"
_FEW = rf"(?:{WORD}\s){{0,3}}?"
_PERIODS = {"year": "years", "month": "months", "week": "weeks", "day": "days", "hour": "hours"}


@cache
def _ratio_words() -> tuple[re.Pattern[str], ...]:
    words = "|".join(sorted(language_pack("en").values["ratio_verbs"], key=len, reverse=True))
    word = rf"\b{_HEDGE}(?P<word>{words})\b"
    a, b = slot("a", "NUP"), slot("b", "NUP")
    return tuple(
        re.compile(p, re.IGNORECASE)
        for p in (
            rf"{word}{gap(50)}\bfrom\s{_FEW}{a}{gap(50)}\sto\s{_FEW}{b}",
            rf"{word}{gap(40)}\sto\s{_FEW}{b}{gap(50)}\(?(?:up\s|down\s)?from\s{_FEW}{a}",
            rf"from\s{_FEW}{a}{gap(40)}\sto\s{_FEW}{b}{gap(30)}(?:,|\s[—–-]+|[—–])\s?(?:\w+\s){{0,2}}?{word}",
        )
    )


@cache
def _two_only() -> re.Pattern[str]:
    words = "|".join(w for w in sorted(language_pack("en").values["ratio_verbs"]) if w.endswith("ed"))
    a, b = slot("a", "NUP"), slot("b", "NUP")
    return re.compile(
        rf"^[^⟦⟧]*{a}[^⟦⟧]{{0,150}}\bthat\s(?:number|figure|total|amount|share|rate)\s(?:had\s|has\s)?{_HEDGE}(?P<word>{words})\sto\s{_FEW}{b}",
        re.IGNORECASE,
    )


def ratios(sentence: Slotted) -> Iterator[Check]:
    """A ratio word whose two values stand in the sentence. Only ratios that come out are told."""
    for pattern in (*_ratio_words(), _two_only()):
        for m in pattern.finditer(sentence.text):
            if check := _ratio(sentence, m):
                yield check


def _ratio(sentence: Slotted, m: re.Match[str]) -> Check | None:
    a, b = sentence.figure(m, "a"), sentence.figure(m, "b")
    stated = language_pack("en").values["ratio_verbs"][m["word"].lower()]
    result = reckon(lambda x, y: y / x, a, b)
    if a.unit != b.unit or result is None:
        return None
    hedge = (m["hedge"] or "").lower()
    low, high = {
        "": (0.93 * stated, 1.1 * stated),
        "more than": (0.98 * stated, 1.5 * stated),
        "nearly": (0.8 * stated, stated),
        "almost": (0.8 * stated, stated),
    }.get(hedge, (0.88 * stated, 1.12 * stated))
    if not low <= result.value <= high:
        return None
    words = " ".join(filter(None, [hedge, m["word"].lower()]))
    return Check(
        relation="ratio",
        claim=sentence.place(m, "word"),
        operands=(a, b),
        formula="to / from",
        computed=result.value,
        stated=stated,
        verdict="holds",
        statement=f"From {said(sentence, a, hedge=True)} to {said(sentence, b, hedge=True)} is {result.value:.3g} times as much; "
        f"the text says “{words}”: that holds.",
        telling=0.7,
    )


@cache
def _rates() -> tuple[re.Pattern[str], ...]:
    total, span, rate = slot("total", "NU"), slot("span", "D"), slot("rate", "NU")
    sep = r"(?:,\sor|,|\s[—–-]+|[—–]|\s\()\s?(?:or\s|an?\saverage\sof\s)?"
    per = r"\s(?:\w+\s){0,2}?(?:a|per|each|every)\s(?P<per>year|month|week|day|hour)\b"
    over = rf"\s(?:over|in|for|during|across)\s(?:the\s)?(?:next\s|past\s|last\s)?{span}{gap(25, ',')}"
    return (
        re.compile(rf"{total}{gap(50, ',')}{over}{sep}{rate}{per}"),
        re.compile(rf"{rate}{per}{gap(30, ',')}{over}(?:,\sor\s|,\sa\stotal\sof\s){total}"),
    )


def rates(sentence: Slotted) -> Iterator[Check]:
    """A total over a span of time and its rate: "$110 billion over 10 years, or $11 billion a year"."""
    if "⟦D" not in sentence.text:
        return
    for k, pattern in enumerate(_rates()):
        for m in pattern.finditer(sentence.text):
            total, span, rate = (sentence.figure(m, name) for name in ("total", "span", "rate"))
            if check := _rate(sentence, total, span, rate, m["per"], k == 1):
                yield check


def _rate(sentence: Slotted, total: Figure, span: Figure, rate: Figure, per: str, total_claimed: bool) -> Check | None:
    if _PERIODS[per] != span.unit or total.unit != rate.unit or span.value < 2:
        return None
    if total_claimed:
        result, claim, operands, formula = reckon(lambda r, s: r * s, rate, span), total, (rate, span), "rate * span"
    else:
        result, claim, operands, formula = reckon(lambda t, s: t / s, total, span), rate, (total, span), "total / span"
    verdict = judge(result, claim.value, claim.low, claim.high) if result else None
    if result is None or verdict != "holds":
        return None
    parts = " a " + per + " for " if total_claimed else " over "
    whole = f"{said(sentence, operands[0], hedge=True)}{parts}{number(span.value, span.unit)}"
    words = f"{whole} is {number(float(f'{result.value:.4g}'), claim.unit)}"
    tail = "" if total_claimed else f" a {per}"
    return Check(
        relation="rate",
        claim=place(claim),
        operands=operands,
        formula=formula,
        computed=result.value,
        stated=claim.value,
        verdict=verdict,
        statement=f"{words}{tail}; the text says {said(sentence, claim, hedge=True)}: {outcome(verdict)}.",
        telling=0.7,
    )
