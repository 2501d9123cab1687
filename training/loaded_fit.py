"""Fits the loaded-language model and collapses it to one number a part and role; used by training/loaded.py and bench/loaded.py.

A weight vector over {unigrams, character n-grams, word vector} is a sum over a part's features, so it collapses to one number
a part: what ships is those sums, and n-gram sums for parts that no list holds.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from sidelight.encode.judgement import is_candidate
from sidelight.encode.linear import final_signs, sentence_signs, word_signs
from sidelight.encode.wording import Wording, flat, grams, wordings

GRAMS = 1 << 15
CONTEXT = 48
"""Dimensions of the word vectors that neighbours show."""


@dataclass
class Data:
    """Sentences with the experts' votes and marks, read once."""

    rows: list[dict[str, Any]]
    found: list[list[Wording]]
    votes: np.ndarray
    labels: np.ndarray
    groups: np.ndarray
    marks: list[list[bool]]


@dataclass
class Parts:
    """Feature matrices over parts: for the sentence, for a word itself, for its neighbours; and the n-grams' scales."""

    index: dict[str, int]
    sentence: sparse.csr_matrix
    word: sparse.csr_matrix
    near: sparse.csr_matrix
    gram_scale: np.ndarray
    sentence_grams: slice
    word_grams: slice


def read(rows: list[dict[str, Any]], known: Mapping[str, int], lists: Mapping[str, frozenset[str]]) -> Data:
    """The rows of BABE as words, soft labels (0.7 votes, 0.3 label) and marks."""
    found = [wordings(r["text"], 0, len(r["text"]), dict(known), lists["loaded_groups"]) for r in rows]
    labels = np.array([r["label_bias"] == "Biased" for r in rows])
    votes = np.array([r["votes"][0] / r["votes"][1] for r in rows])
    marks = [_marks(r, words) for r, words in zip(rows, found, strict=True)]
    groups = np.array([r["news_link"] for r in rows])
    return Data(rows, found, 0.7 * votes + 0.3 * labels, labels, groups, marks)


def _marks(row: dict[str, Any], words: list[Wording]) -> list[bool]:
    spans = [
        m.span()
        for marked in row["biased_words"]
        for m in re.finditer(r"(?<!\w)" + re.escape(marked.strip()) + r"(?!\w)", row["text"], re.I)
    ]
    return [any(w.start < e and w.end > s for s, e in spans) for w in words]


def parts_of(data: Data, vocabulary: Sequence[str], vectors: np.ndarray) -> Parts:
    """Features of every part of the data and of the vectors' vocabulary. Document frequencies use no labels."""
    count = Counter(p for words in data.found for p in set(flat(words)) if p)
    index = {p: k for k, p in enumerate([*vocabulary, *sorted(set(count) - set(vocabulary))])}
    hashed = [grams(p, GRAMS) for p in index]
    rows = np.repeat(np.arange(len(index)), [len(h) for h in hashed])
    shape = (len(index), GRAMS)
    gram = sparse.csr_matrix((np.ones(len(rows)), (rows, np.concatenate(hashed))), shape=shape)
    frequency = np.array([count[p] for p in index], dtype=float)
    idf = np.log(len(data.rows) / np.maximum(frequency, 1.0))
    gram_frequency = gram.T @ frequency
    gram_scale = 0.25 * np.log(len(data.rows) / np.clip(gram_frequency, 1.0, len(data.rows)))
    dense = np.zeros((len(index), vectors.shape[1]))
    dense[: len(vectors)] = vectors
    unigrams = sparse.diags(idf * (frequency >= 2)).tocsr()[:, np.flatnonzero(frequency >= 2)]
    own = sparse.diags((frequency >= 3) * 1.0).tocsr()[:, np.flatnonzero(frequency >= 3)]
    first, second = unigrams.shape[1], own.shape[1]
    return Parts(
        index=index,
        sentence=sparse.hstack([unigrams, gram @ sparse.diags(gram_scale), sparse.csr_matrix(dense * 3.0)]).tocsr(),
        word=sparse.hstack([own, gram * 0.4, sparse.csr_matrix(dense * 1.5)]).tocsr(),
        near=sparse.hstack([own * 0.7, sparse.csr_matrix(dense[:, :CONTEXT] * 1.0)]).tocsr(),
        gram_scale=gram_scale,
        sentence_grams=slice(first, first + GRAMS),
        word_grams=slice(second, second + GRAMS),
    )


def _bags(bags: Sequence[Sequence[str]], index: Mapping[str, int], scale: Sequence[float] | None = None) -> sparse.csr_matrix:
    rows = [k for k, bag in enumerate(bags) for p in bag if p in index]
    columns = [index[p] for bag in bags for p in bag if p in index]
    values = [scale[k] if scale is not None else 1.0 for k in rows]
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(bags), len(index)))


