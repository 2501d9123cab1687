"""The templates and the style sheet that ship, and what all pages may ask of them."""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from sidelight.surfaces.html.page import web_address
from sidelight.surfaces.web.addresses import address

_PLACE = "sidelight.surfaces.web"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
STATIC = {"style.css": "text/css", "icon.svg": "image/svg+xml"}


def render(name: str, values: Mapping[str, Any]) -> str:
    """A page of a template of this folder; all that is put into it is escaped."""
    return environment().get_template(name).render(**values)


@cache
def environment() -> Environment:
    """The templates' environment, made once."""
    made = Environment(
        loader=PackageLoader(_PLACE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_printable,
        auto_reload=False,
    )
    made.filters["web_address"] = web_address
    made.filters["several"] = several
    made.globals |= {"address": address, "version": version("sidelight"), "made_by": made_by()}
    return made


def several(count: int, one: str, many: str = "") -> str:
    """ "1 report", "3 reports", "1,200 reports"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


@cache
def static(name: str) -> bytes:
    """A file of the static folder."""
    return files(_PLACE).joinpath("static", name).read_bytes()


@cache
def made_by() -> str:
    """A digest of what makes pages, the data aside: another Sidelight or another template is another page."""
    hashed = hashlib.blake2b(version("sidelight").encode(), digest_size=6)
    for name in ("templates", "static"):
        for file in sorted(files(_PLACE).joinpath(name).iterdir(), key=lambda f: f.name):
            hashed.update(file.read_bytes())
    return hashed.hexdigest()


def _printable(value: Any) -> Any:
    """A string without control characters and directional overrides, each replaced by one U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", value) if type(value) is str else value
