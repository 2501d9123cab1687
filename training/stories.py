"""Fits the two regressions of `sidelight.group.link` on articles that editors put together or apart, and prints them.

    python training/stories.py ARTICLES.jsonl STORIES.jsonl [EVENTS.jsonl]

ARTICLES holds `id`, `title`, `text` and `published` (null where unknown); STORIES `story` and the `articles` in it; EVENTS
articles with their `story` and `situation`. Files may be gzipped. Fitted on are stories with an even number and every second
situation. Pairs are taken as grouping sees them: each article's nearest rivals when it came in, with how near both articles'
nearest rivals turned out to be in the end; pairs of two stories once more as if neither story had another report. Average
precision is printed for the half fitted on and for the other.
"""

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.preprocessing import StandardScaler

from sidelight.group import Stream, day_of, in_order
from sidelight.group.link import features, nearness
from sidelight.group.nearest import Newcomer, look_round
from sidelight.group.terms import fields_of
from sidelight.group.vectors import vectors_of
from sidelight.types import Article

STRENGTH = 0.3
"""Inverse of the regression's penalty, on features of unit spread."""


BARE = 0.25
"""Weight of pairs taken as if their stories had no other report: 1 costs recall, 0 joins what is nearest however unlike it is."""


@dataclass(frozen=True, slots=True)
class Label:
    """Whose story, and whether it may be fitted on."""

    story: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Features, with both that compare with rivals behind them."""

    dated: bool
    row: np.ndarray
    same: bool
    ours: bool
    weight: float


def main() -> int:
    """Fit and print."""
    articles, labels = in_order(read(Path(sys.argv[1]))), stories(Path(sys.argv[2]))
    parts = [list(pairs(articles, labels))]
    if len(sys.argv) > 3:
        events = list(lines(Path(sys.argv[3])))
        parts.append(list(pairs(in_order(map(article, events)), situations(events))))
    for dated in (True, False):
        fit([pair for part in parts for pair in part if pair.dated == dated], dated)
    return 0


def pairs(articles: list[Article], labels: dict[str, Label]) -> Iterator[Pair]:
    """Pairs of labelled articles of one half."""
    stream = Stream(keep_closed=True)
    seen: list[tuple[str, list[str], np.ndarray, np.ndarray, bool]] = []
    for one in articles:
        fields, day = fields_of(one), day_of(one.published)
        if one.id in labels:
            vectors = vectors_of(fields, stream.window.frequencies)
            look = look_round(Newcomer(vectors, fields.weekdays, day, one.title or "", True), stream.window)
            dated = day is not None
            near = nearness(look.pairs.body, look.pairs.days) if dated else look.pairs.body
            seen.append((one.id, list(look.names), features(look.pairs, look.crowd, dated=dated), near, dated))
        stream.take(one, fields)
    alone = {one: _best_of_others(one, others, near, labels) for one, others, _, near, _ in seen}
    for name, others, values, near, dated in seen:
        mine = stream.window.best[name][not dated]
        for k, other in enumerate(others):
            if other in labels and labels[name].ours == labels[other].ours:
                same = labels[name].story == labels[other].story
                bests = [(mine, stream.window.best[other][not dated], 1.0)]
                if not same:
                    bests.append((max(near[k], alone[name]), max(near[k], alone[other]), BARE))
                for one, two, weight in bests:
                    rivals = [2 * near[k] - one - two, near[k] - min(one, two)]
                    row = np.concatenate([values[:, k], rivals])
                    yield Pair(dated, row, same, labels[name].ours, weight)


def _best_of_others(name: str, others: list[str], near: np.ndarray, labels: dict[str, Label]) -> float:
    """How near the nearest would be, had its story no other report: most articles are the only one on their event, and every
    story of the gold has several."""
    return max((n for other, n in zip(others, near, strict=True) if not _together(name, other, labels)), default=0.0)


def _together(one: str, other: str, labels: dict[str, Label]) -> bool:
    return other in labels and labels[one].story == labels[other].story


def fit(found: list[Pair], dated: bool) -> None:
    rows, weighed = np.array([pair.row for pair in found]), np.array([pair.weight for pair in found])
    same, ours = np.array([pair.same for pair in found]), np.array([pair.ours for pair in found])
    scaler = StandardScaler().fit(rows[ours])
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(
        scaler.transform(rows[ours]), same[ours], sample_weight=weighed[ours]
    )
    weights = model.coef_[0] / scaler.scale_
    intercept = model.intercept_[0] - weights @ scaler.mean_
    scores = rows @ weights + intercept
    parts = [part & (weighed == 1.0) for part in (ours, ~ours)]
    quality = [round(float(average_precision_score(same[part], scores[part])), 3) for part in parts]
    print("DATED" if dated else "UNDATED", len(rows), "pairs, same", int(same.sum()), "average precision here, there", *quality)
    print(f"Model({intercept:.3f}, ({', '.join(f'{w:.3f}' for w in weights[:-2])}), {weights[-2]:.3f}, {weights[-1]:.3f})")


def stories(path: Path) -> dict[str, Label]:
    rows = list(lines(path))
    return {name: Label(row["story"], int(row["story"].rsplit("-", 1)[1]) % 2 == 0) for row in rows for name in row["articles"]}


def situations(rows: Iterable[dict[str, Any]]) -> dict[str, Label]:
    rows = list(rows)
    place = {name: n for n, name in enumerate(sorted({row["situation"] for row in rows}))}
    return {row["id"]: Label(row["story"], place[row["situation"]] % 2 == 0) for row in rows}


def read(path: Path) -> Iterator[Article]:
    return map(article, lines(path))


def article(row: dict[str, Any]) -> Article:
    when = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC) if row["published"] else None
    return Article(id=row["id"], version="", title=row["title"], text=row["text"], published=when)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


if __name__ == "__main__":
    sys.exit(main())
