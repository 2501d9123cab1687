"""From one sentence's cues to attributions of the article: quotes that go on, quotes that nobody's tag explains."""

from dataclasses import dataclass

from sidelight.annotate.attributions.cues import Cue
from sidelight.annotate.attributions.quotes import Quote, inside
from sidelight.annotate.attributions.units import Unit
from sidelight.types import Range

SCARE_WORDS = 4
"""A quote of more words that no attribution holds is somebody's speech all the same."""


@dataclass(slots=True)
class Found:
    """An attribution in the making; ranges in characters. `unit` is the last sentence that its content has reached."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    direct: bool
    pattern: str
    origin: Cue | None = None
    unit: Unit | None = None
    unit_of_cue: Unit | None = None
    probability: float | None = None
    announces: bool = False
    announced: bool = False
    doubted: bool = False


def join(text: str, units: list[Unit], cues: list[list[Cue]], quotes: list[Quote]) -> list[Found]:
    """Attributions in text order. A sentence that is all quote goes to the quotation before it, if one is near."""
    found: list[Found] = []
    last: Found | None = None
    for unit, here in zip(units, cues, strict=True):
        made = [_found(unit, cue, text, quotes) for cue in here]
        if unit.only_quote:
            last = _carry_on(unit, last, found)
            continue
        found.extend(m for m in made if m.content)
        direct = [m for m in made if _holds_speech(m, quotes, text)]
        if direct:
            last = direct[-1]
        elif made and _announces(unit):
            last = made[-1]
            last.announces = True
        elif not made or unit.paragraph != (last.unit.paragraph if last and last.unit else -1):
            last = None
    found.extend(_unexplained(found, quotes, units))
    return sorted(found, key=lambda f: (f.content[0], f.cue))


def _found(unit: Unit, cue: Cue, text: str, quotes: list[Quote]) -> Found:
    tokens = unit.tokens
    content = tuple((tokens[a].start, tokens[b - 1].end) for a, b in cue.content)
    source = ((tokens[cue.source.start].start, tokens[cue.source.end - 1].end),) if cue.source else ()
    cue_range = ((tokens[cue.start].start, tokens[cue.end - 1].end),)
    return Found(source, cue_range, content, _is_direct(content, quotes, text), cue.pattern, cue, unit, unit)


def _is_direct(content: tuple[Range, ...], quotes: list[Quote], text: str) -> bool:
    """Whether all but a word or two of the content stands in quotation marks."""
    whole = sum(len(text[s:e].split()) for s, e in content)
    quoted = sum(len(text[a:b].split()) for s, e in content for a, b in inside(quotes, s, e))
    return quoted >= 0.9 * whole or (whole - quoted <= 1 and quoted > 3)


def _holds_speech(found: Found, quotes: list[Quote], text: str) -> bool:
    return any(q.full(text) and q.start < e and q.end > s for s, e in found.content for q in quotes)


def _announces(unit: Unit) -> bool:
    """“X continued:”, “X wrote that” before a block of quotes."""
    return bool(unit.tokens) and unit.tokens[-1].lower in (":", "that")


def _carry_on(unit: Unit, last: Found | None, found: list[Found]) -> Found:
    quoted = [t for t in unit.tokens if t.quote]
    ranges = tuple((t.start, t.end) for t in quoted)
    if last and last.unit and unit.paragraph - last.unit.paragraph <= 1:
        if last.announces and last.origin:
            last.announces, last.announced, last.direct = False, True, True
            if last not in found:
                found.append(last)
            last.content = ranges
        else:
            last.content = (*last.content, *ranges)
        last.unit = unit
        return last
    alone = Found((), (), ranges, True, "quote", None, unit)
    found.append(alone)
    return alone


def _unexplained(found: list[Found], quotes: list[Quote], units: list[Unit]) -> list[Found]:
    """Long quotes in no content: their words are somebody else's, whoever that is."""
    held = sorted(r for f in found for r in f.content)
    alone = []
    for quote in quotes:
        if quote.words <= SCARE_WORDS or any(s < quote.end and quote.start < e for s, e in held):
            continue
        if any(u.start <= quote.start < u.end for u in units):
            alone.append(Found((), (), ((quote.start, quote.end),), True, "quote"))
    return alone
