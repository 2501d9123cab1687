"""Rules and network together: what each says of every word is added up, and the likeliest names are taken.

The network gives each word its chances of being no name, or of beginning or going on with a name of some type; what the rules
found votes for its type and its bounds (a product of experts: log-chances are added). The best sequence is found by dynamic
programming (Viterbi). It is done twice: what the article calls so elsewhere votes too the second time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from sidelight.annotate.names.bearers import SUFFIXES, Mention, parts
from sidelight.annotate.names.lexicon import Lexicon
from sidelight.annotate.names.runs import Word, breaks, is_headline
from sidelight.types import EntityType, NameReading

TYPES: tuple[EntityType, ...] = ("person", "organisation", "place", "other")
OF_RULES = 2.0
"""What the rules' type of a word weighs, in nats, on the side of that type."""
OF_LISTS = 4.0
"""The same where our lists know the whole name."""
NAMED = 0.5
"""What it weighs besides for any type that the rules see a name there at all."""
BOUNDS = 3.0
"""What a name costs that begins inside one of the rules', or goes on where theirs begins."""
TORN = 2.0
"""What it costs to end a name inside one of the rules'."""
ALONE = 1.5
"""What a word costs that only the network calls a name."""
WEAK_CAPITAL = 3.0
"""The same where a capital says nothing: on a sentence's first word, in a line in title case or capitals."""
SMALL = 2.0
"""What a name costs that begins with a small letter."""
CLEAR = 1.5
"""By how much the type of a name that only the network sees must lead the next one."""
ECHO = 2.0
"""What the type weighs that the same words have in the rest of the article."""
_PARTS = frozenset(')]"“”…\n')
"""Beside the marks that end a run of capitals: what no name runs over."""
_LEAST = 1e-3
_SURE = 0.999
"""The chance of being no name from which on a word that the rules leave alone is not looked at."""
_NEVER = -1e9
_STATES = 1 + 2 * len(TYPES)
_NO_NAMES = frozenset({"role", "demonym", "creed", "calendar", "never"})
"""What a single word that only the network takes for a name may not be."""

