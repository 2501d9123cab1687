"""The linear model's log-odds of BABE's sentences, each from models that saw nothing of its article: the network adds to them.

python training/reader_linear.py OUT.npy [--shared DIR] [--vectors FILE.npz] [--articles 8000]
"""

from pathlib import Path

import numpy as np
from loaded import SEED, arguments, features
from loaded_fit import out_of_fold


def main() -> None:
    """One number a row of BABE, in the file's order."""
    parser = arguments(__doc__)
    parser.add_argument("out", type=Path)
    parser.set_defaults(articles=8000)
    options = parser.parse_args()
    built = features(options.shared, options.vectors, options.articles)
    np.save(options.out, out_of_fold(built, SEED)[0])


if __name__ == "__main__":
    main()
