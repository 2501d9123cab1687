"""What kind of sharing a passage is: copied reporting, a third party's words, or standing text."""

import re

from sidelight.resources.load import language_pack
from sidelight.types import Article, Span

BEFORE = 160

OWN = 150
"""Words below which what two reports of one outlet share is its own standing text or background, not a copied report."""

_QUOTES = re.compile(r"[“”\"]")
_SIGNED = re.compile(r"[^\n]{0,300}?(?:—|–|--?)\s*[^\n()—–]{2,60}\(@\w{1,30}\)")
_LEAD_IN = re.compile(r"(?::|\b(?P<verb>\w+)),?[\s“\"‘']*(?:</?\w+>|\w+>)?[\s“\"‘']*$")


def kind_of(*places: tuple[Article, Span]) -> str:
    """ "shared-quotation" where either report has most of it in quotation marks, after a lead-in or in an embedded post;
    "boilerplate" where it is a standing note; else "copy"."""
    outlets = {report.outlet for report, _ in places}
    own = len(outlets) == 1 and None not in outlets and min(len(span.text.split()) for _, span in places) < OWN
    if own or any(_standing(report, span) for report, span in places):
        return "boilerplate"
    if any(
        _quoted(report.text, span.start, span.end) >= 0.5
        or _led_in(report.text, span.start, span.end)
        or _SIGNED.match(report.text, span.end)
        for report, span in places
    ):
        return "shared-quotation"
    return "copy"


def _standing(report: Article, span: Span) -> bool:
    inside = sum(
        min(b.end, span.end) - max(b.start, span.start) for b in report.blocks if b.start < span.end and span.start < b.end
    )
    if 2 * inside > span.end - span.start:
        return True
    text = span.text.lower()
    marks = sum(text.count(phrase) for phrase in language_pack("en").words["boilerplate_phrases"])
    return marks * 60 >= len(text.split())


def _led_in(text: str, start: int, end: int) -> bool:
    """Whether words that hand over to another's stand right before, or single quotation marks stand round the stretch."""
    before = text[max(0, start - BEFORE) : start]
    found = _LEAD_IN.search(before)
    if found and (
        found["verb"] is None
        or ("\n" in before[found.start() :] and found["verb"].lower() in language_pack("en").words["lead_in_verbs"])
    ):
        return True
    return before.rstrip()[-1:] in ("'", "‘") and any(mark in text[end : end + 3] for mark in "'’")


def _quoted(text: str, start: int, end: int) -> float:
    """Share of a stretch's characters inside quotation marks.

    An opening mark reaches to the paragraph's end, and on through paragraphs that close before they open.
    """
    inside, total, opened = 0, 0, False
    at = text.rfind("\n\n", 0, max(0, text.rfind("\n\n", 0, start))) + 1
    while at < end:
        stop = text.find("\n", at)
        whole = len(text) if stop < 0 else stop
        marks = list(_QUOTES.finditer(text, at, whole))
        if whole > at:
            opened = opened and bool(marks) and marks[0][0] == "”"
        last, line_end = at, min(end, whole)
        for here, mark in [*((m.start(), m[0]) for m in marks if m.start() < line_end), (line_end, "")]:
            if opened:
                inside += max(0, here - max(last, start))
            last = here
            opened = opened if not mark else mark == "“" or (mark == '"' and not opened)
        total += max(0, line_end - max(at, start))
        at = whole + 1
    return inside / total if total else 0.0
