"""Fits what the lens of facts weighs: prints `WEIGHTS` and `BIAS` of `likeness.py` and the five numbers of `search.py`.

    python training/facts.py ARTICLES.jsonl PAIRS.jsonl … [--absences ABSENCES.jsonl …]

ARTICLES holds `id`, `story`, `title` and `text` a line, PAIRS `a` and `b` (each article's id, start and end) and `label`
("same" or "different"), ABSENCES a fact's `spans` (as above) with the ids of reports in which a reader found it `told` or
`absent`, or facts as gold has them (`carried` by article, `absent`). `facts_pairs.jsonl` and `facts_absences.jsonl` beside this
file hold our own, without their texts. A pair is learnt as it was marked and as the statements that cover its passages. Figures
that are printed leave out one story at a time.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from sidelight.config import Settings
from sidelight.extract import article_from_text
from sidelight.lenses.facts.clusters import likely_pairs
from sidelight.lenses.facts.likeness import WEIGHTS, Likeness
from sidelight.lenses.facts.search import Search
from sidelight.lenses.facts.statements import Told, statement_at, statements
from sidelight.pipeline.run import annotate
from sidelight.resources.load import language_pack
from sidelight.types import Annotations, Article

NEEDS = ("sentences", "names", "attributions", "figures")
STRENGTH, ABSENCE_STRENGTH = 0.3, 1.0

Example = tuple[list[float], bool]


class Reports(NamedTuple):
    """A story's articles in the lens's order, what is marked in them, and what each states."""

    articles: Mapping[str, Article]
    known: Mapping[str, Annotations]
    told: Mapping[str, list[Told]]

    @property
    def all(self) -> list[Told]:
        """Every statement, in order of reports and places."""
        return [t for found in self.told.values() for t in found]


def main() -> int:
    """Read, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("pairs", nargs="+")
    parser.add_argument("--absences", nargs="*", default=[])
    options = parser.parse_args()
    rows = _lines(options.articles)
    pairs = [pair for path in options.pairs for pair in _lines(path)]
    absences = [fact for path in options.absences for fact in _lines(path)]
    stories = defaultdict(list)
    for row in rows:
        stories[row["story"]].append(row)
    read = [_reports(articles) for articles in stories.values()]
    weights, bias = _report("same", [list(_pairs(story, pairs)) for story in read], STRENGTH, (0.5, 0.6, 0.65, 0.7, 0.8))
    print({name: round(float(weight), 2) for name, weight in zip(WEIGHTS, weights, strict=True)}, f"BIAS = {bias:.2f}")
    if absences:
        found = [list(_absences(story, absences)) for story in read]
        weights, bias = _report("told", found, ABSENCE_STRENGTH, (0.1, 0.15, 0.2, 0.25))
        print("COVERED, LIKE, ANYWHERE, OPENS, BIAS =", *(f"{w:.2f}" for w in (*weights, bias)))
    return 0


def _report(
    what: str, stories: Sequence[list[Example]], strength: float, thresholds: Sequence[float]
) -> tuple[np.ndarray, float]:
    """Print how well each story is told by the others' weights; the weights of all."""
    group = np.array([k for k, examples in enumerate(stories) for _ in examples])
    x = np.array([values for examples in stories for values, _ in examples])
    y = np.array([label for examples in stories for _, label in examples])
    scores = np.zeros(len(y))
    for number in set(group.tolist()):
        model = LogisticRegression(C=strength, max_iter=3000).fit(x[group != number], y[group != number])
        scores[group == number] = model.predict_proba(x[group == number])[:, 1]
    print(f"{len(y)} examples, {y.sum()} {what}")
    for threshold in thresholds:
        said = scores >= threshold
        print(
            f"from {threshold}: precision {y[said].mean():.3f}, recall {said[y].mean():.3f}; below: {(~y[~said]).mean():.3f} not"
        )
    model = LogisticRegression(C=strength, max_iter=3000).fit(x, y)
    return model.coef_[0], float(model.intercept_[0])


def _reports(rows: list[dict[str, Any]]) -> Reports:
    pack = language_pack("en")
    ordered = sorted(rows, key=lambda r: str(r["id"]))
    articles = {r["id"]: article_from_text(r["text"], title=r.get("title"), settings=Settings()) for r in ordered}
    known = {name: annotate(article, NEEDS) for name, article in articles.items()}
    told = {name: statements(place, articles[name], known[name], pack) for place, name in enumerate(articles)}
    return Reports(articles, known, told)


def _pairs(story: Reports, pairs: list[dict[str, Any]]) -> Iterator[Example]:
    """Features and label of every pair within one story: as marked, and by the statements that cover the passages."""
    pack = language_pack("en")
    place = {name: number for number, name in enumerate(story.articles)}
    found: list[tuple[Told, Told, bool]] = []
    for pair in pairs:
        if pair["a"][0] not in place or pair["b"][0] not in place:
            continue
        sides = (pair["a"], pair["b"])
        marked = [statement_at(place[n], story.articles[n], story.known[n], (s, e), pack) for n, s, e in sides]
        covering = [_covering(story.told[n], s, e) for n, s, e in sides]
        for one, other in (marked, covering):
            if one and other:
                found.append((one, other, pair["label"] == "same"))
    base = story.all
    likeness = Likeness([*base, *(t for one, other, _ in found for t in (one, other))], of=base)
    for k, (_, _, label) in enumerate(found):
        first = len(base) + 2 * k
        yield likeness.features(first, first + 1), label


def _absences(story: Reports, facts: list[dict[str, Any]]) -> Iterator[Example]:
    """What the search weighs for every fact and report that a reader has judged."""
    told, place = story.all, {name: number for number, name in enumerate(story.articles)}
    likeness = Likeness(told)
    search = Search(told, len(place), likeness.weights, likely_pairs(likeness))
    for spans, report, label in _judged(facts, place):
        tellings = [[n for n, t in enumerate(told) if t.article == place[a] and _lies(t, spans[a])] for a in spans]
        tellings = [numbers for numbers in tellings if numbers]
        if tellings:
            yield [float(row[place[report]]) for row in search.signs(tellings)[1:]], label


def _judged(facts: list[dict[str, Any]], place: Mapping[str, int]) -> Iterator[tuple[dict[str, list[Any]], str, bool]]:
    """Where a fact is told (spans by article), a report, and whether that report tells it too."""
    for fact in facts:
        spans: dict[str, list[Any]] = defaultdict(list)
        for name, start, end in fact.get("spans", ()):
            spans[name].append((start, end))
        spans.update(fact.get("carried", {}))
        if not spans or any(name not in place for name in spans):
            continue
        for report in fact["absent"]:
            yield spans, report, False
        for report in fact.get("told", ()):
            yield spans, report, True
        for one, other in permutations(fact.get("carried", {}), 2):
            yield {one: spans[one]}, other, True


def _covering(told: list[Told], start: int, end: int) -> Told | None:
    """The statement that shares most with a passage, where it is half of the shorter."""
    shared = [(min(end, t.end) - max(start, t.start), t) for t in told if not t.aside]
    near = [(n, t) for n, t in shared if n >= 0.5 * min(end - start, t.end - t.start)]
    return max(near, key=lambda pair: pair[0])[1] if near else None


def _lies(told: Told, spans: list[Any]) -> bool:
    return not told.aside and any(
        min(e, told.end) - max(s, told.start) >= 0.5 * min(e - s, told.end - told.start) for s, e in spans
    )


def _lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
