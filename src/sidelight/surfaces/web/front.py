"""`/`: the stories of the latest days, those that several outlets report first."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from starlette.requests import Request

from sidelight.desk.browse import Browse, StoryLine
from sidelight.surfaces.web.answers import Page
from sidelight.surfaces.web.moments import day, moment
from sidelight.surfaces.web.outlets import bar, name_of
from sidelight.surfaces.web.pages import page_number, turning
from sidelight.types import Lean, Outlet

_PER_PAGE = 40


def front(request: Request, desk: Browse) -> Page:
    """Forty stories a page, newest first."""
    number = page_number(request)
    found = desk.stories(_PER_PAGE + 1, (number - 1) * _PER_PAGE)
    articles, stories = desk.counts()
    lines, more = found[:_PER_PAGE], len(found) > _PER_PAGE
    domains = {o for line in lines for o in line.outlets}
    leans, outlets = desk.leans(domains), desk.outlets(domains)
    return Page(
        rests_on=("front", repr((number, more, articles, stories)), *map(repr, lines), *_known(domains, leans, outlets)),
        template="front.html",
        show=lambda: {
            "days": _days(lines, leans, outlets),
            "turning": turning("/", number, more),
            "stories": stories,
            "articles": articles,
        },
        twin=lambda: {"page": number, "more": more, "stories": [twin_of(line, leans) for line in lines]},
    )


def _days(lines: Sequence[StoryLine], leans: Mapping[str, Lean], outlets: Mapping[str, Outlet]) -> list[dict[str, Any]]:
    days = []
    for told, held in groupby(lines, key=lambda line: day(line.last_seen) or "Without a date"):
        shown = [card(line, leans, outlets) for line in held]
        days.append({"day": told, "many": [c for c in shown if c["reports"] > 1], "few": [c for c in shown if c["reports"] < 2]})
    return days


def card(line: StoryLine, leans: Mapping[str, Lean], outlets: Mapping[str, Outlet]) -> dict[str, Any]:
    """A story in a list."""
    return {
        "id": line.id,
        "title": line.title or "A story without a title",
        "reports": line.reports,
        "independent": line.independent,
        "outlets": [(domain, name_of(domain, outlets)) for domain in line.outlets],
        "first": moment(line.first_seen),
        "bar": bar(line.outlets, leans),
        "unrated": [(d, name_of(d, outlets)) for s in bar(line.outlets, leans) if s.side == "unrated" for d in s.outlets],
    }


def twin_of(line: StoryLine, leans: Mapping[str, Lean]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "id": line.id,
        "title": line.title,
        "first_seen": line.first_seen and line.first_seen.isoformat(),
        "last_seen": line.last_seen and line.last_seen.isoformat(),
        "reports": line.reports,
        "independent": line.independent,
        "outlets": {s.side: list(s.outlets) for s in bar(line.outlets, leans)},
    }


def _known(domains: set[str], leans: Mapping[str, Lean], outlets: Mapping[str, Outlet]) -> list[str]:
    return [f"{leans.get(d)!r}{outlets.get(d)!r}" for d in sorted(domains)]
