"""Loaded language as the linear model scores it: one number a word and role, added up. `loaded` adds it to the network's.

How it was made and what it is worth: training/loaded.py, docs/method/loaded.md. numpy is needed for loading only.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log, sqrt
from typing import Any

from sidelight.encode.judgement import is_candidate, swollen
from sidelight.encode.wording import NAME, Wording, grams
from sidelight.resources.load import language_pack, read_bytes

PATH = "model/loaded.npz"
_REMEMBERED = 100_000
_NOTHING = (0.0, 0.0, 0.0, 0.0)
Scores = tuple[float, float, float, float]
"""What a part adds: to its sentence, to its own word, to the word after it, to the word before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearModel:
    """Weights, collapsed to one number a part and role. `grams_sentence` and `grams_word` score parts not in `parts`.

    `sentence`, `word` and `final` are the weights of what is no word, see `sentence_signs`, `word_signs` and `_final`.
    `word_calibration` is Platt's slope and offset.
    """

    parts: dict[str, Scores]
    grams_sentence: Sequence[float]
    grams_word: Sequence[float]
    sentence: Sequence[float]
    word: Sequence[float]
    final: Sequence[float]
    word_calibration: tuple[float, float]
    lists: Mapping[str, frozenset[str]]
    seen: dict[str, Scores]
    traits: dict[tuple[str, ...], "Traits"]

    def scores(self, part: str) -> Scores:
        """The part's scores: learnt, or added up from its character n-grams."""
        found = self.parts.get(part) or self.seen.get(part)
        if found is None:
            ids = grams(part, len(self.grams_word))
            found = (sum(self.grams_sentence[g] for g in ids), sum(self.grams_word[g] for g in ids), 0.0, 0.0)
            if len(self.seen) >= _REMEMBERED:
                self.seen.clear()
            self.seen[part] = found
        return found


@cache
def load_loaded() -> LinearModel:
    """The shipped model; under 0.1 s.

    Raises:
        ResourceError: the file is missing or is not the one that shipped.
    """
    import numpy as np

    with np.load(io.BytesIO(read_bytes(PATH)), allow_pickle=False) as data:
        return model_from({name: data[name] for name in data.files}, language_pack("en").words)


def model_from(arrays: Mapping[str, Any], lists: Mapping[str, frozenset[str]]) -> LinearModel:
    """The model from the arrays of its file and the word lists `loaded_…`."""
    words = bytes(arrays["vocabulary"]).decode("utf-8").split("\n")
    columns = [column.tolist() for column in arrays["scores"].astype("float32").T]
    slope, offset = arrays["word_calibration"].astype("float32").tolist()[:2]
    return LinearModel(
        parts=dict(zip(words, zip(*columns, strict=True), strict=True)),
        grams_sentence=arrays["grams"][:, 0].astype("float32").tolist(),
        grams_word=arrays["grams"][:, 1].astype("float32").tolist(),
        sentence=arrays["sentence"].tolist(),
        word=arrays["word"].tolist(),
        final=arrays["final"].tolist(),
        word_calibration=(slope, offset),
        lists=lists,
        seen={},
        traits={},
    )


def score(text: str, found: Sequence[Wording], model: LinearModel) -> tuple[float, list[tuple[Wording, float]]]:
    """The log-odds that experts call a sentence of these words loaded, and each candidate word's own."""
    scored = [[model.scores(p) if p else _NOTHING for p in w.parts] for w in found]
    base = _base(text, found, scored, model)
    candidates = []
    for k, wording in enumerate(found):
        if _traits(wording.parts, model)[0]:
            candidates.append((wording, _word(text, k, found, scored, base, model)))
    return _final(base, [z for _, z in candidates], model), candidates


Traits = tuple[bool, bool, bool, bool, bool]
"""Of a word's parts: may be marked, hyphened, on the list of judgement, plain throughout, swollen by a prefix."""


