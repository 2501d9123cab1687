"""A `Capture` to an `Article`: told apart by media type, name or first bytes, decoded, and read as HTML or plain text."""

import re
from pathlib import PurePath

from sidelight.config import Settings
from sidelight.extract.articles import article_from_text
from sidelight.extract.decode import decode
from sidelight.types import Article, Capture

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|meta|title|article)\b", re.I | re.S
)


def article_from_capture(capture: Capture, settings: Settings | None = None) -> Article:
    """The article that was fetched or read. A plain text has no title, and nothing of it is cut.

    The id is the file's path, else a hash of the page's canonical address (where the page names one of its own site).

    Raises:
        NotText: binary, or in no encoding that we can tell. EmptyInput: no title and no text. TooLarge: over a limit.
        InputError: HTML that cannot be taken apart.
    """
    settings = settings or Settings()
    where = capture.path or capture.url or "standard input"
    html = _named_html(capture)
    text = decode(capture.body, capture.charset, html or capture.body.lstrip()[:1] == b"<", where)
    if html or (capture.media_type in (None, "text/plain", "application/octet-stream") and _HTML_START.match(text)):
        from sidelight.extract.html import article_from_html  # trafilatura takes 0.2 s to load

        return article_from_html(text, settings=settings, id=capture.path, url=capture.url, where=where)
    return article_from_text(text, settings=settings, id=capture.path, url=capture.url, where=where)


def _named_html(capture: Capture) -> bool:
    if capture.media_type:
        return capture.media_type.lower() in _HTML_TYPES
    return bool(capture.path) and PurePath(capture.path or "").suffix.lower() in _HTML_NAMES
