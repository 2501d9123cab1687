"""A page and its twin as an HTTP answer: named by a digest of what went in, rendered once, sent again only where it changed."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sidelight.surfaces.web.addresses import is_twin
from sidelight.surfaces.web.templates import made_by, render

_HELD_AT_MOST = 32_000_000
"""Bytes of rendered pages that are kept."""

_AGAIN = 1
"""Seconds after which a browser asks for a page again that is being made: half of all stories are there by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: what it rests on (for its ETag), its template with what that shows, and its twin.

    `show` and `twin` run only where the page is not known already. Where that would take long `meanwhile` gives what a reader
    sees until then; whoever asks for the twin waits.
    """

    rests_on: tuple[str, ...]
    template: str
    show: Callable[[], Mapping[str, Any]]
    twin: Callable[[], Any]
    meanwhile: Callable[[], "Meanwhile | None"] = lambda: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """A page that stands in for one that is being made; a browser asks again by itself, after a second."""

    template: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moved:
    """The page stands at another address now."""

    address: str


class Missing(Exception):
    """There is no such page; says why in one sentence. `gone` says that there was one."""

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.gone = gone


class Answers:
    """Makes answers and keeps the newest of them."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def answer(self, request: Request, page: Page | Moved) -> Response:
        """The page, its twin, a redirect, or word that the reader has it already."""
        twin = is_twin(request.scope.get("raw_path", b""))
        if isinstance(page, Moved):
            return RedirectResponse(page.address + (".json" if twin else ""), status_code=301)
        name = _digest(made_by(), page.template, str(twin), *page.rests_on)
        tag = f'W/"{name}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
        if tag in (t.strip() for t in request.headers.get("if-none-match", "").split(",")):
            return Response(status_code=304, headers=headers)
        body = self._kept(name)
        if body is None and not twin and (soon := page.meanwhile()) is not None:
            body = render(soon.template, soon.values).encode("utf-8", "replace")
            headers = {"Cache-Control": "no-store", "Refresh": str(_AGAIN)}
            return Response(body, status_code=202, headers=headers, media_type="text/html")
        if body is None:
            body = as_json(page.twin()) if twin else render(page.template, page.show()).encode("utf-8", "replace")
            self._keep(name, body)
        return Response(body, headers=headers, media_type="application/json" if twin else "text/html")

    def _kept(self, name: str) -> bytes | None:
        with self._lock:
            if name in self._held:
                self._held.move_to_end(name)
            return self._held.get(name)

    def _keep(self, name: str, body: bytes) -> None:
        with self._lock:
            if name not in self._held:
                self._size += len(body)
            self._held[name] = body
            while self._size > _HELD_AT_MOST and self._held:
                self._size -= len(self._held.popitem(last=False)[1])


def as_json(value: Any) -> bytes:
    """JSON in UTF-8, readable by people."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _digest(*parts: str) -> str:
    hashed = hashlib.blake2b(digest_size=12)
    for part in parts:
        hashed.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return hashed.hexdigest()
