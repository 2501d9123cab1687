"""`/search?q=`: articles by their words, with the words found marked."""

from typing import Any

from starlette.requests import Request

from sidelight.desk.browse import Browse, Hit
from sidelight.desk.search import Found
from sidelight.errors import StoreError
from sidelight.surfaces.excerpts import Piece, excerpt
from sidelight.surfaces.web.answers import Page
from sidelight.surfaces.web.moments import moment
from sidelight.surfaces.web.outlets import name_of
from sidelight.surfaces.web.pages import page_number, turning

_PER_PAGE = 20
_LONGEST_QUERY = 300
_LONGEST = 320


def search(request: Request, desk: Browse) -> Page:
    """Twenty hits a page, the best first; without words, how to search."""
    query = request.query_params.get("q", "").strip()[:_LONGEST_QUERY]
    number = page_number(request)
    found = _found(desk, query, (number - 1) * _PER_PAGE)
    hits, total = found.hits, found.total
    outlets = desk.outlets({h.outlet for h in hits if h.outlet})
    return Page(
        rests_on=("search", query, str(number), str(total), *map(repr, hits)),
        template="search.html",
        show=lambda: {
            "query": query,
            "total": total,
            "hits": [_shown(h) | {"name": name_of(h.outlet, outlets) if h.outlet else ""} for h in hits],
            "turning": turning("/search", number, number * _PER_PAGE < total, {"q": query}),
        },
        twin=lambda: {"query": query, "total": total, "page": number, "hits": [_twin(h) for h in hits]},
    )


def _found(desk: Browse, query: str, offset: int) -> Found:
    """A side that there is not finds nothing: whoever types is told how to search."""
    try:
        return desk.search(query, _PER_PAGE, offset) if query else Found(hits=(), total=0)
    except StoreError as error:
        if not error.where.startswith("side:"):
            raise
        return Found(hits=(), total=0)


def _shown(hit: Hit) -> dict[str, Any]:
    places = hit.hits if not hit.hits or hit.hits[0][0] < len(hit.excerpt) else ()
    title = hit.title or ""
    return {
        "hit": hit,
        "when": moment(hit.published),
        "title": excerpt(title, (0, len(title)), hit.title_hits, _LONGEST) if title else (Piece("Without a title", False),),
        "excerpt": excerpt(hit.excerpt, (0, len(hit.excerpt)), places, _LONGEST),
    }


def _twin(hit: Hit) -> dict[str, Any]:
    return {
        "article": hit.article,
        "title": hit.title,
        "outlet": hit.outlet,
        "url": hit.url,
        "published": hit.published and hit.published.isoformat(),
        "story": hit.story,
        "excerpt": hit.excerpt,
        "hits": [list(h) for h in hit.hits],
    }
