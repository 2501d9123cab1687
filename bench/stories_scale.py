"""Grouping at a window of 100,000 articles: cost of an article, 99th percentile, memory. Prints JSON.

    python bench/stories_scale.py [--articles 100000] [--days 14]

The given stream of ../shared (or SIDELIGHT_SHARED) is taken several times over and laid into one window, so that nothing closes.
In each copy every name and a third of the words are replaced, the same one always by the same, so that copies are other news in
part of the same words. Timed is what happens after an article's text was made into stems: from stems to its story, with the
second thoughts at each day's end. `texts_a_second` is what making the stems costs.
"""

import argparse
import json
import pickle
import resource
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import IO

from stories import SHARED, read

from sidelight.group import Stream, in_order
from sidelight.group.terms import Fields, fields_of
from sidelight.types import Article

START = datetime(2031, 3, 1, tzinfo=UTC)
BLOCK = 5_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--days", type=float, default=13.9)
    options = parser.parse_args()
    if not (SHARED / "data" / "articles").is_dir():
        raise SystemExit("needs data/articles of the shared folder: set SIDELIGHT_SHARED")
    with tempfile.TemporaryFile() as kept:
        held, speed = stemmed(kept)
        print(json.dumps({"texts_a_second": speed} | measure(kept, held, options.articles, options.days), indent=1))


def stemmed(kept: IO[bytes]) -> tuple[int, int]:
    """Write the stream's titles and stems down, one after the other, so that they take no memory later."""
    articles = in_order(read("data/articles/articles-2012-2018.jsonl.gz"))
    took = 0.0
    for article in articles:
        began = time.process_time()
        fields = fields_of(article)
        took += time.process_time() - began
        pickle.dump((article.id, article.title, [dict(part) for part in parts(fields)], fields.weekdays), kept)
    return len(articles), round(len(articles) / took)


def measure(kept: IO[bytes], held: int, count: int, days: float) -> dict[str, object]:
    began_with = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    stream, costs, waits, spent = Stream(), [], [], 0.0
    for n, (article, fields) in enumerate(laid_out(kept, held, count, days), 1):
        wall, processor = time.perf_counter(), time.process_time()
        stream.take(article, fields)
        waits.append(time.perf_counter() - wall)
        spent += time.process_time() - processor
        if n % BLOCK == 0:
            costs.append(1000 * spent / BLOCK)
            spent = 0.0
    small, large = sum(costs[1:3]) / 2, sum(costs[-2:]) / 2
    return {
        "articles": len(waits),
        "alive": len(stream.window.awake),
        "articles_a_second": round(1000 / (sum(costs) / len(costs))),
        "articles_a_second_at_the_end": round(1000 / large),
        "ms_an_article_by_5000": [round(cost, 2) for cost in costs],
        "cost_at_the_end_over_cost_at_10000": round(large / small, 2),
        "p99_ms": round(1000 * sorted(waits)[len(waits) * 99 // 100], 1),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "peak_before_mb": began_with,
    }


def laid_out(kept: IO[bytes], held: int, count: int, days: float) -> Iterator[tuple[Article, Fields]]:
    """The stream again and again, in other words each time, its articles evenly over so many days."""
    for n in range(count):
        copy, place = divmod(n, held)
        if place == 0:
            kept.seek(0)
        name, title, held_fields, weekdays = pickle.load(kept)
        named = held_fields[3]
        when = START + timedelta(days=days * n / count)
        body = Fields(*(renamed(part, named, copy) for part in held_fields), weekdays)
        yield Article(id=f"{name}-{copy}", version="", title=title, text="-", published=when), body


def renamed(terms: Mapping[str, int], names: Mapping[str, int], copy: int) -> Counter[str]:
    def other(term: str) -> bool:
        return term in names or zlib.crc32(term.encode()) % 3 == 0

    return Counter({f"{term}~{copy}" if copy and other(term) else term: n for term, n in terms.items()})


def parts(fields: Fields) -> tuple[Mapping[str, int], ...]:
    return fields.title, fields.lead, fields.body, fields.names


if __name__ == "__main__":
    main()
