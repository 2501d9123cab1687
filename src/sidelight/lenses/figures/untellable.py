"""Headlines that give a change in per cent and neither its base nor its span."""

import re
from collections.abc import Iterator
from functools import cache

from sidelight.lenses.figures.checks import Check, place
from sidelight.lenses.figures.slots import Slotted, listed, slot
from sidelight.lenses.figures.wording import said

_SPAN = re.compile(
    r"\b(?:(?:1[5-9]|20)\d\d|last|past|this|since|annual\w*|yearly|monthly|weekly|daily|year|years|month|months|week|weeks|day|days|decade|"
    r"decades|century|overnight|quarter|q[1-4]|compared|than|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|hours?)\b",
    re.IGNORECASE,
)
_SHORT_WORDS = re.compile(r"^(?:a|an|the|of|in|on|at|by|for|to|and|or|but|as|after|from|with|over|is|are|it)$", re.IGNORECASE)


@cache
def _move() -> re.Pattern[str]:
    moves = listed("rising_verbs", "falling_verbs")
    nouns = listed("rising_nouns", "falling_nouns")
    after_verb, before_noun = slot("change", "P"), slot("change2", "P")
    return re.compile(
        rf"(?:\b(?:{moves})\s(?:by\s)?{after_verb}|{before_noun}\s(?:{nouns})\b)(?!\s(?:of|points?)\b)", re.IGNORECASE
    )


def untellable(sentence: Slotted, *, related: bool) -> Iterator[Check]:
    """A change without base and span in a headline: the related story's, or a line set in title case."""
    words = re.sub(r"⟦\w\d+⟧", " ", sentence.text)
    if not (related or _title_case(words)) or _SPAN.search(words) or re.search(r"\bfrom\b", words):
        return
    for m in list(_move().finditer(sentence.text))[:1]:
        claim = sentence.figure(m, "change" if m["change"] else "change2")
        yield Check(
            relation="change in per cent",
            claim=place(claim),
            operands=(),
            formula="(to - from) / from",
            computed=None,
            stated=None,
            verdict="cannot-tell",
            statement=f"{said(sentence, claim, hedge=True)} is a rate of change from a base and over a span that the text "
            "does not give: it cannot be checked, and contradicts nothing.",
            telling=0.5,
        )


def _title_case(line: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", line) if not _SHORT_WORDS.match(w)]
    return (
        3 <= len(words) <= 18
        and sum(w[0].isupper() for w in words) >= 0.85 * len(words)
        and not line.rstrip().endswith((".", "”", '"'))
    )
