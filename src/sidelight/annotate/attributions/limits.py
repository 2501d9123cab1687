"""What never belongs to a content: another's tag, the outlet's circumstances, a second statement."""

from sidelight.annotate.attributions.closings import closed, yields_to
from sidelight.annotate.attributions.cues import Cue
from sidelight.annotate.attributions.units import Token, Unit
from sidelight.text.pack import LanguagePack

_CUTS_BEFORE = frozenset({"but", "while", "though", "although", "whereas"})
_ADDING = frozenset({"adding", "saying", "noting", "arguing", "insisting", "explaining", "claiming", "suggesting", "reasoning"})
_CIRCUMSTANCES = frozenset({"referring", "asked", "responding", "speaking", "citing", "addressing", "describing", "pressed"})
_PLACES = frozenset({"in", "on", "at"})
_DASHES = frozenset({"—", "–", "--"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "he'd", "he’d", "she'd", "she’d", "it's", "it’s", "that's", "that’s"})
_STATING = frozenset({"seemed", "seems", "appeared", "appears"})
_SPLICED = frozenset({"that's", "that’s"})
_CONJUNCTIONS = frozenset({"but", "and", "yet", "so"})


SCANT_QUOTE = 4
"""Words: a shorter quotation does not stand for itself."""


def ends_early(cue: Cue, start: int, end: int, following: list[Cue], pack: LanguagePack) -> int:
    """Where a content that stands after its cue has to end at the latest, by what `following` cues say; `end` if nowhere."""
    tokens = cue.unit.tokens
    for other in following:
        if other.start >= end + 2:
            break
        place = _opened_by(other, cue, tokens, start, pack)
        if place is not None and start < place < end:
            end = place
    end = next((k for k in range(start + 2, end - 1) if _turns(tokens, start, k, end, pack)), end)
    return closed(tokens, start, end, pack)


def _turns(tokens: list[Token], start: int, k: int, end: int, pack: LanguagePack) -> bool:
    """Whether the outlet's own clause begins at `k`: ", that's …", a dash and a clause, “…,” and the board had …"."""
    word, right = tokens[k].lower, tokens[k + 1].lower
    if word == ",":
        return right in _SPLICED
    if word in _DASHES:
        alone = sum(t.lower in _DASHES for t in tokens[start:end]) == 1
        return alone and (right in _PRONOUNS or right in pack.words["finite_verbs"])
    if word not in ("and", "but") or tokens[start].lower == "that":
        return False
    if word == "but" and (right in pack.words["past_verbs"] or right in ("did", "refuses", "refused", "declined", "offered")):
        return True
    left = tokens[k - 1]
    if left.quote is None or left.text.rstrip("”\"’'» ")[-1:] != ",":
        return False
    return right in pack.words["determiners"] and any(
        t.lower in _STATING or t.lower in pack.words["finite_verbs"] for t in tokens[k + 2 : k + 7]
    )


def _opened_by(other: Cue, cue: Cue, tokens: list[Token], start: int, pack: LanguagePack) -> int | None:
    """Where another's tag (", Lee said") or clause (", but police say") begins, or the same one's next verb ("and has said")."""
    tag = _tag_start(other)
    if tag is not None and tag > start and tokens[tag - 1].lower in (",", "—", "--", "–"):
        return tag - 1
    speech = tokens[other.word].lower in pack.words["speech_cues"]
    again = other.pattern == "shared" and other.source == cue.source and tokens[other.start - 1].lower in ("and", "but")
    if again and (other.start < other.word or tokens[other.start - 2].lower in (",", "“”")):
        return other.start - 1
    if other.pattern == "participle" and other.source == cue.source and tokens[other.start - 1].lower == ",":
        return other.start - 1 if tokens[other.word].lower in pack.words["addressee_cues"] | _ADDING else None
    if other.pattern == "before" and speech and other.source and other.source.start >= 2:
        link = other.source.start - 1
        if tokens[link].lower in _CUTS_BEFORE and tokens[link - 1].lower == ",":
            return link - 1
        named = other.source.form == "name" and tokens[start].lower not in ("that", "to")
        if tokens[link].lower == "and" and named and tokens[link - 1].word:
            return link
    return yields_to(other, tokens, start, pack)


def _tag_start(other: Cue) -> int | None:
    if other.pattern == "after" and other.source:
        return other.source.start
    if other.pattern not in ("inverted", "according") or not other.content or other.content[0][0] > other.start:
        return None
    return other.start


def without_circumstance(
    unit: Unit, left: list[tuple[int, int]], right: list[tuple[int, int]], text: str, pack: LanguagePack
) -> bool:
    """Whether what stands before a tag is no part of what is said, since the quotation stands after it.

    "In an interview with the Post, Lee said, “We lost it.”"; "He went after the board, and, Lee said: “We lost it.”"
    """
    tokens = unit.tokens
    if not left or (tokens[left[0][0]].lower not in _PLACES and any(t.quote for a, b in left for t in tokens[a:b])):
        return False
    if not right or tokens[right[0][0] - 1].lower not in (",", ":"):
        return False
    quote = tokens[right[0][0]].quote
    begins = quote is not None and quote.full(text) and text[quote.start + 1 : quote.start + 2].isupper()
    return begins or (quote is not None and tokens[left[0][0]].lower in pack.words["fronted_openers"])


def fronted(unit: Unit, left: list[tuple[int, int]], pack: LanguagePack) -> bool:
    """Whether the left part is nothing but an adjunct: "Asked if …", "Speaking on condition of anonymity …"."""
    if not left:
        return False
    a, b = left[0]
    words = [t.lower for t in unit.tokens[a:b]]
    if words[0] not in pack.words["fronted_openers"] or any(t.quote for t in unit.tokens[a:b]):
        return False
    return "," not in words


def without_gloss(unit: Unit, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A quotation that ends with a comma and has only the outlet's words between it and its tag is all that is said."""
    if not ranges:
        return ranges
    a, b = ranges[0]
    final = unit.tokens[b - 1]
    if b - a > 2 and final.quote and unit.tokens[b - 2].lower == "," and not any(t.quote for t in unit.tokens[a : b - 2]):
        sentence = (
            final.quote.words > SCANT_QUOTE
            and final.text[1:2].isupper()
            and unit.tokens[a].lower not in ("if", "when", "as", *_PLACES)
        )
        if sentence or unit.tokens[a].lower in _CIRCUMSTANCES:
            return [(b - 1, b), *ranges[1:]]
    quote = unit.tokens[a].quote
    gloss = quote and quote.words > SCANT_QUOTE and unit.tokens[a].text.rstrip("”\"’'» ").endswith(",")
    if not gloss or any(t.quote for t in unit.tokens[a + 1 : b]):
        return ranges
    return [(a, a + 1), *ranges[1:]]


def without_conjunction(unit: Unit, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A “But” that opens the sentence is the outlet's."""
    if not ranges or ranges[0][0] != 0 or unit.tokens[0].lower not in _CONJUNCTIONS or ranges[0][1] < 2:
        return ranges
    start = 2 if unit.tokens[1].lower == "," else 1
    return [(start, ranges[0][1]), *ranges[1:]]
