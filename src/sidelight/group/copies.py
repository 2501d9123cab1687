"""Which stretches a story's reports share word for word or lightly edited, what kind of sharing it is, and whose they are."""

from collections.abc import Sequence

from sidelight.group.matching import Match, Words, matches, words_of
from sidelight.group.origin import origin
from sidelight.group.sharing import kind_of
from sidelight.types import Article, Passage

REPORTS = 400
"""Reports of one story that are compared at most."""


def passages(reports: Sequence[Article]) -> tuple[Passage, ...]:
    """Stretches of 34 words and more that two reports share: the source's span first, then the taker's.

    The source is the report that credits or is an agency, else the earlier one. A stretch of a taker is given to one source
    only, so that thirty copies of one wire story give thirty passages and not four hundred. Kinds: "copy",
    "shared-quotation" (words of a third party), "boilerplate" (notes, captions, biographies).
    """
    ordered = by_precedence(reports)[:REPORTS]
    read = [words_of(report.text) for report in ordered]
    found: list[Passage] = []
    for place, taker in enumerate(ordered):
        taken: set[int] = set()
        for before in range(place):
            for match in matches(read[before], read[place]):
                fresh = [k for k in range(match.second[0], match.second[1]) if k not in taken]
                if 2 * len(fresh) > match.second[1] - match.second[0]:
                    taken.update(fresh)
                    found.append(_passage(ordered[before], taker, read[before], read[place], match))
    return tuple(found)


def by_precedence(reports: Sequence[Article]) -> list[Article]:
    """Reports that an agency wrote, then by time; undated ones last, in input order."""

    def rank(item: tuple[int, Article]) -> tuple[bool, bool, float, int]:
        place, report = item
        credit = origin(report)
        own = credit is not None and credit[1] in ("outlet", "dateline")
        moment = report.published
        return not own, moment is None, moment.timestamp() if moment else 0.0, place

    return [report for _, report in sorted(enumerate(reports), key=rank)]


def independent(reports: Sequence[Article], found: Sequence[Passage]) -> tuple[tuple[str, ...], dict[str, str]]:
    """Ids of reports that are no copy of another, in input order; and for each copy the report that it took most words from.

    A report is a copy where at least 60% of its words stand in passages of kind "copy" of which it is the taker.
    """
    covered: dict[str, set[int]] = {}
    sources: dict[str, dict[str, int]] = {}
    for passage in found:
        if passage.kind == "copy":
            source, taker = passage.spans
            covered.setdefault(taker.article, set()).update(range(taker.start, taker.end))
            by = sources.setdefault(taker.article, {})
            by[source.article] = by.get(source.article, 0) + passage.words
    copies: dict[str, str] = {}
    for report in reports:
        places = covered.get(report.id)
        if places:
            words = words_of(report.text)
            inside = sum(start in places for start in words.starts)
            if inside >= 0.6 * len(words.starts):
                copies[report.id] = max(sources[report.id].items(), key=lambda pair: (pair[1], pair[0]))[0]
    return tuple(report.id for report in reports if report.id not in copies), copies


def _passage(source: Article, taker: Article, one: Words, other: Words, match: Match) -> Passage:
    first = source.span(one.starts[match.first[0]], one.ends[match.first[1] - 1])
    second = taker.span(other.starts[match.second[0]], other.ends[match.second[1] - 1])
    whose = origin(source) or origin(taker)
    kind = kind_of((source, first), (taker, second))
    return Passage(
        spans=(first, second),
        words=match.words,
        kind=kind,
        origin=whose[0] if whose and kind == "copy" else None,
        origin_known_by=whose[1] if whose and kind == "copy" else None,
    )
