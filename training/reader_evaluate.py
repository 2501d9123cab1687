"""Measures an export on what its training held out and writes its calibration. Prints JSON.

python training/reader_evaluate.py DIR [--shared DIR] [--linear FILE.npy] [--calibrate] [--without NAME …] [--limit N]

The int8 graphs are read as the package reads them, one text a run. Held out: a fifth of BABE's articles, NewsMTSC dev,
CrossNER's odd half, every other news document of GUM, PolNeAR dev. Calibrations are fitted on one half and measured on the
other, both ways; the one that is written (--calibrate) is fitted on both. Only for weights trained without --all.
"""

import argparse
import importlib.util
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from reader_data import ROOT, STRIDE, Example, babe, crossner, first, gum, held_groups, newsmtsc, polnear, rows, swapped, windows
from reader_model import NAME_LABELS, ROLES, SENTIMENTS
from reader_run import Exported
from sklearn.linear_model import LogisticRegression

SHOWN = (0.85, 0.90)
"""Precision to the experts' label that display thresholds are sought for; the last is the one that is written."""
LINEAR = 0.6
"""The weight of the linear model's log-odds beside the network's, chosen on BABE's held fifth, 2026-11."""


def sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-np.asarray(x, dtype=np.float64)))


def scorer(shared: Path) -> Any:
    """The program that measures the held-out sets too."""
    spec = importlib.util.spec_from_file_location("score", shared / "score/score.py")
    module = importlib.util.module_from_spec(spec) if spec else None
    if spec is None or spec.loader is None or module is None:
        raise SystemExit(f"{shared} holds no score.py")
    spec.loader.exec_module(module)
    return module


def halves(groups: list[str]) -> np.ndarray:
    """Which of two halves each row is in; rows of one group in the same."""
    known = {group: k % 2 for k, group in enumerate(sorted(set(groups)))}
    return np.array([known[group] for group in groups])


def platt(logits: np.ndarray, gold: np.ndarray) -> tuple[float, float]:
    model = LogisticRegression(C=1e6).fit(logits[:, None], gold)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def temperature(logits: np.ndarray, gold: np.ndarray) -> float:
    """The one of a grid with the least cross entropy."""

    def loss(by: float) -> float:
        z = logits / by
        return float((np.log(np.exp(z - z.max(1, keepdims=True)).sum(1)) + z.max(1) - z[np.arange(len(gold)), gold]).mean())

    return min(np.arange(0.5, 4.0, 0.05), key=loss).item()


