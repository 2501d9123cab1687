"""Totals and their parts, and amounts of difference, over a sentence and its neighbours."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sidelight.lenses.figures.checks import Check, place
from sidelight.lenses.figures.passage import Passage, Weigher, moved, of_kind, one_noun, same_kind
from sidelight.lenses.figures.slots import letter
from sidelight.lenses.figures.wording import said
from sidelight.types import Figure

_MOST_PARTS = 6
_TOTAL = re.compile(
    r"\b(?:totals?|totall?ing|combined|altogether|overall|together|sums?|in\sall|bring(?:s|ing)?|brought|both|collectively|tally)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\b(?:of\s(?:them|those|these|which|whom)|those|including|include[sd]?|another|remaining|the\srest|others?|additional|split|"
    r"divided|made\sup|compris(?:ed|ing)|consist(?:s|ed|ing)|respectively|plus|as\swell\sas|joined)\b",
    re.IGNORECASE,
)
_OPENED = re.compile(
    r"[:(—–]|\s-+\s|\b(?:including|includ(?:es|ed)|of\s(?:them|those|these|which|whom)|for|or|make|made)\b", re.IGNORECASE
)
_JOINED = re.compile(r"^[^\n.;]{0,120}?(?:\band\b|\bplus\b|\bwhile\b|\banother\b|,)", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:from|compared|versus|vs|than|instead|to\s$|\bover\b|more|fewer|less|age|ages|aged|between|times)\b", re.IGNORECASE
)
_GAP = re.compile(
    r"^[\s-](?:[\w’'-]+\s){0,2}?(?:more(?=\sthan)|fewer(?=\sthan)|less(?=\sthan)|short|ahead|behind|difference|gap|margin|increase|decrease)\b"
)
_OF_THE = re.compile(r"\b[Oo]f\s(?:the\s|all\s|its\s|their\s)?$")
_OTHERS = re.compile(r"\b(?:[Oo]ther|[Rr]emaining|[Rr]est|[Aa]nother)\s(?:[\w’'-]+\s){0,2}$")
_VOTE = re.compile(
    r"(?<![\w.,$-])(?P<x>\d{1,3})\s?(?:-|–|\sto\s)\s?(?P<y>\d{1,3})(?![\w%-]|[.,]\d)(?=[^.\n]{0,25}\b(?:votes?|majority|margin)\b)"
)
_VOTED = re.compile(
    r"\bvot(?:e|ed|ing)\s(?:[\w’'-]+\s){0,4}?(?P<x>\d{1,3})\s?(?:-|–|\sto\s)\s?(?P<y>\d{1,3})(?![\w%-]|[.,]\d)", re.IGNORECASE
)


def proposed_sums(where: Passage) -> Iterator[Check]:
    """A total that consecutive figures of its kind add up to."""
    for k in sorted({j + d for j in where.held for d in (-1, 0, 1) if 0 <= j + d < len(where.sentences)}):
        found: list[tuple[float, Check]] = []
        for total in (*of_kind(where.held.get(k, ()), "NUPLD"), *_votes(where, k)):
            for parts in _runs(where, k, total):
                weight = _weight(where, total, parts)
                if weight.enough:
                    found.append((weight.decades, _sum(where, total, parts)))
        yield from (check for _, check in sorted(found, key=lambda x: -x[0]))


def _votes(where: Passage, k: int) -> Iterator[Figure]:
    for pattern in (_VOTE, _VOTED):
        for m in pattern.finditer(where.source, where.sentences[k].start, where.sentences[k].end):
            for name in ("x", "y"):
                value = float(m[name])
                yield Figure(
                    start=m.start(name),
                    end=m.end(name),
                    value=value,
                    low=value,
                    high=value,
                    unit="count",
                    sentence=k,
                    noun="votes",
                )


def _runs(where: Passage, k: int, total: Figure) -> Iterator[tuple[Figure, ...]]:
    """Runs of two and more figures of the total's kind within one sentence, the total left out, that make it."""
    for j in range(k - 2, k + 3):
        line = [f for f in where.held.get(j, ()) if same_kind(f, total) and f != total]
        for first in range(len(line)):
            value = line[first].value
            for last in range(first + 1, min(len(line), first + _MOST_PARTS)):
                value += line[last].value
                parts = tuple(line[first : last + 1])
                if _agrees(value, total) and min(f.value for f in parts) > 0:
                    yield parts
                if value > 1.3 * total.value:
                    break
        for rest in where.held.get(j + 1, ()):
            if (
                line
                and same_kind(rest, total)
                and rest != total
                and _OTHERS.search(where.ahead(rest))
                and _agrees(line[-1].value + rest.value, total)
            ):
                yield line[-1], rest


