"""Span F1 of the names that Sidelight finds, on CrossNER politics and the news documents of GUM. Prints JSON.

python bench/names.py [--part odd|even|all] [--misses N] [--rules | --reader FOLDER]

Reads ../shared/data/names (or SIDELIGHT_SHARED). CrossNER: sentences, exact span and type of persons, organisations and
places; the odd half was not looked at while the rules were written. GUM: runs of words
tagged PROPN inside an entity, without titles, exact span. `loose_precision` counts any overlap with the right type.
The shipped network was trained on both, so its figures here say little: --reader takes one that was trained without the odd
half and without every second of the news documents (the held-out run of training/reader_train.py); --rules leaves it out.
"""

import argparse
import gzip
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sidelight.annotate.names import find_names
from sidelight.encode.names import read_names
from sidelight.encode.network import Graph, Table
from sidelight.encode.sentences import SentenceRead, read_sentence, read_with
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


Read = Callable[[str], SentenceRead] | None


def reader(folder: Path) -> Read:
    """The sentence network of a folder that training/reader_export.py wrote."""
    table = Table((folder / "words.npz").read_bytes(), (folder / "vocabulary.txt").read_bytes())
    graph = Graph((folder / "sentences.onnx").read_bytes())
    return lambda text: read_with(text, table, graph)


def ours(text: str, read: Read) -> Spans:
    article = Article(id="x", version="x", text=text, language="en")
    found = tuple(Sentence(start=s, end=e) for s, e in sentences(text, PACK))
    reading = read_names(article, found, read) if read else None
    return {(n.start, n.end, n.type) for n in find_names(article, found, PACK, reading) if n.type in TYPES}


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
    """Runs of proper nouns (also past "of the" inside one entity), typed by the smallest entity around them, without titles."""
    kinds = {"person": "person", "organization": "organisation", "place": "place"}
    tokens, text = row["tokens"], row["text"]
    spans: Spans = set()
    k = 0
    while k < len(tokens):
        if tokens[k][2] != "PROPN":
            k += 1
            continue
        first = last = k
        while (step := _next(text, tokens, last)) is not None and (
            step == last + 1 or _around(row, tokens[first][0], tokens[last][1]) == _around(row, tokens[first][0], tokens[step][1])
        ):
            last = step
        k = last + 1
        around = _around(row, tokens[first][0], tokens[last][1])
        kind = kinds.get(around["type"]) if around else None
        while kind == "person" and first < last and text[tokens[first][0] : tokens[first][1]].lower() in TITLES:
            first += 1
        if kind:
            spans.add((tokens[first][0], tokens[last][1], kind))
    return text, spans


def _around(row: dict[str, Any], start: int, end: int) -> dict[str, Any] | None:
    holding = [e for e in row["entities"] if e["start"] <= start and end <= e["end"]]
    return min(holding, key=lambda e: e["end"] - e["start"]) if holding else None


def _next(text: str, tokens: list[Any], last: int) -> int | None:
    """The next word of a name: a proper noun beside it, past a hyphen, or past "of the"."""
    for k in range(last + 1, min(last + 4, len(tokens))):
        if tokens[k][2] == "PROPN":
            return k if "\n" not in text[tokens[last][1] : tokens[k][0]] else None
        word = text[tokens[k][0] : tokens[k][1]]
        if word not in ("of", "the", "for", "-", "&"):
            return None
    return None


def score(pairs: list[tuple[str, Spans]], read: Read, misses: int = 0) -> dict[str, Any]:
    count: Counter[str] = Counter()
    wrong: list[tuple[str, str]] = []
    started = time.perf_counter()
    answers = [ours(text, read) for text, _ in pairs]
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
    figures: dict[str, Any] = {"texts": len(pairs), "names": count["want"]} | _prf(count["tp"], count["got"], count["want"])
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
    parser.add_argument("--rules", action="store_true", help="without the network")
    parser.add_argument("--reader", type=Path, help="folder of another network than the one that ships")
    options = parser.parse_args()
    read = None if options.rules else reader(options.reader) if options.reader else read_sentence
    every = [crossner(r) for r in rows("crossner-politics.jsonl.gz")]
    part = {"odd": every[1::2], "even": every[0::2], "all": every}[options.part]
    news = [gum(r) for k, r in enumerate(rows("gum.jsonl.gz")) if r["genre"] == "news" and (k % 2 or not options.reader)]
    figures = {
        f"crossner_politics_{options.part}": score(part, read, options.misses),
        "gum_news": score(news, read, options.misses // 3),
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
