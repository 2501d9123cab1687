"""Faults of the text itself: quotations without their noun, sentences that break off, words run together."""

import re

from sidelight.lenses.provenance.notes import FAULT, note, report_lines, shortened
from sidelight.text.pack import LanguagePack
from sidelight.types import Article, Finding

_WORDS = r"[a-z][a-z ,-]{3,60}"
_QUOTED = re.compile(rf"[“\"](?:(?P<inside>{_WORDS})[.!][”\"]|(?P<before>{_WORDS})[”\"](?=[.!]))(?=[.!\s]|$)")
_VERB = re.compile(r"\b([a-z]+) $")
_ADJECTIVE = re.compile(r"[a-z]{3,}(?:ous|ful|less|able|ible)")
_LAST_WORD = re.compile(r"(?<=\s)[^\W\d_]+$")

SHORTEST = 12
"""Words that a paragraph must have before its end is judged: headings and list items end as they like."""

MOST_BROKEN = 2
"""Paragraphs that break off beyond which it is the layout that parts sentences, not an accident."""


def broken_quotations(article: Article, pack: LanguagePack) -> list[Finding]:
    """Quotations of adjectives alone that end a sentence where its verb wants a thing.

    All must hold: a verb of the closed list right before the mark; inside only adjectives, joined by "and", "or" or a
    comma; the sentence ends with it.
    """
    found: list[Finding] = []
    verbs, adjectives = pack.words["provenance_object_verbs"], pack.words["provenance_adjectives"]
    for start, end in report_lines(article):
        for match in _QUOTED.finditer(article.text, start, end):
            verb = _VERB.search(article.text[max(start, match.start() - 30) : match.start()])
            inside = match["inside"] or match["before"]
            items = [word for word in re.split(r"[ ,]+", inside) if word and word not in ("and", "or")]
            if verb is None or verb[1] not in verbs or not items:
                continue
            if all(word in adjectives or _ADJECTIVE.fullmatch(word) for word in items):
                span = article.span(match.start() - len(verb[0]), match.end())
                statement = f"The quotation breaks off: “{verb[1]}” wants a thing, and “{inside}” has no noun."
                label = "quotation without its noun"
                found.append(note("broken-quotation", statement, label, inside, spans=[span], telling=FAULT))
    return found


def texts_that_break_off(article: Article, pack: LanguagePack) -> list[Finding]:
    """Paragraphs that end in mid-sentence: on a word with which no English sentence ends; at the text's end, on a comma too.

    A paragraph whose sentence runs on in the next one (which then begins with a small letter) is layout and passed over,
    and so is a text with more than two of them.
    """
    found: list[Finding] = []
    lines = [article.text[start:end] for start, end in report_lines(article)]
    never = pack.words["provenance_never_last"]
    seen = 0
    for number, (start, end) in enumerate(report_lines(article)):
        line = lines[number]
        final = number == len(lines) - 1
        last = _LAST_WORD.search(line[-30:])
        broken = (last is not None and last[0] in never) or (final and line.endswith(","))
        if not broken or len(line.split()) < SHORTEST:
            continue
        seen += 1
        if not final and not lines[number + 1][:1].isupper():
            continue
        begin = start + max(line.rfind(mark) + 2 if mark in line else 0 for mark in (". ", "? ", "! "))
        where = "text" if final else "paragraph"
        shown = shortened(article.text[max(begin, end - 60) : end])
        statement = f"The {where} ends in mid-sentence: “… {shown}”"
        found.append(note("breaks-off", statement, f"{where} breaks off", spans=[article.span(begin, end)], telling=FAULT))
    return found if seen <= MOST_BROKEN else []


def run_together(article: Article, pack: LanguagePack) -> list[Finding]:
    """Two words without the space or dash between them: the second of a short list, the first printed alone elsewhere."""
    stuck = "|".join(sorted(pack.words["provenance_stuck"], key=lambda word: (-len(word), word)))
    found: list[Finding] = []
    for match in re.finditer(rf"(?<=[a-z]{{4}})(?:{stuck})\b", article.text):
        first = re.search(r"(?<![\w-])[a-z]+$", article.text[max(0, match.start() - 30) : match.start()])
        if first is None or not re.search(rf"(?<![\w-]){first[0]}(?![\w-])", article.text):
            continue
        span = article.span(match.start() - len(first[0]), match.end())
        statement = f"Two words run together: “{span.text}” is “{first[0]}” and “{match[0]}”."
        label = "two words run together"
        found.append(note("run-together", statement, label, f"{first[0]} {match[0]}", spans=[span], telling=0.3))
    return found
