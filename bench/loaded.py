"""Loaded language on the fifth of BABE that was held out by article, through the code that ships. Prints JSON.

python bench/loaded.py --reader DIR [--shared DIR] [--vectors FILE.npz]

DIR is an export of networks that did not see the held-out fifth (training/reader_train.py with its default split); the linear
model is fitted here on the rest. Beside the figures: our word list alone as a word tagger, what the display threshold gives, and
fairness: sentences that the experts called not biased, by the side of their outlet, and the same sentences with parties, groups
and politicians swapped. Some three minutes on one core.
"""

import importlib.util
import json
import random
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))

from loaded import SEED, arguments, features  # noqa: E402 - training is no package

from sidelight.config import Settings  # noqa: E402
from sidelight.encode import network  # noqa: E402
from sidelight.encode.judgement import ALONE, MARKED, weigh  # noqa: E402
from sidelight.encode.linear import LinearModel, model_from  # noqa: E402
from sidelight.encode.loaded import score  # noqa: E402
from sidelight.encode.wording import Wording  # noqa: E402
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


def held_out(rows: list[dict[str, Any]]) -> list[int]:
    """The rows of a fifth of the articles, as training leaves them out."""
    groups = [r["news_link"] or r["outlet"] + str(i) for i, r in enumerate(rows)]
    shuffled = sorted(set(groups))
    random.Random(7).shuffle(shuffled)
    held = set(shuffled[: len(shuffled) // 5])
    return [i for i, group in enumerate(groups) if group in held]


def use(reader: Path) -> None:
    """Let the package read with the networks of this folder."""
    network.load_table.cache_clear()
    network.load_graph.cache_clear()
    network.read_bytes = lambda path: (reader / Path(path).name).read_bytes()  # type: ignore[assignment]


def fairness(rows: list[dict[str, Any]], chances: np.ndarray, linear: LinearModel) -> dict[str, Any]:
    """Mean chance by side on sentences called not biased, the 95% interval of the difference, and what swapping moves."""
    side = np.array([r["type"] for r in rows])
    calm = np.array([r["label_bias"] != "Biased" for r in rows])
    left, right = chances[calm & (side == "left")], chances[calm & (side == "right")]
    gap = float(left.mean() - right.mean())
    wide = 1.96 * float(np.sqrt(left.var(ddof=1) / len(left) + right.var(ddof=1) / len(right)))
    pairs = [(r["text"], swapped(r["text"])) for r in rows]
    moves = [abs(score(a, linear)[0] - score(b, linear)[0]) for a, b in pairs if a != b]
    return {
        "not_biased_left": round(float(left.mean()), 4),
        "not_biased_right": round(float(right.mean()), 4),
        "difference_95": [round(gap - wide, 4), round(gap + wide, 4)],
        "false_positives_at_half": {
            name: round(float((chances[calm & (side == name)] >= 0.5).mean()), 4) for name in ("left", "center", "right")
        },
        "swap_moves_mean": round(float(np.mean(moves)), 4),
        "swap_moves_most": round(float(np.max(moves)), 4),
        "swapped_sentences": len(moves),
    }


def display(rows: list[dict[str, Any]], chances: np.ndarray, words: list[list[tuple[Wording, float]]]) -> dict[str, float]:
    """Precision and recall, against the experts' label, of what the lens would show of each sentence taken alone."""
    heaviest = np.array([max((v for _, v in found), default=0.0) for found in words])
    threshold = Settings().loaded_threshold
    shown = ((chances >= threshold) & (heaviest >= SHOWN_WORD)) | (heaviest >= ALONE_WORD)
    labels = np.array([r["label_bias"] == "Biased" for r in rows])
    named = [
        any(w.start < e and s < w.end for s, e in marks(rows[i]))
        for i in np.flatnonzero(shown)
        for w, v in words[i]
        if v >= SHOWN_WORD
    ]
    return {
        "shown": int(shown.sum()),
        "precision": round(float(labels[shown].mean()), 4),
        "recall": round(float(shown[labels].mean()), 4),
        "words_named": len(named),
        "words_named_that_an_expert_marked": round(float(np.mean(named)), 4),
    }


def marks(row: dict[str, Any]) -> list[tuple[int, int]]:
    """Where the words stand that any expert marked."""
    found = [
        re.finditer(r"(?<!\w)" + re.escape(b.strip()) + r"(?!\w)", row["text"], re.I) for b in row["biased_words"] if b.strip()
    ]
    return [m.span() for each in found for m in each]


def main() -> None:
    """Fit the linear model on the rest, read the held-out fifth, score, print."""
    parser = arguments(__doc__)
    parser.add_argument("--reader", type=Path, required=True, help="an export that did not see the held-out fifth")
    options = parser.parse_args()
    built = features(options.shared, options.vectors, options.articles)
    held = held_out(built.data.rows)
    linear = model_from(built.fit(np.setdiff1d(np.arange(len(built.data.rows)), held), SEED), built.lists)
    use(options.reader)
    rows, lists = [built.data.rows[i] for i in held], built.lists
    read = [score(r["text"], linear) for r in rows]
    chances = np.array([chance for chance, _ in read])
    words = [
        list(zip([w for w, _ in found], weigh(r["text"], [w for w, _ in found], [v for _, v in found], lists), strict=True))
        for r, (_, found) in zip(rows, read, strict=True)
    ]
    judged = lists["loaded_judgement"] | lists["loaded_alone"]
    score_py = scorer(options.shared)

    def scored(chosen: list[list[Wording]]) -> Any:
        return score_py.words(rows, [{"id": i, "words": [[w.start, w.end] for w in some]} for i, some in enumerate(chosen)])

    out = {
        "data": f"BABE, {len(rows)} sentences of a fifth of the articles",
        "loaded": score_py.loaded(rows, [{"id": i, "probability": float(p)} for i, p in enumerate(chances)]),
        "words": scored(
            [
                [w for (w, chance), (_, weight) in zip(found, bounded, strict=True) if chance >= MARKED or weight >= ALONE]
                for (_, found), bounded in zip(read, words, strict=True)
            ]
        ),
        "words_by_our_list_alone": scored([[w for w, _ in found if any(p in judged for p in w.parts)] for _, found in read]),
        "display": display(rows, chances, words),
        "fairness": fairness(rows, chances, linear),
    }
    print(json.dumps(out, indent=2))


if __name__ == "__main__":
    main()
