"""Reports of one event become one story's breakdown: annotated each by itself, then seen side by side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from sidelight.breakdown.assemble import assemble
from sidelight.config import Settings
from sidelight.group.copies import independent, passages
from sidelight.group.label import central
from sidelight.lens import Lens, LensContext, reads
from sidelight.pipeline.run import annotate, look, versions
from sidelight.resources.ratings import load_outlets, load_rater_model, load_ratings, stands_for
from sidelight.stats.leans import lean_of
from sidelight.types import Annotations, Article, Breakdown, Failure, Lean, Passage, Rating, Story


def story_of(story_id: str, reports: Sequence[Article], shared: Sequence[Passage]) -> Story:
    """The story of these reports, in time order (undated ones last, then by id), with what is independent among them."""
    ordered = tuple(sorted(reports, key=lambda a: (a.published is None, a.published.timestamp() if a.published else 0.0, a.id)))
    title = central(ordered)
    times = [a.published for a in ordered if a.published]
    return Story(
        id=story_id,
        title=title.title if title else None,
        articles=ordered,
        independent=independent(ordered, shared)[0],
        first_seen=times[0] if times else None,
        last_seen=times[-1] if times else None,
    )


def break_down_story(
    story_id: str, reports: Sequence[Article], lenses: Iterable[Lens], settings: Settings, failed: tuple[Failure, ...] = ()
) -> Breakdown:
    """The breakdown of a story by the lenses that read stories; `failed` are reports that could not be read."""
    chosen = [lens for lens in lenses if "story" in lens.subjects]
    shared = passages(reports)
    story = story_of(story_id, reports, shared)
    made = tuple(_annotated(article, chosen) for article in story.articles)
    context = LensContext(
        annotations={a.article: a for a in made},
        leans=_leans(story.articles),
        outlets=load_outlets(),
        passages=shared,
        settings=settings,
    )
    results = {lens.name: look(lens, story, context) for lens in chosen}
    return assemble(story, results, made, versions(chosen), settings, failed)


def _annotated(article: Article, lenses: Sequence[Lens]) -> Annotations:
    wanted = {need for lens in lenses if reads(lens, article) for need in lens.needs}
    return annotate(article, wanted)


def _leans(reports: Sequence[Article]) -> Mapping[str, Lean]:
    """The lean of every outlet here that anybody rates."""
    rated = _ratings_by_outlet()
    known = {a.outlet: stands_for(a.outlet, rated) for a in reports if a.outlet}
    return {name: replace(lean_of(rated[held], load_rater_model()), outlet=name) for name, held in sorted(known.items()) if held}


@cache
def _ratings_by_outlet() -> Mapping[str, Sequence[Rating]]:
    held: dict[str, list[Rating]] = defaultdict(list)
    for rating in load_ratings().ratings:
        held[rating.outlet].append(rating)
    return dict(held)
