"""Leads between two shares, and sums of parts that one sentence lays out in full."""

import re
from collections.abc import Iterator
from functools import cache

from sidelight.lenses.figures.arithmetic import CLEAR_MARGIN, Verdict, judge, reckon
from sidelight.lenses.figures.checks import Check, place
from sidelight.lenses.figures.slots import WORD, Slotted, gap, listed, slot
from sidelight.lenses.figures.wording import number, outcome, said
from sidelight.types import Figure

_PART = re.compile(r"⟦N(\d+)⟧")


@cache
def _leads() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Each with whether it may find a lead off."""
    a, b, lead = slot("a", "P"), slot("b", "P"), slot("lead", "TP")
    pair = rf"{a}(?:\s(?:to|versus|vs\.?|over)\s|\s?[-–]\s?){b}"
    loose = rf"{a}{gap(60)}{b}"
    counts = rf"{slot('a', 'N')}\s{WORD}\s?[-–]\s?{slot('b', 'N')}\s{WORD}"
    noun = rf"[\s-](?:{WORD}\s)?(?:{listed('lead_nouns')})\b"
    return tuple(
        (re.compile(p, re.IGNORECASE), strict)
        for p, strict in (
            (rf"{pair}{gap(12)}(?:,|\s[—–-]+|[—–]|\s\()\s?an?\s{lead}{noun}", True),
            (rf"{lead}{noun}{gap(60)}(?:,|\s[—–-]+|[—–]|\s\()\s?{pair}", True),
            (rf"{lead}(?:{noun})?{gap(40, '(),')}\(\s?{pair}\)", True),
            (rf"{lead}{noun}{gap(60)}\({counts}\)", False),
            (rf"\bby\s(?:an?\s)?{lead}(?:{noun})?{gap(40)},\s{pair}", False),
            (rf"{lead}{noun}{gap(70)}(?:⟦[DN]\d+⟧{gap(25)}){{1,2}}\(\s?{pair}", False),
            (rf"{lead}{noun}{gap(70)},?\s{loose}", False),
            (rf"{loose}{gap(40)}(?:,|\s[—–-]+|[—–]|\s\()\s?(?:{WORD}\s)?an?\s{lead}{noun}", False),
        )
    )


@cache
def _scores() -> tuple[re.Pattern[str], ...]:
    """Leads beside a score, which is no figure: "a 5-point lead (44-39)"."""
    lead = slot("lead", "T")
    number = r"\d\d?(?:\.\d)?%?"
    score = rf"(?P<x>{number})(?:\s{WORD})?\s?[-–]\s?(?P<y>{number})(?:\s{WORD})?"
    noun = rf"(?:[\s-](?:{WORD}\s)?(?:{listed('lead_nouns')})\b)?"
    return (
        re.compile(rf"{lead}{noun}{gap(40, '(),')}\({score}\)", re.IGNORECASE),
        re.compile(rf"\bby\s(?:an?\s)?{lead}{noun},\s{score}(?=[,.]|$)", re.IGNORECASE),
    )


def _points(sentence: Slotted, m: re.Match[str], name: str) -> Figure:
    start, end = sentence.place(m, name)
    value = float(m[name].rstrip("%"))
    half = 0.05 if "." in m[name] else 0.5
    return Figure(start=start, end=end, value=value, low=value - half, high=value + half, unit="percent")


def leads(sentence: Slotted) -> Iterator[Check]:
    """A lead in points beside the two shares it lies between."""
    if "⟦T" not in sentence.text:
        return
    for pattern in _scores():
        for m in pattern.finditer(sentence.text):
            x, y = (_points(sentence, m, name) for name in ("x", "y"))
            if check := _lead(sentence, x, y, sentence.figure(m, "lead"), strict=True):
                yield check
    for pattern, strict in _leads():
        for m in pattern.finditer(sentence.text):
            a, b, lead = (sentence.figure(m, name) for name in ("a", "b", "lead"))
            if lead.unit == "points" and (check := _lead(sentence, a, b, lead, strict)):
                yield check


def _lead(sentence: Slotted, a: Figure, b: Figure, lead: Figure, strict: bool) -> Check | None:
    result = reckon(lambda x, y: abs(x - y), a, b)
    if result is None:
        return None
    verdict = judge(result, lead.value, lead.low, lead.high)
    exact = abs(result.value - lead.value) <= 1.0
    if (
        verdict is None
        or (verdict == "off" and (not strict or abs(result.value - lead.value) < 2))
        or (verdict == "holds" and not exact)
    ):
        return None
    words = f"{said(sentence, a)} to {said(sentence, b)} is a difference of {number(round(result.value, 6), 'points')}"
    return Check(
        relation="difference",
        claim=place(lead),
        operands=(a, b),
        formula="|a - b|",
        computed=result.value,
        stated=lead.value,
        verdict=verdict,
        statement=f"{words}; the text says {said(sentence, lead, hedge=True)}: {outcome(verdict)}.",
        telling=1.0 if verdict == "off" else 0.7,
    )


@cache
def _sums() -> tuple[re.Pattern[str], ...]:
    part = rf"⟦N\d+⟧(?:\s{WORD}){{1,8}}?"
    parts = rf"(?P<parts>{part}(?:,\s{part}){{0,5}},?\s(?:and|plus)\s{part})"
    total = slot("total", "N")
    head = r"(?:\s[\w’'.&“”\"-]+)"
    return (
        re.compile(rf"{total}{head}{{0,4}}?\s?(?:\(|\s[—–-]+\s|[—–]){parts}(?:\)|\s[—–-]+\s|[—–]|\.$)", re.IGNORECASE),
        re.compile(rf"{parts},?\s(?:for|making|giving|or)\s(?:a|the|an)\s(?:{WORD}\s)?total\sof\s{total}", re.IGNORECASE),
        re.compile(rf"{total}\sin\s(?:all|total),\s{parts}(?=[.,;—–)]|$)", re.IGNORECASE),
        re.compile(
            rf"{total}(?:\s{WORD}){{1,6}}?,?\s(?:comprised\sof|comprising|consisting\sof|made\sup\sof|composed\sof)\s(?:the\s)?"
            rf"(?P<parts>{part}(?:,\s{part}){{0,5}},?\s(?:and|plus)\s{part})(?=[.,;—–)]|$)",
            re.IGNORECASE,
        ),
        re.compile(rf"\btotal\sof\s{total}(?:\s{WORD}){{1,4}}?(?:,|:|\s[—–-]+|[—–])\s?{parts}(?=[.,;]|$)", re.IGNORECASE),
    )


def sums(sentence: Slotted) -> Iterator[Check]:
    """A total and the parts that a bracket or a dash lays beside it. Only sums that come out are told."""
    if sentence.text.count("⟦N") < 3:
        return
    for pattern in _sums():
        for m in pattern.finditer(sentence.text):
            total = sentence.figure(m, "total")
            parts = tuple(sentence.figures[int(k)] for k in _PART.findall(m["parts"]))
            if total in parts or any(f.hedge for f in (*parts, total)):
                continue
            value = sum(f.value for f in parts)
            if value < (1 + CLEAR_MARGIN) * total.value and value != total.value:
                continue
            if value != total.value and (not sentence.alone(total, *parts) or max(f.value for f in parts) > total.value):
                continue
            verdict: Verdict = "holds" if value == total.value else "off"
            told = "that holds" if verdict == "holds" else "the parts exceed their total"
            added = " and ".join([", ".join(said(sentence, f).lower() for f in parts[:-1]), said(sentence, parts[-1])])
            yield Check(
                relation="sum",
                claim=place(total),
                operands=parts,
                formula="sum of the parts",
                computed=value,
                stated=total.value,
                verdict=verdict,
                statement=f"{added} make {value:,.0f}; the text says {said(sentence, total).lower()}: {told}.",
                telling=1.0 if verdict == "off" else 0.7 if value >= 20 else 0.5,
            )
