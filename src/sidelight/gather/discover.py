"""What a page says of feeds: the feeds that it names, and whether it is an article or the front of a site."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import lxml.html  # type: ignore[import-untyped]  # lxml ships no types
from lxml.etree import LxmlError  # type: ignore[import-untyped]  # lxml ships no types

from sidelight.gather.addresses import web_address
from sidelight.types import Capture

_KINDS = {
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "json",
    "application/rdf+xml": "rdf",
}
_COMMENTS = re.compile(r"\bcomments?\b|oembed|wp-json", re.IGNORECASE)
_ARTICLE = re.compile(r'"@type"\s*:\s*(?:\[[^\]]{0,200})?"(?:\w*NewsArticle|Article|BlogPosting|Report)"')

MOST_FEEDS = 5
"""Feeds of a site that are watched, the first that it names: some name one for every section, all with the same articles."""


class Named(NamedTuple):
    """A feed that a page names."""

    url: str
    title: str | None


class Page(NamedTuple):
    """The feeds that a page names, without those of comments; and whether it says that it is an article."""

    feeds: tuple[Named, ...]
    article: bool
    title: str | None


def page_of(capture: Capture) -> Page:
    """What a page names; nothing where it cannot be taken apart."""
    try:
        parser = lxml.html.HTMLParser(encoding=capture.charset or "utf-8", remove_comments=True, remove_pis=True)
        tree = lxml.html.document_fromstring(capture.body[:2_000_000], parser=parser)
    except (LxmlError, ValueError, LookupError, AssertionError):
        return Page((), False, None)
    kinds = {(meta.get("content") or "").lower() for meta in tree.iter("meta") if meta.get("property") == "og:type"}
    said = any(_ARTICLE.search(script.text or "") for script in tree.iter("script") if "ld+json" in (script.get("type") or ""))
    at_home = urlsplit(capture.url or "").path.strip("/") == ""
    found = tree.find(".//title")
    title = " ".join((found.text or "").split()) if found is not None else None
    return Page(tuple(_feeds(tree, capture.url or "")), ("article" in kinds or said) and not at_home, title or None)


def _feeds(tree: lxml.html.HtmlElement, base: str) -> Iterator[Named]:
    """One of each title, whatever formats it comes in."""
    titles: set[str] = set()
    urls: set[str] = set()
    for link in tree.iter("link"):
        kind = _KINDS.get((link.get("type") or "").split(";")[0].strip().lower())
        if kind is None or not {"alternate", "feed"} & set((link.get("rel") or "").lower().split()):
            continue
        try:
            url = urljoin(base, (link.get("href") or "").strip())
        except ValueError:
            continue
        title = re.sub(r"\W*\b(?:rss|atom|json|feed|2\.0|1\.0)\b\W*", " ", link.get("title") or "", flags=re.IGNORECASE).strip()
        if web_address(url) is None or _COMMENTS.search(f"{url} {title}") or url in urls:
            continue
        if title.lower() in titles:
            continue
        titles.add(title.lower())
        urls.add(url)
        yield Named(url, title or None)
        if len(urls) >= MOST_FEEDS:
            return
