"""Grouping: BCubed and pairwise F1 beside plain peers, articles a second, peak memory. Prints JSON.

    python bench/stories.py [--limit N] [--no-peers]

Reads data/articles, data/stories and score/score.py of ../shared (or SIDELIGHT_SHARED). Every number of ours was chosen on the
even half: stories with an even number in the stream, every second situation (by name) of the events. `odd` is the figure to
quote. Peers take the same articles in the same order, and their thresholds too are chosen on the even half:
tf-idf    an article joins the story of its nearest article of the last 14 days by cosine, document frequencies of all so far (the
          100 heaviest terms, for speed)
titles    the same by Jaccard overlap of title words, over three days
"""

import argparse
import gzip
import importlib.util
import json
import math
import os
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sidelight.group import Stream, day_of, in_order
from sidelight.group.terms import fields_of, stems
from sidelight.types import Article

SHARED = Path(os.environ.get("SIDELIGHT_SHARED", Path(__file__).resolve().parents[2] / "shared"))
Gold = list[dict[str, Any]]
Near = list[list[tuple[float, int]]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--no-peers", action="store_true")
    options = parser.parse_args()
    if not (SHARED / "data" / "stories").is_dir():
        raise SystemExit("needs data/stories of the shared folder: set SIDELIGHT_SHARED")
    out: dict[str, Any] = {}
    for name, (file, halves) in {"stream": stream_gold(), "events": events_gold()}.items():
        articles = in_order(read(file))[: options.limit]
        out[name] = {"articles": len(articles), "sidelight": ours(articles, halves)}
        if not options.no_peers:
            out[name] |= {"tf-idf": peer(articles, halves, tfidf, (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4))}
            out[name] |= {"titles": peer(articles, halves, titles, (0.1, 0.15, 0.2, 0.25, 0.3, 0.4))}
    out["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(out, indent=1))


def stream_gold() -> tuple[str, dict[str, Gold]]:
    rows = list(lines("data/stories/allsides-stories-2012-2018.jsonl.gz"))
    halves = {half: [r for r in rows if int(r["story"].rsplit("-", 1)[1]) % 2 == k] for k, half in enumerate(("even", "odd"))}
    dated = {r["id"] for r in lines("data/articles/articles-2012-2018.jsonl.gz") if r["published"]}
    only = [r | {"articles": [i for i in r["articles"] if i in dated]} for r in halves["odd"]]
    return "data/articles/articles-2012-2018.jsonl.gz", halves | {"odd_dated": only}


def events_gold() -> tuple[str, dict[str, Gold]]:
    file = "data/stories/events-many-outlets.jsonl.gz"
    rows = list(lines(file))
    place = {situation: n for n, situation in enumerate(sorted({r["situation"] for r in rows}))}
    halves = {half: [r for r in rows if place[r["situation"]] % 2 == k] for k, half in enumerate(("even", "odd"))}
    return file, halves | {"all": rows}


def ours(articles: list[Article], halves: dict[str, Gold]) -> dict[str, Any]:
    began = time.process_time()
    stream, stories = Stream(keep_closed=True), {}
    slowest: list[float] = []
    for article in articles:
        start = time.perf_counter()
        for change in stream.take(article).changes:
            stories.update({member.article: member.story for member in change.members})
        slowest.append(time.perf_counter() - start)
    stories.update({member.article: member.story for member in stream.finish().members})
    took = time.process_time() - began
    found = {half: score(gold, stories) for half, gold in halves.items()}
    return found | {
        "articles_a_second": round(len(articles) / took),
        "p99_ms": round(1000 * sorted(slowest)[len(slowest) * 99 // 100], 1),
    }


def peer(
    articles: list[Article], halves: dict[str, Gold], near: Callable[[list[Article]], Near], grid: tuple[float, ...]
) -> dict[str, Any]:
    began = time.process_time()
    neighbours = near(articles)
    took = time.process_time() - began
    runs = {threshold: joined(articles, neighbours, threshold) for threshold in grid}
    best = max(grid, key=lambda threshold: score(halves["even"], runs[threshold])["bcubed_f1"])
    return {half: score(gold, runs[best]) for half, gold in halves.items()} | {
        "threshold": best,
        "articles_a_second": round(len(articles) / took),
    }


def joined(articles: list[Article], near: Near, threshold: float) -> dict[str, str]:
    """Each article in its nearest earlier article's story."""
    stories: list[str] = []
    for n, article in enumerate(articles):
        best = max(near[n], default=(0.0, -1))
        stories.append(stories[best[1]] if best[0] >= threshold else article.id)
    return {article.id: story for article, story in zip(articles, stories, strict=True)}


def tfidf(articles: list[Article]) -> Near:
    counts: Counter[str] = Counter()
    index: dict[str, list[tuple[int, float]]] = {}
    found: Near = []
    for n, (article, day, since) in enumerate(dated(articles, 14)):
        terms = fields_of(article).body
        counts.update(terms.keys())
        weights = {t: (1 + math.log(c)) * math.log((n + 2) / counts[t]) for t, c in terms.items()}
        length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        weights = dict(sorted(weights.items(), key=lambda pair: -pair[1])[:100])
        scores: Counter[int] = Counter()
        for term, weight in weights.items():
            held = index.setdefault(term, [])
            if held and since > held[0][0]:
                held[:] = [pair for pair in held if pair[0] >= since]
            for other, theirs in held:
                scores[other] += weight / length * theirs
            held.append((n, weight / length))
        found.append([(s, other) for other, s in scores.items() if s >= 0.1])
        assert day is not None
    return found


def titles(articles: list[Article]) -> Near:
    sets = [frozenset(stems(article.title or "")) for article in articles]
    found: Near = []
    index: dict[str, list[int]] = {}
    for n, (_, _, since) in enumerate(dated(articles, 3)):
        both: Counter[int] = Counter()
        for term in sets[n]:
            held = index.setdefault(term, [])
            if held and since > held[0]:
                held[:] = [other for other in held if other >= since]
            both.update(held)
            held.append(n)
        found.append([(c / (len(sets[n]) + len(sets[o]) - c), o) for o, c in both.items() if c > 1])
    return found


def dated(articles: list[Article], days: int) -> Iterator[tuple[Article, int, int]]:
    """Each article with its day (the last one known where undated) and the first index that is within reach."""
    known, since, today = [], 0, 0
    for article in articles:
        today = day if (day := day_of(article.published)) is not None else today
        known.append(today)
        while known[since] < today - days:
            since += 1
        yield article, today, since


def score(gold: Gold, stories: dict[str, str]) -> dict[str, float]:
    kept = [g | {"articles": [i for i in g["articles"] if i in stories]} if "articles" in g else g for g in gold]
    figures = SCORER.stories(kept, [{"id": i, "story": s} for i, s in stories.items()])
    return {name: round(value, 4) for name, value in figures.items() if name != "missing"}


def lines(path: str) -> Iterator[dict[str, Any]]:
    with gzip.open(SHARED / path, "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def read(path: str) -> list[Article]:
    return [
        Article(
            id=row["id"],
            version="",
            title=row["title"],
            text=row["text"],
            outlet=row["outlet"],
            published=datetime.fromisoformat(row["published"]).replace(tzinfo=UTC) if row["published"] else None,
        )
        for row in lines(path)
    ]


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit("needs score/score.py of the shared folder: set SIDELIGHT_SHARED")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    SCORER = scorer()
    main()
