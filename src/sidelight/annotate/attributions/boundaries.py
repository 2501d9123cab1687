"""Where reported words end and the outlet's begin again, inside one sentence."""

from collections.abc import Callable, Iterable, Iterator

from sidelight.annotate.attributions.cues import Cue
from sidelight.annotate.attributions.units import Unit
from sidelight.annotate.attributions.weights import probability
from sidelight.text.pack import LanguagePack

END_MARKS = frozenset({";", "—", "–", "--", "“”", ",", "(", ")", ":"})


def model(features: Iterable[str]) -> float:
    """The shipped model's probability that a content ends at a place."""
    return probability("boundary", features)


def content_end(
    unit: Unit, cue: Cue, start: int, following: list[Cue], pack: LanguagePack, chance: Callable[[Iterable[str]], float] = model
) -> int:
    """The token index at which a content that starts at `start` most likely ends.

    Each place where a clause or phrase may begin is an end with the probability that the model gives it; the most
    likely sequence of "goes on" and "ends here" wins.
    """
    survival, best, best_end = 1.0, 0.0, len(unit.tokens)
    for k in points(unit, start, pack):
        if unit.tokens[k].lower == ")" and not any(t.lower == "(" for t in unit.tokens[start:k]):
            return k if survival > best else best_end
        p = chance(features(unit, cue, start, k, following, pack))
        if survival * p > best:
            best, best_end = survival * p, k
        survival *= 1 - p
        if survival < best:
            break
    return best_end if best > survival else len(unit.tokens)


def points(unit: Unit, start: int, pack: LanguagePack) -> Iterator[int]:
    """The places after `start` where a content may end."""
    tokens = unit.tokens
    lists = (pack.words["clause_openers"], pack.words["cue_prepositions"], frozenset({"and", "but", "or"}))
    for k in range(start + 1, len(tokens)):
        word = tokens[k].lower
        if (tokens[k].quote is None and word in END_MARKS) or any(word in words for words in lists):
            yield k


def features(unit: Unit, cue: Cue, start: int, k: int, following: list[Cue], pack: LanguagePack) -> list[str]:
    """What the model looks at: the words around the place, the cue, and what the content holds so far."""
    tokens = unit.tokens
    here, left = tokens[k].lower, tokens[k - 1]
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    second = tokens[k + 2].lower if k + 2 < len(tokens) else "$"
    nxt = _shape(after.lower, pack) if after else "$"
    word, first = tokens[cue.word].lower, tokens[start].lower
    speech = "s" if word in pack.words["speech_cues"] else "n"
    opened = "(" if any(t.lower == "(" for t in tokens[start:k]) else ""
    verbs = sum(t.lower in pack.words["finite_verbs"] for t in tokens[start:k])
    cut = next((c.pattern for c in following if k <= c.start <= k + 1), "-")
    ahead = any(c.start > k for c in following)
    length, rest = min((k - start) // 3, 6), min((len(tokens) - k) // 3, 6)
    left_shape = "Q" if left.quote else ("c" if left.text[0].isupper() else "l")
    first_class = first if first in ("that", "to", "“”", "a", "the", "how", "why", "if", "whether") else "x"
    opening = cue.source.start if cue.source else cue.start
    under = tokens[opening - 1].lower if 0 < opening <= 3 and tokens[opening - 1].lower in pack.words["clause_openers"] else "-"
    frame = f"{speech}{cue.pattern}{first_class}"
    return [
        f"h={here}", f"h={here}|f={frame}", f"h={here}|n={nxt}", f"h={here}|n={after.lower if after else '$'}",
        f"h={here}|w={word}", f"h={here}|n={nxt}|f={frame}", f"h={here}|2={second}|n={nxt}", f"h={here}|l={length}|f={speech}",
        f"h={here}|r={rest}", f"h={here}|v={min(verbs, 2)}|f={frame}", f"h={here}{opened}", f"cut={cut}|h={here}", f"cut={cut}",
        f"h={here}|L={left_shape}", f"l={length}", f"h={here}|p={left.lower}", f"h={here}|a={ahead}", f"w={word}|l={length}",
        f"n={after.lower if after else '$'}|2={second}", f"v={min(verbs, 2)}|n={nxt}|h={here}",
        f"v={verbs > 0}|w={word}|h={here}", f"u={under}|h={here}",
        f"u={under != '-'}|h={here}|n={nxt}|v={verbs > 0}", f"q={left.quote is not None}|h={here}|n={nxt}",
    ]  # fmt: skip


def _shape(word: str, pack: LanguagePack) -> str:
    for name in (
        "finite_verbs",
        "source_pronouns",
        "determiners",
        "clause_openers",
        "time_words",
        "cue_prepositions",
        "speech_cues",
    ):
        if word in pack.words[name]:
            return name[:4]
    return "ing" if word.endswith("ing") else "ed" if word.endswith("ed") else "x" if word[:1].isalpha() else word
