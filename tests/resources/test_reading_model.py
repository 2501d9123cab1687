"""The reading model's files fit together and stay small."""

import io
import json
from importlib.resources import files

import numpy as np

from sidelight.resources.load import manifest, read_bytes

MOST = 30_000_000
SHIPPED = sorted(path for path in manifest() if path.startswith("model/reader/"))


def test_the_reading_model_weighs_at_most_thirty_megabytes() -> None:
    assert SHIPPED
    assert sum(len(read_bytes(path)) for path in SHIPPED) <= MOST


def test_every_word_piece_has_its_row_and_its_scale() -> None:
    pieces = read_bytes("model/reader/vocabulary.txt").decode("utf-8").splitlines()
    with np.load(io.BytesIO(read_bytes("model/reader/words.npz")), allow_pickle=False) as kept:
        assert kept["table"].shape == (len(pieces), 384)
        assert kept["scale"].shape == (len(pieces),)
    assert len(set(pieces)) == len(pieces)


def test_every_file_says_under_which_terms_its_weights_stand() -> None:
    assert [p for p in SHIPPED if manifest()[p]["source"] == "written for Sidelight"] == []


def test_the_calibration_keeps_the_order_of_what_the_network_says() -> None:
    found = json.loads((files("sidelight.resources") / "model/reader/calibration.json").read_text("utf-8"))
    assert found["loaded"]["slope"] > 0
    assert found["sentiment"]["temperature"] > 0
