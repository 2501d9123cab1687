"""Reading articles one by one: files, addresses, standard input, plain text and batches."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from sidelight.config import Settings
from sidelight.errors import SidelightError
from sidelight.executors.local import map_ordered
from sidelight.extract import article_from_capture, article_from_record, article_from_text
from sidelight.gather.batch import batch_lines
from sidelight.gather.files import read_file, read_stream
from sidelight.lens import load_lenses
from sidelight.pipeline.run import break_down
from sidelight.types import Article, Breakdown, Capture, Failure

Made = TypeVar("Made")

ALSO = ("sentences", "names")
"""Annotations that are made for the export beside those that the lenses need."""


def is_address(source: str) -> bool:
    """Whether a source is an address rather than a path; schemes that are not fetched are addresses too, and refused."""
    return re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+://", source) is not None


def article_of(source: str, settings: Settings, stdin: BinaryIO | None = None) -> Article:
    """The article at a path or an address; "-" reads `stdin`.

    Raises:
        InputError: it cannot be read as a text.
        FetchError: the address does not answer as it should.
    """
    return article_from_capture(capture_of(source, settings, stdin), settings)


def capture_of(source: str, settings: Settings, stdin: BinaryIO | None) -> Capture:
    """The bytes at a path or an address; "-" reads `stdin`."""
    if source == "-" and stdin is not None:
        return read_stream(stdin, settings)
    if is_address(source):
        from sidelight.gather.fetch import fetch

        return fetch(source, settings)
    return read_file(Path(source), settings)


def read_source(source: str, settings: Settings | None = None, stdin: BinaryIO | None = None) -> Breakdown:
    """The breakdown of the article at a path or an address; "-" reads `stdin`.

    Raises:
        InputError: it cannot be read as a text.
        FetchError: the address does not answer as it should.
    """
    settings = settings or Settings()
    return read_article(article_of(source, settings, stdin), settings)


def read_text(text: str, settings: Settings | None = None, title: str | None = None) -> Breakdown:
    """The breakdown of a text that is at hand.

    Raises:
        InputError: there is nothing in it, or too much.
    """
    settings = settings or Settings()
    return read_article(article_from_text(text, title=title, settings=settings), settings)


def read_article(article: Article, settings: Settings) -> Breakdown:
    """The breakdown of an article by every installed lens."""
    return break_down(article, load_lenses(), settings, also=ALSO)


def read_batch(path: str, settings: Settings, show: Callable[[Breakdown], Made]) -> Iterator[Made | Failure]:
    """`show` of each line's breakdown, or why it failed, in input order; `show` runs where the article is read.

    `show` must pickle: a batch of some size is read by several processes.

    Raises:
        InputError: the file itself cannot be read.
    """
    return map_ordered(partial(_read_line, settings=settings, show=show), batch_lines(path, settings), settings.workers)


def _read_line(
    numbered: tuple[int, Mapping[str, Any] | SidelightError], *, settings: Settings, show: Callable[[Breakdown], Made]
) -> Made | Failure:
    return guarded(numbered, lambda record: show(read_article(article_from_record(record, settings), settings)))


def guarded(
    numbered: tuple[int, Mapping[str, Any] | SidelightError], make: Callable[[Mapping[str, Any]], Made]
) -> Made | Failure:
    """What `make` makes of one line of a batch, or why it failed, under the record's id or else the line."""
    line, record = numbered
    if isinstance(record, SidelightError):
        return Failure(id=f"line {line}", error=record.message, line=line)
    identity = str(record.get("id") or f"line {line}")
    try:
        return make(record)
    except SidelightError as error:
        return Failure(id=identity, error=error.message, line=line)
    except Exception as error:  # noqa: BLE001 - one article's fault is told in its place and must not end the batch
        reason = f"Sidelight failed on it ({type(error).__name__}: {error}); please report it"
        return Failure(id=identity, error=reason, line=line)
