"""What stands in a report's body and states nothing: headings, captions, questions, an embedded post's signature."""

import re

from sidelight.lenses.facts.clauses import verbal
from sidelight.text.pack import LanguagePack
from sidelight.text.tokens import words
from sidelight.types import Range

_SIGNATURE = re.compile(r"(?:—|–|--?)\s*[^\n()—–]{2,60}\(@\w{1,30}\)(?:\s+[A-Z][a-z]+\.?\s\d{1,2},\s\d{4})?")
_ADDRESS = re.compile(r"(?:https?://\S+|\bpic\.twitter\.com/\S+)")
_SHOWN = re.compile(r"\b(?:is|are) (?:seen|pictured|shown|photographed)\b(?! as\b)")
_END = re.compile(r"[.!?…;:,][”\"’'»)\]]*\s*$|[”\"]\s*$")
_LABEL = re.compile(r"[A-Z][^.:;“”\"\n]{2,30}:\s")
_PHRASE_WORDS = 6
_HEADING_WORDS = 16
"""A line of more words that ends without a mark is taken for a sentence."""


def trimmed(text: str, start: int, end: int) -> Range:
    """The stretch without the signature and the addresses that an embedded post ends on; empty where that is all."""
    for mark in (_SIGNATURE, _ADDRESS):
        found = mark.search(text, start, end)
        if found and (mark is _SIGNATURE or not text[found.end() : end].strip(' \n.”"')):
            end = found.start()
    return start, start + len(text[start:end].rstrip())


def aside(text: str, start: int, end: int, pack: LanguagePack) -> bool:
    """Whether a stretch states nothing of the report's: a question, a caption, a remark in brackets, a heading, a label."""
    piece = text[start:end]
    if piece.endswith(("?", "?”", '?"')) or piece[:1] in "([" or piece[:4].upper() == "FILE" or _SHOWN.search(piece):
        return True
    return _heading(text, start, end) or _names_only(text, start, end, pack)


def _names_only(text: str, start: int, end: int, pack: LanguagePack) -> bool:
    """A few words without a verb, or a label with none behind it: "Where: Tessenford, a town on the river"."""
    label = _LABEL.match(text, start, end)
    found = words(text, label.end() if label else start, end)
    return (label is not None or len(found) <= _PHRASE_WORDS) and not any(_may_act(t.text.lower(), pack) for t in found)


def _may_act(word: str, pack: LanguagePack) -> bool:
    return verbal(word, pack) or word.endswith(("'s", "’s", "'re", "’re", "ing"))


def _heading(text: str, start: int, end: int) -> bool:
    """A short line without an end mark, in a text of several lines."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)]
    return len(line) < len(text.strip()) and not _END.search(line) and len(line.split()) <= _HEADING_WORDS
