"""The desk as tables: articles, stories or findings, a row each."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

from sidelight.breakdown.export import article_json, to_json
from sidelight.config import Settings
from sidelight.errors import SidelightError
from sidelight.pipeline.kept import kept_breakdown
from sidelight.pipeline.outlooks import outlooks_of
from sidelight.store import Store

What = Literal["articles", "stories", "findings"]
Row = dict[str, Any]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "articles": ("id", "version", "url", "outlet", "title", "authors", "published", "language", "story", "text"),
    "stories": ("id", "title", "first_seen", "last_seen", "closed", "reports", "independent", "outlets", "articles"),
    "findings": (
        "story",
        "lens",
        "kind",
        "statement",
        "probability",
        "displayed",
        "evidence",
        "measures",
        "count",
        "absences",
        "data",
    ),
}
"""Columns of each table, in order."""


def rows(
    store: Store, what: What, settings: Settings, since: datetime | None = None, *, everything: bool = False
) -> Iterator[Row]:
    """The rows as JSON values. Findings are those of kept breakdowns: `backfill` makes what is missing."""
    if what == "articles":
        return _articles(store, since)
    return _stories(store, since) if what == "stories" else _findings(store, settings, since, everything)


def missing(store: Store, settings: Settings) -> tuple[int, int]:
    """How many stories of several reports have no breakdown that still holds, and how many there are."""
    known = outlooks_of(store)
    lines = [line.id for line in store.stories.lines(least_reports=2)]
    stories = (story for name in lines if (story := store.stories.one(name)) is not None)
    return sum(kept_breakdown(store, story, settings, known) is None for story in stories), len(lines)


def _articles(store: Store, since: datetime | None) -> Iterator[Row]:
    places = dict(store.stories.places())
    for article in store.articles.all(since):
        held = article_json(article)
        yield {name: places.get(article.id) if name == "story" else held[name] for name in COLUMNS["articles"]}


def _stories(store: Store, since: datetime | None) -> Iterator[Row]:
    for line in store.stories.lines(since):
        yield {
            "id": line.id,
            "title": line.title,
            "first_seen": line.first_seen.isoformat() if line.first_seen else None,
            "last_seen": line.last_seen.isoformat() if line.last_seen else None,
            "closed": line.closed,
            "reports": line.reports,
            "independent": line.independent,
            "outlets": list(line.outlets),
            "articles": [member.article for member in store.stories.members(line.id)],
        }


def _findings(store: Store, settings: Settings, since: datetime | None, everything: bool) -> Iterator[Row]:
    known = outlooks_of(store)
    for line in store.stories.lines(since, least_reports=2):
        story = store.stories.one(line.id)
        found = kept_breakdown(store, story, settings, known) if story is not None else None
        if found is not None:
            for finding in to_json(found, everything=everything)["findings"]:
                yield {name: line.id if name == "story" else finding.get(name) for name in COLUMNS["findings"]}


def as_jsonl(table: Iterable[Row]) -> Iterator[str]:
    """A line of JSON for each row."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in table)


def as_csv(table: Iterable[Row], what: What) -> Iterator[str]:
    """Comma-separated, quoted as RFC 4180 says; lists and objects stand as JSON."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS[what])
    for row in table:
        writer.writerow([_cell(row[name]) for name in COLUMNS[what]])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def write_parquet(table: Iterable[Row], what: What, path: str) -> None:
    """Texts and numbers as they are, lists and objects as JSON; a thousand rows a group.

    Raises:
        SidelightError: pyarrow is not installed, or the file cannot be written.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise SidelightError(
            "Parquet wants pyarrow, which is not installed: `pip install sidelight[parquet]`", where=path
        ) from None
    kinds = {
        "reports": pa.int64(),
        "independent": pa.int64(),
        "probability": pa.float64(),
        "closed": pa.bool_(),
        "displayed": pa.bool_(),
    }
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS[what]])
    try:
        with parquet.ParquetWriter(path, schema) as writer:
            for some in _groups(table):
                plain = [{n: v if n in kinds else None if v is None else _cell(v) for n, v in row.items()} for row in some]
                writer.write_table(pa.Table.from_pylist(plain, schema=schema))
    except OSError as error:
        raise SidelightError(f"cannot be written ({error.strerror or error})", where=path) from None


def _groups(table: Iterable[Row]) -> Iterator[list[Row]]:
    held: list[Row] = []
    for row in table:
        held.append(row)
        if len(held) == 1000:
            yield held
            held = []
    if held:
        yield held


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
