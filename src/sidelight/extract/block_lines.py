"""Lines that are no report by their form: galleries of captions, links in capitals, what follows a poll's call."""

import re
from collections.abc import Sequence

from sidelight.types import Block, Range

_CAPTION_NUMBER = re.compile(r"Hide Caption(?: \d{1,4} of \d{1,4})?")
_GALLERY_TITLE = re.compile(r"(?:Photos: ?){1,2}(?P<title>[^\n]{3,120}?) (?:Photos: ?){1,2}(?P=title)(?!\w)")
_PICTURE_MARK = re.compile(r"[^\n|]{3,400} \| (?:AP|Getty|Reuters|REUTERS|AFP) ?(?:Photos?|Images)?(?= |$)")
_CALL = re.compile(r"(?:urgent(?: poll)?|vote now|latest|breaking now):", re.IGNORECASE)

CAPITALS = 6
"""Words that a line in capitals must have to be a link to another story: shorter ones are headings and initials."""

MOST_CAPITALS = 0.3
"""Share of lines in capitals beyond which the text is simply printed so."""

_LONGEST_LINK = 160
_LONGEST_QUESTION = 140
_HEADLINE_WORDS = 25
"""Words without a full stop that may follow a picture's mark: the headline of the page."""


def gallery(text: str, start: int, end: int) -> Block | None:
    """A gallery glued into a line, with any of its length: to the last caption's number, or to the line's end where
    another title or nothing of weight follows."""
    if text.startswith("Photos:", start) and _GALLERY_TITLE.match(text, start, min(end, start + 400)):
        return Block(kind="photo-credit", start=start, end=end)
    numbers = [number.end() for number in _CAPTION_NUMBER.finditer(text, start, end)]
    if not numbers:
        return None
    rest = text[numbers[-1] : end].strip()
    return Block(kind="photo-credit", start=start, end=end if len(rest) < 40 or rest.startswith("Photos:") else numbers[-1])


def picture_mark(text: str, start: int, end: int) -> Block | None:
    """A caption closed by "| AP Photo" at the start of a line; the headline glued to it goes along."""
    found = _PICTURE_MARK.match(text, start, end) if text.find(" | ", start, min(end, start + 410)) >= 0 else None
    if found is None:
        return None
    rest = text[found.end() : end].strip()
    short = len(rest.split()) <= _HEADLINE_WORDS and not rest.endswith((".", "?", "!", "”", '"'))
    return Block(kind="photo-credit", start=start, end=end if short else found.end())


def capital_links(text: str, lines: Sequence[Range]) -> frozenset[int]:
    """Numbers of the lines that are another story's headline in capitals; none where the text is printed in capitals."""
    found = []
    for number, (start, end) in enumerate(lines):
        line = text[start:end] if end - start <= _LONGEST_LINK else ""
        if line and line.isupper() and len(line.split()) >= CAPITALS:
            found.append((number, line))
    if len(found) > max(MOST_CAPITALS * len(lines), 1):
        return frozenset()
    return frozenset(
        number
        for number, line in found
        if number > 1 and not line.endswith((".", "!", "”", '"', ")", ":", ";", "…")) and line[0] not in "“\"(‘'@#-–—"
    )


def called_lines(text: str, lines: Sequence[Range]) -> frozenset[int]:
    """Numbers of the short lines, questions or calls to vote, that stand right under a poll's call ("Urgent:")."""
    found = set()
    for number in range(1, len(lines)):
        start, end = lines[number]
        above = text[slice(*lines[number - 1])].strip() if lines[number - 1][1] - lines[number - 1][0] < 30 else ""
        line = text[start:end] if end - start <= _LONGEST_QUESTION else ""
        if line and above and _CALL.fullmatch(above) and ("?" in line or "vote" in line.lower()):
            found.add(number)
    return frozenset(found)
