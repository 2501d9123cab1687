"""The figures lens on the gold in bench/gold/figures.jsonl: recall of relations with a stated result, precision, false alarms.

python bench/figures_gold.py [--part develop|report] [--list]

The gold has ids, offsets and labels only. The articles are read from ../shared (or SIDELIGHT_SHARED), whose score/findings.py
counts. `--list` prints each check, for reading by eye. Prints JSON last.
"""

import argparse
import gzip
import importlib.util
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sidelight.annotate.figures import find_figures
from sidelight.lens import LensContext, apply
from sidelight.lenses.figures import lens
from sidelight.resources.load import language_pack
from sidelight.text.normalize import normalize
from sidelight.text.sentences import sentences
from sidelight.types import Annotations, Article, CheckData, Sentence

SHARED = Path(os.environ.get("SIDELIGHT_SHARED", Path(__file__).resolve().parents[2] / "shared"))
DATA = SHARED / "data" / "articles" / "articles-2012-2018.jsonl.gz"
GOLD = Path(__file__).parent / "gold" / "figures.jsonl"
PACK = language_pack("en")


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """What `sidelight read --format jsonl` would print of the lens's checks on an article."""
    text = normalize(row["text"]).text
    published = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC) if row.get("published") else None
    article = Article(id=row["id"], version="1", text=text, language="en", published=published)
    marked = tuple(Sentence(start=s, end=e) for s, e in sentences(text, PACK))
    annotations = Annotations(article=article.id, version="1", sentences=marked, figures=find_figures(article, marked, PACK))
    findings = [
        {"lens": "figures", "kind": f.kind, "statement": f.statement,
         "data": {"claim": f.data.claim, "operands": list(f.data.operands), "verdict": f.data.verdict}}
        for f in apply(lens, article, LensContext(annotations={article.id: annotations})).findings
        if isinstance(f.data, CheckData)
    ]  # fmt: skip
    return {"article": {"id": row["id"], "text": text}, "findings": findings}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=["develop", "report"], default="report")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if not DATA.exists():
        parser.exit(0, f"skipped: {DATA} is missing (SIDELIGHT_SHARED names the shared folder)\n")
    spec = importlib.util.spec_from_file_location("findings", SHARED / "score" / "findings.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = {g["article"]: g for g in map(json.loads, GOLD.read_text().splitlines()) if g["part"] == options.part}
    with gzip.open(DATA, "rt", encoding="utf-8") as f:
        rows = [row for row in map(json.loads, f) if row["id"] in gold]
    answers = [answer(row) for row in rows]
    relations = [dict(r, article=a) for a, g in gold.items() for r in g["relations"]]
    traps = [{"article": a, "kind": "unrelated", "spans": spans} for a, g in gold.items() for spans in g["traps"]]
    for a in answers if options.list else ():
        print(a["article"]["id"], *(f"\n  [{x['data']['verdict']}] {x['statement']}" for x in a["findings"]))
    print(json.dumps({"part": options.part, "articles": len(rows), **scorer.figures(rows, answers, relations, traps)}, indent=1))


if __name__ == "__main__":
    main()
