"""Who wrote it, when and where, and whose words and pictures it carries."""

import re
from datetime import UTC
from functools import cache

from sidelight.lenses.provenance.authors import names_of
from sidelight.lenses.provenance.notes import blocks_of_kind, joined, note, shortened, spans_of, words_of
from sidelight.resources.agencies import Agency, agencies
from sidelight.text.pack import LanguagePack
from sidelight.types import Article, Block, Count, Finding, Span

_CONTRIBUTED = re.compile(r"\bcontributed\b|^\W*contributing:|\breported from\b", re.IGNORECASE)
_REPORTING = re.compile(r"\W*(?:(?:with )?(?:additional )?reporting|writing|editing|compiled)\b", re.IGNORECASE)
_BULLETS = " -–—•*"
_OPINIONS = re.compile(r"\b(?:views|opinions)\b", re.IGNORECASE)


MANY = 3
"""Names in the byline field beyond which they are said to come from the page's metadata: pages list others there too."""


def bylines(article: Article, pack: LanguagePack) -> list[Finding]:
    """Names from the byline field, byline lines, and notes on the author at the end.

    Where a closing note names some of the field's names, only those are the byline's.
    """
    found: list[Finding] = []
    names = names_of(article.authors, pack)
    if names:
        notes = " ".join(words_of(article, block) for block in blocks_of_kind(article, "author-bio") if _is_note(article, block))
        noted = [name for name in names if name in notes]
        shown = noted or list(names)
        given = ", given by the page's metadata" if len(shown) > MANY else ""
        count = Count(value=len(shown), of=len(article.authors), what="names in the byline field")
        if len(shown) > len(article.authors):
            count = Count(value=len(shown), of=len(shown), what="names in the byline field")
        statement = f"Byline{given}: {shortened(joined(shown), 200)}."
        found.append(note("byline", statement, "author", "; ".join(shown), count=count))
    for block in blocks_of_kind(article, "byline"):
        words = words_of(article, block).strip(_BULLETS)
        label, lead = ("reporting credit", "Who reported it") if _REPORTING.match(words) else ("byline", "Byline")
        found.append(note("byline", f"{lead}: “{shortened(words)}”", label, words, spans=spans_of(article, [block])))
    for block in blocks_of_kind(article, "author-bio"):
        words = words_of(article, block).strip(_BULLETS)
        label, lead = "author's note", "A note on the author"
        if _CONTRIBUTED.search(words):
            label, lead = "contributors", "Contributors are named"
        elif _OPINIONS.search(words):
            label, lead = "disclaimer", "A disclaimer on whose opinions these are"
        found.append(note("byline", f"{lead}: “{shortened(words)}”", label, words, spans=spans_of(article, [block])))
    return found


def _is_note(article: Article, block: Block) -> bool:
    return not _CONTRIBUTED.search(words_of(article, block))


def dates(article: Article) -> list[Finding]:
    """The date of publication, or that none came with the text."""
    if article.published is None:
        count = Count(value=0, of=1, what="dates of publication given with the text")
        return [note("date", "No date of publication came with the text.", "date of publication", count=count)]
    moment = article.published.astimezone(UTC)
    day = f"{moment.day} {moment:%B} {moment.year}"
    shown = day if article.published_day_only else f"{day}, {moment:%H:%M} UTC"
    value = moment.date().isoformat() if article.published_day_only else moment.isoformat()
    count = Count(value=1, of=1, what="dates of publication given with the text")
    return [note("date", f"Published {shown}.", "date of publication", value, count=count)]


def datelines(article: Article) -> list[Finding]:
    """Where the report says that it was written."""
    return [
        note(
            "dateline",
            f"Dateline: “{words_of(article, block)}”",
            "dateline",
            words_of(article, block).rstrip(" -–—"),
            spans=spans_of(article, [block]),
        )
        for block in blocks_of_kind(article, "date-line")
        if not words_of(article, block).startswith("(")
    ]


def wire_credits(article: Article) -> list[Finding]:
    """One finding for each agency credited in a credit line, a dateline, a byline or the byline field."""
    found: list[Finding] = []
    for agency, pattern in _patterns():
        spans: list[Span] = []
        for kind in ("date-line", "byline", "wire-credit"):
            for block in blocks_of_kind(article, kind):
                words = words_of(article, block)
                if kind == "date-line" and not re.search(r"\([^()]*\)", words):
                    continue
                inside = words[words.find("(") :] if kind == "date-line" else words
                if pattern.search(inside):
                    spans.append(article.span(block.start, block.end))
        named = [author for author in article.authors if pattern.search(author)]
        if spans:
            found.append(note("wire-credit", f"Credits {agency.full}.", "wire agency", agency.short, spans=spans))
        elif named:
            count = Count(value=len(named), of=len(article.authors), what="names in the byline field")
            found.append(note("wire-credit", f"Credits {agency.full}.", "wire agency", agency.short, count=count))
    return found


@cache
def _patterns() -> tuple[tuple[Agency, re.Pattern[str]], ...]:
    return tuple((agency, re.compile(rf"(?<![\w/]){agency.printed}(?!\w)")) for agency in agencies())


def photo_credits(article: Article) -> list[Finding]:
    """All photo credits together."""
    blocks = blocks_of_kind(article, "photo-credit")
    found: list[Finding] = []
    if blocks:
        number = "A photo credit or caption" if len(blocks) == 1 else f"{len(blocks)} photo credits or captions"
        found.append(
            note(
                "photo-credit", f"{number} in the text: set aside, not analysed.", "photo credit", spans=spans_of(article, blocks)
            )
        )
    return found
