"""What only looks like a report: a name added to a list, a disclaimer, a headline's colon, the same words twice."""

from sidelight.annotate.attributions.joining import Found
from sidelight.annotate.attributions.units import Token
from sidelight.text.pack import LanguagePack

_TELLING = frozenset(
    {"discuss", "comment", "talk", "speak", "say", "elaborate", "disclose", "reveal", "identify", "name", "tell", "answer"}
)
_DANGLING = frozenset({"whose", "whom", "which", "that"})
_SAME = 0.6
"""Share of the shorter content: where two hold more of the same words, they are one statement."""


def misread(one: Found, title: str, pack: LanguagePack) -> bool:
    """Whether nobody reports anything here, whatever the cue."""
    cue, unit = one.origin, one.unit_of_cue
    if cue is None or unit is None:
        return False
    tokens = unit.tokens
    words = [t.lower for t in tokens]
    if unit.end - unit.start < 2 * len(title) and _letters(title) == _letters("".join(t.text for t in tokens)):
        return True
    if not cue.content:
        return False
    first, last = cue.content[0]
    if cue.source and cue.source.end - cue.source.start > 1 and words[cue.source.end - 1] in _DANGLING:
        return True
    if cue.pattern == "according" and first >= cue.after_end and words[first] in pack.words["finite_verbs"]:
        return True
    if cue.pattern in ("before", "participle", "shared") and _other_sense(tokens, cue.word, first, last, pack):
        return True
    return (
        bool(cue.source) and words[cue.source.end - 1 if cue.source else 0] in ("views", "opinions") and cue.pattern == "before"
    )


def _other_sense(tokens: list[Token], word: int, first: int, last: int, pack: LanguagePack) -> bool:
    """“added his name to the list”, “was reluctant to discuss it”, “writing for the paper”, “described to the Tern, “…””."""
    cue, opening = tokens[word].lower, tokens[first].lower
    following = tokens[first + 1] if first + 1 < last else None
    if cue in ("add", "adds", "added", "adding"):
        onward = next((t.lower for t in tokens[first:last] if t.lower == "to" or t.lower in pack.words["finite_verbs"]), "")
        return opening in pack.words["determiners"] and onward == "to" and not any(t.quote for t in tokens[first:last])
    if cue in pack.words["stance_adjectives"]:
        return opening == "to" and following is not None and following.lower in _TELLING
    if cue in ("write", "writes", "wrote", "writing"):
        return opening == "for" and not any(t.quote and t.quote.words > 4 for t in tokens[first:last])
    return opening == "to" and following is not None and (following.lower == "the" or following.text[0].isupper())


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def repeated(found: list[Found]) -> list[Found]:
    """Of two direct quotations that hold the same words, the shorter; of two alike, the less likely."""
    direct = sorted((f for f in found if f.direct and f.cue), key=lambda f: f.content[0])
    less: list[Found] = []
    for k, one in enumerate(direct):
        for other in direct[k + 1 :]:
            if other.content[0][0] >= one.content[-1][1]:
                break
            if _shared(one, other) > _SAME * min(_size(one), _size(other)):
                less.append(min(one, other, key=lambda f: (_size(f), f.probability or 0.0)))
    return less


def _size(one: Found) -> int:
    return sum(e - s for s, e in one.content)


def _shared(a: Found, b: Found) -> int:
    return sum(max(0, min(e, f) - max(s, r)) for s, e in a.content for r, f in b.content)
