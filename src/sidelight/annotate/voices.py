"""Whose words each stretch is: what no voice covers is the outlet's own."""

from array import array

from sidelight.annotate.attributions.quotes import find_quotes, inside
from sidelight.types import Article, Attribution, Sentence, Voice

SURE_ENOUGH = 0.6
"""An attribution below this probability takes no words away from the outlet but those in quotation marks."""


def find_voices(article: Article, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...]) -> tuple[Voice, ...]:
    """Stretches in text order that do not overlap, each a source's: quoted word for word, or reported in the outlet's words.

    Quoted words in no attribution's content (scare quotes) stay the outlet's. Where contents lie inside each other, the
    speaker of the shorter one has the words. What the writer says of himself ("I think that …") is the outlet's.
    """
    if not attributions:
        return ()
    quotes = find_quotes(article.text)
    owner = array("i", bytes(4 * len(article.text)))
    for k in sorted(range(len(attributions)), key=lambda k: -sum(e - s for s, e in attributions[k].content)):
        sure = attributions[k].probability
        if attributions[k].speaker_kind == "author":
            continue
        for start, end in attributions[k].content:
            if sure is None or sure >= SURE_ENOUGH:
                _paint(owner, start, end, 2 * k + 1)
            for a, b in inside(quotes, start, end):
                _paint(owner, a, b, 2 * k + 2)
    return tuple(_runs(owner, article.text, sentences))


def _paint(owner: "array[int]", start: int, end: int, mark: int) -> None:
    owner[start:end] = array("i", [mark]) * (end - start)


def _runs(owner: "array[int]", text: str, sentences: tuple[Sentence, ...]) -> list[Voice]:
    """Marks as voices: odd marks are reported, even ones quoted; what has no letter or digit is left out."""
    found: list[Voice] = []
    for sentence in sentences:
        at = sentence.start
        while sentence.body and at < sentence.end:
            mark, begin = owner[at], at
            while at < sentence.end and owner[at] == mark:
                at += 1
            if mark and any(c.isalnum() for c in text[begin:at]):
                kind = mark % 2
                found.append(Voice(start=begin, end=at, kind="reported" if kind else "quoted", attribution=(mark - 1) // 2))
    return found
