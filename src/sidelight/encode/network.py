"""The reading networks at run time: pieces in, what their heads say out. onnxruntime is loaded at the first reading.

One text a run, on one thread: the int8 networks scale each run's numbers by their range, so that in a batch a sentence's
reading would depend on its neighbours. Alone, the same text gives the same numbers wherever it stands.
"""

import io
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sidelight.encode.pieces import FIRST, LAST, Cutter, Pieces
from sidelight.resources.load import read_bytes

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

FOLDER = "model/reader"


class Table:
    """What both networks look pieces up in: a row a piece (int8, with a scale a row), one a place, one a case."""

    def __init__(self, file: bytes, vocabulary: bytes) -> None:
        import numpy as np

        known = {word: k for k, word in enumerate(vocabulary.decode("utf-8").split("\n")) if word}
        self._first, self._last = known[FIRST], known[LAST]
        self._float = np.float32
        self.cutter = Cutter(known)
        with np.load(io.BytesIO(file), allow_pickle=False) as held:
            self._rows, self._scale = held["table"], held["scale"].astype(np.float32)
            self._places, self._cases = held["position"].astype(np.float32), held["case"].astype(np.float32)

    def look_up(self, pieces: Pieces, *, cased: bool) -> "Array":
        """[1, pieces + 2, 384]: the pieces between the marks that open and end a text."""
        ids = [self._first, *pieces.ids, self._last]
        found = self._rows[ids] * self._scale[ids][:, None] + self._places[: len(ids)]
        if cased:
            found += self._cases[[0, *pieces.cases, 0]]
        return found[None].astype(self._float)  # type: ignore[no-any-return]


@cache
def load_table() -> Table:
    """The shipped table.

    Raises:
        ResourceError: a file is missing or is not the one that shipped.
    """
    return Table(read_bytes(f"{FOLDER}/words.npz"), read_bytes(f"{FOLDER}/vocabulary.txt"))


class Graph:
    """One network over the table. Not for several threads at once."""

    def __init__(self, graph: bytes) -> None:
        import onnxruntime as ort

        ort.set_default_logger_severity(3)
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: Any = ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def run(self, rows: "Array", wanted: Sequence[str]) -> "list[Array]":
        """The named outputs for one text; those that have a row a piece have none for the marks."""
        found: list[Array] = self._session.run(list(wanted), {"x": rows})
        return found


@cache
def load_graph(name: str) -> Graph:
    """The shipped network "sentences" or "windows"; both and the table are loaded in under 0.3 s.

    Raises:
        ResourceError: the file is missing or is not the one that shipped.
    """
    return Graph(read_bytes(f"{FOLDER}/{name}.onnx"))


Key = TypeVar("Key")
Read = TypeVar("Read")


class Remembered(Generic[Key, Read]):
    """The last `most` readings, so that copies and wire text are not read twice by one process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Key, Read] = OrderedDict()

    def get(self, key: Key, read: Callable[[], Read]) -> Read:
        """The reading under the key; `read` makes it where it is not held."""
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        made = self._held[key] = read()
        if len(self._held) > self._most:
            self._held.popitem(last=False)
        return made
