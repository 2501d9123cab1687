"""Sentences whose wording passes judgement in the outlet's own voice, and the words that do it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sidelight.config import Settings
from sidelight.lens import LensContext, Subject, SubjectKind
from sidelight.types import Abstain, Article, Finding, LoadedData, LoadedReading, Range, Result, Voice

NAME = "loaded"
FEWEST_SENTENCES = 2
SHOWN_WORD = 0.4
"""A word is named to the reader from this weight on."""
ALONE_WORD = 0.75
"""A word from this weight on is shown even in an otherwise plain sentence."""
_NAMED = 4
_QUOTED = re.compile(r"“[^“”\n]*[”\n]|\"[^\"\n]*[\"\n]")
_TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}


@dataclass(frozen=True, slots=True)
class LoadedLens:
    """One finding a body sentence; `displayed` only where the outlet's own words carry it."""

    name: str = NAME
    version: str = "1"
    subjects: frozenset[SubjectKind] = frozenset({"article"})
    needs: frozenset[str] = frozenset({"sentences", "voices", "loaded"})
    languages: frozenset[str] = frozenset({"en"})

    def find(self, subject: Subject, context: LensContext) -> Result:
        """Findings of kind `loaded-sentence`, in the text's order; abstains on a title or a single sentence."""
        if not isinstance(subject, Article):
            return Result()
        known = context.of(subject)
        readings = known.loaded or ()
        if not subject.text:
            reason = "only a title is known; a text of some sentences would be enough"
            return Result(abstentions=(Abstain(lens=NAME, reason=reason),))
        if len(readings) < FEWEST_SENTENCES:
            reason = f"the report has fewer than {FEWEST_SENTENCES} sentences; a text of some sentences would be enough"
            return Result(abstentions=(Abstain(lens=NAME, reason=reason),))
        sentences = known.sentences or ()
        own = _OwnText(subject, known.voices or ())
        ranges = [(sentences[r.sentence].start, sentences[r.sentence].end) for r in readings]
        found = (_finding(subject, r, place, own, context.settings) for r, place in zip(readings, ranges, strict=True))
        return Result(findings=tuple(found))


class _OwnText:
    """Counts a word form in the body of the report, outside voices and quotation marks: all of the outlet's own text."""

    def __init__(self, article: Article, voices: Sequence[Voice]) -> None:
        self._article, self._voices, self._text = article, voices, ""

    def times(self, word: str) -> int:
        if not self._text:
            self._text = self._own().lower()
        return len(re.findall(rf"(?<![\w-]){re.escape(word)}(?![\w-])", self._text))

    def _own(self) -> str:
        article, pieces, at = self._article, [], 0
        aside = sorted([(v.start, v.end) for v in self._voices] + [(b.start, b.end) for b in article.blocks])
        for start, end in aside:
            if start > at:
                pieces.append(article.text[at:start])
            at = max(at, end)
        return _QUOTED.sub(" ", "\n".join([*pieces, article.text[at:]]))


def _finding(article: Article, reading: LoadedReading, place: Range, own: _OwnText, settings: Settings) -> Finding:
    shown = _shown(reading)
    heaviest = reading.words[0][2] if reading.words else 0.0
    displayed = bool(shown) and (reading.own_voice >= settings.loaded_threshold or heaviest >= ALONE_WORD)
    return Finding(
        lens=NAME,
        kind="loaded-sentence",
        statement=_statement(article, shown if displayed else (), own),
        evidence=(article.span(*place),),
        probability=reading.probability,
        data=LoadedData(
            words=_ordered(_ranges(reading)), own_voice=reading.own_voice, named=_ordered(shown) if displayed else ()
        ),
        displayed=displayed,
        telling=round((reading.own_voice + heaviest) / 2, 4),
    )


def _ranges(reading: LoadedReading) -> tuple[Range, ...]:
    return tuple((start, end) for start, end, _ in reading.words)


def _shown(reading: LoadedReading) -> tuple[Range, ...]:
    """The words that may be named, heaviest first. Where none weighs so much the lens is silent, whatever the sentence
    scores: lighter words on the list are marked by an expert in 6 of 10 such sentences only (BABE, five folds, 2026-11)."""
    return tuple((start, end) for start, end, weight in reading.words if weight >= SHOWN_WORD)


def _ordered(ranges: Sequence[Range]) -> tuple[Range, ...]:
    return tuple(sorted(ranges))


def _word(article: Article, place: Range) -> str:
    return article.text[place[0] : place[1]].lower()


def _statement(article: Article, shown: Sequence[Range], own: _OwnText) -> str:
    """Names the heaviest words in the text's order, each once, and how often the outlet itself prints it."""
    if not shown:
        return "No word of the outlet's own stands out as loaded here."
    named = list(dict.fromkeys(_word(article, place) for place in _ordered(shown[:_NAMED])))
    texts = [f"“{word}”{_often(own.times(word))}" for word in named]
    if len(texts) == 1:
        return f"The outlet's own word {texts[0]} passes judgement."
    return f"The outlet's own words {', '.join(texts[:-1])} and {texts[-1]} pass judgement."


def _often(times: int) -> str:
    if times < 2:
        return ""
    return f" ({_TIMES.get(times, f'{times} times')} in the text)"


lens = LoadedLens()
