"""Counts in how many articles a word stem stands, for desks too young to know: writes `model/stories/background.tsv.gz`.

    python training/background.py ARTICLES.jsonl[.gz]

The table holds stems and counts alone, no text: the first line the number of articles, then the stems that stand in at
least one article in 1,500, by falling count;
"name" marks those that are written with a capital inside a sentence in two articles of five or more. The
input is a stream of news articles with `title` and `text`.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from sidelight.group.terms import distinct, fields_of
from sidelight.types import Article

TARGET = Path(__file__).resolve().parent.parent / "src" / "sidelight" / "resources" / "model" / "stories" / "background.tsv.gz"
RAREST = 1500


def main() -> int:
    """Count and write."""
    path = Path(sys.argv[1])
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    articles = 0
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            fields = fields_of(Article(id="", version="", title=record["title"], text=record["text"]))
            counts.update(distinct(fields))
            names.update(fields.names.keys())
            articles += 1
    kept = sorted(((n, term) for term, n in counts.items() if n * RAREST >= articles), key=lambda pair: (-pair[0], pair[1]))
    rows = [str(articles), *(f"{term}\t{n}" + ("\tname" if names[term] > 0.4 * n else "") for n, term in kept)]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(gzip.compress("\n".join(rows).encode(), 9, mtime=0))
    print(f"{articles} articles, {len(kept)} of {len(counts)} stems, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
