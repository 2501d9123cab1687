"""Whether a feed's entry carries its article whole, so that nothing need be fetched; and whether it may speak for its address."""

import re
from urllib.parse import urlsplit

from sidelight.types import FeedEntry

_LEAST_WORDS = 180
"""A teaser has 20 to 80 words, seldom more than 120; an article that is shorter than this is fetched once too often."""

_LEAST_PARAGRAPHS = 3
_BREAKS_OFF = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\]|full (?:story|article)\W*"
    r"|(?:read|continue|see|view) (?:more|on|reading|the (?:full|rest))\b[^.!?]{0,80})\s*$",
    re.IGNORECASE,
)
_FOOTER = re.compile(r"(?is)<p>\s*The post\s.{0,600}?appeared first on\s.{0,300}?</p>\s*$")


def carried(entry: FeedEntry) -> str | None:
    """The article's HTML where the entry has all of it, without the footer that some programs add; else None."""
    html = _FOOTER.sub("", entry.html or "").strip()
    words = re.sub(r"<[^<>]{0,2000}>", " ", html)
    paragraphs = len(re.findall(r"(?i)<p\b|<br\s*/?>\s*<br", html))
    if len(words.split()) < _LEAST_WORDS or paragraphs < _LEAST_PARAGRAPHS:
        return None
    tail = " ".join(words[-400:].replace("&hellip;", "…").replace("&#8230;", "…").split()).rstrip(" »→>")
    return None if _BREAKS_OFF.search(tail) else html


def may_speak(feed: str, outlet: str | None, url: str | None) -> bool:
    """Whether a feed's words may stand for the article at `url`: on the feed's own site, or its outlet's as a person named it."""
    if url is None:
        return True
    host, home = _site(url), _site(feed)
    return bool(host) and (_within(host, home) or _within(home, host) or (outlet is not None and _within(host, outlet.lower())))


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _within(host: str, home: str) -> bool:
    """The same host or one below it; a home without a dot, such as a country's whole zone, has nothing below it."""
    return bool(home) and (host == home or (home.count(".") >= 1 and host.endswith(f".{home}")))
