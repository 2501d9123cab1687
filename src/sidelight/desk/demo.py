"""What ships to look at: an article, and a desk of many, written for Sidelight about invented places, people and outlets."""

import csv
import io
import json
import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sidelight.config import Settings
from sidelight.desk.open import Desk, open_desk
from sidelight.desk.outlets import keep_table
from sidelight.desk.read import read_article
from sidelight.extract import article_from_record
from sidelight.pipeline.intake import Source, take_in
from sidelight.resources.load import read_bytes
from sidelight.types import Breakdown, FetchAttempt

NAME = "demonstration.db"

_ONE_PROCESS = 1
"""Starting more costs longer than some forty articles do."""


def demonstration(settings: Settings) -> Breakdown:
    """The breakdown of the shipped article."""
    return read_article(article_from_record(json.loads(read_bytes("demo/article.json")), settings), settings)


def demonstration_desk(folder: "str | os.PathLike[str]", settings: Settings | None = None) -> Desk:
    """The desk that ships, in a file of this folder: made where it is not there yet, with articles, ratings, fetches and stories.

    Raises:
        StoreError: the folder cannot take it.
    """
    desk = open_desk(Path(folder) / NAME, settings)
    try:
        _fill(desk)
    except BaseException:
        desk.close()
        raise
    return desk


def _fill(desk: Desk) -> None:
    lines = read_bytes("demo/desk.jsonl").splitlines(keepends=True)
    source = Source("demonstration", sum(map(len, lines)))
    for table in ("outlets", "ratings"):
        keep_table(desk.store, read_bytes(f"demo/{table}.csv").decode("utf-8"), f"demonstration {table}", f"demo/{table}.csv")
    held = desk.store.imports.progress(source.name)
    if held is None or not held.done:
        take_in(desk.store, enumerate(lines, start=1), source, replace(desk.settings, workers=_ONE_PROCESS))
    attempts = _attempts()
    first, last = (edge(attempt.asked for attempt in attempts) for edge in (min, max))
    if next(desk.store.health.hours(first, last + timedelta(seconds=1)), None) is None:
        desk.store.health.keep(attempts)
    desk.group()


def _attempts() -> list[FetchAttempt]:
    rows = csv.DictReader(io.StringIO(read_bytes("demo/health.csv").decode("utf-8")))
    return [
        FetchAttempt(
            outlet=row["outlet"],
            url=row["url"],
            asked=datetime.fromisoformat(row["asked"]),
            outcome=row["outcome"],  # type: ignore[arg-type]  # a test holds the file to the outcomes that there are
            reason=row["reason"],
        )
        for row in rows
    ]
