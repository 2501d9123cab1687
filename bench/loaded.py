"""Loaded language on BABE: cross-validated by article through the code that ships, scored by score.py. Prints JSON.

python bench/loaded.py [--shared DIR] [--vectors FILE.npz] [--seeds 7 11 23]

Five folds, no article in two of them; word lists and constants are the same in all. Beside the figures: our word list alone
as a word tagger, what the display threshold gives, and fairness: sentences that the experts called not biased, by the side of
their outlet, and the same sentences with parties, groups and politicians swapped. About two minutes a seed on one core.
"""

import importlib.util
import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))

from loaded import MARK, SEED, arguments, features  # noqa: E402 - training is no package
from loaded_fit import Features, Scored, out_of_fold  # noqa: E402

from sidelight.config import Settings  # noqa: E402
from sidelight.encode.linear import load_loaded, score  # noqa: E402
from sidelight.encode.wording import wordings  # noqa: E402
from sidelight.lenses.loaded import ALONE_WORD, SHOWN_WORD  # noqa: E402

SWAPS = [
    ("Democrats", "Republicans"),
    ("Democrat", "Republican"),
    ("Democratic", "Republican"),
    ("liberals", "conservatives"),
    ("liberal", "conservative"),
    ("progressive", "conservative"),
    ("left", "right"),
    ("Biden", "Trump"),
    ("Obama", "Bush"),
    ("Clinton", "Romney"),
    ("Pelosi", "McConnell"),
    ("Muslim", "Christian"),
    ("Muslims", "Christians"),
    ("black", "white"),
    ("Black", "White"),
    ("women", "men"),
    ("woman", "man"),
]


def scorer(shared: Path) -> Any:
    """The shared scoring program as a module."""
    spec = importlib.util.spec_from_file_location("score", shared / "score/score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{shared / 'score/score.py'} is missing: name the folder with --shared")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def swapped(text: str) -> str:
    """The text with every party, group or politician of a pair turned into the other."""
    table = {a: b for pair in SWAPS for a, b in (pair, pair[::-1])}
    return re.sub(r"\b(" + "|".join(sorted(table, key=len, reverse=True)) + r")\b", lambda m: table[m[0]], text)


def fairness(built: Features, probabilities: np.ndarray) -> dict[str, Any]:
    """Mean probability by side on sentences called not biased, the 95% interval of the difference, and what swapping moves."""
    side = np.array([r["type"] for r in built.data.rows])
    calm = ~built.data.labels
    left, right = probabilities[calm & (side == "left")], probabilities[calm & (side == "right")]
    gap = float(left.mean() - right.mean())
    wide = 1.96 * float(np.sqrt(left.var(ddof=1) / len(left) + right.var(ddof=1) / len(right)))
    model, moves = load_loaded(), []
    for row in built.data.rows:
        pair = [row["text"], swapped(row["text"])]
        if pair[0] != pair[1]:
            found = [wordings(t, 0, len(t), model.parts, model.lists["loaded_groups"]) for t in pair]
            moves.append(float(np.ptp([1 / (1 + np.exp(-score(t, f, model)[0])) for t, f in zip(pair, found, strict=True)])))
    return {
        "not_biased_left": round(float(left.mean()), 4),
        "not_biased_right": round(float(right.mean()), 4),
        "difference_95": [round(gap - wide, 4), round(gap + wide, 4)],
        "false_positives_at_half": {
            name: round(float((probabilities[calm & (side == name)] >= 0.5).mean()), 4) for name in ("left", "center", "right")
        },
        "swap_moves_mean": round(float(np.mean(moves)), 4),
        "swap_moves_most": round(float(np.max(moves)), 4),
        "swapped_sentences": len(moves),
    }


def display(built: Features, probabilities: np.ndarray, words: list[Scored]) -> dict[str, float]:
    """Precision and recall, against the experts' label, of what the lens would show of each sentence taken alone."""
    heaviest = np.array([max((v for _, v in found), default=0.0) for found in words])
    threshold = Settings().loaded_threshold
    shown = ((probabilities >= threshold) & (heaviest >= SHOWN_WORD)) | (heaviest >= ALONE_WORD)
    labels = built.data.labels
    named = [(w, i) for i in np.flatnonzero(shown) for w, v in words[i] if v >= SHOWN_WORD]
    marks = [{w.start for w, m in zip(f, k, strict=True) if m} for f, k in zip(built.data.found, built.data.marks, strict=True)]
    return {
        "shown": int(shown.sum()),
        "precision": round(float(labels[shown].mean()), 4),
        "recall": round(float(shown[labels].mean()), 4),
        "precision_by_threshold_alone": round(float(labels[probabilities >= threshold].mean()), 4),
        "words_named": len(named),
        "words_named_that_an_expert_marked": round(float(np.mean([w.start in marks[i] for w, i in named])), 4),
    }


def main() -> None:
    """Cross-validate, score, print."""
    parser = arguments(__doc__)
    parser.add_argument(
        "--seeds", type=int, nargs="+", default=[SEED], help="one whole cross-validation for each seed of the folds"
    )
    options = parser.parse_args()
    built = features(options.shared, options.vectors, options.articles)
    score_py = scorer(options.shared)
    print(json.dumps([measured(built, seed, score_py) for seed in options.seeds], indent=2))


def measured(built: Features, seed: int, score_py: Any) -> dict[str, Any]:
    """All figures of one cross-validation."""
    logits, words, _ = out_of_fold(built, seed)
    probabilities = 1 / (1 + np.exp(-logits))
    rows = built.data.rows
    judged = built.lists["loaded_judgement"] | built.lists["loaded_alone"]
    listed = [
        {"id": i, "words": [[w.start, w.end] for w in f if any(p in judged for p in w.parts)]}
        for i, f in enumerate(built.data.found)
    ]
    marked = [{"id": i, "words": [[w.start, w.end] for w, v in f if v >= MARK]} for i, f in enumerate(words)]
    return {
        "data": "BABE, 5 folds by article",
        "seed": seed,
        "loaded": score_py.loaded(rows, [{"id": i, "probability": float(p)} for i, p in enumerate(probabilities)]),
        "words": score_py.words(rows, marked),
        "words_by_our_list_alone": score_py.words(rows, listed),
        "display": display(built, probabilities, words),
        "fairness": fairness(built, probabilities),
    }


if __name__ == "__main__":
    main()
