"""What the figures lens says of N random articles: checks by relation and verdict, and milliseconds an article.

python bench/figures.py [--seed 1] [--articles 500] [--list]

Reads ../shared/data/articles (or SIDELIGHT_SHARED). `--list` prints every check with its sentence, for reading by eye.
Prints JSON last.
"""

import argparse
import gzip
import json
import os
import random
import time
from collections import Counter
from pathlib import Path

from sidelight.annotate.figures import find_figures
from sidelight.lens import LensContext, apply
from sidelight.lenses.figures import lens
from sidelight.resources.load import language_pack
from sidelight.text.normalize import normalize
from sidelight.text.sentences import sentences
from sidelight.types import Annotations, Article, CheckData, Finding, Sentence

SHARED = Path(os.environ.get("SIDELIGHT_SHARED", Path(__file__).resolve().parents[2] / "shared"))
DATA = SHARED / "data" / "articles" / "articles-2012-2018.jsonl.gz"
PACK = language_pack("en")


def drawn(seed: int, count: int) -> list[dict[str, str]]:
    with gzip.open(DATA, "rt", encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    return random.Random(seed).sample(rows, min(count, len(rows)))


def findings(row: dict[str, str]) -> tuple[int, tuple[Finding, ...], float]:
    """How many figures, the lens's findings, and the processor seconds that both took, sentences not counted."""
    text = normalize(row["text"]).text
    article = Article(id=row["id"], version="1", text=text, language="en")
    marked = tuple(Sentence(start=s, end=e) for s, e in sentences(text, PACK))
    began = time.process_time()
    figures = find_figures(article, marked, PACK)
    annotations = Annotations(article=article.id, version="1", sentences=marked, figures=figures)
    result = apply(lens, article, LensContext(annotations={article.id: annotations}))
    return len(figures), result.findings, time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if not DATA.exists():
        parser.exit(0, f"skipped: {DATA} is missing (SIDELIGHT_SHARED names the shared folder)\n")
    counts: Counter[str] = Counter()
    figures, seconds, with_check = 0, 0.0, 0
    rows = drawn(options.seed, options.articles)
    for row in rows:
        found, said, took = findings(row)
        figures += found
        seconds += took
        with_check += bool(said)
        for f in said:
            verdict = (f.data.verdict or "untold") if isinstance(f.data, CheckData) else "note"
            relation = f.data.relation if isinstance(f.data, CheckData) else f.kind
            counts[f"{relation}: {verdict}"] += 1
            if options.list:
                print(f"{row['id']} [{relation}: {verdict}] {f.statement}")
                print("    " + " | ".join(e.text.replace("\n", " ") for e in f.evidence))
    summary = {
        "seed": options.seed,
        "articles": len(rows),
        "figures": figures,
        "articles with a finding": with_check,
        "ms an article": round(1000 * seconds / max(len(rows), 1), 2),
        "checks": dict(sorted(counts.items())),
    }
    print(json.dumps(summary, indent=1))


if __name__ == "__main__":
    main()
