"""What a page says of itself: JSON-LD (schema.org), meta elements (Open Graph, Dublin Core), its heading and its times."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

from sidelight.extract.address import outlet_of
from sidelight.extract.block_rules import NAME
from sidelight.extract.moments import moment

_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|Report|WebPage|SocialMediaPosting|Review)$")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "article.published", "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "pubdate", "publishdate", "publish-date", "publication_date",
    "article_date_original", "cxenseparse:recs:publishtime", "citation_publication_date", "citation_online_date", "date",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "og:article:author", "article:author_name", "parsely-author", "dc.creator", "dcterms.creator",
    "sailthru.author", "byl", "citation_author", "cxenseparse:author",
)  # fmt: skip
_NAME = re.compile(rf"{NAME}")
_SEPARATOR = re.compile(r"\s*[,;|]\s*|\s+and\s+|\s+&\s+")
_BY = re.compile(r"^\s*by[: ]\s*", re.IGNORECASE)
_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title", "headline")
_NO_NAME = re.compile(r"https?:|www\.|@|\d{3}|^(?:admin|administrator|editor|staff|guest|unknown|none|null|by)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What was found; None or empty where the page is silent."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_day_only: bool = False
    language: str | None = None
    url: str | None = None


def page_facts(tree: HtmlElement, url: str | None) -> PageFacts:
    """Read the page's head and heading. An address that the page claims is believed only on its own site."""
    metas = _metas(tree)
    works = list(_works(tree))
    published = next(
        (found for value in [*_ld_dates(works), *_some(metas, _PUBLISHED), *_times(tree)] if (found := moment(value))), None
    )
    return PageFacts(
        title=_title(tree, metas, works),
        authors=_authors(metas, works) or _visible_authors(tree),
        published=published[0] if published else None,
        published_day_only=bool(published and published[1]),
        language=(str(tree.get("lang") or "")[:2].lower() or None),
        url=_own_address(tree, metas, url),
    )


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _some(metas: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from metas.get(name, ())


def _works(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The schema.org works that the page describes, articles proper before web pages."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            text = re.sub(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$", "", script.text or "")
            try:
                found.extend(_objects(json.loads(text, strict=False)))
            except (ValueError, RecursionError):
                continue
    articles = [work for work in found if any(_ARTICLE.match(kind) for kind in _strings(work.get("@type")))]
    yield from sorted(articles, key=lambda work: "WebPage" in _strings(work.get("@type")))


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _clean(value: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^<>]{1,200}>", "", unescape(unescape(value)))).strip()


def _title(tree: HtmlElement, metas: dict[str, list[str]], works: list[dict[str, Any]]) -> str | None:
    """The heading where the page has just one that its other titles bear out, else JSON-LD's headline, else Open Graph's."""
    headings = [text for h1 in tree.iter("h1") if (text := _clean(" ".join(h1.itertext())))]
    claims = [_clean(text) for work in works for text in _strings(work.get("headline"))]
    claims += [_clean(text) for text in _some(metas, _TITLES)]
    claims = [text for text in claims if text]
    if len(set(headings)) == 1 and (not claims or any(_alike(headings[0], claim) for claim in claims)):
        return headings[0]
    for heading in headings:
        if any(_alike(heading, claim) for claim in claims):
            return heading
    if claims:
        return claims[0]
    page = tree.find(".//title")
    return (headings[0] if headings else None) or (_clean(page.text or "") if page is not None else None) or None


def _alike(one: str, other: str) -> bool:
    a, b = set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", other.lower()))
    return len(a & b) >= 0.6 * max(len(a), 1)


def _ld_dates(works: list[dict[str, Any]]) -> Iterator[str]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        for work in works:
            yield from _strings(work.get(key))


def _times(tree: HtmlElement) -> Iterator[str]:
    for time in tree.iter("time"):
        if value := time.get("datetime"):
            yield value


def _authors(metas: dict[str, list[str]], works: list[dict[str, Any]]) -> tuple[str, ...]:
    for work in works:
        names = _names(work.get("author") or work.get("creator"))
        if names:
            return names
    for name in _AUTHORS:
        names = _names(metas.get(name))
        if names:
            return names
    return ()


def _visible_authors(tree: HtmlElement) -> tuple[str, ...]:
    """Names of links that call themselves the author's, else of the first short element that is a byline and says "By"."""
    named = [a for a in tree.iter("a", "span", "address") if "author" in f"{a.get('rel')} {a.get('itemprop')}".lower().split()]
    beside = [a for a in named if _parents(a) & _parents(named[0])]
    linked = _names([text for a in beside if len(text := _clean(" ".join(a.itertext()))) < 80])
    if linked:
        return tuple(name for name in linked if _NAME.fullmatch(name))
    for element in tree.iter("div", "p", "span", "address", "li"):
        if re.search(r"byline|author", f"{element.get('class')} {element.get('id')}", re.IGNORECASE):
            text = _clean(" ".join(element.itertext()))
            if len(text) < 120 and _BY.match(text):
                return tuple(name for name in _names(text) if _NAME.fullmatch(name))
    return ()


def _parents(element: HtmlElement) -> set[HtmlElement]:
    """The two elements around it: names of one byline share one, the teasers of other stories do not."""
    return {parent for parent, _ in zip(element.iterancestors(), range(2), strict=False) if parent.tag not in ("body", "main")}


def _names(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    found: list[str] = []
    for item in items[:50]:
        named = item.get("name") if isinstance(item, dict) else item
        for text in _strings(named):
            for part in re.split(
                r"\s*[,;|]\s*|\s+and\s+|\s+&\s+", re.sub(r"^\s*by[: ]\s*", "", _clean(text), flags=re.IGNORECASE)
            ):
                if 1 < len(part) < 80 and not _NO_NAME.search(part) and part not in found:
                    found.append(part)
    return tuple(found)


def _own_address(tree: HtmlElement, metas: dict[str, list[str]], url: str | None) -> str | None:
    claims = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for claim in [*claims, *metas.get("og:url", ())]:
        if not claim:
            continue
        try:
            full = urljoin(url or "", claim.strip())
        except ValueError:
            continue
        if (
            isinstance(full, str)
            and full.startswith(("http://", "https://"))
            and (url is None or outlet_of(full) == outlet_of(url))
        ):
            return full
    return url
