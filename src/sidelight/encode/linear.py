"""Reads loaded language with the shipped linear model: one number a word and role, added up.

How it was made and what it is worth: training/loaded.py, docs/method/loaded.md. numpy is needed for loading only.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log, sqrt
from typing import Any

from sidelight.encode.own import others, overlaps
from sidelight.encode.wording import NAME, Wording, grams, wordings
from sidelight.resources.load import digest, language_pack, read_bytes
from sidelight.types import Article, LoadedReading, Sentence, Voice

PATH = "model/loaded.npz"
_REMEMBERED = 100_000
_NOTHING = (0.0, 0.0, 0.0, 0.0)
ALONE = 0.75
"""The least weight of a word that our own list calls loaded whatever stands around it."""
DAMPED = 0.5
"""By what a word's weight is multiplied behind a denial or another's charge."""
_DENIES, _TELLS, _AS = 4, 7, 3
"""Over how many words a denial ("not"), a charge ("accused of", "called") and the "as" of a charge ("portrayed … as") reach."""
_CLAUSE = 60
"""Words back to which the verb of "held that …" or "portrayed … as" is sought: a sentence has no limit."""
UNLISTED = 0.58
"""By what the weight of a word is multiplied that no list of ours knows: the model alone has to be surer."""
PLAIN = 0.29
"""The greatest weight of a plain news word: below what a reader is shown."""
SWOLLEN = 0.55
"""The weight from which on a word is worth swelling ("utterly absurd")."""
_OPENING, _CLOSING = frozenset('“"‘'), frozenset('”"')

Scores = tuple[float, float, float, float]
"""What a part adds: to its sentence, to its own word, to the word after it, to the word before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearModel:
    """Weights, collapsed to one number a part and role. `grams_sentence` and `grams_word` score parts not in `parts`.

    `sentence`, `word` and `final` are the weights of what is no word, see `sentence_signs`, `word_signs` and `_final`.
    `word_calibration` is Platt's slope and offset; a word is marked from the weight `mark` on.
    """

    parts: dict[str, Scores]
    grams_sentence: Sequence[float]
    grams_word: Sequence[float]
    sentence: Sequence[float]
    word: Sequence[float]
    final: Sequence[float]
    word_calibration: tuple[float, float]
    mark: float
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


def model_digest() -> str:
    """SHA-256 of the shipped model."""
    return digest(PATH)


def model_from(arrays: Mapping[str, Any], lists: Mapping[str, frozenset[str]]) -> LinearModel:
    """The model from the arrays of its file and the word lists `loaded_…`."""
    words = bytes(arrays["vocabulary"]).decode("utf-8").split("\n")
    columns = [column.tolist() for column in arrays["scores"].astype("float32").T]
    slope, offset, mark = arrays["word_calibration"].astype("float32").tolist()
    return LinearModel(
        parts=dict(zip(words, zip(*columns, strict=True), strict=True)),
        grams_sentence=arrays["grams"][:, 0].astype("float32").tolist(),
        grams_word=arrays["grams"][:, 1].astype("float32").tolist(),
        sentence=arrays["sentence"].tolist(),
        word=arrays["word"].tolist(),
        final=arrays["final"].tolist(),
        word_calibration=(slope, offset),
        mark=mark,
        lists=lists,
        seen={},
        traits={},
    )


def read_loaded(
    article: Article, sentences: Sequence[Sentence], voices: Sequence[Voice], model: LinearModel | None = None
) -> tuple[LoadedReading, ...]:
    """One reading for every sentence of the body. Without `model` the shipped one is loaded."""
    model = model or load_loaded()
    foreign = others(article.text, voices)
    readings = []
    for k, sentence in enumerate(sentences):
        if sentence.body:
            readings.append(_reading(article.text, k, sentence, foreign, model))
    return tuple(readings)


