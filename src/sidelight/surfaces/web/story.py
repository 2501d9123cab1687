"""`/story/ID`: what the reports of one event show beside each other, then who covered it."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from sidelight.breakdown.export import to_json, with_saga
from sidelight.desk.browse import Browse, ToRead
from sidelight.surfaces.reading import Reading, Section
from sidelight.surfaces.side_by_side import SideBySide
from sidelight.surfaces.web.addresses import address
from sidelight.surfaces.web.answers import Meanwhile, Missing, Moved, Page
from sidelight.surfaces.web.cards import section_cards, without_texts
from sidelight.surfaces.web.coverage import coverage
from sidelight.surfaces.web.facts import facts
from sidelight.surfaces.web.moments import moment
from sidelight.surfaces.web.outlets import bar, name_of
from sidelight.surfaces.web.passages import passages
from sidelight.surfaces.wording import made_of, made_with
from sidelight.types import Breakdown, Lean, Outlet, Story, StoryStep

_COVERAGE = ("coverage", "blindspot")


def story(request: Request, desk: Browse) -> Page | Moved:
    """A story that was merged into another leads there."""
    asked = request.path_params["id"]
    id = desk.resolve(asked)
    if id is not None and id != asked:
        return Moved(address("story", id))
    found = desk.story(id) if id is not None else None
    if found is None or id is None:
        raise Missing("There is no story with this id on this desk.")
    subject = found.subject
    assert isinstance(subject, Story)
    domains = {a.outlet for a in subject.articles if a.outlet}
    leans, outlets = desk.leans(domains), desk.outlets(domains)
    known = [f"{leans.get(d)!r}{outlets.get(d)!r}" for d in sorted(domains)]
    return Page(
        rests_on=("story", id, found.inputs, *known),
        template="story.html",
        show=lambda: _shown(_read(found), leans, outlets) | {"saga": _saga(desk.steps(subject))},
        twin=lambda: with_saga(without_texts(to_json(_read(found))), desk.steps(subject)),
        meanwhile=lambda: _soon(subject, leans, outlets) if found.late() else None,
    )


def _soon(subject: Story, leans: Mapping[str, Lean], outlets: Mapping[str, Outlet]) -> Meanwhile:
    """What is known before the texts were set side by side: the reports, and on which side their outlets stand."""
    domains = {a.outlet for a in subject.articles if a.outlet}
    reports = [
        {"article": a, "name": name_of(a.outlet, outlets) if a.outlet else "", "when": moment(a.published)}
        for a in subject.articles
    ]
    values = {
        "story": subject,
        "reports": reports,
        "first_seen": moment(subject.first_seen),
        "bar": bar(domains, leans) if len(domains) > 1 else (),
    }
    return Meanwhile(template="soon.html", values=values)


def _saga(steps: tuple[StoryStep, ...]) -> list[tuple[str, list[dict[str, str]]]]:
    """Other stories of the saga by their place, those with something to show."""
    shown = {
        place: [
            {
                "id": s.story,
                "title": s.title or "A story without a title",
                "when": moment(s.first_seen),
                "names": ", ".join(s.names),
            }
            for s in steps
            if s.place == place
        ]
        for place in ("before", "after", "undated")
    }
    return [(place, some) for place, some in shown.items() if some]


def _read(found: ToRead) -> Breakdown:
    made = found.read()
    assert made is not None  # of stories a kept breakdown is there even where texts are not
    return made


def _shown(breakdown: Breakdown, leans: Mapping[str, Lean], outlets: Mapping[str, Outlet]) -> dict[str, Any]:
    subject = breakdown.subject
    assert isinstance(subject, Story)
    reading = Reading(breakdown)
    view = SideBySide(reading)
    domains = [a.outlet for a in subject.articles if a.outlet]
    names = {r.letter: name_of(r.article.outlet, outlets) if r.article.outlet else r.name for r in view.reports}
    carried = next((s for s in reading.sections if s.lens == "coverage"), None)
    return {
        "story": subject,
        "view": view,
        "names": names,
        "moments": {r.letter: moment(r.article.published) for r in view.reports},
        "first_seen": moment(subject.first_seen),
        "overview": breakdown.overview,
        "first": [(i.number, view.headline(i)) for i in reading.first],
        "sections": [_section(view, names, s) for s in reading.sections if s.lens not in _COVERAGE],
        "coverage": coverage(view, carried, leans, outlets),
        "bar": bar(set(domains), leans) if len(set(domains)) > 1 else (),
        "independent": len(subject.independent),
        "abstentions": breakdown.abstentions,
        "made_with": made_with(breakdown),
        "made_of": made_of(breakdown),
    }


def _section(view: SideBySide, names: Mapping[str, str], section: Section) -> dict[str, Any]:
    if section.lens == "facts":
        return {"title": section.title, "lens": section.lens, "count": len(section.every), **facts(view, names)}
    if section.lens == "copies":
        return {"title": section.title, "lens": section.lens, "count": len(section.every), "passages": passages(view, section)}
    return section_cards(view.reading, section)
