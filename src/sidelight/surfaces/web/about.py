"""`/about`: what Sidelight does and does not do, and what this desk holds."""

from starlette.requests import Request

from sidelight.desk.browse import Browse
from sidelight.lens import load_lenses
from sidelight.surfaces.web.answers import Page
from sidelight.surfaces.web.method import title_of
from sidelight.surfaces.web.outlets import rater_name


def about(_: Request, desk: Browse) -> Page:
    """The desk's numbers, its raters, its lenses."""
    articles, stories = desk.counts()
    held = {"articles": articles, "stories": stories}
    raters = [(rater_name(key), count) for key, count in desk.raters().items()]
    lenses = [(lens.name, title_of(lens.name), lens.version) for lens in load_lenses()]
    return Page(
        rests_on=("about", repr((held, raters, lenses))),
        template="about.html",
        show=lambda: {"held": held, "raters": raters, "lenses": lenses},
        twin=lambda: {**held, "raters": dict(raters), "lenses": {name: version for name, _, version in lenses}},
    )
