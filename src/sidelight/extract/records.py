"""A batch's object to an `Article`."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sidelight.config import Settings
from sidelight.errors import EmptyInput, InputError
from sidelight.extract.articles import article_from_text
from sidelight.extract.moments import moment
from sidelight.types import Article

_STRINGS = ("text", "html", "title", "url", "outlet", "published", "story")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|md|m\.d|ph\.?d|esq)\.?", re.IGNORECASE)


def article_from_record(record: Mapping[str, Any], settings: Settings | None = None, where: str = "") -> Article:
    """Read `id`, `text` or `html`, `title`, `url`, `outlet`, `published`, `authors`, `story`; other fields are left alone.

    A number as id is taken as written; null is the same as absent. `published` without a zone is UTC, a bare date sets
    `published_day_only`. `authors` is a list, or one string parted at commas, semicolons and "and". What the record says
    goes before what its `html` says. `where` is named in errors; without it the record's id is.

    Raises:
        InputError: a field of a wrong type, or a time that cannot be read. EmptyInput: neither title nor text.
    """
    settings = settings or Settings()
    given = {name: record[name] for name in record if record[name] is not None}
    name = _id(given.get("id"), where)
    where = where or name or ""
    for field in _STRINGS:
        if not isinstance(given.get(field, ""), str):
            raise InputError(f"its {field!r} wants a string, not {_kind(given[field])}", where=where)
    published, day_only = _published(given.get("published"), where)
    fields: dict[str, Any] = {
        "settings": settings,
        "id": name,
        "title": given.get("title"),
        "url": given.get("url") or None,
        "outlet": given.get("outlet") or None,
        "authors": _authors(given.get("authors"), where),
        "published": published,
        "published_day_only": day_only,
        "story": given.get("story"),
        "where": where,
    }
    text = given.get("text", "")
    if not text.strip() and given.get("html", "").strip():
        from sidelight.extract.html import article_from_html  # trafilatura takes 0.2 s to load

        return article_from_html(given["html"], **fields)
    if not text.strip() and not given.get("title", "").strip():
        raise EmptyInput("holds neither a title nor a text", where=where)
    return article_from_text(text, **fields)


def _id(value: Any, where: str) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise InputError(f"its 'id' wants a string, not {_kind(value)}", where=where)
    return None if value is None or value == "" else str(value)


def _published(value: str | None, where: str) -> tuple[datetime | None, bool]:
    if not value:
        return None, False
    found = moment(value)
    if found is None:
        shown = value if len(value) <= 40 else value[:40] + "…"
        raise InputError(f"its 'published' wants a time such as 2024-03-05T10:00:00Z, not {shown!r}", where=where)
    return found


def _authors(value: Any, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        parts = re.split(r"\s*[;,\n]\s*|\s+and\s+|\s+&\s+", re.sub(r"^\s*by\s+", "", value, flags=re.IGNORECASE))
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        parts = list(value)
    else:
        raise InputError("its 'authors' wants a string or a list of strings", where=where)
    names: list[str] = []
    for part in (re.sub(r"\s+", " ", part).strip() for part in parts):
        if names and _SUFFIX.fullmatch(part):
            names[-1] += f", {part}"
        elif part and part not in names:
            names.append(part)
    return tuple(names)


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)
