"""Loaded language as the network and the linear model read it: the sentence, what is the outlet's own of it, the loaded words."""

import json
from collections.abc import Sequence
from functools import cache
from math import exp

from sidelight.encode.judgement import ALONE, MARKED, weigh
from sidelight.encode.linear import LinearModel, chances, load_loaded
from sidelight.encode.linear import score as linear_score
from sidelight.encode.network import FOLDER
from sidelight.encode.own import others, overlaps
from sidelight.encode.sentences import SentenceRead, read_sentence
from sidelight.encode.wording import Wording, wordings
from sidelight.resources.load import language_pack, read_bytes
from sidelight.types import Article, LoadedReading, Range, Sentence, Voice

FEWEST_OWN = 3
"""Words of the outlet's own in a sentence below which there is nothing to score ("she said")."""
_ELLIPSIS = "…"
"""Stands where somebody else's words were: the network reads what the outlet says around them."""


OF_WORDS = 0.7
"""Share of the network in a word's chance, beside the linear model's: the held-out fifth of BABE, 2026-11."""


@cache
def load_calibration() -> tuple[float, float, float]:
    """The linear model's weight beside the network's log-odds, and Platt's slope and offset on the sum.

    Raises:
        ResourceError: the file is missing or is not the one that shipped.
    """
    held = json.loads(read_bytes(f"{FOLDER}/calibration.json"))["loaded"]["with_linear"]
    return held["weight"], held["slope"], held["offset"]


def read_loaded(article: Article, sentences: Sequence[Sentence], voices: Sequence[Voice]) -> tuple[LoadedReading, ...]:
    """One reading for every sentence of the body."""
    foreign = others(article.text, voices)
    return tuple(_reading(article.text, k, sentence, foreign) for k, sentence in enumerate(sentences) if sentence.body)


def _reading(text: str, k: int, sentence: Sentence, foreign: list[Range]) -> LoadedReading:
    lists = language_pack("en").words
    chance, weights = score(text[sentence.start : sentence.end])
    found = [Wording(w.start + sentence.start, w.end + sentence.start, w.parts) for w, _ in weights]
    own = [not overlaps(foreign, w.start, w.end) for w in found] if foreign else [True] * len(found)
    own_voice = chance
    if not all(own):
        remaining = _own_text(text, sentence, foreign) if sum(own) >= FEWEST_OWN else ""
        own_voice = score(remaining)[0] if remaining else 0.0
    chances = [weight for _, weight in weights]
    marked = [
        (word.start, word.end, weight)
        for word, chance_of, weight, mine in zip(found, chances, weigh(text, found, chances, lists), own, strict=True)
        if mine and (chance_of >= MARKED or weight >= ALONE)
    ]
    marked.sort(key=lambda word: (-word[2], word[0]))
    return LoadedReading(
        sentence=k,
        probability=round(chance, 4),
        own_voice=round(own_voice, 4) if any(own) else 0.0,
        words=tuple((s, e, round(weight, 4)) for s, e, weight in marked),
    )


def score(text: str, linear: LinearModel | None = None) -> tuple[float, list[tuple[Wording, float]]]:
    """The chance that experts call a sentence loaded, and each word with the chance that one of them marks it."""
    model = linear or load_loaded()
    found = wordings(text, 0, len(text), model.parts, model.lists["loaded_groups"])
    added, candidates = linear_score(text, found, model)
    read = read_sentence(text)
    theirs = _of_words(read, found)
    mixed = [
        OF_WORDS * one + (1 - OF_WORDS) * other for one, other in zip(theirs, chances(found, candidates, model), strict=True)
    ]
    weight, slope, offset = load_calibration()
    return _logistic(slope * (read.loaded + weight * added) + offset), list(zip(found, mixed, strict=True))


def _of_words(read: SentenceRead, found: Sequence[Wording]) -> list[float]:
    """The network's chance for each word: that of its heaviest piece."""
    logits, pieces, k = read.words.tolist(), read.pieces, 0
    heaviest = []
    for word in found:
        while k < len(logits) and pieces.ends[k] <= word.start:
            k += 1
        last = k
        while last < len(logits) and pieces.starts[last] < word.end:
            last += 1
        heaviest.append(_logistic(max(logits[k:last], default=-20.0)))
    return heaviest


def _own_text(text: str, sentence: Sentence, foreign: list[Range]) -> str:
    """The sentence with an ellipsis where somebody else's words stood."""
    kept, at = [], sentence.start
    for start, end in foreign:
        if start < sentence.end and end > sentence.start:
            kept += [text[at : max(start, at)], _ELLIPSIS]
            at = max(at, end)
    return "".join([*kept, text[at : sentence.end]]).strip()


def _logistic(z: float) -> float:
    return 1.0 / (1.0 + exp(-max(min(z, 30.0), -30.0)))
