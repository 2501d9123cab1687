"""A feed's bytes to what it holds: RSS, Atom and broken ones (feedparser), JSON Feed, news sitemaps."""

import calendar
import hashlib
import io
import logging
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any

from sidelight.config import Settings
from sidelight.errors import InputError, TooLarge
from sidelight.gather.addresses import web_address
from sidelight.gather.jsonfeed import parse_json_feed
from sidelight.gather.sitemaps import is_sitemap, parse_sitemap
from sidelight.types import Capture, FeedDocument, FeedEntry

MOST_ENTRIES = 2_000
"""Entries that are read of one feed, the first ones: news sitemaps hold at most 1,000, feeds 10 to 500."""

_MOST_TAGS = 400_000
"""Feedparser takes 10 s for so many on one core (2026-11); a feed of 2,000 long entries has 200,000."""

_DEEPEST = 200
"""Elements within one another, escaped HTML not counted: feeds have 4 to 20."""

_LONGEST_PLAIN = 20_000
_LONGEST_NAME = 200
_MARKUP = re.compile(r"<(?:[a-zA-Z/!?][^<>]{0,2000})>")
_SKIPPED = ((b"<![CDATA[", b"]]>"), (b"<!--", b"-->"))
_LONGEST_TAG = 20_000
_PER_ATTRIBUTE = 100
"""Bytes of a tag, and what an attribute counts for: feedparser's time for a tag grows with the square of its attributes."""
_HTML = re.compile(rb"\s*(?:<!doctype html|<html)", re.IGNORECASE)


def parse_feed(capture: Capture, settings: Settings | None = None) -> FeedDocument:
    """What the feed holds, in its own order, at most `MOST_ENTRIES`.

    Raises:
        InputError: it is no feed. TooLarge: over `max_input_bytes`, too many tags, or too deep.
    """
    settings = settings or Settings()
    body, where = capture.body, capture.url or capture.path or "standard input"
    if len(body) > settings.max_input_bytes:
        raise TooLarge(f"is larger than {settings.max_input_bytes:,} bytes; raise the setting max_input_bytes", where=where)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return parse_json_feed(body, where, MOST_ENTRIES)
    _refuse_monsters(body, where)
    if is_sitemap(body):
        return parse_sitemap(body, where, MOST_ENTRIES)
    return _with_feedparser(capture, where)


def plain(markup: str | None) -> str | None:
    """The words of a piece of HTML on one line; None where there are none."""
    if not markup:
        return None
    text = markup[:_LONGEST_PLAIN]
    if "<" in text:
        text = _MARKUP.sub(" ", re.sub(r"(?is)<(script|style)\b.{0,20000}?(?:</\1>|$)", " ", text))
    return " ".join(unescape(text).split()) or None


def _refuse_monsters(body: bytes, where: str) -> None:
    if body.count(b"<") > _MOST_TAGS:
        raise TooLarge(f"has more than {_MOST_TAGS:,} tags: no feed that we read", where=where)
    deepest, longest = _depth_and_length(body)
    if deepest > _DEEPEST and not _HTML.match(body):
        raise TooLarge(f"has elements more than {_DEEPEST:,} deep: no feed that we read", where=where)
    if longest > _LONGEST_TAG:
        raise TooLarge("has a tag of endless length: no feed that we read", where=where)


def _depth_and_length(body: bytes) -> tuple[int, int]:
    """How many elements stand within one another at most, and the longest tag; comments and CDATA are passed over."""
    deep = deepest = longest = place = 0
    while (place := body.find(b"<", place)) >= 0:
        closing = next((end for start, end in _SKIPPED if body.startswith(start, place)), None)
        if closing is not None:
            place = body.find(closing, place)
            if place < 0:
                break
            continue
        place += 1
        if not (body[place : place + 1].isalpha() or body[place : place + 1] == b"/"):
            continue
        end = body.find(b">", place, place + _LONGEST_TAG + 1)
        if end < 0:
            longest = max(longest, min(len(body) - place, _LONGEST_TAG + 1))
            continue
        longest = max(longest, _PER_ATTRIBUTE * body.count(b"=", place, end))
        deep += -1 if body[place : place + 1] == b"/" else (0 if body[end - 1 : end] == b"/" else 1)
        deepest, place = max(deepest, deep), end
    return deepest, longest


