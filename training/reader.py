"""Makes the reading model from its data, end to end: trains both networks, exports, measures, calibrates.

python training/reader.py --base model.safetensors --vocabulary vocab.txt [--shared DIR] [--work DIR] [--out DIR]
                          [--without babe|newsmtsc|crossner|gum|polnear …] [--all] [--device cuda]

The variant without BABE, say, is `--without babe`: its terms are then those of the sets that are left, and `without` in its
calibration.json names what its heads have not learnt. Calibration and figures come from weights that held a part of each set out;
with --all the weights that ship are then trained once more on everything.
"""

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NETWORKS = {"sentences": {"babe", "newsmtsc", "crossner", "gum"}, "windows": {"polnear"}}


def run(script: str, *words: object) -> None:
    """One of the scripts beside this one; ends with it where it fails."""
    subprocess.run([sys.executable, ROOT / "training" / script, *map(str, words)], check=True)


def make(options: argparse.Namespace, everything: bool) -> None:
    """Train and export; a network none of whose sets is left keeps untrained heads."""
    start = ["--base", options.base, "--vocabulary", options.vocabulary]
    weights: list[object] = []
    for network, sets in NETWORKS.items():
        if sets <= set(options.without):
            continue
        target = options.work / f"{network}{'-all' if everything else ''}.pt"
        left_out = sorted(sets & set(options.without))
        words = [
            *start,
            "--shared",
            options.shared,
            "--out",
            target,
            "--device",
            options.device,
            *(["--all"] if everything else []),
        ]
        run("reader_train.py", network, *words, *(["--without", *left_out] if left_out else []))
        weights += [f"--{network}", target]
    run("reader_export.py", *start, *weights, "--out", options.out)


def main() -> None:
    """The whole way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--work", type=Path, default=ROOT / "build/reader")
    parser.add_argument("--out", type=Path, default=ROOT / "src/sidelight/resources/model/reader")
    parser.add_argument("--without", nargs="+", default=[], choices=sorted(set().union(*NETWORKS.values())))
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    make(options, everything=False)
    more: list[object] = ["--without", *options.without] if options.without else []
    if "babe" not in options.without:
        run("reader_linear.py", options.work / "linear.npy", "--shared", options.shared)
        more += ["--linear", options.work / "linear.npy"]
    run("reader_evaluate.py", options.out, "--shared", options.shared, "--calibrate", *more)
    if options.all:
        make(options, everything=True)
    run("manifest.py")


if __name__ == "__main__":
    main()
