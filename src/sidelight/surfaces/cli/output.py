"""Where a command writes, how wide, and whether in colour."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from sidelight.errors import SidelightError


@contextmanager
def open_output(path: str | None) -> Iterator[TextIO]:
    """Standard output in UTF-8, or the file at `path`.

    Raises:
        SidelightError: the file cannot be written.
    """
    if path is None:
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a TextIOWrapper but in tests
        yield sys.stdout
        return
    try:
        with open(path, "w", encoding="utf-8") as out:
            yield out
    except OSError as error:
        raise SidelightError(f"cannot be written ({error.strerror})", where=path) from None


def width_of(out: TextIO) -> int:
    """Columns to fill: the terminal's, between 40 and 100; 80 where there is none."""
    try:
        columns = os.get_terminal_size(out.fileno()).columns if out.isatty() else int(os.environ.get("COLUMNS", "80"))
    except (OSError, ValueError):
        columns = 80
    return max(40, min(columns, 100))


def colour_wanted(choice: str, out: TextIO) -> bool:
    """Whether to colour: "auto" does on a terminal, unless NO_COLOR or a dumb terminal says otherwise."""
    if choice == "auto":
        return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return bool(choice == "always")


def safe(text: str) -> str:
    """The lines with all that could steer a terminal taken out: titles and addresses of feeds are anybody's."""
    from sidelight.surfaces.sheet import clean

    return "\n".join(clean(line) for line in text.split("\n"))
