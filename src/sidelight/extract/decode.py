"""Bytes to characters: byte order mark, declared charset, UTF-8, else a guess; and what is no text at all."""

import codecs
import re

from sidelight.errors import NotText
from sidelight.extract.language import language_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"SQLite format 3", "a database"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SINGLE_BYTE = re.compile(r"(?:iso-?8859|latin|windows-125|cp125|us-?ascii|ascii)", re.IGNORECASE)

_SAMPLE = 60_000
"""Bytes from which a charset is guessed."""


def decode(body: bytes, charset: str | None = None, html: bool = False, where: str = "") -> str:
    """The characters of `body`. A declared one-byte charset yields to valid UTF-8, which no such text is by chance.

    Raises:
        NotText: binary data, or bytes in no encoding that we can tell.
    """
    for magic, name in _KNOWN_BINARY:
        if body.startswith(magic):
            raise NotText(f"is {name}, not a text; save its words as plain text or HTML", where=where)
    text = _decoded(body, charset or (_declared(body) if html else None), where)
    if len(_CONTROL.findall(text[:_SAMPLE])) > 0.01 * len(text[:_SAMPLE]):
        raise NotText("is binary data, not a text", where=where)
    return text


def _declared(body: bytes) -> str | None:
    found = _DECLARED.search(body[:4096])
    return found[1].decode("ascii") if found else None


def _decoded(body: bytes, charset: str | None, where: str) -> str:
    for mark, codec in _MARKS:
        if body.startswith(mark):
            try:
                return body.decode(codec)
            except UnicodeDecodeError:
                raise NotText(f"begins like {codec.upper()} but is not; save it as UTF-8", where=where) from None
    as_utf8 = _strictly(body, "utf-8")
    if charset and not (as_utf8 is not None and _SINGLE_BYTE.match(charset)):
        text = _strictly(body, _codec(charset))
        if text is not None:
            return text
    if as_utf8 is not None:
        return as_utf8
    return _nearly_utf8(body) or _guessed(body, where)


def _codec(charset: str) -> str:
    """The codec that a charset's name stands for; browsers read Latin 1 as Windows 1252 (WHATWG Encoding)."""
    if re.fullmatch(r"(?:iso-?8859-?1|latin-?1|us-?ascii|ascii)", charset, re.IGNORECASE):
        return "cp1252"
    return charset


def _strictly(body: bytes, codec: str) -> str | None:
    try:
        text = codecs.lookup(codec).decode(body)[0] if codec else None
    except (LookupError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _nearly_utf8(body: bytes) -> str | None:
    """UTF-8 with a few broken bytes (a cut tail, one bad paste): worth more than a guess that spoils every accent."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    accents = sum(1 for c in text[:_SAMPLE] if c > "\x7f" and c != "\ufffd")
    return text if broken <= max(1, len(text) // 2000) and (accents > 2 * broken or text[-1] == "\ufffd") else None


def _guessed(body: bytes, where: str) -> str:
    if b"\x00" in body[:_SAMPLE] and not _looks_wide(body[:_SAMPLE]):
        raise NotText("is binary data, not a text", where=where)
    western = _strictly(body, "cp1252")
    if western is not None and language_of(western) == "en":
        return western  # English text with a few accents: the guess is often another code page, and spoils them
    from charset_normalizer import from_bytes  # heavy, and seldom needed

    best = from_bytes(body[:_SAMPLE]).best()
    if best is None:
        raise NotText("is in no encoding that we can tell; save it as UTF-8", where=where)
    text = _strictly(body, best.encoding)
    return text if text is not None else body.decode(best.encoding, "replace")


def _looks_wide(sample: bytes) -> bool:
    """Whether zero bytes stand where UTF-16 of a Latin script has them: at every other place."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return max(even, odd) > 0.3 * (len(sample) // 2) and min(even, odd) < 0.02 * len(sample)
