"""Bytes of one input that lies here: a file, or a stream such as standard input."""

import os
from pathlib import Path
from typing import BinaryIO

from sidelight.config import Settings
from sidelight.errors import EmptyInput, InputError, TooLarge
from sidelight.types import Capture

_STREAM = "standard input"


def read_file(path: str | os.PathLike[str], settings: Settings | None = None) -> Capture:
    """A file's bytes, never more than one beyond `max_input_bytes`. Pipes that have a path (`<(command)`) are read too.

    Raises:
        InputError: it is missing, a folder, or may not be read. EmptyInput: it holds nothing. TooLarge: it is over the limit.
    """
    settings = settings or Settings()
    where = os.fspath(path)
    try:
        if Path(where).is_dir():
            raise InputError("is a folder; name the files in it, as in FOLDER/*.txt", where=where)
        with open(where, "rb") as stream:
            body = _read(stream, settings.max_input_bytes, where)
    except FileNotFoundError:
        raise InputError("there is no such file; check the path", where=where) from None
    except PermissionError:
        raise InputError("may not be read; check its permissions", where=where) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"cannot be read ({reason})", where=where) from None
    return Capture(body=body, path=where)


def read_stream(stream: BinaryIO, settings: Settings | None = None) -> Capture:
    """All bytes of a stream, never more than one beyond `max_input_bytes`.

    Raises:
        EmptyInput: it holds nothing. TooLarge: it is over the limit. InputError: reading fails.
    """
    settings = settings or Settings()
    try:
        return Capture(body=_read(stream, settings.max_input_bytes, _STREAM))
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error})", where=_STREAM) from None


def _read(stream: BinaryIO, limit: int, where: str) -> bytes:
    parts: list[bytes] = []
    left = limit + 1
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    body = b"".join(parts)
    if len(body) > limit:
        raise TooLarge(f"is larger than {limit:,} bytes; raise the setting max_input_bytes to read it", where=where)
    if not body:
        raise EmptyInput("is empty", where=where)
    return body
