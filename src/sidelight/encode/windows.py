"""A second pass, over windows of the report: which words name a source, which tell that it is reported, which are said."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sidelight.encode.network import Remembered, load_graph, load_table
from sidelight.encode.pieces import Pieces
from sidelight.types import Article, Sentence, TagReading

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

WINDOW = 190
"""Pieces of one run, as in training."""
STRIDE = 150
"""Pieces from one window's start to the next one's: where two overlap, the one whose edge is farther away weighs more."""
_EDGE = 25
"""Pieces from an edge from which on a window sees enough."""
MOST = 30_000
"""Pieces that are read, some 22,000 words: behind them the rules are alone. Input that means us harm has no limit of its own."""
_REMEMBERED = 256

_remembered: Remembered[tuple[int, ...], "Array"] = Remembered(_REMEMBERED)


def read_windows(article: Article, sentences: tuple[Sentence, ...]) -> TagReading:
    """Tags of the body's sentences; what is set aside (promotion, credits) is not seen."""
    pieces = _pieces(article, sentences)
    tags = _tags(pieces)
    source, cue, content = (tuple(round(float(p), 4) for p in column) for column in tags.T)
    return TagReading(starts=tuple(pieces.starts), ends=tuple(pieces.ends), source=source, cue=cue, content=content)


def _pieces(article: Article, sentences: tuple[Sentence, ...]) -> Pieces:
    cutter, whole = load_table().cutter, Pieces([], [], [], [])
    for sentence in sentences:
        if sentence.body and len(whole.ids) < MOST:
            for column, more in zip(whole, cutter.cut(article.text, sentence.start, sentence.end), strict=True):
                column += more  # type: ignore[operator]  # the columns of `whole` are lists
    return whole


def _tags(pieces: Pieces) -> "Array":
    """[pieces, 3] chances of source, cue and content."""
    import numpy as np

    count = len(pieces.ids)
    total: np.ndarray[Any, Any] = np.zeros((count, 3))
    weight = np.full((count, 1), 1e-9)
    for start, end in _windows(count):
        places = np.arange(1, end - start + 1)
        near = np.minimum(np.minimum(places, places[::-1]), _EDGE)[:, None]
        total[start:end] += _window(pieces.part(start, end)) * near
        weight[start:end] += near
    total /= weight
    return total


def _windows(count: int) -> Iterator[tuple[int, int]]:
    """The last one is as long as the others, where there are pieces enough."""
    for start in range(0, max(count - WINDOW, 0), STRIDE):
        yield start, start + WINDOW
    if count:
        yield max(count - WINDOW, 0), count


def _window(pieces: Pieces) -> "Array":
    import numpy as np

    def read() -> "Array":
        (logits,) = load_graph("windows").run(load_table().look_up(pieces, cased=False), ("tags",))
        chances: np.ndarray[Any, Any] = 1 / (1 + np.exp(-logits))
        return chances

    return _remembered.get(tuple(pieces.ids), read)
