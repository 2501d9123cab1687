"""A batch: one JSON object a line, plain or gzip, read as a stream; a broken line is told and the rest goes on."""

import gzip
import io
import json
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, cast

from sidelight.config import Settings
from sidelight.errors import BatchLineError, InputError

_GZIP = b"\x1f\x8b"
_BROKEN_GZIP = (EOFError, gzip.BadGzipFile, zlib.error)

Line = tuple[int, dict[str, Any] | BatchLineError]

RawLine = tuple[int, bytes | BatchLineError]


def batch_lines(path: str | os.PathLike[str], settings: Settings | None = None) -> Iterator[Line]:
    """The number (from 1) and object of each line that is not blank; "-" is standard input.

    A line that cannot be used gives a `BatchLineError` in its place. A line over `max_input_bytes` is passed over without
    being held. Gzip is told by its first bytes; where it breaks off, what came before is given, then one error, then the end.

    Raises:
        InputError: the file is missing, a folder, or may not be read.
    """
    for number, line in raw_lines(path, settings):
        yield number, line if isinstance(line, BatchLineError) else parse_line(line, number, os.fspath(path))


def raw_lines(path: str | os.PathLike[str], settings: Settings | None = None) -> Iterator[RawLine]:
    """The same with the lines as they stand, for whoever may not need to read each.

    Raises:
        InputError: the file is missing, a folder, or may not be read.
    """
    settings = settings or Settings()
    where = "standard input" if os.fspath(path) == "-" else os.fspath(path)
    with ExitStack() as stack:
        raw = _open(where, stack)
        packed = raw.peek(2)[:2] == _GZIP
        stream = stack.enter_context(gzip.GzipFile(fileobj=raw)) if packed else raw
        yield from _lines(cast(BinaryIO, stream), settings.max_input_bytes, where)


def _open(where: str, stack: ExitStack) -> io.BufferedReader:
    if where == "standard input":
        stream = sys.stdin.buffer
        return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        if Path(where).is_dir():
            raise InputError("is a folder; name a JSONL file in it", where=where)
        return stack.enter_context(open(where, "rb"))
    except FileNotFoundError:
        raise InputError("there is no such file; check the path", where=where) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"cannot be read ({reason})", where=where) from None


def _lines(stream: BinaryIO, limit: int, where: str) -> Iterator[RawLine]:
    number = 0
    while True:
        number += 1
        place = f"{where}, line {number}"
        try:
            line = stream.readline(limit + 1)
            too_long = len(line) > limit and not line.endswith(b"\n")
            if too_long:
                _skip_line(stream)
        except _BROKEN_GZIP:
            yield number, BatchLineError("the gzip data breaks off or is damaged here; what came before was read", where=place)
            return
        except OSError as error:
            yield number, BatchLineError(f"cannot be read further ({error.strerror or error})", where=place)
            return
        if too_long:
            message = f"is longer than {limit:,} bytes; raise the setting max_input_bytes to read it"
            yield number, BatchLineError(message, where=place)
            continue
        if not line:
            return
        if line.strip():
            yield number, line


def _skip_line(stream: BinaryIO) -> None:
    """Passes over the rest of a line."""
    while part := stream.readline(1 << 20):
        if part.endswith(b"\n"):
            return


def parse_line(line: bytes, number: int, path: str) -> dict[str, Any] | BatchLineError:
    """One line of `path`, or what is wrong with it."""
    place = f"{'standard input' if path == '-' else path}, line {number}"
    try:
        found = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        return BatchLineError("is not UTF-8", where=place)
    except json.JSONDecodeError as error:
        return BatchLineError(f"is not JSON ({error.msg} at character {error.colno})", where=place)
    except RecursionError:
        return BatchLineError("is nested too deeply to be read", where=place)
    except ValueError:
        return BatchLineError("holds a number with too many digits", where=place)
    if not isinstance(found, dict):
        return BatchLineError("is not a JSON object; each line wants {…}", where=place)
    return found
