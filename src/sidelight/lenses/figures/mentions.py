"""Figures of a story's reports as mentions of a quantity: what is counted, of whom, and the words and names around."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sidelight.lenses.figures.slots import LONGEST, letter, reach
from sidelight.resources.load import language_pack
from sidelight.text.number_grammar import either
from sidelight.text.stems import stem
from sidelight.types import Annotations, Article, Figure, Range, Sentence

TOLLS = ("dead", "hurt", "arrested", "moved")
"""What is counted of people in an event; such a count rises while it is found out."""

_TOKEN = re.compile(r"[^\W\d_][\w’'-]*")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_PART = re.compile(r"^\s(?:of|out of)\b")
_WHOLE = re.compile(r"\bof\s(?:[\w’'-]+[’']s|the|its|their|all)\s$")
_TOTAL = re.compile(
    r"\b(?:death toll|number of (?:people|those) (?:killed|dead)|number of dead)\b"
    r"[^.;]{0,45}\b(?:to|at|is|of|hits|was|gone|risen)\s$"
)
_RISEN = re.compile(r"\b(?:gone|went|risen|rises|rose|climbed|jumped)\s$")
_DATELINE = re.compile(r"(?=[A-Z]{3})[^—–]{2,60}[—–]\s")
_CLAUSE = re.compile(r"(?:,(?=\d)|[^,;—–“”\"()])+")
_FOLLOWING = re.compile(r"(?:\s[^\W\d_][\w’'-]*){0,3}")
_IN = re.compile(r"\b[Ii]n\s(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)")
_RELATIVE = re.compile(r"\s*(?:which|who|whom|whose|where|when|in which|at which|during which)\b", re.IGNORECASE)
_DAYS = frozenset(stem(d) for d in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_AS_LATE_AS = 6
"""Sentences at the head of a report in which it tells the event itself; what a later one counts may be another's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One figure of one report. Mentions of one `key` may be of one quantity.

    `what` is what is counted, in words; `context` are the stems of its sentence, `names` those of the capital words that few
    reports have (of a toll those in its clause); `place` counts the sentences of the body before it.
    """

    article: Article
    figure: Figure
    sentence: Range
    place: int
    key: tuple[str, ...]
    toll: bool
    what: str
    context: frozenset[str]
    names: frozenset[str]

    @property
    def at_the_head(self) -> bool:
        """Whether it stands where a report tells the event itself."""
        return self.place < _AS_LATE_AS


def mentions(articles: Sequence[Article], known: Mapping[str, Annotations]) -> list[Mention]:
    """All that can be set against another report's figure, article by article."""
    common = _common(articles)
    return [m for a in articles if (marked := known.get(a.id)) for m in _of(a, marked, common)]


def _common(articles: Sequence[Article]) -> frozenset[str]:
    """Capital words that at least half of the reports have: they tell nothing apart."""
    held = Counter(n for a in articles for n in {t[0] for t in _TOKEN.finditer(a.text) if t[0][0].isupper()})
    return frozenset(_plain(n) for n, count in held.items() if count >= 2 and 2 * count >= len(articles))


def _plain(word: str) -> str:
    return stem(re.sub(r"[’']s$", "", word).lower())


def _stems(words: str) -> str:
    return " ".join(_plain(w) for w in words.split())


def _of(article: Article, known: Annotations, common: frozenset[str]) -> Iterator[Mention]:
    sentences = known.sentences or ()
    order = {k: n for n, k in enumerate(k for k, s in enumerate(sentences) if s.body)}
    held: dict[int, list[Figure]] = {}
    for f in known.figures or ():
        if f.sentence in order and f.sentence is not None:
            held.setdefault(f.sentence, []).append(f)
    for k, figures in held.items():
        sentence = sentences[k]
        if sentence.end - sentence.start <= LONGEST and not _another_time(article, sentence):
            for f in figures:
                if m := _mention(article, sentence, order[k], f, figures, common):
                    yield m


def _another_time(article: Article, sentence: Sentence) -> bool:
    """Whether the sentence speaks of another year than the report's, or of a month that is neither its own nor the one before."""
    text, at = article.text[sentence.start : sentence.end], article.published
    years = {int(y) for y in _YEAR.findall(text)}
    numbers = language_pack("en").values["month_numbers"]
    months = {int(numbers[w.lower()]) for w in re.findall(r"\b[A-Z][a-z]+\b", text) if w.lower() in numbers}
    near = {at.month, (at.month - 2) % 12 + 1} if at else months
    return bool(years - ({at.year} if at else set()) or months - near)


