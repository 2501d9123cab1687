"""Addresses that feeds, lists and sitemaps name: only those that can be taken apart are passed on."""

import re
from typing import Any
from urllib.parse import urlsplit

_LONGEST = 2_000
_START = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def web_address(value: Any) -> str | None:
    """The http or https address, cut at 2,000 characters; None where it is something else, or its host or port is broken."""
    text = value.strip()[:_LONGEST] if isinstance(value, str) else ""
    if not _START.match(text):
        return None
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - read for the error that it raises
    except ValueError:
        return None
    return text if parts.hostname else None
