"""`/outlet/DOMAIN`: what raters say of a publisher, each named and dated, and what it published."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request

from sidelight.desk.browse import ArticleLine, Browse
from sidelight.surfaces.web.addresses import address
from sidelight.surfaces.web.answers import Missing, Page
from sidelight.surfaces.web.coverage import drawn
from sidelight.surfaces.web.moments import moment
from sidelight.surfaces.web.outlets import TOLD, across, rater_name, side, signed
from sidelight.surfaces.web.pages import page_number, turning
from sidelight.types import Lean, Outlet, Rating

_PER_PAGE = 50


def outlet(request: Request, desk: Browse) -> Page:
    """Fifty articles a page, newest first."""
    domain = request.path_params["id"].lower()
    found = desk.outlets([domain]).get(domain)
    number = page_number(request)
    held = desk.published(domain, _PER_PAGE + 1, (number - 1) * _PER_PAGE)
    ratings = desk.ratings(domain)
    if found is None and not held and not ratings:
        raise Missing("There is no outlet with this domain on this desk.")
    lean = desk.leans([domain]).get(domain)
    articles, more = held[:_PER_PAGE], len(held) > _PER_PAGE
    whole = desk.count_published(domain)
    rests_on = [repr((found, lean, ratings, number, whole)), *(f"{a.article} {a.version} {a.story}" for a in articles)]
    return Page(
        rests_on=("outlet", domain, *rests_on),
        template="outlet.html",
        show=lambda: {
            "domain": domain,
            "outlet": found,
            "lean": drawn(lean),
            "side": TOLD[side(lean)],
            "ratings": [_rating(r) for r in sorted(ratings, key=lambda r: r.rater)],
            "articles": [{"article": a, "when": moment(a.published)} for a in articles],
            "published": whole,
            "turning": turning(address("outlet", domain), number, more),
        },
        twin=lambda: _twin(domain, found, lean, ratings, articles),
    )


def _rating(rating: Rating) -> dict[str, Any]:
    return {
        "rater": rater_name(rating.rater),
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
    articles: Sequence[ArticleLine],
) -> dict[str, Any]:
    facts = ("name", "country", "language", "owner", "kind")
    return {
        "domain": domain,
        **{name: getattr(outlet, name) if outlet else None for name in facts},
        "lean": lean and {"mean": lean.mean, "interval": [lean.low, lean.high], "raters": list(lean.raters)},
        "ratings": [{"rater": r.rater, "rating": r.value, "date": r.rated and r.rated.isoformat(), "n": r.n} for r in ratings],
        "articles": [
            {
                "id": a.article,
                "title": a.title,
                "url": a.url,
                "published": a.published and a.published.isoformat(),
                "story": a.story,
            }
            for a in articles
        ],
    }
