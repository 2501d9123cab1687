"""Archives of pages: WARC files (ISO 28500; gzip or not, Common Crawl's too) and folders of saved pages, read as streams."""

import json
import os
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from sidelight.config import Settings
from sidelight.errors import BatchLineError, InputError
from sidelight.types import Capture

PAGES = (".html", ".htm", ".xhtml", ".shtml")
WARC = (".warc", ".warc.gz")

Packed = tuple[int, bytes | BatchLineError]
"""A number from 1, and a capture as bytes (see `packed`), or what is wrong with it."""


def is_warc(path: str | os.PathLike[str]) -> bool:
    """By its name."""
    return os.fspath(path).lower().endswith(WARC)


def warc_captures(path: str | os.PathLike[str], settings: Settings | None = None) -> Iterator[Packed]:
    """The pages that were answered with status 200 and are HTML or plain text; all else is passed over.

    A page over `max_input_bytes`, or damaged, gives an error in its place. Where the archive breaks off, what came before is
    given, then one error, then the end.

    Raises:
        InputError: the file is missing or may not be read.
    """
    from warcio.archiveiterator import ArchiveIterator

    settings = settings or Settings()
    where = os.fspath(path)
    try:
        stream = open(where, "rb")  # noqa: SIM115 - closed below; here its faults are ours to tell
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=where) from None
    number = 0
    with stream:
        records = iter(ArchiveIterator(stream))
        while True:
            number += 1
            place = f"{where}, record {number}"
            try:
                with redirect_stderr(StringIO()):  # where the library prints the bytes that it stumbles over
                    record = next(records, None)
                if record is None:
                    return
                made = _capture(record, settings.max_input_bytes, place)
            except Exception:  # noqa: BLE001 - damaged records make the library stumble in many ways
                yield number, BatchLineError("the archive breaks off or is damaged here; what came before was read", where=place)
                return
            if isinstance(made, BatchLineError):
                yield number, made
            elif made is not None:
                yield number, packed(made)


def folder_captures(path: str | os.PathLike[str], settings: Settings | None = None) -> Iterator[Packed]:
    """Every saved page of a folder and its folders, in order of their paths.

    Raises:
        InputError: the folder may not be read.
    """
    from sidelight.gather.files import read_file

    try:
        files = sorted(file for file in Path(path).rglob("*") if file.suffix.lower() in PAGES and file.is_file())
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=os.fspath(path)) from None
    for number, file in enumerate(files, start=1):
        try:
            yield number, packed(read_file(file, settings))
        except InputError as error:
            yield number, BatchLineError(error.message, where=str(file))


def packed(capture: Capture) -> bytes:
    """A capture as bytes, a line of facts before the body, so that it can be named by a digest and sent to a worker."""
    fetched = capture.fetched.isoformat() if capture.fetched else None
    facts = [capture.url, capture.path, capture.media_type, capture.charset, fetched]
    return json.dumps(facts).encode() + b"\n" + capture.body


def unpacked(data: bytes) -> Capture:
    """The capture again."""
    head, _, body = data.partition(b"\n")
    url, path, media_type, charset, fetched = json.loads(head)
    when = datetime.fromisoformat(fetched) if fetched else None
    return Capture(body=body, url=url, path=path, media_type=media_type, charset=charset, fetched=when)


def _capture(record: Any, limit: int, where: str) -> Capture | BatchLineError | None:
    """The page of a record; None where it holds none."""
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers
    status = headers.get_statuscode() if headers is not None else "200"
    kind = (headers.get_header("Content-Type") if headers is not None else record.content_type) or ""
    media_type, _, rest = kind.partition(";")
    media_type = media_type.strip().lower()
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    page = status == "200" and media_type in ("text/html", "application/xhtml+xml", "text/plain") and url.startswith("http")
    body = record.content_stream().read(limit + 1) if page else b""
    if len(body) > limit:
        return BatchLineError(f"is larger than {limit:,} bytes; raise the setting max_input_bytes to read it", where=where)
    while record.raw_stream.read(1 << 16):
        pass
    if record.raw_stream.limit > 0:  # what the record says it holds and the file does not
        return BatchLineError("the archive breaks off within this page", where=where)
    if not body.strip():
        return None
    charset = rest.partition("charset=")[2].strip(" \"';").split(";")[0].strip() or None
    return Capture(body=body, url=url, media_type=media_type, charset=charset, fetched=_moment(record))


def _moment(record: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
