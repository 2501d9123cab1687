"""What the sentence network says of names: its pass over each sentence is the one that reads its wording, remembered."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sidelight.encode.sentences import SentenceRead, read_sentence
from sidelight.types import Article, NameReading, Sentence

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

LANGUAGE = "en"
"""The network has learnt names in no other."""
MOST_SENTENCES = 1000
"""Of one article: no more readings are remembered, so that a longer one would be passed over twice."""


def read_names(
    article: Article, sentences: Sequence[Sentence], read_one: Callable[[str], SentenceRead] = read_sentence
) -> NameReading:
    """The reading of the body's sentences; an empty one where the language is another or the text is over-long."""
    body = [s for s in sentences if s.body]
    if article.language != LANGUAGE or len(body) > MOST_SENTENCES:
        return NameReading()
    starts: list[int] = []
    ends: list[int] = []
    chances: list[tuple[float, ...]] = []
    for sentence in body:
        read = read_one(article.text[sentence.start : sentence.end])
        starts += (sentence.start + start for start in read.pieces.starts)
        ends += (sentence.start + end for end in read.pieces.ends)
        chances += (tuple(row) for row in _softmax(read.names))
    return NameReading(starts=tuple(starts), ends=tuple(ends), chances=tuple(chances))


def _softmax(logits: "Array") -> list[list[float]]:
    import numpy as np

    raised = np.exp(logits - logits.max(axis=1, keepdims=True)) if len(logits) else logits
    rows: list[list[float]] = (raised / raised.sum(axis=1, keepdims=True)).tolist()
    return rows
