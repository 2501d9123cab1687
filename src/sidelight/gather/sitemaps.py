"""Sitemaps (sitemaps.org): news sitemaps as feeds, sitemap indexes as lists of sitemaps."""

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from sidelight.errors import InputError
from sidelight.gather.addresses import web_address
from sidelight.types import FeedDocument, FeedEntry

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(urlset|sitemapindex)\b")
_MOST_PARTS = 200


def is_sitemap(body: bytes) -> bool:
    """Whether its first element is a sitemap's."""
    start = re.sub(rb"(?s)<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", b"", body[:4000]).lstrip(b"\xef\xbb\xbf \t\r\n")
    return _ROOT.match(start) is not None


def parse_sitemap(body: bytes, where: str, most: int) -> FeedDocument:
    """The news that a sitemap lists, in its order, at most so many; or the parts of an index, the newest first.

    Addresses without news (`news:news`) are pages of the site and no entries.

    Raises:
        InputError: it cannot be taken apart.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise InputError("is a sitemap that cannot be taken apart", where=where)
    if _name(root) == "sitemapindex":
        dated = [(_text(part, "lastmod") or "", _text(part, "loc") or "") for part in _children(root, "sitemap")]
        newest = sorted(dated, key=lambda pair: pair[0], reverse=True)
        parts = [address for _, loc in newest if (address := web_address(loc)) is not None]
        return FeedDocument(title=None, url=None, entries=(), parts=tuple(parts[:_MOST_PARTS]))
    return FeedDocument(title=None, url=None, entries=tuple(_entries(root, most)))


def unzipped(body: bytes, limit: int) -> bytes:
    """The bytes of a sitemap that lies packed on its server (`.xml.gz`); as they are where they are not packed, or too many.

    What breaks off is given as far as it goes.
    """
    if body[:2] != b"\x1f\x8b":
        return body
    import io

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            found = packed.read(limit + 1)
    except (OSError, EOFError, ValueError):
        return body
    return found if len(found) <= limit else body


def _entries(root: Any, most: int) -> Iterator[FeedEntry]:
    given = 0
    for page in _children(root, "url"):
        news = next(_children(page, "news"), None)
        url = web_address(_text(page, "loc"))
        if news is None or url is None:
            continue
        yield FeedEntry(
            id=url,
            url=url,
            title=_text(news, "title"),
            published=_moment(_text(news, "publication_date")),
            summary=None,
            updated=_moment(_text(page, "lastmod")),
        )
        given += 1
        if given >= most:
            return


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _name(child) == name)


def _text(element: Any, name: str) -> str | None:
    found = next(_children(element, name), None)
    return " ".join("".join(found.itertext()).split()) or None if found is not None else None


def _moment(value: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(value or "")
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
