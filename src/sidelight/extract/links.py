"""Links out of a page's body, with their place in the article's text where a paragraph stands in it word for word."""

from urllib.parse import urljoin

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

from sidelight.types import Link

_MOST = 500
_LONGEST = 4_000


def links_in(tree: HtmlElement, text: str, url: str | None) -> tuple[Link, ...]:
    """Links of paragraphs and list items whose words the article's text prints; a menu's links are none. At most 500."""
    found: list[Link] = []
    for paragraph in tree.iter("p", "li", "blockquote"):
        if len(found) >= _MOST:
            break
        anchors = list(paragraph.iter("a"))
        if not anchors or paragraph.find(".//p") is not None:
            continue
        words = _flat("".join(paragraph.itertext()))
        place = text.find(words) if 20 <= len(words) <= _LONGEST else -1
        if place < 0:
            continue
        cursor = 0
        for anchor in anchors[: _MOST - len(found)]:
            label, target = _flat("".join(anchor.itertext())), _absolute(anchor.get("href"), url)
            inside = words.find(label, cursor) if label else -1
            if inside >= 0 and target:
                found.append(Link(url=target, text=label, place=(place + inside, place + inside + len(label))))
                cursor = inside + len(label)
    return tuple(found)


def _flat(raw: str) -> str:
    return " ".join(raw.split())


def _absolute(target: str | None, url: str | None) -> str | None:
    try:
        full = urljoin(url or "", (target or "").strip())
    except ValueError:
        return None
    return full if full.startswith(("http://", "https://")) else None
