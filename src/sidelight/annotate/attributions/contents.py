"""What is said: the token ranges of each cue's content, and where they end."""

from collections.abc import Callable

from sidelight.annotate.attributions import limits, sources
from sidelight.annotate.attributions.cues import Cue
from sidelight.annotate.attributions.resuming import resumed, second_predicate
from sidelight.annotate.attributions.units import Token, Unit
from sidelight.text.pack import LanguagePack

Ends = Callable[[Unit, Cue, int, list[Cue], LanguagePack], int]
"""Says at which token index a content that starts at the third argument ends."""

_CONDITIONS = frozenset({"if", "when", "while", "although", "though", "because", "unless", "since", "once"})
_TRIM = frozenset({",", ".", ";", ":", "—", "–", "--", "-", "(", "!", "?", "…"})


def fill(unit: Unit, cues: list[Cue], text: str, ends: Ends, pack: LanguagePack) -> list[Cue]:
    """The cues that have a content, with it, and those that announce one ("Lee continued:")."""
    for k, cue in enumerate(cues):
        following = cues[k + 1 :]
        if cue.pattern in ("after", "inverted") or (cue.pattern == "according" and _stands_after(unit, cue, pack)):
            cue.content = limits.without_gloss(unit, limits.without_conjunction(unit, _left(unit, cue, cues[:k])))
            right = _right_of_tag(unit, cue, following, text, pack)
            if limits.without_circumstance(unit, cue.content, right, text, pack) or limits.fronted(unit, cue.content, pack):
                cue.content = []
            cue.content += right
        elif cue.pattern == "passive":
            cue.content = _passive(unit, cue, following, text, ends, pack)
        else:
            cue.content = _right(unit, cue, following, text, ends, pack)
    for k, cue in enumerate(cues):
        if cue.content and cue.pattern not in ("after", "inverted", "according", "passive"):
            start, end = cue.content[-1]
            cue.content = _trimmed(unit.tokens, start, limits.ends_early(cue, start, end, cues[k + 1 :], pack))
    announces = unit.tokens[-1].lower in (":", "that")
    return [c for c in cues if c.content or (announces and c.source and c.after_end >= len(unit.tokens) - 2)]


def _stands_after(unit: Unit, cue: Cue, pack: LanguagePack) -> bool:
    """Whether “according to” follows what it attributes: a clause, if the sentence goes on after it."""
    tokens = unit.tokens
    left = tokens[: cue.start]
    words = sum(t.word or t.quote is not None for t in left)
    opens = bool(left) and left[-1].lower in (",", "and", "but", "(", "—", ";", "that", "while")
    ends = cue.after_end >= len(tokens) - 1
    verb = any(t.quote or t.lower in pack.words["finite_verbs"] or t.lower.endswith("ed") for t in left)
    return words >= 3 and not (opens and words < 4) and (ends or verb or tokens[cue.after_end].lower != ",")


def _left(unit: Unit, cue: Cue, earlier: list[Cue]) -> list[tuple[int, int]]:
    tokens = unit.tokens
    end = cue.source.start if cue.pattern == "after" and cue.source else cue.start
    start = 0
    for other in earlier:
        if other.content and other.pattern in ("after", "inverted", "according"):
            start = max(start, other.after_end, other.content[-1][1] if other.content[-1][1] <= end else 0)
    for k in range(end - 1, start, -1):
        announced = tokens[k].lower == ":" and tokens[k + 1].quote is not None
        if tokens[k].lower == ";" or announced:
            start = k + 1
            break
    return _trimmed(tokens, start, end)