def _reading(text: str, k: int, sentence: Sentence, foreign: list[tuple[int, int]], model: LinearModel) -> LoadedReading:
    found = wordings(text, sentence.start, sentence.end, model.parts, model.lists["loaded_groups"])
    own = [w for w in found if not overlaps(foreign, w.start, w.end)] if foreign else found
    whole, logits = score(text, found, model)
    if len(own) < len(found):
        own_voice, logits = score(text, own, model) if own else (-20.0, [])
    else:
        own_voice = whole
    marked = [(w.start, w.end, weight) for w, weight in weigh(text, own, logits, model) if weight >= model.mark]
    marked.sort(key=lambda word: (-word[2], word[0]))
    return LoadedReading(
        sentence=k,
        probability=round(_logistic(whole), 4),
        own_voice=round(_logistic(own_voice), 4) if own else 0.0,
        words=tuple((s, e, round(weight, 4)) for s, e, weight in marked),
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


def is_candidate(wording: Wording, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether a word may be marked: not a name, a group, a number or a word that only joins."""
    function = lists["loaded_function"]
    return any(p != NAME and p != "0" and len(p) > 1 and p not in function for p in wording.parts)


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


def swollen(wording: Wording, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether a prefix of judgement swells the word ("mega-prison")."""
    parts = wording.parts
    return (
        len(parts) > 1
        and parts[0] in lists["loaded_prefixes"]
        and parts[1] not in (NAME, "0")
        and parts[1] not in lists["loaded_prefix_plain"]
    )


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


def weigh(
    text: str, found: Sequence[Wording], candidates: Sequence[tuple[Wording, float]], model: LinearModel
) -> list[tuple[Wording, float]]:
    """Each candidate with its weight, for what stands around it: halved where the word is denied, told of, asked or quoted,
    none in a set phrase ("cruel and unusual"), little where it only swells or tells a feeling."""
    place = {w.start: k for k, w in enumerate(found)}
    weighed = [(wording, word_weight(wording, z, model)) for wording, z in candidates]
    known = {wording.start: weight for wording, weight in weighed}
    asked = bool(found) and "?" in text[found[-1].end : found[-1].end + 3]
    return [
        (wording, _in_place(text, found, place[wording.start], weight, asked, known, model) if weight >= model.mark else weight)
        for wording, weight in weighed
    ]


def _in_place(
    text: str, found: Sequence[Wording], k: int, weight: float, asked: bool, known: Mapping[int, float], model: LinearModel
) -> float:
    lists, wording = model.lists, found[k]
    whole = "-".join(wording.parts)
    after = found[k + 1] if k + 1 < len(found) and text[wording.end : found[k + 1].start].isspace() else None
    following = "-".join(after.parts) if after else ""
    if whole in lists["loaded_swelling"] and (after is None or known.get(after.start, 0.0) < SWOLLEN):
        weight = min(weight, PLAIN)
    if whole in lists["loaded_feelings"]:
        weight = min(weight, PLAIN)
    if whole in lists["loaded_attributes"] and not _attribute(found, k, after, lists):
        weight = min(weight, PLAIN)
    if whole == "so-called" and (after is None or NAME in after.parts or "0" in after.parts):
        weight = min(weight, PLAIN)
    last = [w.parts[-1] for w in found[max(k - _TELLS, 0) : k]]
    before = [w.parts[-1] for w in found[max(k - _CLAUSE, 0) : k]]
    if "as" in last[-_AS:]:
        last = before
    hearsay = lists["loaded_hearsay"]
    clause = any(word == "that" and before[j] in hearsay for j, word in enumerate(before[1:]))
    told = clause or not (lists["loaded_denials"].isdisjoint(last[-_DENIES:]) and hearsay.isdisjoint(last))
    if told or asked or following in lists["loaded_mentions"] or _between_marks(text, wording):
        weight *= DAMPED
    return 0.0 if _in_phrase(text, found, k, lists["loaded_phrases"]) else weight


def _attribute(found: Sequence[Wording], k: int, after: Wording | None, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether the word stands before what it judges and is not compared or shaded ("most controversial")."""
    if after is None or after.parts[-1] in lists["loaded_function"]:
        return False
    before = found[k - 1].parts[-1] if k else ""
    return before not in ("most", "more", "less", "least", "so", "too", "very", "as") and not before.endswith("ly")


def _between_marks(text: str, wording: Wording) -> bool:
    """Whether quotation marks touch the word: somebody's word, or one that is held at arm's length."""
    before, after = text[max(wording.start - 1, 0) : wording.start], text[wording.end : wording.end + 2]
    return before in _OPENING or after[:1] in _CLOSING or (after[:1] in (",", ".") and after[1:] in _CLOSING)


def _in_phrase(text: str, found: Sequence[Wording], k: int, phrases: frozenset[str]) -> bool:
    """Whether the word stands in one of the phrases, of two to four words; names are read as they stand."""
    around = [text[w.start : w.end].lower() for w in found[max(k - 3, 0) : k + 4]]
    here = min(k, 3)
    return any(
        " ".join(around[start : start + size]) in phrases
        for size in (2, 3, 4)
        for start in range(max(here - size + 1, 0), min(here, len(around) - size) + 1)
    )


def word_weight(wording: Wording, logit: float, model: LinearModel) -> float:
    """The probability that an expert would mark the word, whatever stands before it; our own lists bound it.

    Words that they call loaded in any sentence weigh at least `ALONE`, plain news words at most `PLAIN`, and words that
    no list knows have to be surer than those that one does.
    """
    slope, offset = model.word_calibration
    weight = _logistic(slope * logit + offset)
    whole = "-".join(wording.parts)
    plain, judged = model.lists["loaded_plain"], model.lists["loaded_judgement"]
    if whole in model.lists["loaded_alone"] or swollen(wording, model.lists):
        return max(weight, ALONE)
    if whole in plain or (whole not in judged and all(p in plain or p == NAME for p in wording.parts)):
        return min(weight, PLAIN)
    if whole in judged or any(p in judged for p in wording.parts):
        return weight
    return weight * UNLISTED


def _logistic(z: float) -> float:
    return 1.0 / (1.0 + exp(-max(min(z, 30.0), -30.0)))