Row = list[float]
Echoes = Mapping[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence that was read: its words, what is said for each state at each, the rules' name that each stands in."""

    words: list[Word]
    rows: list[Row]
    held: list[Mention | None]


@dataclass(frozen=True, slots=True)
class _Span:
    line: _Line
    first: int
    last: int
    type: int

    @property
    def words(self) -> list[Word]:
        return self.line.words[self.first : self.last + 1]

    @property
    def held(self) -> list[Mention | None]:
        return self.line.held[self.first : self.last + 1]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(w.low for w in self.words)


def weigh(
    text: str, mentions: list[Mention], sentences: list[list[Word]], reading: NameReading, lexicon: Lexicon
) -> list[Mention]:
    """The names that rules and network see together, in text order; the rules' own where nothing was read.

    `mentions` are the rules', `sentences` the words of each sentence.
    """
    lines = _lines(mentions, sentences, reading, lexicon)
    spans = [span for line in lines for span in _decode(text, line, {})]
    echoes = _echoes(spans, lexicon)
    spans = [span for line in lines for span in _decode(text, line, echoes)]
    read = {m.start for line in lines for m in line.held if m}
    made = [mention for span in spans if (mention := _mention(text, span, _type(span, echoes), lexicon))]
    return sorted([*(m for m in mentions if m.start not in read), *made], key=lambda m: m.start)


def _lines(mentions: list[Mention], sentences: list[list[Word]], reading: NameReading, lexicon: Lexicon) -> list[_Line]:
    lines = []
    piece = at = 0
    for words in sentences:
        chances: list[tuple[Row, Row]] = []
        held: list[Mention | None] = []
        seen = False
        for word in words:
            while piece < len(reading.ends) and reading.ends[piece] <= word.start:
                piece += 1
            last = piece
            while last < len(reading.starts) and reading.starts[last] < word.end:
                last += 1
            seen = seen or last > piece
            chances.append(_of_word(reading.chances[piece:last]))
            while at < len(mentions) and mentions[at].end <= word.start:
                at += 1
            held.append(mentions[at] if at < len(mentions) and mentions[at].start < word.end else None)
        if seen:
            headline = is_headline(words, lexicon)
            rows = [
                _row(w, types, begins, m, WEAK_CAPITAL if headline or w.first else ALONE, lexicon)
                for w, (types, begins), m in zip(words, chances, held, strict=True)
            ]
            lines.append(_Line(words, rows, held))
    return lines


def _of_word(pieces: Sequence[tuple[float, ...]]) -> tuple[Row, Row]:
    """The chances of no name and of each type, the mean over the word's pieces; and by type that it begins one, by its first."""
    if not pieces:
        return [1.0, *(0.0 for _ in TYPES)], [0.5 for _ in TYPES]
    sums = [sum(column) / len(pieces) for column in zip(*pieces, strict=True)]
    first = pieces[0]
    begins = [first[k] / max(first[k] + first[k + 1], _LEAST * _LEAST) for k in range(1, _STATES, 2)]
    return [sums[0], *(sums[k] + sums[k + 1] for k in range(1, _STATES, 2))], begins


def _row(word: Word, types: Row, begins: Row, held: Mention | None, alone: float, lexicon: Lexicon) -> Row:
    """What is said for each state: no name, then begin and inside of each type. Empty where it is surely no name."""
    if held is None and types[0] > _SURE:
        return []
    row = [log(max(types[0], _LEAST))]
    for share, begin in zip(types[1:], begins, strict=True):
        said = log(max(share, _LEAST)) + (NAMED if held else -alone if word.capital else 0.0)
        likely = min(max(begin, 1e-3), 1 - 1e-3)
        row += [said + log(likely) - (0 if word.capital else SMALL), said + log(1 - likely)]
    if not word.capital and word.low not in lexicon.particles:
        row[2 + 2 * TYPES.index("person")] = _NEVER
    if held:
        listed = lexicon.labels.get(held.text.lower()) in ("place", "org")
        _vote(row, TYPES.index(held.type), OF_LISTS if listed else OF_RULES, held.start < word.start, BOUNDS)
        row[0] -= TORN if held.start < word.start else 0
    return row


def _vote(row: Row, kind: int, weight: float, inside: bool, bounds: float) -> None:
    for k in (1 + 2 * kind, 2 + 2 * kind):
        row[k] += weight
    for k in range(1 if inside else 2, _STATES, 2):
        row[k] -= bounds


def _decode(text: str, line: _Line, echoes: Echoes) -> Iterator[_Span]:
    """The likeliest names of a sentence."""
    k = 0
    echoed = _echoed(line.words, echoes)
    while k < len(line.rows):
        stop = k
        rows: list[Row] = []
        while stop < len(line.rows) and line.rows[stop]:
            row = list(line.rows[stop])
            if stop in echoed:
                _vote(row, *echoed[stop])
            if stop > k and _parted(text, line, stop):
                row[2::2] = [_NEVER] * len(TYPES)
            rows.append(row)
            stop += 1
        yield from _spans(line, k, _best(rows) if rows else [])
        k = max(stop, k + 1)


def _parted(text: str, line: _Line, k: int) -> bool:
    """Whether a mark that no name runs over stands before the word, unless the rules see one name there."""
    before = line.words[k - 1]
    held = line.held[k]
    gap = text[before.end : line.words[k].start]
    return (breaks(gap) or not _PARTS.isdisjoint(gap)) and not (held and held.start < before.end)


def _best(rows: list[Row]) -> list[int]:
    """The states of the best sequence: inside of a type only behind its begin or inside."""
    sums = [s if k == 0 or k % 2 else _NEVER for k, s in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = max(range(_STATES), key=sums.__getitem__)
        came = [top] * _STATES
        for k in range(2, _STATES, 2):
            came[k] = k if sums[k] > sums[k - 1] else k - 1
        sums = [said + sums[came[k]] for k, said in enumerate(row)]
        back.append(came)
    states = [max(range(_STATES), key=sums.__getitem__)]
    for came in reversed(back):
        states.append(came[states[-1]])
    return states[::-1]


def _spans(line: _Line, start: int, states: list[int]) -> Iterator[_Span]:
    k = 0
    while k < len(states):
        last = k
        if states[k]:
            while last + 1 < len(states) and states[last + 1] and states[last + 1] % 2 == 0:
                last += 1
            yield _Span(line, start + k, start + last, (states[k] - 1) // 2)
        k = last + 1


def _echoes(spans: list[_Span], lexicon: Lexicon) -> Echoes:
    """Words → the type that all their places in the article together speak for; a surname goes with the full name."""
    sums: dict[tuple[str, ...], Row] = {}
    for span in spans:
        said = _said(span)
        for key in _keys(span, lexicon):
            sums[key] = [a + b for a, b in zip(sums.get(key, [0.0] * len(TYPES)), said, strict=True)]
    return {key: max(range(len(TYPES)), key=said.__getitem__) for key, said in sums.items() if max(said) > 0}


def _said(span: _Span) -> Row:
    """For each type, how much likelier it is than no name: the mean over the words."""
    rows = span.line.rows[span.first : span.last + 1]
    return [sum(max(row[k], row[k + 1]) - row[0] for row in rows) / len(rows) for k in range(1, _STATES, 2)]


def _keys(span: _Span, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    if not span.words[0].capital:
        return
    yield span.key
    if TYPES[span.type] == "person" and span.last > span.first:
        surname = parts(" ".join(span.key))[-1]
        if surname not in lexicon.common:
            yield (surname,)


def _echoed(words: list[Word], echoes: Echoes) -> dict[int, tuple[int, float, bool, float]]:
    """For the words that stand in the article as a name: the vote of its type and bounds. The longest name counts."""
    found: dict[int, tuple[int, float, bool, float]] = {}
    longest = max(map(len, echoes), default=0)
    k = 0
    while k < len(words):
        step = 1
        if words[k].capital:
            for size in range(min(longest, len(words) - k), 0, -1):
                kind = echoes.get(tuple(w.low for w in words[k : k + size]))
                if kind is not None:
                    found |= {j: (kind, ECHO, j > k, ECHO / 2) for j in range(k, k + size)}
                    step = size
                    break
        k += step
    return found


def _type(span: _Span, echoes: Echoes) -> EntityType:
    """One type for one name all through the article, but where rules and network agree on another for this place."""
    held, kind = span.line.held[span.first], TYPES[span.type]
    return kind if held and held.type == kind else TYPES[echoes.get(span.key, span.type)]


def _mention(text: str, span: _Span, kind: EntityType, lexicon: Lexicon) -> Mention | None:
    """The span as a mention: the rules' own where it holds the same words, else without what is no part of a name."""
    for some in (span, _bare(span, kind, lexicon)):
        ours = some and _ours(some, kind, lexicon)
        if ours:
            return ours if kind == "other" else replace(ours, type=kind)
    if not some or not any(w.capital for w in some.words) or (not any(some.held) and (kind == "other" or not _is_clear(some))):
        return None
    words = some.words
    label = lexicon.labels.get(" ".join(w.low for w in words))
    plain = len(words) == 1 and kind != "person" and label is None and words[0].low in lexicon.common
    if label in _NO_NAMES or plain or (not some.held[0] and _torn(text, some, lexicon)) or words[-1].end - words[0].start < 2:
        return None
    return Mention(words[0].start, words[-1].end, kind, text[words[0].start : words[-1].end], _gender(some, lexicon))


def _is_clear(span: _Span) -> bool:
    second, first = sorted(_said(span))[-2:]
    return first - second >= CLEAR


def _gender(span: _Span, lexicon: Lexicon) -> str | None:
    """What the title right before the name says."""
    before = span.line.words[span.first - 1].low if span.first else ""
    return "m" if before in lexicon.mr else "f" if before in lexicon.mrs else None


def _ours(span: _Span, kind: EntityType, lexicon: Lexicon) -> Mention | None:
    """The rules' name that the span is, but for an article or "Jr."; or a body of theirs that it lacks the end of."""
    words, around = span.line.words, span.line.held
    ours = span.held[0]
    if not ours or any(m is not ours for m in span.held):
        return None
    first, last = span.first, span.last
    if first and around[first - 1] is ours and words[first - 1].low == "the":
        first -= 1
    if last + 1 < len(around) and around[last + 1] is ours and words[last + 1].low in SUFFIXES:
        last += 1
    if words[first].start > ours.start:
        return None
    more = last + 1 < len(around) and around[last + 1] is ours
    headed = kind == ours.type == "organisation" and not lexicon.all_heads.isdisjoint(ours.text.lower().split())
    return ours if headed or not more else None


def _torn(text: str, span: _Span, lexicon: Lexicon) -> bool:
    """Whether a single word opens something longer that is no name of its own: "North Korean", "State of the Union"."""
    k = span.last
    if span.first < k or k + 1 >= len(span.line.words) or text[span.words[0].end : span.line.words[k + 1].start] != " ":
        return False
    after = span.line.words[k + 1].low
    return after == "of" or lexicon.labels.get(f"{span.words[0].low} {after}") in _NO_NAMES


def _bare(span: _Span, kind: EntityType, lexicon: Lexicon) -> _Span | None:
    """The span without what is no part of a name: small words, a person's titles, who belongs to a body or place."""
    words, labels = span.line.words, lexicon.labels
    first, last = span.first, span.last
    while first <= last and not (words[last].capital or words[last].text.isdigit()):
        last -= 1
    while first <= last and not (words[first].capital or words[first].text[0].isdigit() or words[first].low in lexicon.particles):
        first += 1
    while first <= last and kind == "person" and labels.get(words[first].low) == "role":
        first += 1
    while first < last and kind != "person" and labels.get(words[last].low) in ("demonym", "creed"):
        if labels.get(" ".join(w.low for w in words[first : last + 1])) in _NO_NAMES:
            break
        last -= 1
    return replace(span, first=first, last=last) if first <= last else None
