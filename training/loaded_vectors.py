"""Word vectors for the loaded-language model: windowed co-occurrence over news articles, PPMI, truncated SVD.

The vectors never ship: the linear model's weights on them collapse into one number a word and role.
Capitalised words inside a sentence (names) are one symbol, so that no vector knows who is who.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d,.]*|[.!?:;\n“”\"]")
NAME, NUMBER, STOP = "<name>", "<number>", "<stop>"
WINDOW = 5
VOCABULARY = 40_000
DIMENSIONS = 128


def plain_tokens(text: str) -> Iterator[str]:
    """Lower-case words; names, numbers and stops as one symbol each."""
    opening = True
    for token in TOKEN.findall(text):
        first = token[0]
        if not first.isalnum():
            opening = True
            yield STOP
            continue
        if first.isdigit():
            yield NUMBER
        elif opening or token.islower():
            yield token.lower().replace("’", "'")
        else:
            yield NAME
        opening = False


def vectors(shared: Path, seed: int, articles: int = 28_045) -> tuple[list[str], np.ndarray]:
    """Vocabulary (most frequent first) and unit-length vectors, one row a word."""
    counts: Counter[str] = Counter()
    streams: list[list[str]] = []
    with gzip.open(shared / "data/articles/articles-2012-2018.jsonl.gz", "rt", encoding="utf-8") as lines:
        for k, line in enumerate(lines):
            if k >= articles:
                break
            tokens = list(plain_tokens(json.loads(line)["text"]))
            counts.update(tokens)
            streams.append(tokens)
    words = [w for w, c in counts.most_common(VOCABULARY) if c >= 5]
    index = {w: k for k, w in enumerate(words)}
    stream = np.fromiter((index.get(t, -1) for tokens in streams for t in [*tokens, STOP]), dtype=np.int32)
    del streams
    pairs = sparse.csr_matrix((len(words), len(words)), dtype=np.float32)
    for gap in range(1, WINDOW + 1):
        left, right = stream[:-gap], stream[gap:]
        known = (left >= 0) & (right >= 0)
        weight = np.full(int(known.sum()), (WINDOW + 1 - gap) / WINDOW, dtype=np.float32)
        pairs = pairs + sparse.coo_matrix((weight, (left[known], right[known])), shape=pairs.shape).tocsr()
    pairs = (pairs + pairs.T).tocoo()
    return words, _svd(pairs, seed)


def _svd(pairs: sparse.coo_matrix, seed: int) -> np.ndarray:
    """Unit rows of U·sqrt(S) of the shifted PPMI; contexts are smoothed by the power 0.75 (Levy et al. 2015)."""
    rows = np.asarray(pairs.sum(axis=1)).ravel()
    context = rows**0.75
    context /= context.sum()
    pmi = np.log(pairs.data / (rows[pairs.row] * context[pairs.col]) + 1e-12)
    keep = (pmi > 0) & (pairs.data >= 1.0)
    ppmi = sparse.csr_matrix((pmi[keep], (pairs.row[keep], pairs.col[keep])), shape=pairs.shape, dtype=np.float32)
    left, values, _ = randomized_svd(ppmi, DIMENSIONS, n_iter=3, random_state=seed)
    found = left * np.sqrt(values)
    return (found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)).astype(np.float32)
