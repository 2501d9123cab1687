"""`/about`: what Sidelight does and does not do, and what this desk holds."""

from starlette.requests import Request

from sidelight.lens import load_lenses
from sidelight.surfaces.web.answers import Page
from sidelight.surfaces.web.desk_port import Desk
from sidelight.surfaces.web.method import title_of


def about(_: Request, desk: Desk) -> Page:
    """The desk's numbers, its raters, its lenses."""
    held = {"articles": desk.count_articles(), "stories": desk.count_stories()}
    raters = list(desk.raters())
    lenses = [(lens.name, title_of(lens.name), lens.version) for lens in load_lenses()]
    return Page(
        rests_on=("about", repr((held, raters, lenses))),
        template="about.html",
        show=lambda: {"held": held, "raters": raters, "lenses": lenses},
        twin=lambda: {**held, "raters": dict(raters), "lenses": {name: version for name, _, version in lenses}},
    )
