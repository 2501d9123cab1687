"""One pass over a sentence: its vector, whether and where its wording is loaded, the names it holds; remembered by its text."""

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from sidelight.encode.network import Graph, Remembered, Table, load_graph, load_table
from sidelight.encode.pieces import Pieces

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

LONGEST = 126
"""Pieces of one run, as in training; a longer sentence is read in equal parts."""
_MOST_PARTS = 8
"""Parts of one sentence that are read: hostile input has no limit."""
_REMEMBERED = 1024
"""Sentences; a sentence of 40 pieces takes some 35 kB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRead:
    """What the network says of one text. `pieces` are placed in that text; pieces past the longest text read are left out.

    `vector` [384] has length 1. `loaded` and `opinion` are log-odds, before calibration, as are `words` [pieces], that an
    expert marks the piece's word. `names` [pieces, 9]: log-odds of no name, then begin and inside of a person, an
    organisation, a place, another name. `hidden` [pieces, 384] is what the sentiment head reads.
    """

    pieces: Pieces
    vector: "Array"
    loaded: float
    opinion: float
    words: "Array"
    names: "Array"
    hidden: "Array"


_remembered: Remembered[str, SentenceRead] = Remembered(_REMEMBERED)


def read_sentence(text: str) -> SentenceRead:
    """The reading of a sentence that stands alone; of the last thousand or so that were read, as it was read then."""
    return _remembered.get(text, lambda: read_with(text, load_table(), load_graph("sentences")))


def read_with(text: str, table: Table, graph: Graph) -> SentenceRead:
    """The same by a network of your own, remembered by nobody: to measure one that was trained without the test's texts."""
    import numpy as np

    cut = table.cutter.cut(text)
    size = ceil(len(cut.ids) / max(ceil(len(cut.ids) / LONGEST), 1)) or 1
    starts = range(0, max(len(cut.ids), 1), size)[:_MOST_PARTS]
    parts = [cut.part(k, k + size) for k in starts]
    found = [graph.run(table.look_up(part, cased=True), ("vector", "sentence", "words", "names", "hidden")) for part in parts]
    vector = np.mean([one[0] for one in found], axis=0)
    return SentenceRead(
        pieces=cut.part(0, size * len(parts)),
        vector=(vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32),
        loaded=max(float(one[1][0]) for one in found),
        opinion=max(float(one[1][1]) for one in found),
        words=np.concatenate([one[2] for one in found]),
        names=np.concatenate([one[3] for one in found]),
        hidden=np.concatenate([one[4] for one in found]).astype(np.float16),
    )