def loaded(model: Exported, options: argparse.Namespace, score: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """BABE's held articles: sentence and word figures, calibration, fairness; with the linear model's part where it is given."""
    pairs = babe(options.shared, model.cutter)
    held = held_groups(pairs)
    pairs = [pair for pair in pairs if pair[0].group in held][: options.limit]
    every = rows(options.shared / "data/language/babe.jsonl.gz")
    texts, gold = [one for one, _ in pairs], [every[one.index] for one, _ in pairs]
    read = [model.sentence(e.pieces) for e in texts]
    logits = np.array([r["sentence"][0] for r in read])
    y = np.array([g["label_bias"] == "Biased" for g in gold]).astype(int)
    half = halves([e.group for e in texts])
    figures = {"raw": score.loaded(gold, [{"id": k, "probability": p} for k, p in enumerate(sigmoid(logits))])}
    figures["calibrated"], p, line = sentence_figures(gold, logits, y, half, score)
    calibration: dict[str, Any] = dict(zip(("slope", "offset"), line, strict=True))
    if options.linear:
        both = logits + LINEAR * np.load(options.linear)[[e.index for e in texts]]
        figures["with_linear"], p_both, line_both = sentence_figures(gold, both, y, half, score)
        figures["with_linear_shown"] = display(p_both, y)
        calibration["with_linear"] = {"weight": LINEAR, "slope": line_both[0], "offset": line_both[1]}
        calibration["with_linear"]["shown"] = figures["with_linear_shown"][-1]["threshold"]
    chances = [sigmoid(r["words"]) for r in read]
    figures["words"], calibration["word"] = word_figures(gold, texts, chances, half, score)
    figures["shown"] = display(p, y)
    calibration["shown"] = figures["shown"][-1]["threshold"]
    return figures | fairness(model, texts, p, y, line), calibration


def sentence_figures(
    gold: list[Any], logits: Any, y: Any, half: Any, score: Any
) -> tuple[dict[str, Any], Any, tuple[float, float]]:
    """Platt's line from one half on the other: figures and probabilities; and the line from both."""
    p = np.zeros(len(y))
    for k in (0, 1):
        slope, offset = platt(logits[half != k], y[half != k])
        p[half == k] = sigmoid(slope * logits[half == k] + offset)
    return score.loaded(gold, [{"id": k, "probability": q} for k, q in enumerate(p)]), p, platt(logits, y)


def word_figures(
    gold: list[Any], texts: list[Example], chances: list[Any], half: Any, score: Any
) -> tuple[dict[str, Any], float]:
    """Word F1 with the threshold that the other half likes best, and the one that both like."""

    def at(threshold: float, some: Any) -> list[dict[str, Any]]:
        found = []
        for k in some:
            p = texts[k].pieces
            found.append({"id": int(k), "words": [[p.starts[j], p.ends[j]] for j in np.flatnonzero(chances[k] >= threshold)]})
        return found

    def best(some: Any) -> float:
        mine = [gold[k] for k in some]
        scored = [
            [score.words(mine, [a | {"id": n} for n, a in enumerate(at(t, some))])["f1"], t] for t in np.arange(0.15, 0.5, 0.05)
        ]
        return round(float(max(scored)[1]), 2)

    whole = [a for k in (0, 1) for a in at(best(np.flatnonzero(half != k)), np.flatnonzero(half == k))]
    return score.words(gold, whole), best(np.arange(len(gold)))


def display(p: np.ndarray, y: np.ndarray) -> list[dict[str, float]]:
    """The lowest threshold of a grid that reaches each precision of SHOWN, and how many loaded sentences it finds."""
    found = []
    for goal in SHOWN:
        reached = [t for t in np.arange(0.5, 0.96, 0.01) if (p >= t).any() and y[p >= t].mean() >= goal]
        threshold = float(min(reached, default=0.95))
        shown = p >= threshold
        precision = float(y[shown].mean()) if shown.any() else 0.0
        found.append({"threshold": round(threshold, 2), "precision": precision, "recall": float(shown[y == 1].mean())})
    return found


def fairness(model: Exported, texts: list[Example], p: np.ndarray, y: np.ndarray, line: tuple[float, float]) -> dict[str, Any]:
    """Not biased to the experts: mean probability and false positives by side; how far a swap moves a sentence."""
    calm = {side: p[[k for k, e in enumerate(texts) if e.side == side and not y[k]]] for side in ("left", "center", "right")}
    rng, gaps = np.random.default_rng(5), []
    for _ in range(2000):
        left, right = (rng.choice(calm[side], len(calm[side])).mean() for side in ("left", "right"))
        gaps.append(left - right)
    moved = []
    for example in texts:
        if (other := swapped(example.text)) != example.text:
            logit = model.sentence(first(model.cutter.cut(other)))["sentence"][0]
            before = model.sentence(example.pieces)["sentence"][0]
            moved.append(abs(sigmoid(line[0] * logit + line[1]) - sigmoid(line[0] * before + line[1])))
    return {
        "calm": {
            side: {"n": len(q), "mean": float(q.mean()), "false_positives": float((q >= 0.5).mean())} for side, q in calm.items()
        },
        "left_less_right": {
            "mean": float(calm["left"].mean() - calm["right"].mean()),
            "interval": np.quantile(gaps, [0.025, 0.975]).tolist(),
        },
        "swap": {"sentences": len(moved), "mean": float(np.mean(moved)), "most": float(np.max(moved))},
    }


def sentiment(model: Exported, options: argparse.Namespace, score: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """NewsMTSC dev."""
    texts = newsmtsc(options.shared, model.cutter, "dev")[: options.limit]
    gold = rows(options.shared / "data/sentiment/newsmtsc-dev.jsonl.gz")[: len(texts)]
    logits = np.array([model.sentiment(model.sentence(e.pieces)["hidden"], list(e.target or ())) for e in texts])
    y = np.array([e.sentiment for e in texts])
    figures = score.sentiment(gold, [{"id": k, "sentiment": SENTIMENTS[c]} for k, c in enumerate(logits.argmax(1))])
    half, heat = halves([e.text for e in texts]), temperature(logits, y)
    errors = []
    for k in (0, 1):
        z = logits[half == k] / temperature(logits[half != k], y[half != k])
        z = np.exp(z - z.max(1, keepdims=True))
        z /= z.sum(1, keepdims=True)
        right, sure = z.argmax(1) == y[half == k], z.max(1)
        bins = np.minimum((sure * 10).astype(int), 9)
        errors.append(sum(abs(right[bins == b].sum() - sure[bins == b].sum()) for b in range(10)) / len(right))
    return figures | {"calibration_error": float(np.mean(errors))}, {"temperature": heat}


def spans(example: Example, logits: Any) -> set[tuple[int, int, str]]:
    """Names by whole words: the likeliest kind over a word's pieces; a B at the first parts it from a name before."""
    chance = np.exp(logits - logits.max(1, keepdims=True))
    chance /= chance.sum(1, keepdims=True)
    found: list[list[Any]] = []
    before = 0
    for first_piece, end in whole_words(example):
        mean = chance[first_piece:end].mean(0)
        kind = int(np.argmax([mean[0], *(mean[1::2] + mean[2::2])]))
        start, stop = example.pieces.starts[first_piece], example.pieces.ends[end - 1]
        if kind and (kind != before or chance[first_piece, 2 * kind - 1] > chance[first_piece, 2 * kind]):
            found.append([start, stop, NAME_LABELS[2 * kind][2:]])
        elif kind:
            found[-1][1] = stop
        before = kind
    return {(s, e, k) for s, e, k in found}


def whole_words(example: Example) -> list[tuple[int, int]]:
    """The pieces of each word, end-exclusive: letters and digits that nothing parts."""
    pieces, text = example.pieces, example.text
    begins = [
        k
        for k, (start, end) in enumerate(zip(pieces.starts, [-1, *pieces.ends], strict=False))
        if start != end or not (text[start].isalnum() and text[end - 1].isalnum())
    ]
    return list(zip(begins, [*begins[1:], len(pieces.ids)], strict=True))


def names(model: Exported, texts: list[Example]) -> dict[str, float]:
    """Exact span and type, persons, organisations and places."""
    count: Counter[str] = Counter()
    for example in texts:
        got = {s for s in spans(example, model.sentence(example.pieces)["names"]) if s[2] != "other"}
        want = {s for s in example.spans if s[2] != "other"}
        count.update(right=len(got & want), got=len(got), want=len(want))
    right, got, want = count["right"], count["got"], count["want"]
    return {
        "texts": len(texts),
        "names": want,
        "precision": right / max(got, 1),
        "recall": right / want,
        "f1": 2 * right / (got + want),
    }


def roles(model: Exported, options: argparse.Namespace) -> dict[str, Any]:
    """Word F1 of each role on PolNeAR dev, at 0.5; windows laid over one another, a piece counting more in a window's middle."""
    count: Counter[str] = Counter()
    for item in polnear(options.shared, "dev")[: options.limit and max(options.limit // 20, 2)]:
        pieces = model.cutter.cut(item["text"])
        total, weight = np.zeros((len(pieces.ids), 3)), np.zeros(len(pieces.ids))
        for at, example in windows(item, model.cutter):
            n = len(example.pieces.ids)
            trust = np.minimum(np.arange(n) + 1, n - np.arange(n)).clip(max=25)
            total[at : at + n] += sigmoid(model.tags(example.pieces)) * trust[:, None]
            weight[at : at + n] += trust
        tags, gold = total / weight[:, None], item["attributions"]
        for k, role in enumerate(ROLES):
            want = marked(item["text"], [span for a in gold for span in a.get(role, [])])
            got = marked(item["text"], [(pieces.starts[j], pieces.ends[j]) for j in np.flatnonzero(tags[:, k] >= 0.5)])
            count.update({f"{role} right": len(want & got), f"{role} got": len(got), f"{role} want": len(want)})
    return {role: {"f1": 2 * count[f"{role} right"] / max(count[f"{role} got"] + count[f"{role} want"], 1)} for role in ROLES} | {
        "stride": STRIDE
    }


def marked(text: str, ranges: list[Any]) -> set[int]:
    """The words between white space, by their first letter, that a range touches."""
    inside = np.zeros(len(text) + 1, dtype=bool)
    for start, end in ranges:
        inside[start:end] = True
    return {start for start, end in word_places(text) if inside[start:end].any()}


def word_places(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append((at, at + len(word)))
        at += len(word)
    return found


def main() -> None:
    """All figures, and the calibration where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--linear", type=Path, help="the linear model's out-of-fold log-odds of BABE's rows (.npy)")
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--without", nargs="+", default=[], help="sets that the weights have not seen")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    model, score, started = Exported(options.folder), scorer(options.shared), time.process_time()
    figures: dict[str, Any] = {}
    calibration: dict[str, Any] = {"without": options.without}
    if "babe" not in options.without:
        figures["loaded"], calibration["loaded"] = loaded(model, options, score)
    if "newsmtsc" not in options.without:
        figures["sentiment"], calibration["sentiment"] = sentiment(model, options, score)
    odd = [e for e in crossner(options.shared, model.cutter) if e.index % 2]
    figures["names_crossner_odd"] = names(model, odd[: options.limit])
    figures["names_gum_news"] = names(model, gum(options.shared, model.cutter)[1][: options.limit])
    if "polnear" not in options.without:
        figures["roles"] = roles(model, options)
    figures["seconds"] = round(time.process_time() - started)
    print(json.dumps(figures, indent=1))
    if options.calibrate:
        (options.folder / "calibration.json").write_text(json.dumps(calibration, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
