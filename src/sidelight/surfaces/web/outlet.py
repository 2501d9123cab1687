"""`/outlet/DOMAIN`: what raters say of a publisher, each named and dated, and what it published."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request

from sidelight.surfaces.web.addresses import address
from sidelight.surfaces.web.answers import Missing, Page
from sidelight.surfaces.web.coverage import drawn
from sidelight.surfaces.web.desk_port import Desk
from sidelight.surfaces.web.moments import moment
from sidelight.surfaces.web.outlets import TOLD, across, side, signed
from sidelight.surfaces.web.pages import page_number, turning
from sidelight.types import Article, Lean, Outlet, Rating

_PER_PAGE = 50


def outlet(request: Request, desk: Desk) -> Page:
    """Fifty articles a page, newest first."""
    domain = request.path_params["id"].lower()
    found = desk.outlets([domain]).get(domain)
    number = page_number(request)
    held = list(desk.published(domain, _PER_PAGE + 1, (number - 1) * _PER_PAGE))
    ratings = desk.ratings(domain)
    if found is None and not held and not ratings:
        raise Missing("There is no outlet with this domain on this desk.")
    lean = desk.leans([domain]).get(domain)
    articles, more = held[:_PER_PAGE], len(held) > _PER_PAGE
    stories = {a.id: desk.story_of(a.id) for a in articles}
    rests_on = [repr((found, lean, ratings, number, more)), *(f"{a.id} {a.version} {stories[a.id]}" for a in articles)]
    return Page(
        rests_on=("outlet", domain, *rests_on),
        template="outlet.html",
        show=lambda: {
            "domain": domain,
            "outlet": found,
            "lean": drawn(lean),
            "side": TOLD[side(lean)],
            "ratings": [_rating(r) for r in sorted(ratings, key=lambda r: r.rater)],
            "articles": [{"article": a, "when": moment(a.published), "story": stories[a.id]} for a in articles],
            "published": desk.count_published(domain),
            "turning": turning(address("outlet", domain), number, more),
        },
        twin=lambda: _twin(domain, found, lean, ratings, articles, stories),
    )


def _rating(rating: Rating) -> dict[str, Any]:
    return {
        "rater": rating.rater,
        "value": signed(rating.value),
        "at": across(rating.value),
        "rated": rating.rated.isoformat() if rating.rated else "no date",
        "n": rating.n,
    }


def _twin(
    domain: str,
    outlet: Outlet | None,
    lean: Lean | None,
    ratings: Sequence[Rating],
    articles: Sequence[Article],
    stories: Mapping[str, str | None],
) -> dict[str, Any]:
    facts = ("name", "country", "language", "owner", "kind")
    return {
        "domain": domain,
        **{name: getattr(outlet, name) if outlet else None for name in facts},
        "lean": lean and {"mean": lean.mean, "interval": [lean.low, lean.high], "raters": list(lean.raters)},
        "ratings": [{"rater": r.rater, "rating": r.value, "date": r.rated and r.rated.isoformat(), "n": r.n} for r in ratings],
        "articles": [
            {
                "id": a.id,
                "title": a.title,
                "url": a.url,
                "published": a.published and a.published.isoformat(),
                "story": stories[a.id],
            }
            for a in articles
        ],
    }
