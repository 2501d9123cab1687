"""Reports of one event become one story's breakdown: annotated each by itself, then seen side by side."""

from collections.abc import Iterable, Mapping, Sequence

from sidelight.breakdown.assemble import assemble
from sidelight.config import Settings
from sidelight.group.copies import independent, passages
from sidelight.group.label import central
from sidelight.lens import Lens, LensContext, reads
from sidelight.pipeline.inputs import in_time, story_inputs
from sidelight.pipeline.outlooks import Outlooks, shipped_outlooks
from sidelight.pipeline.run import annotate, look, versions
from sidelight.types import Annotations, Article, Breakdown, Failure, Passage, Story


def story_of(story_id: str, reports: Sequence[Article], shared: Sequence[Passage]) -> Story:
    """The story of these reports, in time order, with what is independent among them."""
    ordered = in_time(reports)
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
    story_id: str,
    reports: Sequence[Article],
    lenses: Iterable[Lens],
    settings: Settings,
    failed: tuple[Failure, ...] = (),
    *,
    outlooks: Outlooks | None = None,
    annotated: Mapping[str, Annotations] | None = None,
) -> Breakdown:
    """The breakdown of a story by the lenses that read stories; `failed` are reports that could not be read.

    `outlooks` is what is known of outlets (what ships, where not given); `annotated` holds annotations, by article, that
    need not be made again.
    """
    chosen = story_lenses(lenses)
    outlooks = outlooks or shipped_outlooks()
    shared = passages(reports)
    story = story_of(story_id, reports, shared)
    given = annotated or {}
    made = tuple(given[a.id] if a.id in given else annotate(a, wanted_by(chosen, a)) for a in story.articles)
    outlets = _outlets(story.articles)
    context = LensContext(
        annotations={a.article: a for a in made},
        leans=outlooks.leans(outlets),
        outlets=outlooks.outlets,
        passages=shared,
        settings=settings,
    )
    results = {lens.name: look(lens, story, context) for lens in chosen}
    inputs = story_inputs(story.articles, settings, outlooks)
    return assemble(story, results, made, versions(chosen), settings, failed, inputs)


def story_lenses(lenses: Iterable[Lens]) -> list[Lens]:
    """Those that read stories."""
    return [lens for lens in lenses if "story" in lens.subjects]


def wanted_by(lenses: Iterable[Lens], article: Article) -> set[str]:
    """What the lenses that read the article's language need of it."""
    return {need for lens in lenses if reads(lens, article) for need in lens.needs}


def _outlets(reports: Iterable[Article]) -> set[str]:
    return {a.outlet for a in reports if a.outlet}