def _agrees(value: float, total: Figure) -> bool:
    if total.hedge:
        low = max(total.low, 0.9 * total.value) if total.low < total.value else total.value
        high = min(total.high, 1.1 * total.value) if total.high > total.value else total.value
        return low <= value <= high
    return abs(value - total.value) <= 1e-9 * total.value


def _weight(where: Passage, total: Figure, parts: Sequence[Figure]) -> Weigher:
    home, away = total.sentence or 0, parts[0].sentence or 0
    apart = abs(home - away)
    links = [where.between(a, b) for a, b in pairwise(parts)]
    text = where.sentence(away) if apart else where.sentence(home)
    around = where.ahead(total, 60) + " " + where.behind(total, 60)
    w = Weigher(math.log10(max(1.0, total.value / _grain([total, *parts]))))
    w.decades = min(w.decades, 3.0) if not total.hedge else 1.0
    voted = total.noun == "votes"
    changed = [f for f in (total, *parts) if moved(where, f)]
    change = len(parts) == 2 and len(changed) == 1 and changed[0] is not total
    w.add(apart == 0, 0.4).add(apart == 2, -0.5)
    w.add(any(one_noun(total, p) for p in parts), 0.7)
    w.add(bool(_TOTAL.search(around)) or voted, 0.9)
    w.add(all(_JOINED.search(link) for link in links) or bool(_OTHERS.search(where.ahead(parts[-1]))), 0.6)
    w.add(bool(_OTHERS.search(where.ahead(parts[-1]))), 0.3)
    w.add(bool(_PARTS.search(text)), 0.6)
    w.add(total.unit not in ("count", "percent", "points"), 0.2)
    w.add(any(f.hedge for f in parts) and not total.hedge, -0.6)
    w.add(apart == 0 and parts[0].start > total.end and bool(re.search(r"[:(—–]|\s-+\s", where.between(total, parts[0]))), 0.7)
    w.add(total.unit == "percent", -2.0).add((letter(total) == "D" and not change), -1.2)
    w.add(bool(_OF_THE.search(where.ahead(total, 12))) and apart == 0, 0.6)
    w.add(total.value <= 12, -0.6)
    alike = [f for f in where.held.get(away, ()) if same_kind(f, total) and f != total]
    w.add(len(parts) > 2, 0.7).add(len(parts) > 2 and len(alike) == len(parts), 0.4)
    w.add(not change and any(_AGAINST.search(link) for link in links), -1.0)
    w.add(bool(changed), 0.5 if change else -0.7)
    listed = (
        apart == 0
        and not _TOTAL.search(around)
        and not _OPENED.search(where.between(total, min(parts, key=lambda f: abs(f.start - total.start))))
    )
    gap = len(parts) == 2 and any(_GAP.search(where.behind(f)) for f in parts)
    w.add(gap, 0.8).add(listed and not gap, -1.2)
    w.add(parts[0].start < total.start < parts[-1].end, -1.0)
    return w


def _grain(figures: Sequence[Figure]) -> float:
    """The largest power of ten that divides all of them, decimals included."""
    grain = 1e12
    while grain > 1e-3 and any(f.value < grain or abs(f.value / grain - round(f.value / grain)) > 1e-6 for f in figures):
        grain /= 10
    return grain


def _sum(where: Passage, total: Figure, parts: tuple[Figure, ...]) -> Check:
    value = sum(f.value for f in parts)
    gaps = [f for f in parts if len(parts) == 2 and (_GAP.search(where.behind(f)) or moved(where, f))]
    if gaps:
        return _difference(where, total, parts, gaps[0])
    names = [said(where, f, hedge=True) for f in parts]
    made = (
        said(where, total) if not total.hedge else f"{value:,.10g}" if total.unit == "count" else said(where, _of(total, value))
    )
    return Check(
        relation="sum",
        claim=place(total),
        operands=parts,
        formula="sum of the parts",
        computed=value,
        stated=total.value,
        verdict="holds",
        statement=f"{', '.join(names[:-1])} and {names[-1]} make {made}; "
        f"the text says {said(where, total, hedge=True)}: that holds.",
        telling=0.7 if value >= 20 else 0.5,
    )


def _of(total: Figure, value: float) -> Figure:
    return Figure(start=0, end=0, value=value, low=value, high=value, unit=total.unit)


def _difference(where: Passage, total: Figure, parts: tuple[Figure, ...], gap: Figure) -> Check:
    other = parts[0] if parts[1] is gap else parts[1]
    return Check(
        relation="difference",
        claim=place(gap),
        operands=(total, other),
        formula="|a - b|",
        computed=total.value - other.value,
        stated=gap.value,
        verdict="holds",
        statement=f"Between {said(where, other, hedge=True)} and {said(where, total, hedge=True)} "
        f"lie {said(where, gap)}, as the text says.",
        telling=0.6,
    )
