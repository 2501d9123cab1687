"""A lead or a change in points, and the two shares it lies between, where no one shape holds all three."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from sidelight.lenses.figures.checks import Check, place
from sidelight.lenses.figures.passage import Passage, moved, of_kind
from sidelight.lenses.figures.slots import listed
from sidelight.lenses.figures.wording import number, said
from sidelight.types import Figure

_SCORE = re.compile(
    r"(?<![\w.,$/-])(?P<x>\d\d?(?:\.\d)?)(?:\s?%|\spercent|\sper\scent)?\s?(?:-|–|\sto\s|\sversus\s|\sv\.?\s)\s?"
    r"(?P<y>\d\d?(?:\.\d)?)(?:%|\spercent|\sper\scent)?(?![\w/]|[-–]\d|[.,]\d)"
)
_RANGE = re.compile(r"\b(?:rang(?:es?|ing|ed)\sfrom|from|between)\s$", re.IGNORECASE)
_ERROR = re.compile(r"\b(?:margin\sof\s(?:sampling\s)?error|error|plus)\b", re.IGNORECASE)


@cache
def _leading() -> re.Pattern[str]:
    verbs = (
        "leads?|led|leading|ahead|behind|trail(?:s|ed|ing)?|beat(?:s|ing|en)?|defeat(?:s|ed|ing)?|topp(?:ed|ing)|tops|won|wins|win|bests?|bested|"
        "edg(?:ed|es|ing)|outpac(?:ed|es|ing)|outpoll(?:ed|s|ing)|lost|loses|losing|carried|up|down|outperform(?:ed|s)?"
    )
    return re.compile(rf"\b(?:{verbs}|{listed('lead_nouns')})\b", re.IGNORECASE)


def proposed_leads(where: Passage) -> Iterator[Check]:
    """A gap in points, or a percentage called a margin or lead, and the pair of shares nearest to it that gives it exactly.

    A sentence that has two shares of its own is judged by them alone; one that has one share takes the other from a
    neighbour; one that has none takes both from one neighbour.
    """
    for k, here in where.held.items():
        for gap in here:
            if not (gap.unit == "points" or (gap.unit == "percent" and _called_a_lead(where, gap))):
                continue
            if _ERROR.search(where.sentence(k)) and _ERROR.search(where.ahead(gap, 60) + where.behind(gap, 60)):
                continue
            if _OR_MORE.match(where.behind(gap)):
                continue
            if not (_leading().search(where.ahead(gap, 80)) or _leading().search(where.behind(gap, 40)) or moved(where, gap)):
                continue
            if pair := _pair(where, gap, k):
                yield _lead(where, gap, *pair)


_THEN = re.compile(
    r"^\s(?:more|less|higher|lower|up|down|fewer)\s(?:than|from|since)\s(?:in|at|during|a|the|last|two|three|\w+\sago)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\b(?:to|versus|vs|against|while|and|compared)\b|[-–]", re.IGNORECASE)
_HE = re.compile(r"[\s“\"]*(?:He|She|They|That|This)\b")
_POLLED = re.compile(r"%|per\s?cent|poll|vote|survey|elect|candidate|approv|favor|margin|caucus|primary|race\b", re.IGNORECASE)
_OR_MORE = re.compile(r"\s(?:[\w-]+\s){0,2}?or\s(?:more|less|higher|lower)\b")
_TALLY = re.compile(
    r"(?<![\w.,$-])(?P<x>\d{1,3})(?:\svotes?)?(?:\s?[-–]\s?|\sto\s|\sagainst\s)(?P<y>\d{1,3})(?![\w%-]|[.,]\d|\spercent|\spoints)"
)
_BY = re.compile(r"\bby\s(?:just\s|only\s|an?\s)*$", re.IGNORECASE)
_VOTES = re.compile(r"^[\s-](?:votes?|seats?)\b", re.IGNORECASE)


def vote_margins(where: Passage) -> Iterator[Check]:
    """ "rejected by 23 votes" and the tally ("321 votes to 298") in the same sentence or beside it.

    Elsewhere in the report it is taken only where one tally alone gives the margin.
    """
    for k, here in where.held.items():
        for gap in of_kind(here, "N"):
            if not (_VOTES.match(where.behind(gap)) and _BY.search(where.ahead(gap)) and gap.value > 1 and not gap.hedge):
                continue
            exact = [p for p in _tallies(where) if abs(p[0].value - p[1].value) == gap.value]
            close = [p for p in exact if abs((p[0].sentence or 0) - k) <= 1]
            if len(close or exact) == 1:
                yield _lead(where, gap, *(close or exact)[0])


def _tallies(where: Passage) -> Iterator[tuple[Figure, Figure]]:
    for j, sentence in enumerate(where.sentences):
        if sentence.body and ("vot" in where.sentence(j).lower() or "vot" in where.sentence(max(0, j - 1)).lower()):
            for m in _TALLY.finditer(where.source, sentence.start, sentence.end):
                yield _count(m, "x", j), _count(m, "y", j)


def _count(m: re.Match[str], name: str, sentence: int) -> Figure:
    value = float(m[name])
    return Figure(start=m.start(name), end=m.end(name), value=value, low=value, high=value, unit="count", sentence=sentence)


def _called_a_lead(where: Passage, gap: Figure) -> bool:
    if re.search(r"(?:percent|%)\s?(?:to|-|–)\s?$", where.ahead(gap)):
        return False
    return bool(re.match(rf"^[\s-](?:[\w’'-]+\s)?(?:{listed('lead_nouns')})\b", where.behind(gap)))


def _pair(where: Passage, gap: Figure, k: int) -> tuple[Figure, Figure] | None:
    own = [f for f in _shares(where, k) if f.start != gap.start]
    if _THEN.match(where.behind(gap)) and not any(f.start > gap.end for f in own):
        return None
    points = [f for f in of_kind(where.held.get(k, ()), "T") if f is not gap]
    if gap.unit == "points" and len(points) == 2 and not own and (pair := _nearest(where, gap, [(points[0], points[1])])):
        return pair
    if len(own) >= 2:
        return _nearest(where, gap, list(pairwise(own)))
    for j in (k - 1, k + 1, k - 2):
        others = _shares(where, j)
        if pair := _nearest(where, gap, [(own[0], f) for f in others if _the_way(where, gap, own[0], f)] if own else []):
            return pair
        joined = [(a, b) for a, b in pairwise(others) if _linked(where, k, j, a, b)]
        if (not own or j == k - 1) and (pair := _nearest(where, gap, joined)):
            return pair
    return _far(where, gap, k) if not own else None


def _the_way(where: Passage, gap: Figure, now: Figure, before: Figure) -> bool:
    """Whether a rise or fall told with its new value leads there from the other; a mere gap leads anywhere."""
    sign = moved(where, gap)
    return not sign or bool(_leading().search(where.behind(gap, 20))) or (now.value - before.value) * sign > 0


def _linked(where: Passage, k: int, j: int, a: Figure, b: Figure) -> bool:
    """Whether a neighbour's pair is set side by side by its words, or its sentence speaks of whom the gap's speaks."""
    between = where.between(a, b)
    beside = len(between) <= 45 and _JOINT.search(between) is not None
    return beside or len(_names(where, k) & _names(where, j)) >= 2 or _HE.match(where.sentence(max(j, k))) is not None


def _far(where: Passage, gap: Figure, k: int) -> tuple[Figure, Figure] | None:
    """A pair some sentences away that shares three names with the gap's sentence, and no other such sentence has another pair."""
    names = _names(where, k)
    found = []
    for j in [*range(k - 6, k - 2), *range(k + 2, k + 7)]:
        others = _shares(where, j)
        if len(others) == 2 and len(names & _names(where, j)) >= 3:
            found.append((others[0], others[1]))
    return _nearest(where, gap, found) if len(found) == 1 else None


