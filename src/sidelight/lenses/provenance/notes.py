"""How this lens's findings are made: one kind, a label, and spans or a count."""

import re
from collections.abc import Iterable, Iterator

from sidelight.types import Article, Block, Count, Finding, NoteData, Range, Span

LENS = "provenance"
CREDIT = 0.2
"""How telling a credit is: true, seldom news to a reader."""

FAULT = 0.6
"""How telling a fault in the text is."""

_LINE = re.compile(r"[^\n]+")


def note(
    kind: str,
    statement: str,
    label: str,
    value: str | None = None,
    *,
    spans: Iterable[Span] = (),
    count: Count | None = None,
    telling: float = CREDIT,
) -> Finding:
    """A finding of this lens."""
    return Finding(
        lens=LENS,
        kind=kind,
        statement=statement,
        evidence=tuple(spans),
        count=count,
        data=NoteData(label=label, value=value),
        telling=telling,
    )


def blocks_of_kind(article: Article, kind: str) -> list[Block]:
    """The article's blocks of one kind, in order."""
    return [block for block in article.blocks if block.kind == kind]


def words_of(article: Article, block: Block) -> str:
    """A block's words."""
    return article.text[block.start : block.end]


def spans_of(article: Article, blocks: Iterable[Block]) -> list[Span]:
    """Blocks as evidence."""
    return [article.span(block.start, block.end) for block in blocks]


def report_lines(article: Article) -> Iterator[Range]:
    """The text's lines that no whole-line block covers."""
    for line in _LINE.finditer(article.text):
        block = article.block_at(line.start(), line.end())
        if block is None or block.end < line.end() or block.start > line.start():
            yield line.start(), line.end()


def joined(names: Iterable[str]) -> str:
    """Names as a sentence lists them."""
    items = list(names)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def shortened(words: str, limit: int = 120) -> str:
    """The words, cut at a word's end where they are long."""
    flat = " ".join(words.split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0] + " …"
