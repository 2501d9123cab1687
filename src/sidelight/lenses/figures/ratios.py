"""Ratio words beside both their values ("doubled from A to B"), and rates beside their total and span."""

import re
from collections.abc import Iterator
from functools import cache

from sidelight.lenses.figures.arithmetic import Reckoned, judge, reckon
from sidelight.lenses.figures.checks import Check, place, year_figure
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
            rf"{word}{gap(50, ',')}(?:,\s|\(|\b|\s[—–-]+\s)from\s{_FEW}{a}{gap(50)}\sto\s{_FEW}{b}",
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


@cache
def _comparisons() -> tuple[re.Pattern[str], ...]:
    """ "nearly a 4-to-1 margin (71% to 18%)", "twice the $20 million", "three times the 12%"."""
    a, b, times = slot("a", "NUP"), slot("b", "NUP"), slot("times", "X")
    to_one = rf"{slot('times', 'N')}(?P<to_one>[-\s]to[-\s](?:1|one))\s(?:margin|ratio|advantage|lead|edge)"
    than = r"(?:the|(?:more|higher|larger)\sthan\sthe)"
    pair = rf"(?:\(|,\s|:\s|\sof\s){b}\s?(?:to|[-–])\s?{a}"
    joined = r"(?:,\s|\s[—–-]+\s|[—–]|\sis\s|\swas\s|\sare\s|\swere\s)"
    twice = rf"{_HEDGE}(?P<word>twice|double|triple|quadruple)"
    liken = r"as\s(?:\w+\s)?(?:likely|many|much|high|large|big|common|often)"
    return tuple(
        re.compile(p, re.IGNORECASE)
        for p in (
            rf"{to_one}{gap(40, '(')}{pair}",
            rf"{b}{gap(50, ',')}{joined}{twice}\sthe\s(?:\w+\s){{0,2}}?{a}",
            rf"{b}{gap(50, ',')}{joined}{times}\s{than}\s(?:\w+\s){{0,2}}?{a}",
            rf"\({b}\){gap(40)}\b{twice}\s{liken}\s{gap(50)}\({a}\)",
        )
    )


def ratios(sentence: Slotted) -> Iterator[Check]:
    """A ratio word whose two values stand in the sentence. Only ratios that come out are told."""
    for pattern in _comparisons():
        for m in pattern.finditer(sentence.text):
            if check := _ratio(sentence, m):
                yield check
    for pattern in (*_ratio_words(), _two_only()):
        for m in pattern.finditer(sentence.text):
            if check := _ratio(sentence, m):
                yield check


def _ratio(sentence: Slotted, m: re.Match[str]) -> Check | None:
    a, b = sentence.figure(m, "a"), sentence.figure(m, "b")
    groups = m.groupdict()
    times = sentence.figure(m, "times") if groups.get("times") else None
    hedge = (times.hedge if times else m["hedge"]) or ""
    stated = times.value if times else language_pack("en").values["ratio_verbs"][m["word"].lower()]
    result = reckon(lambda x, y: y / x, a, b)
    if a.unit != b.unit or result is None:
        return None
    hedge = hedge.lower()
    low, high = {
        "": (0.95 * stated, 1.1 * stated),
        "more than": (0.98 * stated, 1.67 * stated),
        "nearly": (0.85 * stated, stated),
        "almost": (0.85 * stated, stated),
    }.get(hedge, (0.88 * stated, 1.12 * stated))
    if not low <= result.value <= high:
        return None
    word = sentence.words(times) + (groups.get("to_one") or "") if times else m["word"].lower()
    words = " ".join(filter(None, [hedge, word]))
    return Check(
        relation="ratio",
        claim=place(times) if times else sentence.place(m, "word"),
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
    yield from _yearly(sentence)
    if "⟦D" not in sentence.text:
        return
    for k, pattern in enumerate(_rates()):
        for m in pattern.finditer(sentence.text):
            total, span, rate = (sentence.figure(m, name) for name in ("total", "span", "rate"))
            if check := _rate(sentence, total, span, rate, m["per"], k == 1):
                yield check


_YEAR = r"(?:1[6-9]|20)\d\d"
_EACH_YEAR = r"\s(?:\w+\s)?(?:a|per|each|every)\syear"
_AVERAGE = r"(?:\(|,\sor\s|,\s|\s[—–-]+\s|[—–])(?:or\s|an?\saverage\sof\s|averaging\s)?"
_YEARLY = re.compile(
    rf"{slot('total', 'NU')}{gap(60)}\s(?:between|from)\s(?P<first>{_YEAR})\s(?:and|to|through)\s(?P<last>{_YEAR})"
    rf"{gap(60)}{_AVERAGE}{slot('rate', 'NU')}{_EACH_YEAR}"
)


def _yearly(sentence: Slotted) -> Iterator[Check]:
    """A count between two years and its average a year, whether or not both years are counted in."""
    for m in _YEARLY.finditer(sentence.text):
        total, rate = sentence.figure(m, "total"), sentence.figure(m, "rate")
        between = int(m["last"]) - int(m["first"])
        if between < 1 or total.unit != rate.unit or rate.value <= 0:
            continue
        years = min((between, between + 1), key=lambda n: abs(total.value / n - rate.value))
        result = Reckoned(total.value / years, total.low / years, total.high / years)
        if judge(result, rate.value, rate.low, rate.high) != "holds":
            continue
        whole = f"{said(sentence, total, hedge=True)} over {years} years ({m['first']} to {m['last']})"
        yield Check(
            relation="rate",
            claim=place(rate),
            operands=(total, *(year_figure(sentence.place(m, name), int(m[name])) for name in ("first", "last"))),
            formula="total / years",
            computed=result.value,
            stated=rate.value,
            verdict="holds",
            statement=f"{whole} is {number(float(f'{result.value:.4g}'), rate.unit)} a year; "
            f"the text says {said(sentence, rate, hedge=True)}: that holds.",
            telling=0.7,
        )


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
