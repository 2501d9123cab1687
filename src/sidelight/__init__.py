"""Sidelight: a full media-bias breakdown of news articles, every finding linked to the sentences it rests on.

>>> import sidelight
>>> breakdown = sidelight.read("article.txt")      # a path, an address, or the text itself
>>> for finding in breakdown.displayed:
...     print(finding.lens, finding.statement)

>>> with sidelight.open_desk("archive.db") as desk:     # made where there is none
...     desk.import_file("articles.jsonl.gz"), desk.group()
...     for line in desk.stories(limit=10):
...         print(line.id, line.title, line.reports)
...     breakdown = desk.story(line.id)
"""

from typing import TYPE_CHECKING

from sidelight import errors
from sidelight.config import Settings
from sidelight.desk.open import Desk, open_desk
from sidelight.types import (
    Absence,
    Abstain,
    Article,
    ArticleVersion,
    Attribution,
    Breakdown,
    Entity,
    Figure,
    Finding,
    Measure,
    Outlet,
    Period,
    Rating,
    Sentence,
    Span,
    Statement,
    Story,
)

if TYPE_CHECKING:
    import os

__all__ = [
    "Absence",
    "Abstain",
    "Article",
    "ArticleVersion",
    "Attribution",
    "Breakdown",
    "Desk",
    "Entity",
    "Figure",
    "Finding",
    "Measure",
    "Outlet",
    "Period",
    "Rating",
    "Sentence",
    "Settings",
    "Span",
    "Statement",
    "Story",
    "errors",
    "open_desk",
    "read",
]


def read(source: "str | os.PathLike[str]", *, title: str | None = None, settings: Settings | None = None) -> Breakdown:
    """The breakdown of one article: a path, an address (http or https), or the text itself.

    A string is an address where it starts like one, a path where such a file exists, else the text; with `title` it is
    always the text. A `pathlib.Path` is always a path.

    Raises:
        errors.InputError: it cannot be read as a text.
        errors.FetchError: the address does not answer as it should.
        errors.SettingsError: a setting outside its range.
    """
    from pathlib import Path

    from sidelight.desk.read import is_address, read_source, read_text

    if isinstance(source, str):
        if title is not None or not (is_address(source) or _is_file(source)):
            return read_text(source, settings, title)
        return read_source(source, settings)
    return read_source(str(Path(source)), settings)


def _is_file(source: str) -> bool:
    from pathlib import Path

    try:
        return len(source) < 4096 and "\n" not in source and Path(source).is_file()
    except (OSError, ValueError):
        return False


def _as_html(breakdown: Breakdown) -> str:
    from sidelight.surfaces.html.page import fragment

    return fragment(breakdown)


Breakdown.html_renderer = _as_html
