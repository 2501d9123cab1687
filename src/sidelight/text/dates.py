"""Years and dates in a text. Rules over the forms that news prints; relative ones ("last year") are not read."""

import re
from functools import lru_cache
from typing import NamedTuple

from sidelight.text.pack import LanguagePack

_YEAR = r"(?:1[5-9]|20)\d\d"
# Look-behinds stand after the year, so that the search skips to a "1" or a "2".
_BARE_YEAR = re.compile(
    rf"(?P<year>{_YEAR})(?<![\w$£€¥#,./%-]\d{{4}})(?P<to>[-–/](?:{_YEAR}|\d\d))?(?![\w%$/]|[,.:]\d|-\d)(?!-[a-z])"
)
_PREFIXED = re.compile(rf"(?P<year>{_YEAR})(?<=-\d{{4}})(?![\w%/]|[,.]\d)")
_PREFIX = re.compile(r"\b(?:mid|early|late|pre|post)-$")
_DECADE = re.compile(rf"(?P<year>{_YEAR})(?<![\w$£€¥,./]\d{{4}})[’']?s\b")
_SHORT_DECADE = re.compile(r"[’'](?<!\w[’'])\d0s\b")
_SLASHED = re.compile(r"\d(?<![\w/.,-]\d)\d{0,3}[/-]\d{1,2}(?:[/-]\d{1,4})?(?![\w/-])")
_PARTS = re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:/(?P<y>\d{4}|\d\d))?|(?P<iso>\d{4}-\d\d-\d\d)")


class DateMention(NamedTuple):
    """A date as written, with its range in the text; what it does not say is None. `until` ends a span of years."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    season: str | None = None
    decade: bool = False
    until: int | None = None


def dates(text: str, pack: LanguagePack) -> list[DateMention]:
    """Every date, in order, none inside another: days, months of a year, seasons of a year, years, decades.

    A month alone is no date, and a four-digit number before a unit or a scale ("2000 miles") is no year.
    """
    named, number = _grammar(tuple(sorted(pack.values["month_numbers"].items())), pack.words["seasons"], _not_after(pack))
    found = [_named(m, pack) for m in named.finditer(text)]
    found.extend(d for m in _SLASHED.finditer(text) if (d := _slashed(m)) is not None)
    found.extend(DateMention(m.start(), m.end(), int(m["year"]), decade=True) for m in _DECADE.finditer(text))
    found.extend(DateMention(m.start(), m.end(), None, decade=True) for m in _SHORT_DECADE.finditer(text))
    found.extend(
        DateMention(m.start(), m.end(), int(m["year"]), until=_until(m))
        for m in _BARE_YEAR.finditer(text)
        if not number.match(text, m.end())
    )
    found.extend(
        DateMention(prefix.start(), m.end(), int(m["year"]))
        for m in _PREFIXED.finditer(text)
        if (prefix := _PREFIX.search(text, max(0, m.start() - 6), m.start()))
    )
    found.sort(key=lambda d: (d.start, -d.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _not_after(pack: LanguagePack) -> frozenset[str]:
    """Units and scales: after one of them a four-digit number is a quantity."""
    units = [w for name, words in pack.words.items() if name.startswith("unit_") for w in words]
    return frozenset([*units, *(s for s in pack.values["number_scales"] if len(s) > 2)])


@lru_cache(maxsize=8)
def _grammar(
    months: tuple[tuple[str, float], ...], seasons: frozenset[str], units: frozenset[str]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(re.escape(m.title()) for m, _ in sorted(months, key=lambda pair: -len(pair[0])))
    month = rf"(?P<month>{names})(?!\w)"
    season = "|".join(sorted(s for s in seasons))
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?[-–]\s?[0-3]?\d)?(?![\w%]|[.,]\d)"
    named = re.compile(
        rf"(?<![\w-])(?:{month}\s{day}(?:,?\s(?P<y1>{_YEAR})(?!\w))?"
        rf"|(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{names})(?!\w)(?:,?\s(?P<y2>{_YEAR})(?!\w))?"
        rf"|(?P<month3>{names}),?\s(?:of\s)?(?P<y3>{_YEAR})(?![\w%])"
        rf"|(?P<season>(?i:{season}))\s(?:of\s)?(?P<y4>{_YEAR})(?![\w%]))"
    )
    words = "|".join(re.escape(u) for u in sorted(units, key=len, reverse=True))
    return named, re.compile(rf"[\s-]?(?:{words})(?!\w)", re.IGNORECASE)


def _named(m: re.Match[str], pack: LanguagePack) -> DateMention:
    month = m["month"] or m["month2"] or m["month3"]
    day = m["day"] or m["day2"]
    year = m["y1"] or m["y2"] or m["y3"] or m["y4"]
    return DateMention(
        m.start(),
        m.end(),
        int(year) if year else None,
        int(pack.values["month_numbers"][month.lower()]) if month else None,
        int(day) if day else None,
        m["season"].lower() if m["season"] else None,
    )


def _slashed(found: re.Match[str]) -> DateMention | None:
    m = _PARTS.fullmatch(found[0])
    if not m:
        return None
    year: int | None
    if m["iso"]:
        year, month, day = (int(part) for part in m["iso"].split("-"))
    else:
        month, day = int(m["m"]), int(m["d"])
        year = None if m["y"] is None else int(m["y"]) + (2000 if len(m["y"]) == 2 else 0)
    return DateMention(found.start(), found.end(), year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _until(m: re.Match[str]) -> int | None:
    to = m.groupdict().get("to")
    if not to:
        return None
    last = int(to[1:])
    return last if last > 99 else int(m["year"]) // 100 * 100 + last
