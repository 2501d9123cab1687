"""Accuracy of who-said-what on PolNeAR, by the project's scorer, as JSON; run it with the folder of shared data.

python bench/attribution.py SHARED [--split dev|train] [--articles N] [--predictions FILE.jsonl]
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sidelight.annotate.attributions import find_attributions
from sidelight.encode.windows import read_windows
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Sentence


def main() -> int:
    """Predict, score, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("shared", type=Path)
    options.add_argument("--split", choices=["dev", "train"], default="dev")
    options.add_argument("--articles", type=int, default=0, help="every so many-th article, so that about N are read; 0: all")
    options.add_argument("--predictions", type=Path)
    chosen = options.parse_args()
    source = chosen.shared / "data" / "attribution" / f"polnear-{chosen.split}.jsonl.gz"
    if not source.exists():
        print(f"{source} is missing: nothing to measure on", file=sys.stderr)
        return 1
    with gzip.open(source, "rt", encoding="utf-8") as file:
        gold = [json.loads(line) for line in file]
    gold = gold[:: max(len(gold) // chosen.articles, 1)] if chosen.articles else gold
    with tempfile.TemporaryDirectory() as folder:
        written = chosen.predictions or Path(folder) / "predictions.jsonl"
        wanted = Path(folder) / "gold.jsonl"
        wanted.write_text("".join(json.dumps(item) + "\n" for item in gold), "utf-8")
        begun = time.perf_counter()
        written.write_text("".join(json.dumps(predicted(item)) + "\n" for item in gold), "utf-8")
        spent = time.perf_counter() - begun
        scorer = [sys.executable, str(chosen.shared / "score" / "score.py"), "attribution"]
        done = subprocess.run(
            [*scorer, "--gold", str(wanted), "--pred", str(written)], capture_output=True, text=True, check=True
        )
    print(json.dumps(json.loads(done.stdout) | {"split": chosen.split, "ms_per_article": round(1000 * spent / len(gold), 1)}))
    return 0


def predicted(item: dict[str, Any]) -> dict[str, Any]:
    """One line for the scorer."""
    pack = language_pack("en")
    article = Article(id=item["id"], version="1", text=item["text"])
    split = tuple(Sentence(start=s, end=e) for s, e in sentences(article.text, pack))
    found = find_attributions(article, split, read_windows(article, split), pack)
    return {"id": item["id"], "attributions": [{"source": a.source, "cue": a.cue, "content": a.content} for a in found]}


if __name__ == "__main__":
    sys.exit(main())
