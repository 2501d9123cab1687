"""`/article/ID`: what the lenses find in one article, each finding with its sentence; the text itself stays on the desk."""

from typing import Any

from starlette.requests import Request

from sidelight.breakdown.export import to_json
from sidelight.surfaces.reading import Reading
from sidelight.surfaces.web.answers import Missing, Page
from sidelight.surfaces.web.cards import section_cards, without_texts
from sidelight.surfaces.web.desk_port import Desk
from sidelight.surfaces.web.outlets import name_of
from sidelight.surfaces.wording import made_of, made_with, published
from sidelight.types import Article, Breakdown, Outlet


def article(request: Request, desk: Desk) -> Page:
    """Never with its outlet's rating: no article has earned that."""
    id = request.path_params["id"]
    breakdown = desk.article(id)
    if breakdown is None:
        gone = desk.gone("article", id)
        if gone:
            raise Missing(f"This article was taken down: {gone}", gone=True)
        raise Missing("There is no article with this id on this desk.")
    subject = breakdown.subject
    assert isinstance(subject, Article)
    story = desk.story_of(subject.id)
    outlet = desk.outlets([subject.outlet]).get(subject.outlet) if subject.outlet else None
    return Page(
        rests_on=("article", subject.id, subject.version, breakdown.provenance.inputs, str(story), repr(outlet)),
        template="article.html",
        show=lambda: _shown(breakdown, subject, story, outlet),
        twin=lambda: without_texts(to_json(breakdown)) | {"story": story},
    )


def _shown(breakdown: Breakdown, subject: Article, story: str | None, outlet: Outlet | None) -> dict[str, Any]:
    reading = Reading(breakdown)
    sections = [section_cards(reading, s) for s in reading.sections]
    return {
        "article": subject,
        "outlet": name_of(subject.outlet, {subject.outlet: outlet} if outlet else {}) if subject.outlet else "",
        "published": published(subject),
        "story": story,
        "overview": breakdown.overview,
        "first": reading.first,
        "sections": sections,
        "abstentions": breakdown.abstentions,
        "made_with": made_with(breakdown),
        "made_of": made_of(breakdown),
    }
