"""What a breakdown rests on, as a digest: told without making the breakdown, and without loading a lens."""

from collections.abc import Iterable

from sidelight.breakdown.assemble import inputs_digest
from sidelight.config import Settings
from sidelight.lens import installed_lenses
from sidelight.pipeline.outlooks import Outlooks
from sidelight.pipeline.stamps import code_digest
from sidelight.types import Article


def in_time(reports: Iterable[Article]) -> tuple[Article, ...]:
    """By time of publication, undated ones last, then by id."""
    return tuple(sorted(reports, key=lambda a: (a.published is None, a.published.timestamp() if a.published else 0.0, a.id)))


def story_inputs(reports: Iterable[Article], settings: Settings, outlooks: Outlooks) -> str:
    """The digest that the breakdown of these reports carries, by the lenses that are installed."""
    ordered = in_time(reports)
    told = outlooks.told({a.outlet for a in ordered if a.outlet})
    return inputs_digest(ordered, dict(installed_lenses()), settings, [told, code_digest()])


def article_inputs(article: Article, settings: Settings) -> str:
    """The same of one article."""
    return inputs_digest((article,), dict(installed_lenses()), settings, code_digest())
