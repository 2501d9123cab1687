"""Accuracy of who speaks and in which role, on PolNeAR's dev part, by the project's scorer, as JSON.

python bench/speakers.py SHARED [--part develop|report|fresh] [--own] [--gold FILE.jsonl]

The sources, cues and contents are PolNeAR's, with --own those that we find. The labels (gold/speakers.jsonl) were made by hand:
article, number of its attribution, `speaker` (null where nobody can be named), `kind`; `also`, `kind_also` would be right too.
"""

import argparse
import gzip
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

from sidelight.annotate.attributions import find_attributions
from sidelight.annotate.names import find_names
from sidelight.annotate.sentences import find_sentences
from sidelight.annotate.speakers import name_speakers
from sidelight.encode.names import read_names
from sidelight.encode.windows import read_windows
from sidelight.extract.articles import article_from_text
from sidelight.resources.load import language_pack
from sidelight.types import Attribution

GOLD = Path(__file__).parent / "gold" / "speakers.jsonl"


def main() -> int:
    """Name, score, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("shared", type=Path)
    options.add_argument("--part", choices=["develop", "report", "fresh"])
    options.add_argument("--own", action="store_true", help="on the attributions that we find ourselves")
    options.add_argument("--gold", type=Path, default=GOLD)
    chosen = options.parse_args()
    source = chosen.shared / "data" / "attribution" / "polnear-dev.jsonl.gz"
    if not source.exists():
        print(f"{source} is missing: nothing to measure on", file=sys.stderr)
        return 1
    gold = [json.loads(line) for line in chosen.gold.read_text("utf-8").splitlines()]
    gold = [{"kind": "other", **g} for g in gold if chosen.part in (None, g.get("part"))]
    wanted = {g["article"] for g in gold}
    with gzip.open(source, "rt", encoding="utf-8") as file:
        articles = [a for a in map(json.loads, file) if a["id"] in wanted]
    scorer = _scorer(chosen.shared / "score" / "findings.py")
    answers = [_answer(a, scorer, own=chosen.own) for a in articles]
    marked = {a["id"]: a["attributions"] for a in articles}
    print(json.dumps(scorer.speakers(articles, answers, gold, marked) | {"part": chosen.part or "all", "own": chosen.own}))
    return 0


def _scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("findings", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _answer(item: dict[str, Any], scorer: Any, *, own: bool) -> dict[str, Any]:
    """What `sidelight read` would print of an article, as far as the scorer looks at it."""
    pack = language_pack("en")
    article = article_from_text(item["text"], id=item["id"])
    split = find_sentences(article, pack)
    found = (
        find_attributions(article, split, read_windows(article, split), pack)
        if own
        else _marked(item, scorer.aligner(item["text"], article.text))
    )
    named = name_speakers(article, split, find_names(article, split, pack, read_names(article, split)), found, pack)
    data = [{"speaker": a.speaker, "speaker_kind": a.speaker_kind, "content": a.content} for a in named]
    findings = [{"lens": "voices", "kind": "attribution", "data": d} for d in data]
    return {"article": {"id": article.id, "text": article.text}, "findings": findings}


def _marked(item: dict[str, Any], place: Any) -> tuple[Attribution, ...]:
    """PolNeAR's attributions, from raw to normalised offsets; nobody named yet."""

    def ranges(role: str, attribution: dict[str, Any]) -> tuple[tuple[int, int], ...]:
        return tuple(r for s, e in attribution.get(role, []) if (r := place(s, e))[0] >= 0)

    return tuple(
        Attribution(
            source=ranges("source", a), cue=ranges("cue", a), content=ranges("content", a),
            direct=False, speaker=None, speaker_kind="other", probability=1.0,
        )
        for a in item["attributions"]
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
