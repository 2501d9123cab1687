"""Trains the linear model of loaded language on BABE and writes resources/model/loaded.npz. Fixed seed; about three minutes.

python training/loaded.py [--shared DIR] [--vectors FILE.npz] [--articles N]

The texts (BABE, AGPL-3.0; the articles of Baly et al. 2020, Apache-2.0) stay where they are; the weights go into the package.
"""

import argparse
import gzip
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
from loaded_fit import Features, parts_of, read
from loaded_vectors import vectors

from sidelight.resources.load import language_pack

ROOT = Path(__file__).resolve().parent.parent
SEED = 7


def features(shared: Path, cache: Path | None, articles: int) -> Features:
    """Everything that fitting needs: BABE's rows and the word vectors (kept in `cache` where given)."""
    with gzip.open(shared / "data/language/babe.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if cache and cache.exists():
        with np.load(cache) as kept:
            vocabulary, found = [str(w) for w in kept["words"]], kept["vectors"]
    else:
        vocabulary, found = vectors(shared, SEED, articles)
        if cache:
            np.savez(cache, words=np.array(vocabulary), vectors=found)
    kept_rows = [k for k, word in enumerate(vocabulary) if word[0].isalpha()]
    words = [vocabulary[k] for k in kept_rows]
    lists = language_pack("en").words
    data = read(rows, {w: k for k, w in enumerate(words)}, lists)
    return Features(data, parts_of(data, words, found[kept_rows]), lists)


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The options that training and benchmark share."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--vectors", type=Path, help="keep the word vectors here between runs")
    parser.add_argument("--articles", type=int, default=28_045, help="articles for the word vectors")
    return parser


def list_files() -> None:
    """Rewrite the manifest."""
    subprocess.run([sys.executable, ROOT / "training/manifest.py"], check=True)


def main() -> None:
    """Fit on everything, calibrate the words' weights out of fold, write; the word lists are taken as they stand."""
    list_files()
    options = arguments(__doc__).parse_args()
    built = features(options.shared, options.vectors, options.articles)
    arrays = built.fit(np.arange(len(built.data.rows)), SEED)
    target = ROOT / "src/sidelight/resources/model/loaded.npz"
    target.parent.mkdir(exist_ok=True)
    np.savez_compressed(target, **arrays)
    list_files()
    print(f"{target}: {target.stat().st_size} bytes, and in the manifest")


if __name__ == "__main__":
    main()
