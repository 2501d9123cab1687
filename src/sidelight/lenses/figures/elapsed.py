"""Years between a dated event and another, or the day of publication."""

import re
from collections.abc import Iterator
from functools import cache

from sidelight.lenses.figures.checks import Check, place, year_figure
from sidelight.lenses.figures.passage import Passage
from sidelight.resources.load import language_pack
from sidelight.text.dates import DateMention, dates
from sidelight.text.number_grammar import either
from sidelight.types import Figure


@cache
def _counted() -> re.Pattern[str]:
    words = either(w for w, v in language_pack("en").values["number_words"].items() if v >= 2)
    return re.compile(
        rf"\b(?P<n>\d{{1,3}}|{words})(?P<th>st|nd|rd|th)?(?:\s(?:short|long|full|whole|more))?"
        r"[\s-](?:(?P<ago>years?\s(?:ago|earlier|later|before|after|since))|(?P<year>years?(?:-old|\sold)?)|(?P<anniversary>anniversary)|(?P<in>years)(?!-old))\b",
        re.IGNORECASE,
    )


_NOW = re.compile(r"\b(?:ago|since|it\s(?:has|’s|'s)\sbeen|has\sbeen|have\spassed)\b", re.IGNORECASE)
_FIRST = re.compile(
    r"\b(?:first|worst|biggest|largest|highest|lowest|deadliest|most|only)\b.*\bin\s(?:(?:the|about|nearly|more\sthan)\s)*$|\bfor\sthe\s(?:past|last)\s$",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:after|later|earlier|before|anniversary)\b", re.IGNORECASE)


def elapsed(where: Passage) -> Iterator[Check]:
    """ "230 years since …" beside its year, in the sentence or one before or after it, reckoned from the day of publication;
    "the 20th anniversary"; "nine years later" between two years of one sentence. Told where they come out exactly."""
    for k, sentence in enumerate(where.sentences):
        if not sentence.body or sentence.end - sentence.start > 1500:
            continue
        for m in _counted().finditer(where.source, sentence.start, sentence.end):
            word = m["n"].lower()
            count = float(word) if word.isdigit() else language_pack("en").values["number_words"][word]
            if count < 2 or (m["th"] and not m["anniversary"]) or (m["anniversary"] and not m["th"]):
                continue
            if check := _reckoned(where, k, m, count):
                yield check


def _reckoned(where: Passage, k: int, m: re.Match[str], count: float) -> Check | None:
    claim = Figure(start=m.start("n"), end=m.end(), value=count, low=count, high=count, unit="years", sentence=k)
    around = where.source[max(where.sentences[k].start, m.start() - 40) : min(where.sentences[k].end, m.end() + 40)]
    own = _years(where, k)
    if len(own) == 2 and _LATER.search(around) and own[1].year - own[0].year == count > 0:  # type: ignore[operator]
        return _span(claim, own, own[1].year or 0)
    if m["in"] and not _FIRST.search(where.source[max(where.sentences[k].start, m.start() - 120) : m.start()]):
        return None
    if where.published is None or not (m["in"] or _NOW.search(around) or m["anniversary"]) or re.search(r"\bold\b", m[0]):
        return None
    now = where.published.year
    for j in (k, k - 1, k + 1, k - 2, k + 2, k + 3):
        years = own if j == k else _years(where, j)
        hits = [d for d in years if d.year and now - d.year == count]
        if len(hits) == 1 and (
            j == k
            or (
                len(years) == 1
                and count > 2
                and len(where.topic(j) & where.topic(k)) >= (1 if abs(j - k) < 3 and not m["in"] else 2)
            )
        ):
            return _span(claim, hits, now)
    return None


def _years(where: Passage, k: int) -> list[DateMention]:
    if not 0 <= k < len(where.sentences) or not where.sentences[k].body:
        return []
    start = where.sentences[k].start
    found = dates(where.sentence(k), language_pack("en")) if re.search(r"\d{4}", where.sentence(k)) else []
    return [d._replace(start=d.start + start, end=d.end + start) for d in found if d.year and not d.decade and d.until is None]


def _span(claim: Figure, years: list[DateMention], last: int) -> Check:
    first = years[0].year or 0
    end = f"{last}" if len(years) == 2 else f"{last}, the year of publication,"
    return Check(
        relation="span of years",
        claim=place(claim),
        operands=tuple(year_figure((d.start, d.end), d.year or 0) for d in years),
        formula="last year - first year",
        computed=float(last - first),
        stated=claim.value,
        verdict="holds",
        statement=f"From {first} to {end} is {claim.value:.0f} years: what the text says holds.",
        telling=0.5,
    )
