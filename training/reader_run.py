"""Runs the exported networks as the package does: one text a run, one thread. For evaluation and calibration."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort

from sidelight.encode.pieces import FIRST, LAST, Cutter, Pieces


class Exported:
    """A folder that reader_export.py wrote."""

    def __init__(self, folder: Path) -> None:
        known = {w: k for k, w in enumerate((folder / "vocabulary.txt").read_text("utf-8").split("\n")) if w}
        self.cutter, self._marks = Cutter(known), (known[FIRST], known[LAST])
        with np.load(folder / "words.npz") as kept:
            self._table, self._position, self._case = kept["table"], kept["position"], kept["case"]
            self._scale = kept["scale"].astype(np.float32)[:, None]
        with np.load(folder / "heads.npz") as kept:
            self._heads = {name: kept[name].astype(np.float32) for name in kept.files}
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._sessions = {
            name: ort.InferenceSession(str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"])
            for name in ("sentences", "windows")
        }

    def _x(self, pieces: Pieces, cased: bool) -> dict[str, Any]:
        ids = [self._marks[0], *pieces.ids, self._marks[1]]
        x = self._table[ids].astype(np.float32) * self._scale[ids] + self._position[: len(ids)]
        if cased:
            x += self._case[[0, *pieces.cases, 0]]
        return {"x": x[None].astype(np.float32)}

    def sentence(self, pieces: Pieces) -> dict[str, Any]:
        """`vector`, `sentence`, `words`, `names`, `hidden`; logits."""
        names = ["vector", "sentence", "words", "names", "hidden"]
        return dict(zip(names, self._sessions["sentences"].run(names, self._x(pieces, True)), strict=True))

    def tags(self, pieces: Pieces) -> Any:
        """[n, 3] logits of source, cue and content."""
        return self._sessions["windows"].run(["tags"], self._x(pieces, False))[0]

    def sentiment(self, hidden: Any, target: list[int]) -> Any:
        """[3] logits towards the target's pieces."""
        x = hidden[target].mean(0) @ self._heads["sti_weight"].T + self._heads["sti_bias"]
        x = 0.5 * x * (1 + _erf(x / np.sqrt(2)))
        return x @ self._heads["sto_weight"].T + self._heads["sto_bias"]


def _erf(x: Any) -> Any:
    """Abramowitz and Stegun 7.1.26, to 1.5e-7."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    terms = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    return np.sign(x) * (1 - terms * np.exp(-x * x))
