"""Changes from one value to another: what they are in per cent and in amount, and whether the text's figure agrees."""

import re
from collections.abc import Iterator
from functools import cache

from sidelight.lenses.figures.arithmetic import Reckoned, judge, loose, one_sided, reckon
from sidelight.lenses.figures.checks import Check, place
from sidelight.lenses.figures.slots import WORD, Slotted, gap, letter, listed, slot
from sidelight.lenses.figures.wording import dated, number, outcome, percent, said
from sidelight.types import Figure

_ANY = "NUPLD"
_FEW = rf"(?:{WORD}\s){{0,4}}?"


def _verb() -> str:
    few = rf"(?:(?!(?:from|to|at)\s){WORD}\s){{0,3}}?"
    return rf"\b(?:(?P<up>{listed('rising_verbs')})|(?P<down>{listed('falling_verbs')}))(?:\sby)?\s{few}"


def _noun() -> str:
    return rf"(?:(?P<up>{listed('rising_nouns')})|(?P<down>{listed('falling_nouns')}))\b"


@cache
def _stated() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Both values and the change, in per cent or in amount ("by"); each with whether it may find the change off."""
    a, b, change = slot("a", _ANY), slot("b", _ANY), slot("change", "PNUTLFD")
    from_to = rf"from\s{_FEW}{a}{gap(50)}\sto\s{_FEW}{b}"
    to_from = rf"to\s{_FEW}{b}{gap(50)}\sfrom\s{_FEW}{a}"
    aside = r"(?:,|\s?\(|\s[—–-]+|[—–])\s?"
    closes = r"(?=\s?[).;,—–]|$)(?!,\s⟦)(?!,?\sand\s⟦)"
    said_again = r"(?:,\sor\s(?:by\s)?|,\s(?:up|down)\s|\s\((?:up\s|down\s)?)"
    no_lead = rf"(?!\s(?:{listed('lead_nouns')})\b)"
    some_noun = listed("rising_nouns", "falling_nouns", "lead_nouns")
    return tuple(
        (re.compile(p, re.IGNORECASE), strict)
        for p, strict in (
            (rf"{_verb()}{change}{no_lead}{gap(45, '—–')},?\s\(?{from_to}", True),
            (rf"{_verb()}{change}\s{to_from}", True),
            (rf"{_verb()}{gap(50)}\bby\s{change}{gap(45, '—–')},?\s\(?{from_to}", True),
            (rf"{_verb()}{change}{aside}{a}\sto\s{b}", False),
            (rf"{_verb()}{gap(40)}{from_to}{gap(30)}{said_again}{change}{closes}", True),
            (rf"{_verb()}{gap(40)}{from_to}{gap(30)}{aside}(?:an?\s|by\s)?{change}{closes}", False),
            (rf"{from_to}{gap(30)}{aside}(?:an?\s|or\s)(?:{WORD}\s)?{change}[\s-](?:{WORD}\s)?{_noun()}", True),
            (rf"{change}[\s-]{_noun()}{gap(60)},?\s\(?{from_to}", False),
            (rf"{_noun()}\sof\s{change}{gap(40, '—–')},?\s\(?{from_to}", True),
            (rf"{from_to}{gap(30)}{aside}an?\s{_noun()}\sof\s{change}{closes}", True),
            (rf"{b}{gap(40, ',')},?\s(?:(?P<up>up)|(?P<down>down))\s{change}\sfrom\s{_FEW}{a}", False),
            (rf"{b}{gap(40)},?\s(?:(?P<up>up)|(?P<down>down))\sfrom\s{_FEW}{a}{gap(30)}{aside}an?\s{change}[\s-](?:{WORD}\s)?"
             rf"(?:{some_noun})\b", False),
        )
    )  # fmt: skip


@cache
def _market() -> re.Pattern[str]:
    first, second = slot("first", "NUTP"), slot("second", "NUTP")
    return re.compile(
        rf"{_verb()}{first}(?:\s{WORD}){{0,2}}?(?:,\sor|\sor|,|\s\()\s?(?:or\s)?{second}(?!\sof\b)(?:\s{WORD}){{0,2}}?\)?(?P<comma>,?)\s"
        rf"(?:{WORD}\s){{0,3}}?(?:to|at)\s{_FEW}{slot('b', 'NU')}",
        re.IGNORECASE,
    )


@cache
def _untold() -> tuple[re.Pattern[str], ...]:
    """Both values and no change."""
    a, b = slot("a", "NU"), slot("b", "NU")
    return tuple(
        re.compile(p, re.IGNORECASE)
        for p in (
            rf"{_verb()}{gap(40)}from\s{_FEW}{a}{gap(50)}\sto\s{_FEW}{b}",
            rf"{_verb()}{gap(30)}to\s{_FEW}{b}{gap(50)}\sfrom\s{_FEW}{a}",
            rf"{b}{gap(50)},?\s(?:(?P<up>up)|(?P<down>down))\sfrom\s{_FEW}{a}",
            rf"{b}{gap(50)},?\s(?:{WORD}\s)?an?\s(?:[\w-]+\s){{0,3}}?{_noun()}\sfrom\s{_FEW}{a}",
        )
    )


def changes(sentence: Slotted) -> Iterator[Check]:
    """Every change with both its values."""
    judged: set[str] = set()
    pairs, froms = " to " in sentence.text or " at " in sentence.text, "rom " in sentence.text
    if len(sentence.figures) > 2 and (pairs or froms):
        for pattern, strict in _stated():
            for m in pattern.finditer(sentence.text):
                judged.add(m["b"])
                check = _stated_change(sentence, m, strict)
                if check and (strict or check.verdict == "holds"):
                    yield check
        for m in _market().finditer(sentence.text) if pairs and "⟦P" in sentence.text else ():
            if check := _market_move(sentence, m):
                yield check
    for m in _against().finditer(sentence.text) if froms else ():
        if check := _contradiction(sentence, m):
            judged.add(m["b"])
            yield check
    for pattern in _untold() if froms else ():
        for m in pattern.finditer(sentence.text):
            if m["b"] not in judged and (check := _untold_change(sentence, m)):
                yield check


def _stated_change(sentence: Slotted, m: re.Match[str], strict: bool) -> Check | None:
    a, b, change = (sentence.figure(m, name) for name in ("a", "b", "change"))
    sign = 1.0 if m["up"] else -1.0
    if a.unit != b.unit or (b.value - a.value) * sign <= 0 or a.value <= 0 or b.value < 0:
        return None
    if change.unit in ("percent", "fraction"):
        scale = sign * (0.01 if change.unit == "percent" else 1.0)
        if strict and a.unit == "percent" and (confused := _points_for_percent(sentence, a, b, change)):
            return confused
        result = reckon(lambda x, y: (y - x) / x, a, b)
        low, high = sorted((scale * change.low, scale * change.high))
        return _change(sentence, (a, b), change, result, scale * change.value, (low, high))
    if change.unit != a.unit and not (change.unit in ("points", "count") and a.unit in ("percent", "count")):
        return None
    result = reckon(lambda x, y: y - x, a, b)
    low, high = sorted((sign * change.low, sign * change.high))
    return _amount(sentence, (a, b), change, result, sign * change.value, (low, high))


def _change(
    sentence: Slotted,
    pair: tuple[Figure, Figure],
    claim: Figure,
    result: Reckoned | None,
    stated: float,
    bounds: tuple[float, float],
) -> Check | None:
    a, b = pair
    verdict = judge(result, stated, *bounds) if result else None
    if result is None or verdict is None:
        return None
    if verdict == "off" and one_sided(claim, 100 * abs(result.value)):
        return None
    if verdict == "off" and (
        a.unit == "percent" or claim.unit == "fraction" or not 0.02 < b.value / a.value < 50 or not _one_body(a, b)
    ):
        return None
    words = (
        f"From {dated(sentence, a, pair)} to {dated(sentence, b, pair)} is a {_way(result.value)} of {percent(abs(result.value))}"
    )
    end = outcome(verdict, loose=loose(result, *bounds))
    return Check(
        relation="change in per cent",
        claim=place(claim),
        operands=pair,
        formula="(to - from) / from",
        computed=result.value,
        stated=stated,
        verdict=verdict,
        statement=f"{words}; the text says {said(sentence, claim, hedge=True)}: {end}.",
        telling=1.0 if verdict == "off" else 0.75,
    )


def _points_for_percent(sentence: Slotted, a: Figure, b: Figure, claim: Figure) -> Check | None:
    """A change between two percentages that is told in per cent and is one in points: "rose 5 percent, from 20 to 25 percent"."""
    points, share = b.value - a.value, (b.value - a.value) / a.value
    if claim.unit != "percent" or claim.hedge or abs(abs(points) - claim.value) > 1e-6 or abs(100 * abs(share) - claim.value) < 2:
        return None
    return Check(
        relation="change in per cent",
        claim=place(claim),
        operands=(a, b),
        formula="(to - from) / from",
        computed=share,
        stated=claim.value / 100 * (1 if points > 0 else -1),
        verdict="off",
        statement=f"{_from_to(sentence, a, b)} is a {_way(points)} of {number(abs(points), 'points')}, or {percent(abs(share))}; "
        f"the text says {said(sentence, claim)}: it takes percentage points for per cent.",
        telling=0.9,
    )


def _amount(
    sentence: Slotted,
    pair: tuple[Figure, Figure],
    claim: Figure,
    result: Reckoned | None,
    stated: float,
    bounds: tuple[float, float],
) -> Check | None:
    a, b = pair
    verdict = judge(result, stated, *bounds) if result else None
    if (
        result is None
        or verdict is None
        or (
            verdict == "off"
            and (
                not sentence.alone(a, b, claim)
                or not _one_body(a, b)
                or letter(claim) == "N"
                or one_sided(claim, abs(result.value))
            )
        )
    ):
        return None
    unit = "points" if a.unit == "percent" else a.unit
    end = outcome(verdict, loose=loose(result, *bounds))
    words = f"{_from_to(sentence, a, b)} is a {_way(result.value)} of {number(abs(result.value), unit)}"
    return Check(
        relation="change in amount",
        claim=place(claim),
        operands=pair,
        formula="to - from",
        computed=result.value,
        stated=stated,
        verdict=verdict,
        statement=f"{words}; the text says {said(sentence, claim, hedge=True)}: {end}.",
        telling=1.0 if verdict == "off" else 0.7,
    )


def _market_move(sentence: Slotted, m: re.Match[str]) -> Check | None:
    """ "fell 120 points, or 0.7 percent, to 17,000": the base follows from the change and the close."""
    first, second, close = (sentence.figure(m, name) for name in ("first", "second", "b"))
    if (first.unit == "percent") == (second.unit == "percent"):
        return None
    amount, share = (second, first) if first.unit == "percent" else (first, second)
    sign = 1.0 if m["up"] else -1.0
    if letter(amount) == "U" and amount.unit != close.unit and not (amount.unit == "cents" and close.unit == "USD"):
        return None
    if letter(amount) != "U" and letter(close) != "N":
        return None
    per = 0.01 if amount.unit == "cents" and close.unit == "USD" else 1.0
    result = reckon(lambda d, end: sign * d * per / (end - sign * d * per), amount, close)
    low, high = sorted((sign * share.low / 100, sign * share.high / 100))
    verdict = judge(result, sign * share.value / 100, low, high) if result and result.low > -1 else None
    if result is None or verdict is None or close.value <= 0 or (verdict == "off" and not m["comma"]):
        return None
    move = f"A {_way(sign)} of {said(sentence, amount, hedge=True)} to {said(sentence, close, hedge=True)}"
    words = f"{move} is {percent(abs(result.value))}"
    return Check(
        relation="change in per cent",
        claim=place(share),
        operands=(amount, close),
        formula="change / (to - change)",
        computed=result.value,
        stated=sign * share.value / 100,
        verdict=verdict,
        statement=f"{words}; the text says {said(sentence, share, hedge=True)}: {outcome(verdict)}.",
        telling=1.0 if verdict == "off" else 0.7,
    )


_EARLIER = re.compile(r"[^⟦⟧,.;]{0,12}?\s(?:earlier|ago|before|previously|last)\b")
_RANGED = re.compile(r"\b(?:anywhere|ranging|ranges?|ages?|aged|between)\b", re.IGNORECASE)


@cache
def _against() -> re.Pattern[str]:
    a, b = slot("a", "PU"), slot("b", "PU")
    return re.compile(rf"{_verb()}{gap(40)}from\s{_FEW}{a}{gap(50)}\sto\s{_FEW}{b}", re.IGNORECASE)


_PLAIN = re.compile(
    r"(?:rose|risen|rises|rising|increas(?:ed|es|ing)|climb(?:ed|s|ing)|grew|grown|jumped|surged|soared|fell|fallen|falls|falling|dropped|"
    r"dropping|declin(?:ed|es|ing)|decreas(?:ed|es|ing)|plunged|plummeted|tumbled|shrank|dipped)\b",
    re.IGNORECASE,
)


def _contradiction(sentence: Slotted, m: re.Match[str]) -> Check | None:
    """A plain verb of rising or falling whose two values go the other way, both of one unit and with nothing else to mean."""
    a, b = sentence.figure(m, "a"), sentence.figure(m, "b")
    name = "up" if m["up"] else "down"
    sign = 1.0 if m["up"] else -1.0
    if not _PLAIN.fullmatch(m[name]) or (b.value - a.value) * sign >= 0 or a.unit != b.unit or a.hedge or b.hedge:
        return None
    if (
        not sentence.alone(a, b)
        or not _one_body(a, b)
        or a.unit == "count"
        or a.value <= 0
        or b.value <= 0
        or _RANGED.search(m[0])
    ):
        return None
    if not 0.2 < b.value / a.value < 5:
        return None
    change = (b.value - a.value) / a.value
    return Check(
        relation="change in per cent",
        claim=sentence.place(m, name),
        operands=(a, b),
        formula="(to - from) / from",
        computed=change,
        stated=None,
        verdict="off",
        statement=f"{_from_to(sentence, a, b)} is a {_way(change)}; the text says “{m[name].lower()}”: that is off.",
        telling=0.9,
    )


def _untold_change(sentence: Slotted, m: re.Match[str]) -> Check | None:
    a, b = sentence.figure(m, "a"), sentence.figure(m, "b")
    sign = 1.0 if m["up"] else -1.0
    if a.unit != b.unit or a.value <= 0 or b.value <= 0 or (b.value - a.value) * sign <= 0 or not _one_body(a, b):
        return None
    if not 0.005 < b.value / a.value < 200 or max(a.value, b.value) < 10 or a.hedge or b.hedge:
        return None
    before = sentence.text[max(0, m.start() - 40) : m.end()]
    if _EARLIER.match(sentence.text[m.end() :]) and re.search(r"\b(?:up|down)\s", m[0]):
        return None
    if _RANGED.search(before) or "-" in (sentence.source[a.end : a.end + 1], sentence.source[b.end : b.end + 1]):
        return None
    change = (b.value - a.value) / a.value
    years = a.year is not None and b.year is not None and a.year != b.year
    same_noun = a.noun is not None and a.noun == b.noun
    return Check(
        relation="change in per cent",
        claim=None,
        operands=(a, b),
        formula="(to - from) / from",
        computed=change,
        stated=None,
        verdict=None,
        statement=f"{_from_to(sentence, a, b)} is a {_way(change)} of {percent(abs(change))}{' in count' if same_noun else ''}.",
        telling=0.7 if years else 0.6,
        displayed=years or same_noun,
    )


def _one_body(a: Figure, b: Figure) -> bool:
    """Whether nothing says that the two count different things."""
    return a.noun is None or b.noun is None or a.noun == b.noun


def _from_to(sentence: Slotted, a: Figure, b: Figure) -> str:
    return f"From {dated(sentence, a, (a, b))} to {dated(sentence, b, (a, b))}"


def _way(value: float) -> str:
    return "rise" if value > 0 else "fall"
