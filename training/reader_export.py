"""Writes the trained networks as they ship: int8 graphs behind one shared table of word pieces, and the pieces' list.

python training/reader_export.py --base model.safetensors --vocabulary vocab.txt
                                 --sentences SENTENCES.pt --windows WINDOWS.pt [--out DIR]

The table keeps the pieces of Latin letters and every single sign; a word of another script is one
unknown piece. Weights are 8 bits per channel; what runs through is scaled as it comes (dynamic).
"""

import argparse
import tempfile
from pathlib import Path
from unicodedata import name

import numpy as np
import torch
from reader_data import ROOT, WINDOW
from reader_model import SentenceNetwork, WindowNetwork, base
from torch import Tensor, nn

from sidelight.encode.pieces import FIRST, LAST, PADDING, UNKNOWN

SPECIAL = (PADDING, UNKNOWN, FIRST, LAST)
LEVELS = 15
"""Of a table row each way: 5 bits, which compress well."""


class SentenceGraph(nn.Module):
    """[1, n, 384] looked-up pieces → vector [384], sentence [2], words [n], names [n, 9], hidden [n, 384], without the marks."""

    def __init__(self, network: SentenceNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        hidden = self.network.encoder.read(x)
        sentence, mean = self.network.pooled(hidden, torch.ones_like(hidden[:, :, 0]))
        inner = hidden[:, 1:-1]
        return (
            self.network.vectors(mean)[0],
            sentence[0],
            self.network.word(inner)[0, :, 0],
            self.network.name(inner)[0],
            inner[0],
        )


class WindowGraph(nn.Module):
    """[1, n, 384] looked-up pieces → tags [n, 3], logits of source, cue and content, without the marks."""

    def __init__(self, network: WindowNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Tensor:
        return self.network.tag(self.network.encoder.read(x)[:, 1:-1])[0]


def kept_pieces(known: list[str]) -> list[int]:
    """The rows of the table that ship, in their order."""
    return [k for k, word in enumerate(known) if word in SPECIAL or _kept(word.removeprefix("##"))]


def _kept(piece: str) -> bool:
    """Latin letters, and single signs that are no letter of another script."""
    if len(piece) == 1 and not piece.isalpha():
        return True
    return not piece.startswith("[unused") and all(c.isascii() or name(c, "").startswith("LATIN") for c in piece)


def write_graph(graph: nn.Module, outputs: list[str], target: Path) -> None:
    """Export, then make the weights of every product 8 bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    places = {name: {0: "pieces"} for name in outputs if name not in ("vector", "sentence")}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            graph.eval(),
            (torch.randn(1, 24, 384),),
            str(whole),
            input_names=["x"],
            output_names=outputs,
            dynamic_axes={"x": {1: "marked"}} | places,
            opset_version=20,
            dynamo=False,
        )
        quantize_dynamic(whole, target, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"])


def write_table(network: SentenceNetwork, known: list[str], kept: list[int], out: Path) -> None:
    """words.npz, heads.npz and vocabulary.txt."""
    encoder = network.encoder
    table = encoder.table.weight.detach().numpy()[kept]
    scale = (np.abs(table).max(1) / LEVELS).astype(np.float16)
    places = (encoder.places.weight[: WINDOW + 2] + encoder.segment.weight[0]).detach().numpy().astype(np.float16)
    np.savez_compressed(
        out / "words.npz",
        table=np.clip(np.round(table / scale[:, None].astype(np.float32)), -LEVELS, LEVELS).astype(np.int8),
        scale=scale,
        position=places,
        case=network.case.weight.detach().numpy().astype(np.float16),
    )
    heads = {
        f"{name}_{kind}": getattr(part, kind).detach().numpy().astype(np.float16)
        for name, part in (("sti", network.sentiment_in), ("sto", network.sentiment_out))
        for kind in ("weight", "bias")
    }
    np.savez_compressed(out / "heads.npz", **heads)
    (out / "vocabulary.txt").write_text("\n".join(known[k] for k in kept) + "\n", "utf-8")


def export(sentences: SentenceNetwork, windows: WindowNetwork, vocabulary: Path, out: Path) -> None:
    """Everything that ships but the calibration.

    Raises:
        SystemExit: the two networks do not share one table.
    """
    out.mkdir(parents=True, exist_ok=True)
    for part in ("table", "places", "segment"):
        if not torch.equal(getattr(sentences.encoder, part).weight, getattr(windows.encoder, part).weight):
            raise SystemExit(f"the networks were trained with different {part}")
    known = vocabulary.read_text("utf-8").split("\n")
    known = known[: len(known) - (known[-1] == "")]
    write_table(sentences, known, kept_pieces(known), out)
    write_graph(SentenceGraph(sentences), ["vector", "sentence", "words", "names", "hidden"], out / "sentences.onnx")
    write_graph(WindowGraph(windows), ["tags"], out / "windows.onnx")


def main() -> None:
    """Export what is given; a network that is not given keeps untrained heads."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--windows", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "src/sidelight/resources/model/reader")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    sentences, windows = SentenceNetwork(base(options.base)), WindowNetwork(base(options.base))
    for network, weights in ((sentences, options.sentences), (windows, options.windows)):
        if weights:
            network.load_state_dict(torch.load(weights, map_location="cpu"))
    export(sentences, windows, options.vocabulary, options.out)
    for file in sorted(options.out.iterdir()):
        print(file.name, file.stat().st_size)


if __name__ == "__main__":
    main()
