"""Shares of a total that the same sentence names, and what follows from a capacity."""

import re
from collections.abc import Iterator
from functools import cache

from sidelight.lenses.figures.arithmetic import judge, loose, one_sided, reckon
from sidelight.lenses.figures.checks import Check, place
from sidelight.lenses.figures.slots import WORD, Slotted, gap, letter, slot
from sidelight.lenses.figures.wording import outcome, percent, said
from sidelight.resources.load import language_pack
from sidelight.text.dates import dates
from sidelight.types import Figure

_OR = r"(?:,\sor\s|\s\(|\s[—–-]+\s|[—–]|\sor\s)(?:or\s|that\sis,?\s|equal\sto\s|a\slittle\s)?"
_AMOUNTS = r"(?:representing|accounting\sfor|making\sup|amounting\sto|which\sis|equal\sto|equivalent\sto)"
_APPOSED = rf"(?:{_OR}|,\s|,?\s{_AMOUNTS}\s|(?<=[a-z]))"
_NOT_IN_PHRASE = (
    "after|over|above|below|under|in|on|at|for|to|from|with|and|or|who|that|were|was|is|are|by|than|between|if|when|has|had"
)
_BESIDE = r"(?:,\sor\s|,\s|\s\(|\s[—–-]+\s|[—–])(?:about\s|or\s)?"
_PHRASE = rf"(?:(?!(?:{_NOT_IN_PHRASE})\s){WORD}\s){{0,6}}?"
_RATE = (
    rf"(?:,|\s\(|\sfor|\s[—–-]+)\s?(?:an?\s)?(?:{WORD}\s){{0,2}}?(?:rate|turnout|share|proportion|margin)(?:\s{WORD}){{0,2}}?\sof"
)
_ENDS = r"(?=\s?[).,;—–]|$|\sof\s(?:them|those|the\stotal)\b)"
_PEOPLE_IN = (
    r"(?:inmates|prisoners|detainees|people|patients|students|migrants|refugees|residents|children|men|women|animals|dogs)"
)
_CAPACITY = (
    r"(?:capacity\s(?:of|for)|room\sfor|(?:built|designed|meant|intended)\s(?:for|to\shold|to\shouse)|space\sfor|beds\sfor)"
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Each with whether it may find a share off."""
    part, total, share = slot("part", "NU"), slot("total", "NU"), slot("share", "PF")
    of = rf"\s(?:out\s)?of\s{_PHRASE}"
    head = rf"(?:\s{WORD}){{0,6}}?"
    return (
        (re.compile(rf"{part}{head}{_APPOSED}{share}\)?,?\sof\s{_PHRASE}{total}"), True),
        (re.compile(rf"{part}{head}{of}{total}{head}{_OR}{share}{_ENDS}"), True),
        (re.compile(rf"{share}{of}{total}{head}{_OR}{part}(?!\sof\s)"), True),
        (re.compile(rf"{share}{head}{_OR}{part}{head}{of}{total}"), True),
        (re.compile(rf"{part}{head}{of}{total}{head},\s{share}{_ENDS}"), False),
        (re.compile(rf"{part}{head}{_OR}{share}\)?,?\sout\sof\s{_PHRASE}{total}"), True),
        (re.compile(rf"\b[Oo]f\s(?:the\s|all\s)?{total}{gap(100)},\s{part}(?:\s{WORD}){{0,3}}?{_OR}{share}{_ENDS}"), False),
        (re.compile(rf"{total}{gap(80)}\s{part}\sof\s(?:them|those|these)\b{_BESIDE}{share}{_ENDS}"), True),
        (re.compile(rf"{share}{_OR}{part}\)?,?\sof\s(?:{WORD}\s){{0,3}}?{total}"), False),
        (re.compile(rf"{part}{head}\sout{of}{total}{gap(40)}\s(?:is|was)\s{share}"), False),
        (re.compile(rf"{part}{head}{of}{total}{head}{_RATE}\s{share}"), False),
    )


_HOUSED = re.compile(
    rf"\b(?:house[sd]?|hold(?:s|ing)?|held|has|had|housing|with)\s{slot('part', 'N')}\s(?:{WORD}\s)?{_PEOPLE_IN}\b{gap(70)}"
    rf"{_CAPACITY}\s{slot('total', 'N')}"
)


def shares(sentence: Slotted) -> Iterator[Check]:
    """Stated shares of a stated total."""
    if "⟦P" not in sentence.text and "⟦F" not in sentence.text:
        return
    for pattern, strict in _patterns():
        for m in pattern.finditer(sentence.text):
            check = _share(sentence, m, strict)
            if check:
                yield check


def _share(sentence: Slotted, m: re.Match[str], strict: bool) -> Check | None:
    part, total, share = (sentence.figure(m, name) for name in ("part", "total", "share"))
    if not _same_kind(part, total) or part.value > total.value or part.value <= 0:
        return None
    result = reckon(lambda a, b: a / b, part, total)
    scale = 0.01 if share.unit == "percent" else 1.0
    if result is None:
        return None
    verdict = judge(result, share.value * scale, share.low * scale, share.high * scale)
    if verdict == "off" and not sentence.alone(part, total):
        return None
    if verdict is None or (
        verdict == "off" and (not strict or share.unit == "fraction" or one_sided(share, result.value / scale))
    ):
        return None
    words = f"{said(sentence, part, hedge=True)} of {said(sentence, total, hedge=True)} is {percent(result.value)}"
    end = outcome(verdict, loose=loose(result, share.low * scale, share.high * scale))
    return Check(
        relation="share",
        claim=place(share),
        operands=(part, total),
        formula="part / total",
        computed=result.value,
        stated=share.value * scale,
        verdict=verdict,
        statement=f"{words}; the text says {said(sentence, share, hedge=True)}: {end}.",
        telling=1.0 if verdict == "off" else 0.8,
    )


def capacities(sentence: Slotted) -> Iterator[Check]:
    """How full a place is that holds so many and has room for so many."""
    for m in _HOUSED.finditer(sentence.text):
        part, total = sentence.figure(m, "part"), sentence.figure(m, "total")
        if total.value <= 0 or part.value <= 0 or part.value > 3 * total.value:
            continue
        use = part.value / total.value
        bound = {True: "at most ", False: ""}[total.high > total.value == total.low]
        named = dates(sentence.text[m.start() : m.end()], language_pack("en"))
        when = f" as of {sentence.text[m.start() + named[0].start : m.start() + named[0].end]}" if named else ""
        free = total.value - part.value
        left = f": {'at least ' if bound else ''}{free:,.0f} places free" if free > 0 else ""
        words = f"{said(sentence, part, hedge=True)} of a capacity of {said(sentence, total, hedge=True)}"
        yield Check(
            relation="use of capacity",
            claim=None,
            operands=(part, total),
            formula="held / capacity",
            computed=use,
            stated=None,
            verdict=None,
            statement=f"{words} is {bound}{percent(use)} in use{when}{left}.",
            telling=0.75,
        )


def _same_kind(a: Figure, b: Figure) -> bool:
    return letter(a) == letter(b) and (letter(a) != "U" or a.unit == b.unit)
