"""A batch of articles, taken as a stream in time order, put into stories."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from sidelight.config import Settings
from sidelight.desk.read import guarded
from sidelight.errors import SidelightError
from sidelight.executors.local import map_ordered
from sidelight.extract import article_from_record
from sidelight.gather.batch import batch_lines
from sidelight.group.stream import Stream, in_order
from sidelight.types import Article, Failure


def group_batch(path: str, settings: Settings) -> Iterator[tuple[str, str] | Failure]:
    """(article id, story id) for each line in input order, after the last article is in; or why a line failed.

    Raises:
        InputError: the file itself cannot be read.
    """
    read = list(map_ordered(partial(_read_line, settings=settings), batch_lines(path, settings), settings.workers))
    stream = Stream(keep_closed=True)
    given: dict[str, str] = {}
    for article in in_order(one for one in read if not isinstance(one, Failure)):
        step = stream.take(article)
        for change in step.changes:
            given.update({member.article: member.story for member in change.members})
    given.update({member.article: member.story for member in stream.finish().members})
    for one in read:
        yield one if isinstance(one, Failure) else (one.id, stream.window.resolve(given[one.id]))


def _read_line(line: tuple[int, Mapping[str, Any] | SidelightError], *, settings: Settings) -> Article | Failure:
    return guarded(line, lambda record: article_from_record(record, settings))