def _with_feedparser(capture: Capture, where: str) -> FeedDocument:
    import feedparser  # 0.1 s that other commands do without

    logging.getLogger("feedparser").setLevel(logging.ERROR)
    _bound_authors(feedparser.mixin._FeedParserMixin)
    headers = {"content-location": capture.url} if capture.url else {}
    if capture.media_type and capture.charset:
        headers["content-type"] = f"{capture.media_type}; charset={capture.charset}"
    # A stream, never the bytes themselves: those would be tried as a file's name first. Nothing is shown as HTML, so that
    # nothing need be sanitised.
    try:
        found = feedparser.parse(io.BytesIO(capture.body), response_headers=headers, sanitize_html=False)
    except Exception as error:  # noqa: BLE001 - a parser's fault on hostile input is that input's
        raise InputError(f"cannot be taken apart as a feed ({type(error).__name__})", where=where) from None
    if not found.get("version") and not found.entries and (_HTML.match(capture.body) or not found.feed.get("title")):
        page = "a page, no feed; `sidelight add` looks for a site's feeds"
        raise InputError(f"is {page if _HTML.match(capture.body) else 'no feed that we know'}", where=where)
    channel = found.feed
    return FeedDocument(
        title=plain(channel.get("title")),
        url=web_address(channel.get("link")),
        entries=tuple(_entries(found.entries)),
        ttl=_ttl(channel),
    )


def _bound_authors(parser: Any) -> None:
    """Feedparser seeks a mail address in an author in a time that grows with the square of its length: hours for a megabyte."""
    if getattr(parser, "authors_bounded", False):
        return
    seek = parser._sync_author_detail

    def bounded(self: Any, key: str = "author") -> None:
        context = self._get_context()
        if isinstance(author := context.get(key), str):
            context[key] = author[:_LONGEST_NAME]
        seek(self, key)

    parser._sync_author_detail, parser.authors_bounded = bounded, True


def _entries(items: list[Any]) -> Iterator[FeedEntry]:
    for item in items[:MOST_ENTRIES]:
        url = web_address(item.get("link")) or web_address(item.get("id"))
        title = plain(item.get("title"))
        summary = plain(item.get("summary"))
        name = str(item.get("id") or url or title or summary or "").strip() or _digest(item)
        published = _moment(item, "published") or _moment(item, "updated")
        yield FeedEntry(
            id=name[:2000],
            url=url,
            title=title,
            published=published,
            summary=summary,
            updated=_moment(item, "updated"),
            authors=_authors(item),
            html=_content(item),
            source=_source(item.get("source")),
        )


def _digest(item: Mapping[str, Any]) -> str:
    """A name for an entry that gives none: the same as long as it says the same."""
    return hashlib.blake2b(repr(sorted(item)).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _moment(item: Mapping[str, Any], name: str) -> datetime | None:
    if f"{name}_parsed" not in item:  # asked for, feedparser would give the other time
        return None
    try:
        parsed = item.get(f"{name}_parsed")
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None


def _authors(item: Mapping[str, Any]) -> tuple[str, ...]:
    names = [plain(author.get("name")) for author in item.get("authors") or () if isinstance(author, Mapping)]
    return tuple(dict.fromkeys(name for name in names if name and len(name) < _LONGEST_NAME))[:20]


def _content(item: Mapping[str, Any]) -> str | None:
    """The longest of what it carries as content, else a summary that is HTML."""
    parts = [part.get("value") or "" for part in item.get("content") or () if isinstance(part, Mapping)]
    longest = max(parts, key=len, default="")
    summary = item.get("summary") or ""
    if not longest and "<p" in summary.lower():
        longest = summary
    return longest or None


def _source(value: Any) -> str | None:
    if not isinstance(value, Mapping):
        return None
    return web_address(value.get("href")) or web_address(value.get("link")) or plain(value.get("title") or value.get("value"))


def _ttl(channel: Mapping[str, Any]) -> float | None:
    """RSS's `ttl`, minutes, as seconds."""
    text = str(channel.get("ttl") or "").strip()
    return float(text) * 60 if text.isdecimal() and len(text) < 7 else None
