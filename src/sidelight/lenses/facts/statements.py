"""What each report states, clause by clause, with all that must agree before two statements are one fact."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from sidelight.lenses.facts.asides import aside, trimmed
from sidelight.lenses.facts.clauses import clauses, stands
from sidelight.lenses.facts.words import deed, key_of
from sidelight.text.pack import LanguagePack
from sidelight.text.tokens import Token, words
from sidelight.types import Annotations, Article, Attribution, Entity, Figure, Range

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_FEWEST_KEYS = 2
_MANY = 20
_MOSTLY = 0.5
"""Share of a statement in a source's words from which it is told as what that source says."""
MOST = 400
"""Statements read of one report: more is no report but a list or a broken page."""

TITLE = -1
"""Number of the sentence that a title counts as."""

Mark = TypeVar("Mark")


class Number(NamedTuple):
    """A figure of a statement: its unit, value and bounds, and the key of what is counted where that is known."""

    unit: str
    value: float
    low: float
    high: float
    noun: str | None = None

    @property
    def small(self) -> bool:
        """Whether it is a count that many things have."""
        return self.unit == "count" and self.value < _MANY


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of one report (`article` counts the story's articles from 0) as the matcher reads it.

    `keys` are what it is matched by; `light` are keys of source and cue, which weigh half, `naming` those in proper names and
    in titles before them. `pairs` are its neighbouring words; `moods` hold "not", "possible", "future", "wanted" and "if"
    where a word says so outside the cue. `said_in` is the number of the attribution whose words it is. What `stands` can be
    read without the rest of its sentence. An `aside` (heading, caption, question; the title, as sentence -1) states nothing,
    and is only searched.
    """

    article: int
    sentence: int
    start: int
    end: int
    keys: frozenset[str]
    light: frozenset[str]
    deeds: frozenset[str]
    naming: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    names: frozenset[str]
    numbers: tuple[Number, ...]
    years: frozenset[str]
    days: frozenset[str]
    moods: frozenset[str]
    speaker: str | None
    said_by: str | None
    said_in: int | None
    stands: bool
    aside: bool = False

    @property
    def said(self) -> bool:
        """Whether it is told as somebody's words."""
        return self.said_in is not None


class _Near(NamedTuple):
    """What is marked in a sentence."""

    names: Sequence[Entity]
    figures: Sequence[Figure]
    attributions: Sequence[tuple[int, Attribution]]


def statements(place: int, article: Article, known: Annotations, pack: LanguagePack) -> list[Told]:
    """The article's first 400 statements in order, each once, its title before them; stretches of few words are left out."""
    sentences = known.sentences or ()
    starts = [s.start for s in sentences]
    names = _by_sentence(starts, [((n.start, n.end), n) for n in known.names or ()])
    figures = _by_sentence(starts, [((f.start, f.end), f) for f in known.figures or ()])
    said = _by_sentence(starts, [(r, (n, a)) for n, a in enumerate(known.attributions or ()) for r in a.content])
    found: dict[tuple[bool, frozenset[str], frozenset[tuple[str, str]]], Told] = {}
    for number, sentence in enumerate(sentences):
        if not sentence.body or len(found) >= MOST:
            continue
        near = _Near(names.get(number, []), figures.get(number, []), said.get(number, []))
        for at in clauses(article.text, *trimmed(article.text, sentence.start, sentence.end), pack):
            told = _told((place, number), article.text, at, near, pack)
            if len(told.keys) >= _FEWEST_KEYS:
                told = replace(told, aside=True) if aside(article.text, *at, pack) else told
                found.setdefault((told.aside, told.keys, told.pairs), told)
    return [*_title(place, article, pack), *found.values()]


def _title(place: int, article: Article, pack: LanguagePack) -> list[Told]:
    title = article.title or ""
    told = _told((place, TITLE), title, (0, len(title)), _Near((), (), ()), pack)
    return [replace(told, aside=True)] if told.keys else []


def statement_at(place: int, article: Article, known: Annotations, at: Range, pack: LanguagePack) -> Told:
    """A stretch of an article as a statement, whatever its sentences: what training reads."""
    near = _Near(known.names or (), known.figures or (), tuple(enumerate(known.attributions or ())))
    sentence = bisect_right([s.start for s in known.sentences or ()], at[0]) - 1
    return _told((place, sentence), article.text, at, near, pack)


def _by_sentence(starts: Sequence[int], marks: Iterable[tuple[Range, Mark]]) -> dict[int, list[Mark]]:
    """Marks under the number of each sentence that they reach into."""
    found: dict[int, list[Mark]] = {}
    for (start, end), mark in marks:
        for number in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
            found.setdefault(number, []).append(mark)
    return found


def _told(place: Range, text: str, at: Range, near: _Near, pack: LanguagePack) -> Told:
    """One statement; `place` is the article's and the sentence's number."""
    start, end = at
    said_in, attribution = _attribution(start, end, near.attributions)
    outer = (*attribution.source, *attribution.cue) if attribution else ()
    tokens = words(text, start, end)
    lower = [t.text.lower().replace("’", "'") for t in tokens]
    bare = [w.removesuffix("'s") for w in lower]
    said = frozenset(t.start for t in tokens if any(s <= t.start < e for s, e in outer)) if outer else frozenset()
    small = pack.words["fact_light"]
    heavy = [(t, key_of(w)) for t, w in zip(tokens, bare, strict=True) if w not in small and len(w) > 1]
    light = {k for t, k in heavy if t.start in said} - {k for t, k in heavy if t.start not in said}
    content = [w for t, w in zip(tokens, lower, strict=True) if t.start not in said]
    odds = [(m, _odds(m, pack)) for m in _odds_pattern(pack).finditer(text, start, end)]
    figures = [f for f in near.figures if start <= f.start and f.end <= end]
    figures = [f for f in figures if not any(m.start() < f.end and f.start < m.end() for m, _ in odds)]
    numbers = (*(_number(f) for f in figures), *(number for _, number in odds))
    drop = {t.start for t in tokens if any(f.start <= t.start < f.end for f in near.figures)} if near.figures else frozenset()
    keys = {k for t, k in heavy if t.start not in drop} | {_number_key(n) for n in numbers}
    speaker = _surname(attribution.speaker) if attribution and attribution.speaker else None
    if speaker and key_of(speaker) not in keys:
        keys.add(key_of(speaker))
        light.add(key_of(speaker))
    return Told(
        article=place[0],
        sentence=place[1],
        start=start,
        end=end,
        keys=frozenset(keys),
        light=frozenset(light),
        deeds=frozenset(d for w in content if w not in small and (d := deed(w))),
        naming=frozenset(
            k for t, k in heavy if t.text[0].isupper() and any(n.start <= t.start < n.end or _title_of(t, n) for n in near.names)
        ),
        pairs=frozenset(pairwise(bare)),
        names=_names(start, end, near.names),
        numbers=numbers,
        years=frozenset(w for w in bare if _YEAR.fullmatch(w)),
        days=frozenset(w for w in bare if w in _DAYS),
        moods=_moods(content, pack),
        speaker=speaker,
        said_by=attribution.speaker if attribution else None,
        said_in=said_in,
        stands=stands(text, start, end, pack, outer),
    )


def _attribution(
    start: int, end: int, attributions: Sequence[tuple[int, Attribution]]
) -> tuple[int, Attribution] | tuple[None, None]:
    """The attribution whose content holds most of the statement beside source and cue; the narrowest one where several do."""
    best: tuple[int, Attribution] | tuple[None, None] = (None, None)
    narrowest = 0
    for number, attribution in attributions:
        inside = end - start - _shared(start, end, (*attribution.source, *attribution.cue))
        width = sum(e - s for s, e in attribution.content)
        if _shared(start, end, attribution.content) > _MOSTLY * inside and (best[0] is None or width < narrowest):
            best, narrowest = (number, attribution), width
    return best


def _title_of(token: Token, name: Entity) -> bool:
    """Whether a capital word is a title before a name: "Minister Ada Brandt"."""
    return name.start - token.end == 1


def _shared(start: int, end: int, ranges: Iterable[Range]) -> int:
    return sum(max(0, min(end, e) - max(start, s)) for s, e in ranges)


def _surname(name: str) -> str:
    return name.lower().split()[-1]


def _names(start: int, end: int, names: Sequence[Entity]) -> frozenset[str]:
    """Bearers by the last word of a person's or body's fullest name, by the whole name of a place."""
    found = set()
    for name in names:
        if start <= name.start and name.end <= end:
            full = (name.name or "").lower()
            if full:
                found.add(full if name.type == "place" else full.split()[-1])
    return frozenset(found)


def _number(figure: Figure) -> Number:
    noun = key_of(figure.noun.lower().split()[-1]) if figure.noun else None
    return Number(figure.unit, figure.value, figure.low, figure.high, noun)


def _odds_pattern(pack: LanguagePack) -> re.Pattern[str]:
    return _compiled(tuple(sorted(pack.values["number_words"])))


@cache
def _compiled(numbers: tuple[str, ...]) -> re.Pattern[str]:
    number = rf"\d{{1,3}}|{'|'.join(numbers)}"
    return re.compile(rf"\b(?P<of>{number})[ -]in[ -](?P<all>{number})\b", re.IGNORECASE)


def _odds(found: re.Match[str], pack: LanguagePack) -> Number:
    """ "One in three" and "1 in 3" alike."""
    values = pack.values["number_words"]
    first, last = (values.get(w) or float(w) for w in (found["of"].lower(), found["all"].lower()))
    odds = first / last if last else 0.0
    return Number("odds", odds, odds, odds)


def _number_key(number: Number) -> str:
    what = number.noun if number.small and number.noun else number.unit
    return f"#{what}{float(f'{number.value:.2g}'):g}"


def _moods(content: Sequence[str], pack: LanguagePack) -> frozenset[str]:
    line = set(content) | {f"{a} {b}" for a, b in pairwise(content)}
    moods = {
        mood
        for mood, name in (("possible", "fact_possible"), ("future", "fact_future"), ("wanted", "fact_wanted"), ("if", "fact_if"))
        if line & pack.words[name]
    }
    denials = sum(w in pack.words["fact_denials"] or w.endswith("n't") for w in content)
    return frozenset(moods | ({"not"} if denials % 2 else set()))
