"""How a sentence speaks of those it mentions: the sentence network's sentiment head, on the pieces of each mention.

Labels and training data: NewsMTSC (Hamborg and Donnay 2021), see training/MODEL_CARD.md.
"""

import io
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sidelight.encode.network import FOLDER
from sidelight.encode.sentences import SentenceRead, read_sentence
from sidelight.resources.load import read_bytes
from sidelight.types import Article, Mention, Sentence

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

TEMPERATURE = 1.25
"""By which the log-odds are divided: fitted on NewsMTSC's development part."""
_ROOT_2 = 2.0**0.5


def read_sentiment(article: Article, sentences: Sequence[Sentence], mentioned: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions with their `sentiment`; None stays where a sentence was too long to be read so far."""
    starts = [s.start for s in sentences]
    found = []
    for mention in mentioned:
        sentence = sentences[bisect_right(starts, mention.start) - 1]
        read = read_sentence(article.text[sentence.start : sentence.end])
        found.append(replace(mention, sentiment=_towards(read, mention.start - sentence.start, mention.end - sentence.start)))
    return tuple(found)


def _towards(read: SentenceRead, start: int, end: int) -> tuple[float, float, float] | None:
    """Disfavour, neither, favour towards what stands between two offsets of the sentence."""
    import numpy as np

    first, last = bisect_right(read.pieces.ends, start), bisect_left(read.pieces.starts, end)
    if first >= last:
        return None
    head = _head()
    inner = head["sti_weight"] @ read.hidden[first:last].astype(np.float32).mean(axis=0) + head["sti_bias"]
    logits = head["sto_weight"] @ (inner * _normal(inner)) + head["sto_bias"]
    raised = np.exp((logits - logits.max()) / TEMPERATURE)
    negative, neutral, positive = (round(float(p), 4) for p in raised / raised.sum())
    return negative, neutral, positive


def _normal(values: "Array") -> "Array":
    """The normal distribution's function, by which GELU weighs."""
    import math

    import numpy as np

    return np.array([0.5 * (1.0 + math.erf(float(v) / _ROOT_2)) for v in values], dtype=np.float32)


@cache
def _head() -> "dict[str, Array]":
    """The head's weights.

    Raises:
        ResourceError: the file is missing or is not the one that shipped.
    """
    import numpy as np

    with np.load(io.BytesIO(read_bytes(f"{FOLDER}/heads.npz")), allow_pickle=False) as held:
        return {name: held[name].astype(np.float32) for name in held.files}
