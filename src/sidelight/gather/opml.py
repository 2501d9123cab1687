"""OPML 1 and 2 (opml.org): lists of feeds, with folders, in and out."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from sidelight.errors import InputError
from sidelight.gather.addresses import web_address

_MOST = 20_000
_ROOT = re.compile(rb"<opml\b", re.IGNORECASE)


class Line(NamedTuple):
    """A feed of a list: its address, title, the site's address, and its folder ("news/local" within "news")."""

    url: str
    title: str | None = None
    site: str | None = None
    folder: str | None = None


def is_opml(body: bytes) -> bool:
    """Whether its first element is OPML's."""
    start = re.sub(rb"(?s)<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>]*>", b"", body[:4000]).lstrip(b"\xef\xbb\xbf \t\r\n")
    return _ROOT.match(start) is not None


def parse_opml(body: bytes, where: str) -> list[Line]:
    """The feeds of a list, each once, the first place counts; outlines without a feed's address are folders.

    Raises:
        InputError: it cannot be taken apart.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise InputError("is no OPML that can be taken apart", where=where)
    found: dict[str, Line] = {}
    for line in _lines(root, ()):
        found.setdefault(line.url, line)
        if len(found) >= _MOST:
            break
    return list(found.values())


def written_opml(lines: Iterable[Line], title: str) -> str:
    """The list as OPML 2.0, folders as outlines around their feeds."""
    tree: dict[str, Any] = {}
    for line in lines:
        place = tree
        for name in (line.folder or "").split("/") if line.folder else ():
            place = place.setdefault(name, {})
        place.setdefault("", []).append(line)
    body = "\n".join(_outlines(tree, "    "))
    head = f"  <head><title>{_escaped(title)}</title></head>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n{head}\n  <body>\n{body}\n  </body>\n</opml>\n'


def _lines(element: Any, folder: tuple[str, ...]) -> Iterator[Line]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        given = {name.lower(): " ".join(value.split()) for name, value in child.attrib.items()}
        name = given.get("title") or given.get("text") or None
        url = given.get("xmlurl", "")
        if web_address(url) is not None:
            yield Line(url, name, given.get("htmlurl") or None, "/".join(folder) or None)
        inner = (*folder, name.replace("/", "-")) if child.tag.lower() == "outline" and name and not url else folder
        yield from _lines(child, inner)


def _outlines(tree: dict[str, Any], indent: str) -> Iterator[str]:
    for line in tree.get("", ()):
        site = f" htmlUrl={quoteattr(_sound(line.site))}" if line.site else ""
        title = quoteattr(_sound(line.title or line.url))
        yield f'{indent}<outline type="rss" text={title} title={title} xmlUrl={quoteattr(_sound(line.url))}{site}/>'
    for name, inner in tree.items():
        if name:
            yield f"{indent}<outline text={quoteattr(_sound(name))}>"
            yield from _outlines(inner, indent + "  ")
            yield f"{indent}</outline>"


def _escaped(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(_sound(text))


def _sound(text: str) -> str:
    """Without what XML cannot hold."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