def _traits(parts: tuple[str, ...], model: LinearModel) -> Traits:
    known = model.traits.get(parts)
    if known is None:
        if len(model.traits) >= _REMEMBERED:
            model.traits.clear()
        known = model.traits[parts] = _traits_of(parts, model.lists)
    return known


def _traits_of(parts: tuple[str, ...], lists: Mapping[str, frozenset[str]]) -> Traits:
    judged, plain = lists["loaded_judgement"], lists["loaded_plain"]
    word = Wording(0, 0, parts)
    return (
        is_candidate(word, lists),
        len(parts) > 1,
        any(p in judged for p in parts) or "-".join(parts) in judged,
        all(p in plain for p in parts),
        swollen(word, lists),
    )


def sentence_signs(text: str, found: Sequence[Wording]) -> list[float]:
    """What a sentence shows beside its words: a constant, "!", "?", its length (log), its share of names."""
    start, end = (found[0].start, min(found[-1].end + 2, len(text))) if found else (0, 0)
    count = max(sum(len(w.parts) for w in found), 1)
    names = sum(p == NAME for w in found for p in w.parts)
    return [1.0, "!" in text[start:end], "?" in text[start:end], log(count) / 2, names / count]


def _base(text: str, found: Sequence[Wording], scored: Sequence[Sequence[Scores]], model: LinearModel) -> float:
    count = max(sum(len(parts) for parts in scored), 1)
    total = sum(s[0] for parts in scored for s in parts) / sqrt(count)
    return total + sum(w * x for w, x in zip(model.sentence, sentence_signs(text, found), strict=True))


def word_signs(text: str, k: int, found: Sequence[Wording], lists: Mapping[str, frozenset[str]]) -> list[float]:
    """What a word shows beside its letters: a constant, neighbours that are names, a hyphen, the start, lists, quotes."""
    return _signs(text, k, found, _traits_of(found[k].parts, lists))


def _signs(text: str, k: int, found: Sequence[Wording], traits: Traits) -> list[float]:
    wording = found[k]
    _, hyphened, judged, plain, swells = traits
    return [
        1.0,
        k > 0 and found[k - 1].parts[-1] == NAME,
        k + 1 < len(found) and found[k + 1].parts[0] == NAME,
        hyphened,
        k == 0,
        judged,
        plain,
        swells,
        text[max(wording.start - 1, 0) : wording.start] in ('"', "“", "‘", "'"),
        text[wording.end : wording.end + 1] in ('"', "”", "’", "'"),
    ]


def _word(
    text: str, k: int, found: Sequence[Wording], scored: Sequence[Sequence[Scores]], base: float, model: LinearModel
) -> float:
    total = base * model.word[-1]
    for part in scored[k]:
        total += part[1]
    if k > 0:
        total += scored[k - 1][-1][2]
    if k + 1 < len(scored):
        total += scored[k + 1][0][3]
    for weight, sign in zip(model.word, _signs(text, k, found, _traits(found[k].parts, model)), strict=False):
        if sign:
            total += weight
    return total


def _final(base: float, words: Sequence[float], model: LinearModel) -> float:
    return sum(w * x for w, x in zip(model.final, final_signs(base, words), strict=True))


def final_signs(base: float, words: Sequence[float]) -> list[float]:
    """A constant, the words' sum, the most loaded word, and how many are expected to be marked (log)."""
    return [1.0, base, max(words, default=-6.0), log(0.02 + sum(_logistic(z) for z in words))]


def chances(found: Sequence[Wording], candidates: Sequence[tuple[Wording, float]], model: LinearModel) -> list[float]:
    """Of each word the chance that an expert would mark it; 0 for what is no candidate."""
    slope, offset = model.word_calibration
    known = {wording.start: _logistic(slope * z + offset) for wording, z in candidates}
    return [known.get(wording.start, 0.0) for wording in found]


def _logistic(z: float) -> float:
    return 1.0 / (1.0 + exp(-max(min(z, 30.0), -30.0)))
