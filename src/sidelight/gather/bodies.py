"""A response's body, unpacked piece by piece, so that no limit is passed by more than one piece."""

import zlib
from collections.abc import Iterable

from sidelight.errors import FetchError, TooLarge

_PIECE = 1 << 16
_RATIO = 150
"""Most times that a body may grow when unpacked, once over a megabyte: news pages grow 3 to 12 times."""


def body_of(pieces: Iterable[bytes], encoding: str, limit: int, where: str) -> bytes:
    """The body, unpacked by its Content-Encoding (gzip, deflate or none).

    Raises:
        TooLarge: over `limit` bytes, packed or unpacked. FetchError: damaged, broken off, packed in another way, or a bomb.
    """
    names = [name for name in encoding.lower().replace(" ", "").split(",") if name not in ("", "identity")]
    if not names:
        return _limited(pieces, limit, where)
    if len(names) > 1 or names[0] not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"answers packed as {encoding[:40]!r}, which we did not ask for", where=where, kind="damaged body")
    return _unpacked(pieces, names[0], limit, where)


def _limited(pieces: Iterable[bytes], limit: int, where: str) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limit:
            raise _too_large(limit, where)
    return bytes(body)


def _unpacked(pieces: Iterable[bytes], name: str, limit: int, where: str) -> bytes:
    body = bytearray()
    packed = 0
    inflater = None
    try:
        for piece in pieces:
            packed += len(piece)
            if packed > limit:
                raise _too_large(limit, where)
            if inflater is None:
                inflater = zlib.decompressobj(_window(name, piece))
            data = piece
            while data and not inflater.eof:
                body += inflater.decompress(data, _PIECE)
                data = inflater.unconsumed_tail
                if len(body) > limit:
                    raise _too_large(limit, where)
                if len(body) > 1_000_000 and len(body) > _RATIO * packed:
                    raise FetchError(
                        f"grows more than {_RATIO} times when unpacked, like a bomb; not read", where=where, kind="damaged body"
                    )
    except zlib.error:
        raise FetchError("its packed body is damaged; try again later", where=where, kind="damaged body") from None
    if inflater is not None and not inflater.eof:
        raise FetchError("its packed body breaks off; try again later", where=where, kind="damaged body")
    return bytes(body)


def _window(name: str, start: bytes) -> int:
    """zlib's window bits; servers send deflate with and without zlib's header."""
    if name != "deflate":
        return 31
    return 15 if start[:1] in (b"\x78", b"\x58", b"\x38", b"\x18") else -15


def _too_large(limit: int, where: str) -> TooLarge:
    return TooLarge(f"is larger than {limit:,} bytes; raise the setting fetch_max_bytes to fetch it", where=where)
