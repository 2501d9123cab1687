"""The desk that ships: some forty articles about invented places by invented outlets, with ratings, owners and fetch health."""

import csv
import io
import os
from collections.abc import Iterator
from datetime import datetime
from typing import Literal, cast

from sidelight.config import Settings
from sidelight.desk.open import Desk, open_desk
from sidelight.desk.outlets import keep_table
from sidelight.pipeline.intake import Source, take_in
from sidelight.resources.load import read_bytes
from sidelight.types import FetchAttempt

NAME = "demonstration"


def demonstration_desk(where: "str | os.PathLike[str]", settings: Settings) -> Desk:
    """A desk at `where` that holds the demonstration, in stories, with the breakdowns made. Made again it changes nothing.

    Raises:
        StoreError: there can be no desk there.
    """
    desk = open_desk(where, settings)
    lines = enumerate(read_bytes("demo/desk.jsonl").splitlines(), 1)
    take_in(desk.store, lines, Source(NAME, remembered=False), settings)
    for table in ("outlets", "ratings"):
        keep_table(desk.store, read_bytes(f"demo/{table}.csv").decode("utf-8"), NAME, f"demo/{table}.csv")
    if not list(desk.store.health.hours(*_span())):
        desk.store.health.keep(_attempts())
    desk.group()
    desk.backfill()
    return desk


def _attempts() -> Iterator[FetchAttempt]:
    for row in csv.DictReader(io.StringIO(read_bytes("demo/health.csv").decode("utf-8"))):
        outcome = cast(Literal["answered", "unchanged", "failed", "refused"], row["outcome"])
        asked = datetime.fromisoformat(row["asked"])
        yield FetchAttempt(outlet=row["outlet"], url=row["url"], asked=asked, outcome=outcome, reason=row["reason"])


def _span() -> tuple[datetime, datetime]:
    """From the first asking to a little after the last; hours are counts, so they are written once."""
    asked = [attempt.asked for attempt in _attempts()]
    return min(asked).replace(minute=0, second=0), max(asked)
