"""Reports of one event set side by side: files and addresses as one story, or a batch put together by its `story` field."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, BinaryIO, NamedTuple, TypeVar

from sidelight.config import Settings
from sidelight.desk.read import article_of, guarded
from sidelight.errors import EmptyInput, SidelightError
from sidelight.executors.local import map_ordered
from sidelight.extract import article_from_record
from sidelight.gather.batch import batch_lines
from sidelight.lens import load_lenses
from sidelight.pipeline.stories import break_down_story
from sidelight.types import Article, Breakdown, Failure

Made = TypeVar("Made")

Line = tuple[int, Mapping[str, Any] | SidelightError]


class Compared(NamedTuple):
    """One story shown (None where none of its reports could be read), and its reports that failed."""

    shown: Any
    failed: tuple[Failure, ...]


def compare_sources(
    sources: Sequence[str], settings: Settings, stdin: BinaryIO | None = None
) -> tuple[Breakdown | None, tuple[Failure, ...]]:
    """The breakdown of the articles at these paths and addresses as one story; None where none could be read."""
    reports, failed = [], []
    for source in sources:
        try:
            reports.append(article_of(source, settings, stdin))
        except SidelightError as error:
            failed.append(Failure(id=source, error=error.message))
    if not reports:
        return None, tuple(failed)
    founding = min(reports, key=lambda a: (a.published is None, a.published.timestamp() if a.published else 0.0, a.id))
    story = hashlib.sha256(founding.id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return break_down_story(story, _distinct(reports), load_lenses(), settings, tuple(failed)), tuple(failed)


def compare_batch(path: str, settings: Settings, show: Callable[[Breakdown], Made]) -> Iterator[Compared]:
    """`show` of each story's breakdown, in the order of its first article; `show` runs where the story is read.

    The records are held until the last is read, since a story's reports may stand anywhere. A line that is broken or names
    no story fails by itself and is told first.

    Raises:
        InputError: the file itself cannot be read.
    """
    stories: dict[str, list[Line]] = {}
    for line in batch_lines(path, settings):
        record = line[1]
        story = record.get("story") if not isinstance(record, SidelightError) else None
        if story is None:
            yield Compared(None, (guarded(line, _storyless),))
        else:
            stories.setdefault(str(story), []).append(line)
    yield from map_ordered(partial(_compare, settings=settings, show=show), stories.items(), settings.workers)


def _storyless(_: Mapping[str, Any]) -> Failure:
    raise EmptyInput("names no story; give each article the field 'story' that puts it together with others")


def _compare(named: tuple[str, list[Line]], *, settings: Settings, show: Callable[[Breakdown], Made]) -> Compared:
    story, lines = named
    read = [guarded(line, lambda record: article_from_record(record, settings)) for line in lines]
    failed = tuple(one for one in read if isinstance(one, Failure))
    reports = _distinct([one for one in read if not isinstance(one, Failure)])
    if not reports:
        return Compared(None, failed)
    made = guarded(
        (lines[0][0], {"id": story}), lambda _: show(break_down_story(story, reports, load_lenses(), settings, failed))
    )
    return Compared(None, (*failed, made)) if isinstance(made, Failure) else Compared(made, failed)


def _distinct(reports: Sequence[Article]) -> list[Article]:
    """Each id once: of two reports of one id the last counts."""
    return list({report.id: report for report in reports}.values())
