"""What in a plain text is not the report: promotion, credits, prompts, bylines. Only whole lines, brackets and datelines."""

import re

from sidelight.extract.block_lines import called_lines, capital_links, gallery, picture_mark
from sidelight.extract.block_rules import Rules, block_rules
from sidelight.extract.edges import bio_lines, dateline, is_byline
from sidelight.text.pack import LanguagePack
from sidelight.types import Block, BlockKind

_ORDER: tuple[tuple[str, BlockKind], ...] = (
    ("wire_credit", "wire-credit"),
    ("photo_credit", "photo-credit"),
    ("comment_prompt", "comment-prompt"),
    ("related", "related"),
    ("author_bio", "author-bio"),
    ("contact", "contact"),
    ("promotion", "promotion"),
    ("boilerplate", "boilerplate"),
    ("reporting", "byline"),
)
_GATED: tuple[tuple[str, BlockKind, tuple[str, ...]], ...] = (
    ("signed_photo", "photo-credit", ("REUTERS/", " | ", "FILE PHOTO", "ide caption", "ide Caption")),
    ("signup_box", "promotion", ("igning up",)),
)
"""Rules that begin with anything, and the marks without which they are not tried."""

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\[(“\"‘]?[A-Z@©])")
_BRACKET = re.compile(r"\([^()\n]{2,160}\)")
_BULLETS = " -–—•*"
_LEADING_LINES = 8

LONGEST_LINE = 700
"""Characters beyond which a line is report without a look: prompts and credits are short."""


def find_blocks(text: str, pack: LanguagePack) -> tuple[Block, ...]:
    """The stretches of a normalised text that are no report, in order and without overlap.

    A line counts only where each of its sentences is promotion, a credit or a prompt; a bracketed photo credit and a
    dateline count alone inside a line of report. On doubt a line is report: what is marked is never analysed.
    """
    rules = block_rules(pack)
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    special: dict[int, BlockKind] = {}
    forms: tuple[tuple[frozenset[int], BlockKind], ...] = (
        (bio_lines(text, lines, rules["bio"], pack), "author-bio"),
        (capital_links(text, lines), "related"),
        (called_lines(text, lines), "promotion"),
    )
    for numbers, by_form in forms:
        special |= dict.fromkeys(numbers, by_form)
    opening = dateline(text, lines[:4], pack)
    found = [Block(kind="date-line", start=opening[0], end=opening[1])] if opening else []
    for number, (start, end) in enumerate(lines):
        if opening and start <= opening[0] < end:
            found.extend(_bracketed(text, opening[1], end, rules))
            continue
        line = text[start:end] if end - start <= LONGEST_LINE else ""
        if number < _LEADING_LINES and is_byline(line, rules["byline"], pack):
            kind: BlockKind | None = "byline"
        else:
            kind = _kind_of_line(line, rules) or special.get(number)
        part = None if kind else gallery(text, start, end) or picture_mark(text, start, end)
        if kind:
            found.append(Block(kind=kind, start=start, end=end))
        elif part:
            found += [part, *_bracketed(text, part.end, end, rules)]
        else:
            found.extend(_bracketed(text, start, end, rules))
    return tuple(sorted(found, key=lambda block: block.start))


def _kind_of_line(line: str, rules: Rules) -> BlockKind | None:
    whole = _kind_of(line, rules)
    if whole or not line:
        return whole
    sentences = _SENTENCE_END.split(line)
    if not 2 <= len(sentences) <= 6:
        return None
    kinds = [_kind_of(sentence, rules) for sentence in sentences]
    return kinds[0] if all(kinds) else None


def _kind_of(line: str, rules: Rules) -> BlockKind | None:
    line = line.strip(_BULLETS) or line
    if line.startswith("(") and line.endswith(")") and rules["photo_bracket"].fullmatch(line[1:-1].strip()):
        return "photo-credit"
    for name, kind, marks in _GATED:
        if any(mark in line for mark in marks) and rules[name].fullmatch(line):
            return kind
    return next((kind for name, kind in _ORDER if rules[name].fullmatch(line)), None)


def _bracketed(text: str, start: int, end: int, rules: Rules) -> list[Block]:
    """Photo credits in round brackets within a line of report."""
    return [
        Block(kind="photo-credit", start=found.start(), end=found.end())
        for found in _BRACKET.finditer(text, start, end)
        if rules["photo_bracket"].fullmatch(found[0][1:-1].strip())
    ]