def _names(where: Passage, k: int) -> frozenset[str]:
    return (
        frozenset(re.findall(r"(?<=[\s“\"(])[A-Z][\w’-]{3,}", where.sentence(k)))
        if 0 <= k < len(where.sentences)
        else frozenset()
    )


def _other_time(where: Passage, gap: Figure, pair: tuple[Figure, Figure]) -> bool:
    """Whether the gap is told of a year, or the pair is, that the other is not told of; or the pair is a range."""
    years = {f.year for f in pair}
    if gap.sentence != pair[0].sentence and {gap.year} != years and (gap.hedge or gap.year or len(years) > 1):
        return True
    ranged = _RANGE.search(where.ahead(pair[0]))
    return ranged is not None and (ranged[0].lower() != "from " or not moved(where, gap))


def _nearest(where: Passage, gap: Figure, pairs: list[tuple[Figure, Figure]]) -> tuple[Figure, Figure] | None:
    exact = [
        p
        for p in pairs
        if abs(abs(p[0].value - p[1].value) - gap.value) <= 0.051 * (gap.value % 1 > 0) + 1e-9 and not _other_time(where, gap, p)
    ]
    return min(exact, key=lambda p: min(abs(p[0].start - gap.start), abs(p[1].start - gap.start)), default=None)


def _shares(where: Passage, k: int) -> list[Figure]:
    """The sentence's percentages and the numbers of its scores ("43-40")."""
    if not 0 <= k < len(where.sentences) or not where.sentences[k].body:
        return []
    found = of_kind(where.held.get(k, ()), "P")
    polled = _POLLED.search(where.sentence(k)) or _POLLED.search(where.sentence(max(0, k - 1)))
    for m in () if not polled else _SCORE.finditer(where.source, where.sentences[k].start, where.sentences[k].end):
        for name in ("x", "y"):
            if not any(f.start <= m.start(name) < f.end for f in found):
                value = float(m[name])
                found.append(
                    Figure(start=m.start(name), end=m.end(name), value=value, low=value, high=value, unit="percent", sentence=k)
                )
    return sorted(found, key=lambda f: f.start)


def _lead(where: Passage, gap: Figure, a: Figure, b: Figure) -> Check:
    apart = abs(a.value - b.value)
    unit = "points" if a.unit != "count" else "count"
    names = " and ".join(number(f.value, a.unit) for f in (a, b))
    return Check(
        relation="difference",
        claim=place(gap),
        operands=(a, b),
        formula="|a - b|",
        computed=apart,
        stated=gap.value,
        verdict="holds",
        statement=f"{names} are {number(round(apart, 6), unit)} apart; the text says {said(where, gap, hedge=True)}: that holds.",
        telling=0.7,
    )
