"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sidelight.errors import InputError
from sidelight.gather.addresses import web_address
from sidelight.types import FeedDocument, FeedEntry


def parse_json_feed(body: bytes, where: str, most: int) -> FeedDocument:
    """What it holds, at most so many entries; fields of a wrong type are left out.

    Raises:
        InputError: it is no JSON, or no JSON Feed.
    """
    try:
        found = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise InputError("is no JSON that can be read", where=where) from None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise InputError("is JSON, but no JSON Feed: it has no items", where=where)
    entries = [entry for item in found["items"][:most] if isinstance(item, dict) and (entry := _entry(item)) is not None]
    return FeedDocument(title=_line(found.get("title")), url=web_address(found.get("home_page_url")), entries=tuple(entries))


def _entry(item: Mapping[str, Any]) -> FeedEntry | None:
    url = web_address(item.get("url")) or web_address(item.get("external_url"))
    title, summary, text = _line(item.get("title")), _line(item.get("summary")), _string(item.get("content_text"))
    given = item.get("id")
    name = str(given).strip() if isinstance(given, str | int | float) and not isinstance(given, bool) else ""
    name = name or url or title or ""
    if not name:
        return None
    return FeedEntry(
        id=name[:2000],
        url=url,
        title=title,
        published=_moment(item.get("date_published")) or _moment(item.get("date_modified")),
        summary=summary or (_line(text[:2000]) if text else None),
        updated=_moment(item.get("date_modified")),
        authors=_authors(item),
        html=_string(item.get("content_html")) or (_as_html(text) if text else None),
        source=web_address(item.get("external_url")),
    )


def _as_html(text: str) -> str:
    from html import escape

    return "".join(f"<p>{escape(part.strip())}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _line(value: Any) -> str | None:
    return " ".join(value.split())[:20_000] or None if isinstance(value, str) else None


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip())
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _authors(item: Mapping[str, Any]) -> tuple[str, ...]:
    given = item.get("authors")
    listed = given if isinstance(given, list) else [item.get("author")]
    names = [_line(one.get("name")) for one in listed[:20] if isinstance(one, dict)]
    return tuple(dict.fromkeys(name for name in names if name))