def _soft(features: sparse.csr_matrix, target: np.ndarray, penalty: float) -> np.ndarray:
    """Weights of a logistic regression on soft labels; the constant is a feature."""
    twice = sparse.vstack([features, features]).tocsr()
    hard = np.r_[np.ones(len(target)), np.zeros(len(target))]
    fit = LogisticRegression(C=penalty, solver="liblinear", fit_intercept=False, max_iter=300)
    return fit.fit(twice, hard, sample_weight=np.r_[target, 1 - target]).coef_[0]


class Features:
    """All matrices of the data, built once; `fit` takes rows."""

    def __init__(self, data: Data, parts: Parts, lists: Mapping[str, frozenset[str]]) -> None:
        self.data, self.parts, self.lists = data, parts, lists
        bags = [[p for p in flat(words) if p] for words in data.found]
        lengths = [max(sum(len(w.parts) for w in words), 1) ** -0.5 for words in data.found]
        signs = [sentence_signs(r["text"], words) for r, words in zip(data.rows, data.found, strict=True)]
        self.sentence_signs = np.array(signs, dtype=float)
        self.sentence = sparse.hstack([_bags(bags, parts.index, lengths) @ parts.sentence, self.sentence_signs]).tocsr()
        places = [(i, k) for i, words in enumerate(data.found) for k, w in enumerate(words) if is_candidate(w, lists)]
        self.of = np.array([i for i, _ in places])
        self.marked = np.array([data.marks[i][k] for i, k in places])
        own = [[p for p in data.found[i][k].parts if p] for i, k in places]
        before = [[p for p in data.found[i][k - 1].parts[-1:] if p] if k else [] for i, k in places]
        after = [[p for p in data.found[i][k + 1].parts[:1] if p] if k + 1 < len(data.found[i]) else [] for i, k in places]
        self.word_signs = np.array([word_signs(data.rows[i]["text"], k, data.found[i], lists) for i, k in places], dtype=float)
        near = [_bags(bag, parts.index) @ parts.near for bag in (before, after)]
        self.word = sparse.hstack([_bags(own, parts.index) @ parts.word, *near, self.word_signs]).tocsr()

    def fit(self, rows: np.ndarray, seed: int, inner: int = 4) -> dict[str, np.ndarray]:
        """The model's arrays from these rows alone; stacked weights are fitted on inner out-of-fold scores."""
        groups = self.data.groups[rows]
        base = np.zeros(len(self.data.rows))
        folds = list(GroupKFold(inner, shuffle=True, random_state=seed).split(rows, groups=groups))
        for train, test in folds:
            base[rows[test]] = self.sentence[rows[test]] @ self._fit_sentence(rows[train])
        sentence = self._fit_sentence(rows)
        places = np.flatnonzero(np.isin(self.of, rows))
        logits = np.zeros(len(self.of))
        for train, test in folds:
            some = places[np.isin(self.of[places], rows[train])]
            rest = places[np.isin(self.of[places], rows[test])]
            logits[rest] = self._words_matrix(rest, base) @ self._fit_words(some, base)
        words = self._fit_words(places, base)
        by_row: dict[int, list[float]] = {}
        for place in places:
            by_row.setdefault(int(self.of[place]), []).append(float(logits[place]))
        signs = np.array([final_signs(float(base[i]), by_row.get(int(i), [])) for i in rows])
        final = _soft(sparse.csr_matrix(signs), self.data.votes[rows], 10.0)
        platt = LogisticRegression(C=1e3).fit(logits[places][:, None], self.marked[places])
        return self._collapsed(sentence, words, final, (float(platt.coef_[0, 0]), float(platt.intercept_[0])))

    def _fit_sentence(self, rows: np.ndarray) -> np.ndarray:
        return _soft(self.sentence[rows], self.data.votes[rows], 0.1)

    def _words_matrix(self, places: np.ndarray, base: np.ndarray) -> sparse.csr_matrix:
        return sparse.hstack([self.word[places], base[self.of[places]][:, None]]).tocsr()

    def _fit_words(self, places: np.ndarray, base: np.ndarray) -> np.ndarray:
        fit = LogisticRegression(C=0.3, solver="liblinear", fit_intercept=False, tol=1e-3, max_iter=200)
        return fit.fit(self._words_matrix(places, base), self.marked[places]).coef_[0]

    def _collapsed(
        self, sentence: np.ndarray, words: np.ndarray, final: np.ndarray, platt: tuple[float, float]
    ) -> dict[str, np.ndarray]:
        parts = self.parts
        n, m = parts.word.shape[1], parts.near.shape[1]
        columns = [
            parts.sentence @ sentence[: parts.sentence.shape[1]],
            parts.word @ words[:n],
            parts.near @ words[n : n + m],
            parts.near @ words[n + m : n + 2 * m],
        ]
        gram = [sentence[parts.sentence_grams] * parts.gram_scale, words[parts.word_grams] * 0.4]
        return {
            "vocabulary": np.frombuffer("\n".join(parts.index).encode(), dtype=np.uint8),
            "scores": np.array(columns).T.astype(np.float16),
            "grams": np.array(gram).T.astype(np.float16),
            "sentence": sentence[parts.sentence.shape[1] :],
            "word": words[n + 2 * m :],
            "final": final,
            "word_calibration": np.array(platt),
        }
