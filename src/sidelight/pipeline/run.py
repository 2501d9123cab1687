"""Runs the stages that some lenses need on one article, then the lenses, and puts the breakdown together."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from sidelight.breakdown.assemble import assemble
from sidelight.config import Settings
from sidelight.lens import Lens, LensContext, Subject, apply, reads
from sidelight.pipeline.flow import stages
from sidelight.resources.load import language_pack
from sidelight.types import Abstain, Annotations, Article, Breakdown, Result

_LANGUAGE = "en"
"""Whose word lists are used: that of every lens that reads a language; sentence ends are sought with it in any."""


def annotate(article: Article, wanted: Iterable[str], known: Annotations | None = None) -> Annotations:
    """The article with the named fields of `Annotations` filled, and those that they rest on; what is `known` is taken over."""
    wanted = set(wanted) & {f.name for f in dataclasses.fields(Annotations)}
    names = {f.name for f in dataclasses.fields(Annotations)} - {"article", "version"}
    held = {name: value for name in names if known and (value := getattr(known, name)) is not None}
    needed = _closure(wanted, frozenset(held))
    values: dict[str, Any] = held | {"article": article, "pack": language_pack(_LANGUAGE)}
    for stage in stages():
        if stage.gives in needed and stage.gives not in held:
            values[stage.gives] = stage.run(*(values[name] for name in stage.needs))
    return Annotations(article=article.id, version=article.version, **{k: v for k, v in values.items() if k in names})


def _closure(wanted: set[str], held: frozenset[str]) -> set[str]:
    needed = set(wanted)
    for stage in reversed(stages()):
        if stage.gives in needed and stage.gives not in held:
            needed.update(stage.needs)
    return needed


def break_down(
    article: Article,
    lenses: Iterable[Lens],
    settings: Settings,
    also: Iterable[str] = (),
    annotated: Annotations | None = None,
) -> Breakdown:
    """The breakdown of one article by the lenses that read articles; `also` names annotations to make beside theirs.

    `annotated` are its annotations where they were made already, with all that these lenses need.
    """
    chosen = [lens for lens in lenses if "article" in lens.subjects]
    wanted = {need for lens in chosen if reads(lens, article) for need in lens.needs} | set(also)
    annotations = annotated or annotate(article, wanted)
    context = LensContext(annotations={article.id: annotations}, settings=settings)
    results = {lens.name: look(lens, article, context) for lens in chosen}
    return assemble(article, results, (annotations,), versions(chosen), settings)


def versions(lenses: Iterable[Lens]) -> Mapping[str, str]:
    """Name → version of lenses."""
    return {lens.name: lens.version for lens in lenses}


def look(lens: Lens, subject: Subject, context: LensContext) -> Result:
    """What a lens says of a subject; where it fails, an abstention that says so."""
    try:
        return apply(lens, subject, context)
    except Exception as error:  # noqa: BLE001 - a lens may be anyone's; its fault is told and costs no other's findings
        reason = f"the lens failed on this text ({type(error).__name__}: {error}); please report it"
        return Result(abstentions=(Abstain(lens=lens.name, reason=reason),))
