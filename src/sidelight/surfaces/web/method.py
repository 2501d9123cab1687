"""`/method/LENS`: how a lens comes to what it says, and where it goes wrong."""

import inspect
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from starlette.requests import Request

from sidelight.desk.browse import Browse
from sidelight.lens import Lens, load_lenses
from sidelight.surfaces.web.answers import Missing, Page


def method(request: Request, _: Browse) -> Page:
    """What ships of a lens's method; of a lens of a third party what its module says of itself."""
    name = request.path_params["id"]
    lens = next((one for one in load_lenses() if one.name == name), None)
    if lens is None:
        raise Missing("There is no lens of this name here.")
    told = texts().get(name) or {"finds": [_own_words(lens)]}
    facts = {
        "name": lens.name,
        "version": lens.version,
        "subjects": sorted(lens.subjects),
        "languages": sorted(lens.languages),
        "needs": sorted(lens.needs),
    }
    return Page(
        rests_on=("method", repr(facts), repr(told)),
        template="method.html",
        show=lambda: {"title": title_of(name), "lens": facts, "told": told},
        twin=lambda: facts | told,
    )


@cache
def texts() -> Mapping[str, Any]:
    """The texts that ship: by lens a title, and paragraphs on what it finds, how, when it is silent, where it fails."""
    return tomllib.loads(files("sidelight.surfaces.web").joinpath("methods.toml").read_text("utf-8"))


def title_of(name: str) -> str:
    """A lens's name for readers."""
    return str(texts().get(name, {}).get("title") or name.replace("-", " ").replace("_", " ").capitalize())


def _own_words(lens: Lens) -> str:
    module = sys.modules.get(type(lens).__module__)
    return inspect.cleandoc((module and module.__doc__) or type(lens).__doc__ or "This lens says nothing of its method.")