def _right_of_tag(unit: Unit, cue: Cue, following: list[Cue], text: str, pack: LanguagePack) -> list[tuple[int, int]]:
    """After a tag: a quote that goes on, or the rest of a clause that the tag stands in the middle of."""
    tokens = unit.tokens
    limit = following[0].start if following else len(tokens)
    for k in range(cue.after_end, min(limit, cue.after_end + 14)):
        if tokens[k].quote and not _names_a_venue(tokens, k):
            stop = k + 1
            while stop < limit and (tokens[stop].quote or tokens[stop].lower in (".", ",")):
                stop += 1
            whole = tokens[k].quote
            goes_on = whole and (whole.full(text) or k <= cue.after_end + 1 or resumed(unit, cue, k, text))
            return _trimmed(tokens, k, stop) if goes_on else []
    if second_predicate(unit, cue, pack):
        return _trimmed(tokens, cue.after_end + 1, len(tokens))
    starts_anew = cue.after_end + 1 < limit and tokens[cue.after_end].lower == ","
    if cue.pattern != "according" and starts_anew and cue.content and not any(tokens[j].quote for j in range(*cue.content[-1])):
        first = tokens[cue.after_end + 1]
        if (
            first.word
            and not first.lower.endswith("ing")
            and first.lower
            not in ("who", "which", "as", "when", "while", "after", "but", "citing", "according", "though", "although", "and")
        ):
            return _trimmed(tokens, cue.after_end + 1, limit)
    return []


def _names_a_venue(tokens: list[Token], k: int) -> bool:
    """“Lee said on “Dale Today.””: a programme's name in quotation marks."""
    quote, left = tokens[k].quote, tokens[k - 1].lower
    short = quote is not None and quote.words <= 5
    return short and (left in ("on", "in", "at", "to", "with", "told", "of", "the") or left.endswith(("'s", "’s")))


def _right(unit: Unit, cue: Cue, following: list[Cue], text: str, ends: Ends, pack: LanguagePack) -> list[tuple[int, int]]:
    tokens = unit.tokens
    start = cue.after_end
    while start < len(tokens) and tokens[start].lower in (",", ":", "—", "--"):
        start += 1
    if start >= len(tokens) or tokens[start].lower in (".", ")", ";", "?", "!"):
        return []
    if tokens[start].lower == "that" and all(t.lower in (":", ",", ".") for t in tokens[start + 1 :]):
        return []
    first = tokens[start].quote
    if first and first.full(text):
        return _quotes_from(tokens, start)
    end = ends(unit, cue, start, following, pack)
    at = start + (tokens[start].lower == "that")
    conditional = at < len(tokens) and tokens[at].lower in _CONDITIONS and tokens[cue.word].lower not in pack.words["asking_cues"]
    if conditional and at + 1 < end < len(tokens) - 2 and tokens[end].lower == ",":
        end = ends(unit, cue, end + 1, [c for c in following if c.start > end], pack)
    for k in range(start, len(tokens) - 1):
        quote = tokens[k + 1].quote
        if tokens[k].lower == ":" and quote and quote.full(text) and k <= end and not any(c.start < k for c in following):
            return _quotes_from(tokens, k + 1)
    return _trimmed(tokens, start, end)


def _quotes_from(tokens: list[Token], start: int) -> list[tuple[int, int]]:
    stop = start + 1
    while stop < len(tokens) and (tokens[stop].quote or tokens[stop].lower == "."):
        stop += 1
    return _trimmed(tokens, start, stop)


def _passive(unit: Unit, cue: Cue, following: list[Cue], text: str, ends: Ends, pack: LanguagePack) -> list[tuple[int, int]]:
    """“X is expected to win”, “X was criticised by Y”: what the passive speaks of is the subject and what follows."""
    tokens = unit.tokens
    subject = cue.source
    cue.source = None
    right = _right(unit, cue, following, text, ends, pack)
    left = [(subject.start, subject.end)] if subject else []
    if right and tokens[right[0][0]].lower == "by":
        cue.source = sources.after(unit, right[0][0] + 1, pack)
        return left
    return left + right if right else []


def _trimmed(tokens: list[Token], start: int, end: int) -> list[tuple[int, int]]:
    """Without the marks at its ends; a closing point that the sentence owns is not said by anybody."""
    while start < end and tokens[start].lower in (_TRIM - {"("}):
        start += 1
    while end > start and tokens[end - 1].lower in _TRIM:
        end -= 1
    return [(start, end)] if start < end else []
