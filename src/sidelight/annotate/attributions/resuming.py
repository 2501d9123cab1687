"""After a tag in the middle of a sentence: whether what follows is still the speaker's."""

from sidelight.annotate.attributions.cues import Cue
from sidelight.annotate.attributions.units import Unit
from sidelight.text.pack import LanguagePack

_SAME_SUBJECT = frozenset({"would", "will", "should", "could", "can", "must", "is", "are", "was", "were"})
_TELLING = frozenset({"discuss", "elaborate", "specify", "comment", "identify", "give", "provide", "name"})


def resumed(unit: Unit, cue: Cue, k: int, text: str) -> bool:
    """“From now on,” he told the Tern, “it's me”: a quotation broken off after a comma goes on after the next comma."""
    if not cue.content or unit.tokens[k - 1].lower != ",":
        return False
    last = unit.tokens[cue.content[-1][1] - 1]
    quote = unit.tokens[k].quote
    if last.quote is None or quote is None or last.text.rstrip("”\"’'» ")[-1:] != ",":
        return False
    return text[quote.start + 1 : quote.start + 2].islower()


def second_predicate(unit: Unit, cue: Cue, pack: LanguagePack) -> bool:
    """“The council would keep the bylaw, Venn said, but would not defend it”: the same verb again, without a subject."""
    tokens, k = unit.tokens, cue.after_end
    if cue.pattern == "according" or not cue.content or k + 4 >= len(tokens) or tokens[k].lower != ",":
        return False
    auxiliary = tokens[k + 2].lower
    if tokens[k + 1].lower not in ("but", "and") or auxiliary not in _SAME_SUBJECT:
        return False
    if any(t.lower in pack.words["speech_cues"] or t.lower in _TELLING for t in tokens[k + 3 :]):
        return False
    before = tokens[cue.content[-1][0] : cue.content[-1][1]]
    return any(t.lower == auxiliary for t in before) and not any(t.quote for t in before)
