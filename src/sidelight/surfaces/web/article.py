"""`/article/ID`: what the lenses find in one article, each finding with its sentence; the text itself stays on the desk."""

from typing import Any

from starlette.requests import Request

from sidelight.breakdown.export import article_json, to_json
from sidelight.desk.browse import Browse
from sidelight.surfaces.reading import Reading
from sidelight.surfaces.web.answers import Missing, Page
from sidelight.surfaces.web.cards import section_cards, without_texts
from sidelight.surfaces.web.outlets import name_of
from sidelight.surfaces.wording import made_of, made_with, published
from sidelight.types import Article, Breakdown, Outlet


def article(request: Request, desk: Browse) -> Page:
    """Never with its outlet's rating: no article has earned that."""
    id = request.path_params["id"]
    found = desk.article(id)
    if found is None:
        why = desk.taken_down(id)
        if why is not None:
            raise Missing(f"This article was taken down: {why}", gone=True)
        raise Missing("There is no article with this id on this desk.")
    subject = found.subject
    assert isinstance(subject, Article)
    story = desk.story_of(subject.id)
    outlet = desk.outlets([subject.outlet]).get(subject.outlet) if subject.outlet else None
    return Page(
        rests_on=("article", subject.id, found.inputs, str(subject), str(story), repr(outlet)),
        template="article.html",
        show=lambda: _shown(found.read(), subject, story, outlet),
        twin=lambda: _twin(found.read(), subject) | {"story": story},
    )


def _shown(breakdown: Breakdown | None, subject: Article, story: str | None, outlet: Outlet | None) -> dict[str, Any]:
    head = {
        "article": subject,
        "outlet": name_of(subject.outlet, {subject.outlet: outlet} if outlet else {}) if subject.outlet else "",
        "published": published(subject),
        "story": story,
    }
    if breakdown is None:
        return head | {"shrunk": True, "overview": (), "first": (), "sections": (), "abstentions": ()}
    reading = Reading(breakdown)
    return head | {
        "shrunk": False,
        "overview": breakdown.overview,
        "first": reading.first,
        "sections": [section_cards(reading, s) for s in reading.sections],
        "abstentions": breakdown.abstentions,
        "made_with": made_with(breakdown),
        "made_of": made_of(breakdown),
    }


def _twin(breakdown: Breakdown | None, subject: Article) -> dict[str, Any]:
    return without_texts({"article": article_json(subject)} if breakdown is None else to_json(breakdown))
