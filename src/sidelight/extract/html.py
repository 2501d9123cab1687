"""A page to an `Article`: trafilatura (Barbaresi 2021) finds the body, our own part the facts; what is no report is set aside."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import lxml.html  # type: ignore[import-untyped]  # lxml ships no types
import trafilatura
from lxml.etree import LxmlError  # type: ignore[import-untyped]  # lxml ships no types
from lxml.html import HtmlElement

from sidelight.config import Settings
from sidelight.errors import EmptyInput, InputError, TooLarge
from sidelight.extract.articles import article_from_text
from sidelight.extract.blocks import find_blocks
from sidelight.extract.links import links_in
from sidelight.extract.metadata import page_facts
from sidelight.resources.load import language_pack
from sidelight.text.normalize import normalize
from sidelight.types import Article, Aside

MOST_TAGS = 100_000
"""Tags in a page: trafilatura takes 2 s for 50,000, and a long news page has 10,000 (2026-11)."""

_SET_ASIDE = frozenset({"promotion", "photo-credit", "related", "comment-prompt", "contact", "boilerplate"})


def article_from_html(
    html: str,
    *,
    settings: Settings | None = None,
    id: str | None = None,
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    authors: Sequence[str] = (),
    published: datetime | None = None,
    published_day_only: bool = False,
    story: str | None = None,
    where: str = "",
) -> Article:
    """What the caller knows goes before what the page says. Whole paragraphs of promotion, credits and prompts leave the
    text and stand in `asides`; bylines, datelines and the like stay in the text as blocks.

    Raises:
        InputError: it cannot be taken apart. TooLarge: too many tags, too deep, or too long. EmptyInput: no article in it.
    """
    settings = settings or Settings()
    where = where or id or url or ""
    tree = _parsed(html, where)
    facts = page_facts(tree, url)
    body = _body(tree)
    if title is None and facts.title is None and not body:
        raise EmptyInput("holds no article that we can find", where=where)
    report, asides = _parted(body, title or facts.title or "")
    article = article_from_text(
        report,
        title or facts.title,
        settings=settings,
        id=id,
        url=facts.url,
        outlet=outlet,
        authors=authors or facts.authors,
        published=published or facts.published,
        published_day_only=published_day_only if published else facts.published_day_only,
        story=story,
        language=facts.language,
        asides=asides,
        from_html=True,
        where=where,
    )
    return replace(article, links=links_in(tree, article.text, article.url))


def _parsed(html: str, where: str) -> HtmlElement:
    if html.count("<") > MOST_TAGS:
        raise TooLarge(f"has more than {MOST_TAGS:,} tags: no article page; save its words as plain text", where=where)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    data = html.replace("\x00", "").encode("utf-8", "replace")
    try:
        tree = lxml.html.document_fromstring(data, parser=parser)
    except (LxmlError, ValueError):
        raise InputError("is HTML that cannot be taken apart; save its words as plain text", where=where) from None
    if not isinstance(tree, HtmlElement):
        raise InputError("is HTML without an element; save its words as plain text", where=where)
    return tree


def _body(tree: HtmlElement) -> str:
    """The paragraphs of the report, a blank line between them; empty where there is none."""
    found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False)
    text = getattr(found, "text", None)
    return "\n\n".join(line for line in (text or "").split("\n") if line.strip())


def _parted(body: str, title: str) -> tuple[str, tuple[Aside, ...]]:
    """The report without its title's repeat above it, and the whole paragraphs that are promotion, credits or prompts."""
    text = normalize(body).text
    while text and _words((parts := text.partition("\n"))[0]) == _words(title):
        text = parts[2].lstrip("\n")
    blocks = find_blocks(text, language_pack("en"))
    kept: list[str] = []
    asides: list[Aside] = []
    place = 0
    for line in text.split("\n"):
        block = next((b for b in blocks if b.start == place and b.end == place + len(line) and b.kind in _SET_ASIDE), None)
        if block and line:
            asides.append(Aside(kind=block.kind, text=line))
        else:
            kept.append(line)
        place += len(line) + 1
    return "\n".join(kept), tuple(asides)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
