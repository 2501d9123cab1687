"""Fits the matcher of statements: prints `WEIGHTS` and `BIAS` of `sidelight.lenses.facts.likeness`.

    python training/facts.py ARTICLES.jsonl PAIRS.jsonl …

ARTICLES holds `id`, `story` and `text` a line, PAIRS `a` and `b` (each article's id, start and end) and `label` ("same" or
"different") as read by hand; `facts_pairs.jsonl` beside this file holds our own, without their texts. A pair is learnt as it
was marked and as the statements that cover its passages. Each figure that is printed leaves out one story at a time.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from sidelight.config import Settings
from sidelight.extract import article_from_text
from sidelight.lenses.facts.likeness import WEIGHTS, features
from sidelight.lenses.facts.statements import Told, statement_at, statements
from sidelight.lenses.facts.words import weigh
from sidelight.pipeline.run import annotate
from sidelight.resources.load import language_pack

NEEDS = ("sentences", "names", "attributions", "figures")
STRENGTH = 0.3


def main() -> int:
    """Read, fit, print."""
    rows = _lines(sys.argv[1])
    pairs = [pair for path in sys.argv[2:] for pair in _lines(path)]
    stories = defaultdict(list)
    for row in rows:
        stories[row["story"]].append(row)
    wanted = {pair[side][0] for pair in pairs for side in "ab"}
    examples, labels, groups = [], [], []
    for number, articles in enumerate(stories.values()):
        if not wanted & {a["id"] for a in articles}:
            continue
        for values, label in _story(articles, pairs):
            examples.append(values)
            labels.append(label)
            groups.append(number)
    x, y, group = np.array(examples), np.array(labels), np.array(groups)
    scores = np.zeros(len(y))
    for number in set(groups):
        scores[group == number] = _fit(x[group != number], y[group != number]).predict_proba(x[group == number])[:, 1]
    for threshold in (0.5, 0.6, 0.7, 0.8):
        said = scores >= threshold
        print(f"from {threshold}: precision {y[said].mean():.3f}, recall {said[y].mean():.3f} of {y.sum()} same among {len(y)}")
    model = _fit(x, y)
    print({name: round(float(weight), 2) for name, weight in zip(WEIGHTS, model.coef_[0], strict=True)})
    print(f"BIAS = {model.intercept_[0]:.2f}")
    return 0


def _story(rows: list[dict[str, Any]], pairs: list[dict[str, Any]]) -> list[tuple[list[float], bool]]:
    """Features and label of every pair within one story: as marked, and by the statements that cover the passages."""
    pack = language_pack("en")
    articles = {r["id"]: article_from_text(r["text"], title=None, settings=Settings()) for r in rows}
    known = {name: annotate(article, NEEDS) for name, article in articles.items()}
    place = {name: number for number, name in enumerate(articles)}
    told = {name: statements(place[name], articles[name], known[name], pack) for name in articles}
    weights = weigh(t.keys for found in told.values() for t in found)
    found = []
    for pair in pairs:
        if pair["a"][0] not in articles or pair["b"][0] not in articles:
            continue
        label = pair["label"] == "same"
        marked = [statement_at(place[n], articles[n], known[n], (s, e), pack) for n, s, e in (pair["a"], pair["b"])]
        found.append((features(marked[0], marked[1], weights), label))
        covering = [_covering(told[n], s, e) for n, s, e in (pair["a"], pair["b"])]
        if covering[0] and covering[1]:
            found.append((features(covering[0], covering[1], weights), label))
    return found


def _covering(told: list[Told], start: int, end: int) -> Told | None:
    """The statement that shares most with a passage, where it is half of the shorter."""
    shared = [(min(end, t.end) - max(start, t.start), t) for t in told]
    near = [(n, t) for n, t in shared if n >= 0.5 * min(end - start, t.end - t.start)]
    return max(near, key=lambda pair: pair[0])[1] if near else None


def _fit(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=3000).fit(x, y)


def _lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
