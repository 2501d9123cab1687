"""Characters to an `Article`: normalised once, named, its language told, what is not the report marked."""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime

from sidelight.config import Settings
from sidelight.errors import EmptyInput, TooLarge
from sidelight.extract.address import canonical, outlet_of
from sidelight.extract.blocks import find_blocks
from sidelight.extract.language import SHORTEST, foreign_paragraph, language_of
from sidelight.resources.load import language_pack
from sidelight.text.normalize import normalize
from sidelight.types import Article, Aside, Block, Link

_PARAGRAPH = re.compile(r"[^\n]+")
_READ = ("en",)
"""Languages whose promotion, credits and prompts we know."""


def article_from_text(
    text: str,
    title: str | None = None,
    *,
    settings: Settings | None = None,
    id: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    authors: Sequence[str] = (),
    published: datetime | None = None,
    published_day_only: bool = False,
    story: str | None = None,
    language: str | None = None,
    asides: tuple[Aside, ...] = (),
    links: tuple[Link, ...] = (),
    from_html: bool = False,
    where: str = "",
) -> Article:
    """One article. Nothing of the text is cut; what is not the report (promotion, credits, prompts) is marked as blocks.

    Its id is `id`, else the first 16 hex digits of the SHA-256 of the canonical address, else of the text. Its version is
    that of title and text together: findings may cite the title, so a changed headline must be a new version.

    Raises:
        EmptyInput: neither title nor text holds a visible character. TooLarge: beyond `max_article_chars`.
    """
    settings = settings or Settings()
    body = _normalized(text, settings.max_article_chars, where or id or "")
    head = re.sub(r"\s+", " ", _normalized(title or "", settings.max_article_chars, where or id or "")) or None
    if not body and head is None:
        raise EmptyInput("holds neither a title nor a text", where=where or id or "")
    language = language_of(body) or language
    return Article(
        id=id or (id_of_address(url) if url else _short_hash(body or head or "")),
        version=_short_hash(f"{head or ''}\0{body}"),
        text=body,
        title=head,
        url=url,
        outlet=outlet or outlet_of(url),
        authors=tuple(authors),
        published=published,
        published_day_only=published_day_only,
        language=language,
        blocks=blocks_of(body, language),
        asides=asides,
        links=links,
        from_html=from_html,
        story=story,
    )


def id_of_address(url: str) -> str:
    """The id of the article at an address."""
    return _short_hash(canonical(url))


def blocks_of(text: str, language: str | None) -> tuple[Block, ...]:
    """What in a normalised text is not the report, and its paragraphs in another language than the article's; no overlaps."""
    known = find_blocks(text, language_pack(language or "en")) if language in (None, *_READ) else ()
    if language is None:
        return known
    found = list(known)
    for paragraph in _PARAGRAPH.finditer(text):
        if paragraph[0].count(" ") < SHORTEST - 1 or any(b.start < paragraph.end() and paragraph.start() < b.end for b in known):
            continue
        if foreign_paragraph(paragraph[0], language):
            found.append(Block(kind="other-language", start=paragraph.start(), end=paragraph.end()))
    return tuple(sorted(found, key=lambda block: block.start))


def _normalized(raw: str, limit: int, where: str) -> str:
    """The normal form; text far beyond the limit is refused before the work."""
    if len(raw) > 4 * limit and len("".join(raw[: 8 * limit].split())) > 4 * limit:
        raise _too_large(limit, where)
    text = normalize(raw).text
    if len(text) > limit:
        raise _too_large(limit, where)
    return text


def _too_large(limit: int, where: str) -> TooLarge:
    return TooLarge(f"is longer than {limit:,} characters; raise the setting max_article_chars to analyse it", where=where)


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
