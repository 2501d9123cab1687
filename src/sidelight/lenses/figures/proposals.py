"""Shares, changes, ratios and products that arithmetic proposes over a sentence and its neighbours. They can only hold."""

import re
from collections.abc import Iterator
from itertools import combinations

from sidelight.lenses.figures.checks import Check, place
from sidelight.lenses.figures.passage import Passage, Weigher, moved, of_kind, one_noun, rarity, same_kind, two_nouns
from sidelight.lenses.figures.wording import number, percent, said
from sidelight.types import Figure

_OF = re.compile(r"^(?:\s[\w’'“”-]+){0,7}?,?\s(?:out\s)?of\s(?:the\s|all\s|its\s|their\s)?(?:[\w’'-]+\s){0,4}$")
_BESIDE = re.compile(
    r"^(?:\s[\w’'-]+){0,3}?(?:,\sor|,|\s?\(|\s?[—–]+|\s-+|\sor)\s?(?:or\s|that\sis\s|just\s|about\s|some\s|roughly\s|nearly\s|only\s|of\sthem,?\s)*$"
)
_THEM = re.compile(r"\b(?:them|those|these|the\stotal|of\swhich|of\swhom)\b")
_OF_THAT = re.compile(r"[\s“\"]*Of\s(?:that|those|these|them|this|the\stotal)\b")
_ERROR = re.compile(r"\b(?:margin|sampling|plus|±|confidence)\b", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom\s(?:[\w’'-]+\s){0,4}$", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|at)\s(?:[\w’'-]+\s){0,4}$", re.IGNORECASE)
_EACH = re.compile(
    r"^(?:\s(?!in\b|over\b|of\b|for\b|to\b)[\w’'-]+){0,2}?\s(?:per|a|an|each|every)\s\w|^(?:\s[\w’'-]+)?\s(?:each|apiece)\b"
)
_PER = re.compile(r"^(?:\s(?!in\b|over\b|of\b)[\w’'-]+){0,2}?\s(?:per|a|each|every)\s(?P<per>day|week|month|year|hour)\b")
_TIME = {
    ("day", "year"): (365, 366, 360),
    ("week", "year"): (52,),
    ("month", "year"): (12,),
    ("day", "week"): (7,),
    ("day", "month"): (30, 31),
    ("hour", "day"): (24,),
}
"""How many of one span make another, as a rate is reckoned up."""


def proposed_shares(where: Passage) -> Iterator[Check]:
    """A percentage or fraction, and two figures of one kind of which one is that share of the other."""
    for k, here in where.held.items():
        for share in of_kind(here, "PF"):
            if re.match(r"\sof\sa\s(?:million|billion|trillion)", where.behind(share)):
                continue
            if _ERROR.search(where.ahead(share) + where.behind(share)) or not share.value > 0:
                continue
            scale = 0.01 if share.unit == "percent" else 1.0
            pairs = [(a, b) for a, b in combinations(of_kind(where.near(k, 1, 1), "NU"), 2) if same_kind(a, b)]
            found: list[tuple[float, Check]] = []
            for a, b in pairs:
                part, total = (a, b) if a.value < b.value else (b, a)
                if re.fullmatch(r"\sof\s", where.between(part, total)) and total.value in (5, 10):
                    continue
                if part.value <= 0 or k not in (a.sentence, b.sentence) or total.value < 5:
                    continue
                if share.low * scale <= part.value / total.value <= share.high * scale:
                    weight = _share_weight(where, share, part, total, (share.high - share.low) * scale)
                    if weight.enough:
                        found.append((weight.decades, _share(where, share, part, total, scale)))
            yield from (check for _, check in sorted(found, key=lambda x: -x[0])[:1])


def _share_weight(where: Passage, share: Figure, part: Figure, total: Figure, width: float) -> Weigher:
    w = Weigher(rarity(2 * width))
    first = min((part, total), key=lambda f: f.start)
    together = part.sentence == total.sentence == share.sentence
    w.add(together, 0.6).add(one_noun(part, total), 0.7).add(two_nouns(part, total), -0.7).add(part.unit != "count", 0.3)
    w.add(first is part and part.sentence == total.sentence and bool(_OF.match(where.between(part, total))), 0.9)
    beside = [f for f in (part, total) if f.sentence == share.sentence and _BESIDE.match(where.between(f, share))]
    w.add(bool(beside), 0.9)
    w.add(share.start < total.start and total.sentence == share.sentence and bool(_OF.match(where.between(share, total))), 0.7)
    w.add(part.sentence == share.sentence and bool(_THEM.search(where.between(part, share))), 0.5)
    w.add(bool(_THEM.search(where.behind(part, 25))), 0.5)
    w.add(bool(re.search(r"\b[Oo]f\s(?:the\s|all\s)?$", where.ahead(total, 12))), 0.5)
    w.add(bool(moved(where, share)), -0.6).add("whichever" in where.sentence(share.sentence or 0), -2.0)
    w.add(abs(part.value / total.value - share.value * (0.01 if share.unit == "percent" else 1)) < 1e-9, 0.3)
    opening = where.sentence(share.sentence or 0)[:40]
    w.add(total.sentence == (share.sentence or 0) - 1 and bool(_OF_THAT.match(opening)), 0.8)
    return w.add(any(f.hedge for f in (part, total)), -0.2).add(any(moved(where, f) for f in (part, total)), -0.8)


def _share(where: Passage, share: Figure, part: Figure, total: Figure, scale: float) -> Check:
    value = part.value / total.value
    return Check(
        relation="share",
        claim=place(share),
        operands=(part, total),
        formula="part / total",
        computed=value,
        stated=share.value * scale,
        verdict="holds",
        statement=f"{said(where, part, hedge=True)} of {said(where, total, hedge=True)} is {percent(value)}; "
        f"the text says {said(where, share, hedge=True)}: that holds.",
        telling=0.7,
    )


def proposed_changes(where: Passage) -> Iterator[Check]:
    """A rise or fall in per cent, and two figures of one kind near it that give it."""
    for k, here in where.held.items():
        for claim in of_kind(here, "P"):
            sign = moved(where, claim)
            if not sign or claim.value < 1:
                continue
            found: list[tuple[float, Check]] = []
            for a, b in combinations(of_kind(where.near(k, 2, 2), "NUL"), 2):
                start, end = (a, b) if (b.value - a.value) * sign > 0 else (b, a)
                if not same_kind(a, b) or a.sentence != b.sentence or start.value <= 0 or end.value < 0:
                    continue
                change = 100 * abs(end.value - start.value) / start.value
                if not claim.low <= change <= claim.high:
                    continue
                weight = _change_weight(where, claim, start, end)
                if weight.enough:
                    found.append((weight.decades, _change(where, claim, start, end, sign)))
            yield from (check for _, check in sorted(found, key=lambda x: -x[0])[:1])


def _change_weight(where: Passage, claim: Figure, start: Figure, end: Figure) -> Weigher:
    home, away = claim.sentence or 0, start.sentence or 0
    shared = len(where.topic(home) & where.topic(away)) if home != away else 0
    w = Weigher(rarity(2 * (claim.high - claim.low) / 100))
    w.add(one_noun(start, end), 0.6).add(two_nouns(start, end), -1.5)
    w.add(bool(_FROM_TO.search(where.ahead(start))), 0.7).add(bool(_TO.search(where.ahead(end))), 0.4)
    w.add(start.year is not None and end.year is not None and start.year < end.year, 0.7)
    w.add(start.year is not None and end.year is not None and start.year >= end.year, -2.0)
    w.add(home == away, 0.5).add(home != away, min(0.9, 0.3 * shared) - 0.3).add(abs(home - away) == 2, -0.2)
    w.add(start.unit not in ("count",), 0.2)
    return w.add(any(f.unit in ("years", "months", "weeks", "days", "hours", "minutes") for f in (start, end)), -1.0)


def _change(where: Passage, claim: Figure, start: Figure, end: Figure, sign: int) -> Check:
    value = (end.value - start.value) / start.value
    years = start.year and end.year and start.year != end.year
    names = [f"{said(where, f, hedge=True)}{f' ({f.year})' if years else ''}" for f in (start, end)]
    return Check(
        relation="change in per cent",
        claim=place(claim),
        operands=(start, end),
        formula="(to - from) / from",
        computed=value,
        stated=sign * claim.value / 100,
        verdict="holds",
        statement=f"From {names[0]} to {names[1]} is a {'rise' if sign > 0 else 'fall'} of {percent(abs(value))}; "
        f"the text says {said(where, claim, hedge=True)}: that holds.",
        telling=0.75,
    )


def proposed_products(where: Passage) -> Iterator[Check]:
    """So much each times so many, and a rate told for two spans of time ("$720,000 a day, or $263 million a year")."""
    for k, here in where.held.items():
        for rate in of_kind(here, "UN"):
            if not _EACH.search(where.behind(rate, 25)):
                continue
            yield from _over_time(where, rate, k)
            for total in of_kind(where.near(k, 1, 1), "UN"):
                if total is rate or total.unit != rate.unit or total.value <= rate.value or total.value < 50:
                    continue
                for count in of_kind(where.near(k, 1, 1), "ND"):
                    if count in (total, rate) or count.value < 2 or (rate.unit == "count" and not one_noun(rate, total)):
                        continue
                    value = rate.value * count.value
                    if total.low <= value <= total.high or abs(value - total.value) < 1e-6 * total.value:
                        w = Weigher(rarity(max(0.004, (total.high - total.low) / total.value)))
                        w.add(rate.unit != "count", 0.6).add(abs(value - total.value) < 1e-6 * total.value, 0.4).add(
                            total.sentence == count.sentence, 0.5
                        ).add(rate.sentence == count.sentence, 0.4)
                        w.add(rate.value % 1 > 0 and abs(value - total.value) < 1e-4 * total.value, 1.0)
                        w.add(k not in (count.sentence, total.sentence), -0.2)
                        w.add(count.sentence == rate.sentence == total.sentence, 0.4).add(
                            letter_time(count) and not rate_of(where, rate, count), -2.0
                        )
                        if w.enough:
                            yield _product(where, rate, count, total)


def letter_time(figure: Figure) -> bool:
    """Whether the figure is a span of time."""
    return figure.unit in ("years", "months", "weeks", "days", "hours", "minutes")


def rate_of(where: Passage, rate: Figure, span: Figure) -> bool:
    """Whether the rate is told for the span's unit: "$300 a day" for days."""
    per = _PER.match(where.behind(rate))
    return per is not None and per["per"] + "s" == span.unit


def _over_time(where: Passage, rate: Figure, k: int) -> Iterator[Check]:
    per = _PER.match(where.behind(rate))
    for other in of_kind(where.held[k], "UN") if per else ():
        to = _PER.match(where.behind(other))
        if per is None or to is None or other is rate or other.unit != rate.unit:
            continue
        for factor in _TIME.get((per["per"], to["per"]), ()):
            if other.low <= factor * rate.value <= other.high:
                yield Check(
                    relation="rate",
                    claim=place(other),
                    operands=(rate,),
                    formula=f"rate * {factor}",
                    computed=factor * rate.value,
                    stated=other.value,
                    verdict="holds",
                    statement=f"{said(where, rate, hedge=True)} a {per['per']} is {number(factor * rate.value, rate.unit)} "
                    f"a {to['per']}; "
                    f"the text says {said(where, other, hedge=True)}: that holds.",
                    telling=0.7,
                )
                break


def _product(where: Passage, rate: Figure, count: Figure, total: Figure) -> Check:
    value = rate.value * count.value
    return Check(
        relation="rate",
        claim=place(total),
        operands=(rate, count),
        formula="rate * count",
        computed=value,
        stated=total.value,
        verdict="holds",
        statement=f"{said(where, rate, hedge=True)} times {said(where, count)} is {number(float(f'{value:.4g}'), total.unit)}; "
        f"the text says {said(where, total, hedge=True)}: that holds.",
        telling=0.7,
    )
