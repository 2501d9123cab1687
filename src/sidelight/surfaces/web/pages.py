"""Long lists, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

_HIGHEST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """The addresses of the pages before and after; empty where there is none."""

    number: int
    before: str
    after: str


def page_number(request: Request) -> int:
    """Which page is asked for, from 1; anything that is no number is the first."""
    asked = request.query_params.get("page", "")
    return min(max(int(asked), 1), _HIGHEST) if asked.isdecimal() and len(asked) < 9 else 1


def turning(path: str, number: int, more: bool, asked: Mapping[str, str] | None = None) -> Turning:
    """Where one goes from page `number` of `path`; `asked` is what else its address asks for."""
    before = _to(path, number - 1, asked) if number > 1 else ""
    return Turning(number=number, before=before, after=_to(path, number + 1, asked) if more else "")


def _to(path: str, number: int, asked: Mapping[str, str] | None) -> str:
    whole = dict(asked or {}) | ({"page": str(number)} if number > 1 else {})
    return f"{path}?{urlencode(whole)}" if whole else path
