"""Trains the two linear models of `annotate.attributions` on PolNeAR's training part, and prints what they reach there.

python training/attributions.py SHARED-DATA-FOLDER

"boundary": where a content ends. "keep": whether a proposal tells who says what: its source shares a word with the
annotators', and of the shorter of the two contents four fifths of the words are in both, of all their words a third.
"keep" sees contents cut by a boundary model that has not seen their half.
"""

import gzip
import json
import re
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from sidelight.annotate.attributions import boundaries, candidates, keeping
from sidelight.annotate.attributions.cues import Cue
from sidelight.annotate.attributions.joining import Found
from sidelight.annotate.attributions.units import Unit
from sidelight.annotate.attributions.weights import BUCKETS, bucket
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Sentence

PACK = language_pack("en")
OUT = Path(__file__).resolve().parent.parent / "src" / "sidelight" / "resources" / "model" / "attributions"
C_BOUNDARY, C_KEEP = 0.3, 0.3
"""Inverse strength of the L2 penalty: a first choice, not tuned."""

Gold = dict[str, Any]


def main(data: Path) -> None:
    """Train and write both models."""
    with gzip.open(data / "attribution" / "polnear-train.jsonl.gz", "rt", encoding="utf-8") as file:
        gold = [json.loads(line) for line in file]
    halves = [gold[0::2], gold[1::2]]
    cases = [boundary_cases(half) for half in halves]
    parts = [fit(*c, C_BOUNDARY) for c in cases]
    keep: tuple[list[list[str]], list[bool]] = ([], [])
    for half, other in zip(halves, reversed(parts), strict=True):
        features, labels = keep_cases(half, scorer(other))
        keep[0].extend(features)
        keep[1].extend(labels)
    OUT.mkdir(parents=True, exist_ok=True)
    write("boundary", fit(cases[0][0] + cases[1][0], cases[0][1] + cases[1][1], C_BOUNDARY))
    write("keep", fit(*keep, C_KEEP))
    report(*keep)


def read(item: Gold, ends: Callable[..., int]) -> list[Found]:
    """The proposals for one article."""
    article = Article(id=item["id"], version="1", text=item["text"])
    split = tuple(Sentence(start=s, end=e) for s, e in sentences(item["text"], PACK))
    return candidates(article, split, PACK, ends)


def boundary_cases(gold: list[Gold]) -> tuple[list[list[str]], list[bool]]:
    """A case for each place before and at the end that the annotators chose."""
    features: list[list[str]] = []
    labels: list[bool] = []

    def watch(item: Gold, unit: Unit, cue: Cue, start: int, following: list[Cue], pack: Any) -> int:
        end = gold_end(item, unit, cue, start)
        if end is None:
            return len(unit.tokens)
        for k in boundaries.points(unit, start, pack):
            if k > end:
                break
            features.append(boundaries.features(unit, cue, start, k, following, pack))
            labels.append(k == end)
        return end

    for item in gold:
        read(item, partial(watch, item))
    return features, labels


def gold_end(item: Gold, unit: Unit, cue: Cue, start: int) -> int | None:
    """The token index where the annotators end the content that starts here, if they have one with this cue."""
    tokens = unit.tokens
    word = tokens[cue.word]
    for one in item["attributions"]:
        if any(s < word.end and word.start < e for s, e in one.get("cue", [])):
            for s, e in one.get("content", []):
                if tokens[max(start - 1, 0)].start <= s <= tokens[start].end:
                    return next((k for k in range(start + 1, len(tokens)) if tokens[k].start >= e), len(tokens))
    return None


def keep_cases(gold: list[Gold], chance: Callable[[Iterable[str]], float]) -> tuple[list[list[str]], list[bool]]:
    """A case for each proposal."""
    features: list[list[str]] = []
    labels: list[bool] = []
    ends = partial(boundaries.content_end, chance=chance)
    for item in gold:
        words = [m.span() for m in re.finditer(r"\S+", item["text"])]
        wanted = [(inside(words, one.get("content", [])), inside(words, one.get("source", []))) for one in item["attributions"]]
        for found, beside in keeping.with_neighbours(read(item, ends)):
            if found.origin:
                content, source = inside(words, found.content), inside(words, found.source)
                features.append(keeping.features(found, beside, PACK))
                labels.append(any(matches(content, source, *w) for w in wanted))
    return features, labels


def inside(words: list[tuple[int, int]], ranges: Iterable[Any]) -> set[int]:
    """Indices of the words that the ranges touch."""
    ranges = list(ranges)
    return {k for k, (a, b) in enumerate(words) if any(a < e and b > s for s, e in ranges)}


def matches(content: set[int], source: set[int], gold_content: set[int], gold_source: set[int]) -> bool:
    """Whether the proposal says of the right source what the annotators say, if not always to the word."""
    shared = len(content & gold_content)
    enough = shared >= 0.8 * min(len(content), len(gold_content)) and shared * 3 >= len(content | gold_content)
    return bool(shared) and enough and bool(source & gold_source or (not source and not gold_source))


def matrix(features: list[list[str]]) -> csr_matrix:
    """Hashed, each feature once."""
    rows = [sorted({bucket(f) for f in case}) for case in features]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.concatenate([np.array(r) for r in rows])
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), BUCKETS))


def fit(features: list[list[str]], labels: list[bool], strength: float) -> np.ndarray:
    """Weights and bias."""
    model = LogisticRegression(C=strength, max_iter=300).fit(matrix(features), np.array(labels))
    return np.concatenate([model.coef_[0], model.intercept_]).astype("<f2")


def scorer(table: np.ndarray) -> Callable[[Iterable[str]], float]:
    """A probability from weights in memory."""
    listed = table.astype(float).tolist()
    return lambda features: 1 / (1 + np.exp(-(listed[BUCKETS] + sum(listed[b] for b in {bucket(f) for f in features}))))


def write(name: str, table: np.ndarray) -> None:
    """Into the shipped resources; run training/manifest.py afterwards."""
    np.savez_compressed(OUT / f"{name}.npz", weights=table)


def report(features: list[list[str]], labels: list[bool]) -> None:
    """Precision by probability and by pattern, cross-validated."""
    y = np.array(labels)
    p = cross_val_predict(LogisticRegression(C=C_KEEP, max_iter=300), matrix(features), y, cv=5, method="predict_proba")[:, 1]
    for low in np.arange(0, 1, 0.1):
        at = (p >= low) & (p < low + 0.1)
        print(f"{low:.1f}: {at.sum():6d} proposals, {y[at].mean():.2f} right")
    for low in (0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8):
        print(f"from {low}: precision {y[p >= low].mean():.3f}, of the right proposals {y[p >= low].sum() / y.sum():.3f}")
    patterns = np.array([next(f.split("|")[0] for f in case if f.count("|") == 2) for case in features])
    for pattern in sorted(set(patterns)):
        at, sure = patterns == pattern, (patterns == pattern) & (p >= 0.8)
        print(f"{pattern}: {at.sum()} proposals, {y[at].mean():.2f} right; from 0.8: {sure.sum()}, {y[sure].mean():.2f} right")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
