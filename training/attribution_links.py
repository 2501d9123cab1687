"""Trains the linker of attributions on PolNeAR: which spans belong together, and how likely a whole attribution is right.

python training/attribution_links.py --shared DIR [--every 5]

The window network in resources/model/reader must not have seen the articles: it is trained with every fifth article left
out first (training/reader_train.py), exported, and this script reads those articles. Fixed order, no randomness; some minutes.
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from sidelight.annotate.attributions import assembling, links
from sidelight.annotate.attributions.layout import Layout, lay_out
from sidelight.annotate.attributions.quotes import find_quotes
from sidelight.annotate.attributions.spans import Span, Spans, find_spans
from sidelight.annotate.attributions.weights import BUCKETS, bucket
from sidelight.encode.windows import read_windows
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Sentence

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src/sidelight/resources/model/attributions"
PACK = language_pack("en")
C_LINKS, C_KEEP = 0.3, 0.1
Gold = dict[str, Any]
Cases = tuple[list[list[str]], list[bool]]
ROLES = ("source", "cue", "content")


def main() -> None:
    """Fit both models, write them; the second reads links as an earlier half of the first gives them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--every", type=int, default=5, help="the last of every so many articles was held out")
    options = parser.parse_args()
    with gzip.open(options.shared / "data/attribution/polnear-train.jsonl.gz", "rt", encoding="utf-8") as file:
        held = [json.loads(line) for k, line in enumerate(file) if k % options.every == options.every - 1]
    read = [(item, *spans_of(item)) for item in held]
    halves = read[::2], read[1::2]
    kept: Cases = ([], [])
    for half, other in (halves, halves[::-1]):
        write("links", fit(gathered(link_cases, other), C_LINKS))
        found = gathered(keep_cases, half)
        kept[0].extend(found[0])
        kept[1].extend(found[1])
    write("links", fit(gathered(link_cases, read), C_LINKS))
    write("linked", fit(kept, C_KEEP))


def spans_of(item: Gold) -> tuple[Layout, Spans]:
    """The article's words and spans, as the package finds them."""
    article = Article(id=item["id"], version="1", text=item["text"])
    split = tuple(Sentence(start=s, end=e) for s, e in sentences(item["text"], PACK))
    layout = lay_out(article, split, read_windows(article, split), find_quotes(item["text"]))
    return layout, find_spans(layout)


def gathered(cases: Any, read: Iterable[tuple[Gold, Layout, Spans]]) -> Cases:
    """The cases of all articles."""
    found = [case for item, layout, spans in read for case in cases(item, layout, spans)]
    return [features for features, _ in found], [label for _, label in found]


def link_cases(item: Gold, layout: Layout, spans: Spans) -> Iterator[tuple[list[str], bool]]:
    """A case for each near pair: whether the annotators have both in one attribution."""
    owner = owners(item, layout)
    for content in spans.content:
        whose = most(owner[2], content)
        for cue in links.near(layout, content, spans.cue):
            yield links.features(layout, spans, content, cue, "cc", PACK), whose >= 0 and most(owner[1], cue) == whose
        for source in links.near(layout, content, spans.source):
            yield links.features(layout, spans, content, source, "cs", PACK), names(item, layout, whose, source)
    for cue in spans.cue:
        whose = most(owner[1], cue)
        for source in links.near(layout, cue, spans.source):
            yield links.features(layout, spans, cue, source, "us", PACK), names(item, layout, whose, source)


def keep_cases(item: Gold, layout: Layout, spans: Spans) -> Iterator[tuple[list[str], bool]]:
    """A case for each attribution that the links make: whether content and source are right, as score.py counts."""
    wanted = [tuple(within(layout, one.get(role, ())) for role in ("content", "source")) for one in item["attributions"]]
    for one in assembling.assemble(layout, spans, PACK):
        words = {k for span in one.content for k in range(span.start, span.end)}
        source = set(range(one.source.start, one.source.end)) if one.source else set()
        right = any(
            2 * len(words & content) >= len(words | content) and bool(source & theirs or not (source or theirs))
            for content, theirs in wanted
        )
        yield assembling.features(layout, spans, one, PACK), right


def within(layout: Layout, ranges: Iterable[Any]) -> set[int]:
    """The words in the ranges."""
    return {k for s, e in ranges for k in layout.between(s, e)}


def owners(item: Gold, layout: Layout) -> list[list[int]]:
    """For each role and word the number of the attribution that has it, or -1."""
    found = [[-1] * len(layout.places) for _ in ROLES]
    for number, one in enumerate(item["attributions"]):
        for role, column in zip(ROLES, found, strict=True):
            for k in within(layout, one.get(role, ())):
                column[k] = number
    return found


def most(column: list[int], span: Span) -> int:
    """The attribution that most of the span's words belong to."""
    known = [n for n in column[span.start : span.end] if n >= 0]
    return max(known, key=known.count, default=-1)


def names(item: Gold, layout: Layout, number: int, span: Span) -> bool:
    """Whether the span shares a word with that attribution's source."""
    return number >= 0 and bool(within(layout, item["attributions"][number].get("source", ())) & set(range(span.start, span.end)))


def fit(cases: Cases, strength: float) -> np.ndarray:
    """Weights and bias of a logistic regression over hashed features."""
    model = LogisticRegression(C=strength, max_iter=300).fit(matrix(cases[0]), np.array(cases[1]))
    return np.concatenate([model.coef_[0], model.intercept_]).astype("<f2")


def matrix(features: list[list[str]]) -> csr_matrix:
    """Hashed, each feature once."""
    rows = [sorted({bucket(f) for f in case}) for case in features]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.concatenate([np.array(r) for r in rows])
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), BUCKETS))


def write(name: str, table: np.ndarray) -> None:
    """Into the shipped resources and the manifest, and at once in use."""
    import subprocess
    import sys

    from sidelight.annotate.attributions import weights
    from sidelight.resources import load

    np.savez_compressed(OUT / f"{name}.npz", weights=table)
    subprocess.run([sys.executable, ROOT / "training/manifest.py"], check=True)
    load.manifest.cache_clear()
    weights.weights.cache_clear()


if __name__ == "__main__":
    main()
