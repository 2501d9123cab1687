"""Market lines: a move in points or money, the same in per cent, and the close, in whatever order they stand."""

import re
from collections.abc import Iterator

from sidelight.lenses.figures.arithmetic import judge, reckon
from sidelight.lenses.figures.checks import Check, place
from sidelight.lenses.figures.passage import Passage, moved, of_kind
from sidelight.lenses.figures.wording import percent, said
from sidelight.types import Figure

_PAIRED = re.compile(
    r"^(?:\spoints?|\sbarrels?|\sa\s\w+|\seach)?(?:,\sor\s|\sor\s|,\s|\s\(|\s[—–-]+\s)(?:or\s|about\s|nearly\s|roughly\s|more\sthan\s|up\s|down\s)*$"
)
_CLOSE = re.compile(
    r"(?:\b(?:to|at|of|was|stood|finished|closed|ended|settled|traded|trading)\s(?:(?:close|finish|end|settle|trade|trading|stand|a|an|the|"
    r"record|high|low|of|at|just|about|roughly|\w+ly)\s){0,5}|\()$",
    re.IGNORECASE,
)

_BASE = re.compile(r"\b(?:from|below|off|above)\s[^⟦,;]*$", re.IGNORECASE)


def market_lines(where: Passage) -> Iterator[Check]:
    """ "fell 120 points, or 0.7 percent, to 17,000" in any order: the base follows from the move and the close."""
    for here in where.held.values():
        shares = of_kind(here, "P")
        if not shares or len(here) < 3:
            continue
        for k, share in enumerate(here):
            if share.unit != "percent" or share.value > 60:
                continue
            for amount in (here[k - 1] if k else None, here[k + 1] if k + 1 < len(here) else None):
                if (
                    amount is None
                    or amount.unit in ("percent", "fraction", "times")
                    or not _PAIRED.match(where.between(amount, share))
                ):
                    continue
                if check := _line(where, here, share, amount):
                    yield check
                    break


def _line(where: Passage, here: tuple[Figure, ...], share: Figure, amount: Figure) -> Check | None:
    first = min(share, amount, key=lambda f: f.start)
    sign = moved(where, first) or moved(where, share) or moved(where, amount)
    if not sign:
        return None
    closes = [f for f in here if f not in (share, amount) and _matches(amount, f) and _CLOSE.search(where.ahead(f))]
    for close in sorted(closes, key=lambda f: abs(f.start - share.start)):
        scale = 0.01 if amount.unit == "cents" else 1.0
        base = bool(_BASE.search(where.ahead(close, 60)))
        result = reckon(lambda d, end, s=scale * sign, b=base: d * s / (end if b else end - d * s), amount, close)
        low, high = sorted((sign * share.low / 100, sign * share.high / 100))
        if result and result.low > -1 and judge(result, sign * share.value / 100, low, high) == "holds":
            way = "rise" if sign > 0 else "fall"
            return Check(
                relation="change in per cent",
                claim=place(share),
                operands=(amount, close),
                formula="change / from" if base else "change / (to - change)",
                computed=result.value,
                stated=sign * share.value / 100,
                verdict="holds",
                statement=f"A {way} of {said(where, amount, hedge=True)} {'from' if base else 'to'} "
                f"{said(where, close, hedge=True)} is {percent(abs(result.value))}; "
                f"the text says {said(where, share, hedge=True)}: that holds.",
                telling=0.7,
            )
    return None


def _matches(amount: Figure, close: Figure) -> bool:
    if close.value <= amount.value * (0.01 if amount.unit == "cents" else 1):
        return False
    if amount.unit in ("points", "count"):
        return close.unit == "count"
    return close.unit == amount.unit or (amount.unit == "cents" and close.unit == "USD")
