"""Where sentences end. Rules over punctuation, abbreviations and what follows; no model."""

import re

from sidelight.text.pack import LanguagePack
from sidelight.types import Range

_OPENERS = "“\"‘'«([—–"
_CLOSERS = "”\"’'»)]"
_STOP = re.compile(rf"(?:[.!?]+|…)[{re.escape(_CLOSERS)}]*(?=\s|$)|(?<=[a-z)”’]{{2}})[.!?][”\"’]?(?=[A-Z“][a-z]+[\s,’'])")
_LAST_WORD = re.compile(r"[^\s“\"‘'(\[—–]+$")
_NEXT = re.compile(rf"\s*[{re.escape(_OPENERS)}]*\s?(\w*)")
_LONGEST_WORD = 60
"""How far back the word before a full stop is sought; what is longer is no abbreviation."""

_INITIALS = re.compile(r"^(?:[A-Za-z]\.)+$")
_LIST_MARK = re.compile(r"^\(?(?:\d{1,2}|[a-zA-Z])[.)]$")


def sentences(text: str, pack: LanguagePack) -> list[Range]:
    """Ranges of the sentences, in order; together they cover everything but white space.

    A blank line always ends one; a single line break does too, unless the text is wrapped at a fixed width.
    """
    breaks = r"\n\n" if _hard_wrapped(text) else r"\n+"
    found: list[Range] = []
    last = 0
    for gap in [*re.finditer(breaks, text), None]:
        end = gap.start() if gap else len(text)
        found.extend(_paragraph(text, last, end, pack))
        last = gap.end() if gap else end
    return found


def _hard_wrapped(text: str) -> bool:
    """Whether line breaks inside paragraphs are layout: many inner lines, of like length, that end in mid-sentence."""
    inner = [line for paragraph in text.split("\n\n") for line in paragraph.split("\n")[:-1]]
    if len(inner) < 4:
        return False
    like = sum(45 <= len(line) <= 110 and line[-1:] not in '.!?:”"' for line in inner)
    return like > 0.7 * len(inner)


def _paragraph(text: str, start: int, end: int, pack: LanguagePack) -> list[Range]:
    found: list[Range] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and not _ends(text, begin, stop, end, pack):
            continue
        found.append((begin, stop.end()))
        begin = stop.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        found.append((begin, end))
    return [(s, e) for s, e in found if text[s:e].strip()]


def _ends(text: str, begin: int, stop: re.Match[str], end: int, pack: LanguagePack) -> bool:
    following = _NEXT.match(text, stop.end(), end)
    word = following[1] if following else ""
    opens = bool(following and following[0].strip() != word)
    if word[:1].islower():
        return False
    mark = stop[0].rstrip(_CLOSERS)
    if mark != ".":
        quoted = stop[0] != mark
        return not (quoted and not opens and _said_next(text, stop.end(), end, pack))
    before = _LAST_WORD.search(text, max(begin, stop.start() - _LONGEST_WORD), stop.start() + 1)
    token = before[0] if before else "."
    if stop[0] != ".":
        return before is None or before.start() > begin or not _INITIALS.match(token)
    if _LIST_MARK.match(token) and before and before.start() == begin:
        return False
    name = token[:-1].lower()
    if name.rpartition("-")[2] in pack.words["titles_before_names"]:
        return False
    if _INITIALS.match(token) or name in pack.words["abbreviations"]:
        single = len(token) == 2 and token[0].isupper()
        return not single and (
            word.lower() in pack.words["sentence_starters"] or (opens and name not in pack.words["months_short"])
        )
    return True


def _said_next(text: str, start: int, end: int, pack: LanguagePack) -> bool:
    """Whether what follows a quoted question or cry is its tag ("… Trump asked"), so that the sentence goes on."""
    tag = re.split(r"[.!?,;:“\"]", text[start : min(end, start + 80)].lstrip(), maxsplit=1)[0]
    return any(word in pack.words["saying_verbs"] for word in tag.lower().split()[:6])
