"""The pages put together: addresses, the guards before them, and what is said where something is not there."""

from collections.abc import Callable
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sidelight.desk.browse import Browse
from sidelight.errors import SidelightError
from sidelight.surfaces.web.about import about
from sidelight.surfaces.web.addresses import is_twin
from sidelight.surfaces.web.answers import Answers, Missing, Moved, Page, as_json
from sidelight.surfaces.web.article import article
from sidelight.surfaces.web.front import front
from sidelight.surfaces.web.guards import LOOPBACK, Guards
from sidelight.surfaces.web.method import method
from sidelight.surfaces.web.outlet import outlet
from sidelight.surfaces.web.search import search
from sidelight.surfaces.web.story import story
from sidelight.surfaces.web.templates import STATIC, made_by, render, static

Show = Callable[[Request, Browse], Page | Moved]

_ONE: dict[str, Show] = {"/": front, "/search": search, "/about": about}
_MANY: dict[str, Show] = {"story": story, "article": article, "outlet": outlet, "method": method}


def build(desk: Browse, host: str) -> Starlette:
    """The application that shows this desk, bound to `host`. On a loopback address it answers to loopback names alone."""
    answers = Answers()
    routes = [Route("/static/{name}", _static)]
    for path, show in _ONE.items():
        endpoint = _endpoint(show, desk, answers)
        routes += [Route(path, endpoint), Route(f"{path}.json", endpoint)]
    for kind, show in _MANY.items():
        routes.append(Route(f"/{kind}/{{id:path}}", _endpoint(show, desk, answers)))
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Guards, hosts=LOOPBACK if host in LOOPBACK else None),
            Middleware(GZipMiddleware, minimum_size=600, compresslevel=5),
        ],
        exception_handlers={Missing: _missing, SidelightError: _failed, HTTPException: _refused, 500: _broken},
    )


def _endpoint(show: Show, desk: Browse, answers: Answers) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        if "id" in request.path_params and is_twin(request.scope.get("raw_path", b"")):
            request.path_params["id"] = request.path_params["id"].removesuffix(".json")
        return answers.answer(request, show(request, desk))

    return endpoint


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        raise Missing("There is no such file.")
    # The pages' address of a file carries its digest, so it may be kept for good.
    kept = "max-age=31536000, immutable" if request.query_params.get("v") == made_by() else "no-cache"
    return Response(static(name), media_type=STATIC[name], headers={"Cache-Control": f"private, {kept}"})


def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, Missing)
    return _told(request, HTTPStatus.GONE if error.gone else HTTPStatus.NOT_FOUND, error.reason)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    told = "There is no page at this address." if error.status_code == HTTPStatus.NOT_FOUND else f"{error.detail}."
    return _told(request, HTTPStatus(error.status_code), told)


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, SidelightError)
    return _told(request, HTTPStatus.SERVICE_UNAVAILABLE, f"The desk cannot answer now: {error.message}.")


def _broken(request: Request, error: Exception) -> Response:
    told = f"Sidelight failed on this page ({type(error).__name__}); please report it."
    return _told(request, HTTPStatus.INTERNAL_SERVER_ERROR, told)


def _told(request: Request, status: HTTPStatus, reason: str) -> Response:
    if is_twin(request.scope.get("raw_path", b"")):
        return Response(as_json({"error": reason}), status_code=status, media_type="application/json")
    page = render("missing.html", {"status": status, "reason": reason})
    return Response(page.encode("utf-8", "replace"), status_code=status, media_type="text/html")
