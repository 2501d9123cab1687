"""A home page's links as a reader meets them: in order, each with the section that it stands under."""

import re
from typing import NamedTuple
from urllib.parse import urljoin

import lxml.html  # type: ignore[import-untyped]  # lxml ships no types
from lxml.etree import LxmlError  # type: ignore[import-untyped]  # lxml ships no types

from sidelight.types import Capture

FRONT = "front"
"""The section of what stands under no heading."""

_MOST_LINKS = 1_000
_LONGEST_HEADING = 40
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_ASIDE = frozenset({"nav", "footer", "header"})


class Stand(NamedTuple):
    """A link of a home page, whole, and the section's heading."""

    url: str
    section: str


def stands_of(capture: Capture) -> list[Stand]:
    """The links of a page, each where it stands first; menus and footers are left out. At most a thousand.

    A heading is a section's where it is short and no link of its own paragraph's: headlines are links, section names stand
    over them, or lead to a page of the section, one step below the home page.
    """
    try:
        parser = lxml.html.HTMLParser(encoding=capture.charset or "utf-8", remove_comments=True, remove_pis=True)
        tree = lxml.html.document_fromstring(capture.body, parser=parser)
    except (LxmlError, ValueError, LookupError, AssertionError):
        return []
    found: dict[str, Stand] = {}
    section = FRONT
    for element in tree.iter("a", *_HEADINGS):
        if element.tag in _HEADINGS:
            section = _section(element) or section
            continue
        url = _whole(element.get("href"), capture.url or "")
        if url is None or url in found or any(parent.tag in _ASIDE for parent in element.iterancestors()):
            continue
        found[url] = Stand(url, section)
        if len(found) >= _MOST_LINKS:
            break
    return list(found.values())


def _section(heading: lxml.html.HtmlElement) -> str | None:
    words = " ".join("".join(heading.itertext()).split())
    links = [heading] if heading.tag == "a" else [*heading.iter("a"), *(a for a in heading.iterancestors("a"))]
    deep = any(re.sub(r"^https?://[^/]*", "", link.get("href") or "").strip("/").count("/") >= 1 for link in links)
    return words if words and len(words) <= _LONGEST_HEADING and not deep else None


def _whole(href: str | None, base: str) -> str | None:
    try:
        url = urljoin(base, (href or "").strip()).partition("#")[0]
    except ValueError:
        return None
    return url[:2000] if url.startswith(("http://", "https://")) else None