def _mention(
    article: Article, sentence: Sentence, place: int, figure: Figure, figures: Sequence[Figure], common: frozenset[str]
) -> Mention | None:
    text = article.text
    before, after = text[sentence.start : reach(text, figure)], text[figure.end : sentence.end]
    if figure.unit == "count" and (_PART.match(after) or _WHOLE.search(before)):
        return None
    toll = _toll(before, after) if figure.unit == "count" else None
    if toll and _RISEN.search(before):
        figure = replace(figure, hedge=None, low=figure.value, high=figure.value)  # "has gone up to five" is five
    where = _place(text, sentence, figure) if toll else ""
    key = (toll[0], _stems(toll[1]), where.lower()) if toll else _key(before, after, figure)
    if key is None:
        return None
    tokens = [t for t in _TOKEN.finditer(text, sentence.start, sentence.end) if not _in(t, figures)]
    small = language_pack("en").words["fact_light"]
    return Mention(
        article=article,
        figure=figure,
        sentence=(sentence.start, sentence.end),
        place=place,
        key=key,
        toll=toll is not None,
        what=f"{toll[1]} {toll[0]}{where and f' in {where}'}".strip() if toll else figure.noun or "",
        context=frozenset(_plain(t[0]) for t in tokens if len(t[0]) > 2 and t[0].lower() not in small),
        names=_names(text, sentence, tokens, figure if toll else None) - common,
    )


def _in(token: re.Match[str], figures: Sequence[Figure]) -> bool:
    return any(f.start <= token.start() < f.end for f in figures)


def _place(text: str, sentence: Sentence, figure: Figure) -> str:
    """The place that the figure's clause counts in: what happened "in Selwick" may be a part of all that happened."""
    clause = next((m for m in _CLAUSE.finditer(text, sentence.start, sentence.end) if figure.start < m.end()), None)
    for m in _IN.finditer(clause[0]) if clause else ():
        if stem(m["place"].lower()) not in _DAYS and m["place"].lower() not in language_pack("en").values["month_numbers"]:
            return m["place"]
    return ""


def _names(text: str, sentence: Sentence, tokens: Sequence[re.Match[str]], near: Figure | None) -> frozenset[str]:
    """Capital words inside the sentence, or only in the clause of a figure; the dateline and who says it are left out."""
    line = _DATELINE.match(text, sentence.start, sentence.end)
    start = line.end() if line else sentence.start
    clauses = [m.span() for m in _CLAUSE.finditer(text, start, sentence.end)]
    if near:
        k = next((k for k, (_, e) in enumerate(clauses) if near.start < e), 0)
        clauses = clauses[k - 1 if k and _RELATIVE.match(text, clauses[k][0]) else k : k + 1]
    else:
        clauses = [(s, e) for s, e in clauses if not _listed("told_said").search(text, s, e)]
    months = language_pack("en").values["month_numbers"]
    opening = next((t.start() for t in tokens if t.start() >= start), start)
    found = {
        _plain(t[0])
        for t in tokens
        if t.start() > opening and t[0][0].isupper() and len(t[0]) > 2 and any(s <= t.start() < e for s, e in clauses)
    }
    return frozenset(found - _DAYS - {stem(m) for m in months})


@cache
def _listed(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(language_pack('en').words[name])})\b", re.IGNORECASE)


@cache
def _toll_patterns(what: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a count of people comes before its state ("five people have died"), and after it ("killed five")."""
    words = language_pack("en").words
    helped = rf"(?:(?:{either(words['told_auxiliaries'])})\s)*"
    after = rf"^\s(?P<who>(?:[^\W\d_][\w’'-]*\s){{0,3}}?){helped}(?:{either(words[f'told_{what}'])})\b"
    return re.compile(after, re.IGNORECASE), re.compile(rf"\b(?:{either(words[f'told_{what}_before'])})\s$", re.IGNORECASE)


def _toll(before: str, after: str) -> tuple[str, str] | None:
    """What is counted of whom: ("dead", "") of people, ("dead", "soldiers") of soldiers, ("hurt", "slightly") of some of them."""
    if _TOTAL.search(before):
        return "dead", ""
    pack = language_pack("en")
    if before.split()[-1:] and before.split()[-1].lower() in pack.words["told_pointing"]:
        return None
    for what in TOLLS:
        follows, precedes = _toll_patterns(what)
        if m := follows.match(after):
            who = m["who"].lower().split()
        elif precedes.search(before):
            told = [w.lower() for w in _FOLLOWING.findall(after)[0].split()]
            stop = next((k for k, w in enumerate(told) if w in pack.words["noun_stops"]), len(told))
            who = told[:stop]
        else:
            continue
        if (what == "dead" and "others" in who) or set(who) & (pack.words["noun_stops"] - pack.words["told_auxiliaries"]):
            return None
        return what, " ".join(w for w in who if w not in pack.words["told_anyone"] | pack.words["told_auxiliaries"])
    return None


def _key(before: str, after: str, figure: Figure) -> tuple[str, ...] | None:
    """Unit, counted noun with what stands before it, and the preposition before: "by 5%" is not "to 5%"."""
    kind = letter(figure)
    if kind in "XFDT" or (kind == "N" and not figure.noun) or figure.value == 0:
        return None
    pack = language_pack("en")
    if kind == "N" and figure.noun in pack.words["vote_words"]:
        return None
    counted = ""
    if figure.noun:
        end = re.search(rf"\b{re.escape(figure.noun)}", after, re.IGNORECASE)
        counted = _stems(after[: end.end()] if end else figure.noun)
    last = before.rstrip().rsplit(" ", 1)[-1].lower()
    return figure.unit, counted, last if last in ("by", "to", "from", "per") else ""
