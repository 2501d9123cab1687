"""Span F1 of the names that Sidelight finds, on CrossNER politics and the news documents of GUM. Prints JSON.

python bench/names.py [--part odd|even|all] [--misses N]

Reads ../shared/data/names (or SIDELIGHT_SHARED). CrossNER: sentences, exact span and type of persons, organisations and
places; the odd half was not looked at while the rules were written. GUM: its entities that are printed as proper names
(head word tagged PROPN), without determiner and title, exact span; `loose` counts any overlap with the right type.
"""

import argparse
import gzip
import json
import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

from sidelight.annotate.names import find_names
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Sentence

SHARED = Path(os.environ.get("SIDELIGHT_SHARED", Path(__file__).resolve().parents[2] / "shared"))
PACK = language_pack("en")
TYPES = ("person", "organisation", "place")
CROSSNER = {
    "politician": "person",
    "person": "person",
    "politicalparty": "organisation",
    "organisation": "organisation",
    "country": "place",
    "location": "place",
}
TITLES = PACK.words["name_roles"] | PACK.words["name_honorifics_m"] | PACK.words["name_honorifics_f"] | {"us"}
Spans = set[tuple[int, int, str]]


def rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(SHARED / "data" / "names" / name, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def ours(text: str) -> Spans:
    article = Article(id="x", version="x", text=text, language="en")
    found = tuple(Sentence(start=s, end=e) for s, e in sentences(text, PACK))
    return {(n.start, n.end, n.type) for n in find_names(article, found, PACK) if n.type in TYPES}


def crossner(row: dict[str, Any]) -> tuple[str, Spans]:
    """A line of tokens as text with spans, spaced as the scorer of the held-out set does it."""
    text, spans = "", []
    last: list[Any] | None = None
    for token, tag in zip(row["tokens"], row["tags"], strict=True):
        if text and not (token in ",.;:!?)%]" or token.startswith(("'s", "n't", "'re", "'ve", "'ll")) or text[-1] in "([$"):
            text += " "
        start = len(text)
        text += token
        if tag.startswith("B-"):
            last = [start, len(text), CROSSNER.get(tag[2:])]
            spans.append(last)
        elif tag.startswith("I-") and last:
            last[1] = len(text)
        else:
            last = None
    return text, {(s, e, t) for s, e, t in spans if t}


def gum(row: dict[str, Any]) -> tuple[str, Spans]:
    """The entities of a document that are printed as proper names: runs of PROPN that head an entity."""
    names = {"person": "person", "organization": "organisation", "place": "place"}
    tokens = row["tokens"]
    spans: Spans = set()
    for entity in row["entities"]:
        kind = names.get(entity["type"])
        inside = [k for k, t in enumerate(tokens) if t[0] >= entity["start"] and t[1] <= entity["end"]]
        heads = [k for k in inside if tokens[k][3] not in inside]
        if not kind or not heads or tokens[heads[0]][2] != "PROPN":
            continue
        first = last = heads[0]
        while first - 1 in inside and tokens[first - 1][2] == "PROPN":
            first -= 1
        while (step := _next(tokens, last, inside, kind)) is not None:
            last = step
        while kind == "person" and first < last and row["text"][tokens[first][0] : tokens[first][1]].lower() in TITLES:
            first += 1
        spans.add((tokens[first][0], tokens[last][1], kind))
    return row["text"], spans


def _next(tokens: list[Any], last: int, inside: list[int], kind: str) -> int | None:
    """The next word of a name: a proper noun, also past a hyphen, and in bodies and places past "of the"."""
    for k in range(last + 1, last + 4):
        if k not in inside:
            return None
        if tokens[k][2] == "PROPN":
            return k
        joins = tokens[k][2] in ("ADP", "DET", "CCONJ") and kind != "person"
        if not joins and not (tokens[k][1] - tokens[k][0] == 1 and tokens[k][0] == tokens[k - 1][1]):
            return None
    return None


def score(pairs: list[tuple[str, Spans]], misses: int = 0) -> dict[str, Any]:
    count: Counter[str] = Counter()
    wrong: list[tuple[str, str]] = []
    started = time.perf_counter()
    answers = [ours(text) for text, _ in pairs]
    spent = time.perf_counter() - started
    for (text, gold), got in zip(pairs, answers, strict=True):
        count["tp"] += len(gold & got)
        count["got"] += len(got)
        count["want"] += len(gold)
        for kind in TYPES:
            a, b = {x for x in gold if x[2] == kind}, {x for x in got if x[2] == kind}
            count[f"{kind} tp"] += len(a & b)
            count[f"{kind} got"] += len(b)
            count[f"{kind} want"] += len(a)
        count["loose"] += sum(any(g[2] == w[2] and g[0] < w[1] and w[0] < g[1] for w in gold) for g in got)
        wrong += [
            (f"{'MISS' if x in gold else 'ADD '} {x[2]}: {text[x[0] : x[1]]}", text[max(x[0] - 50, 0) : x[1] + 40])
            for x in gold ^ got
        ]
    random.Random(5).shuffle(wrong)
    for label, around in wrong[:misses]:
        print(f"{label:60} | {' '.join(around.split())}")
    figures = {"texts": len(pairs), "names": count["want"]} | _prf(count["tp"], count["got"], count["want"])
    figures["loose_precision"] = round(count["loose"] / max(count["got"], 1), 3)
    figures["ms_per_text"] = round(1000 * spent / max(len(pairs), 1), 2)
    for kind in TYPES:
        figures[kind] = _prf(count[f"{kind} tp"], count[f"{kind} got"], count[f"{kind} want"])
    return figures


def _prf(right: int, got: int, want: int) -> dict[str, float]:
    return {
        "precision": round(right / max(got, 1), 3),
        "recall": round(right / max(want, 1), 3),
        "f1": round(2 * right / max(got + want, 1), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=["odd", "even", "all"], default="odd")
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    every = [crossner(r) for r in rows("crossner-politics.jsonl.gz")]
    part = {"odd": every[1::2], "even": every[0::2], "all": every}[options.part]
    news = [gum(r) for r in rows("gum.jsonl.gz") if r["genre"] == "news"]
    print(
        json.dumps(
            {f"crossner_politics_{options.part}": score(part, options.misses), "gum_news": score(news, options.misses // 3)},
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
