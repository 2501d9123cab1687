"""What a reader would not defend although the model is sure of it: kept, but no surer than `DOUBTED`."""

from itertools import pairwise

from sidelight.annotate.attributions.joining import Found
from sidelight.annotate.attributions.misread import misread, repeated
from sidelight.annotate.attributions.units import Token, Unit
from sidelight.text.pack import LanguagePack

DOUBTED = 0.5
"""Ceiling of the probability: below what voices and the display ask for."""

SCANT = 3
"""Words: a reported content of fewer tells nothing."""

BROKEN = 9
"""Words: what is longer holds a verb, known or not."""

_CLAUSAL = frozenset({"that", "to", "how", "why", "whether", "if", "what", "when", "where", "there", "against"})
_CONTRACTED = ("'s", "’s", "'re", "’re", "'ll", "’ll", "'d", "’d", "'ve", "’ve", "n't", "n’t", "'m", "’m")
_SUBJECTS = frozenset({"he", "she", "they", "it", "we", "i", "you", "there"})
_NOT_VERBS = frozenset({"think", "left", "lost", "held", "may", "can"})
_COUNTING = ("estimate", "forecast", "project", "find")
_NO_OBJECT = frozenset({"by", "in", "on", "with", "for", "as"})
_RELATIVE = frozenset({"that", "which", "who", "whose", "whom", "where", "after", "before", "as", "when", "while", "if"})
_NOBODY = frozenset({"such", "neither", "no", "none", "nobody", "few"})


def doubt(found: list[Found], title: str, pack: LanguagePack) -> None:
    """Lowers the probability of what is no clear statement, and of one of two where one holds the other."""
    for one in found:
        unclear = _source_unclear(one, pack) or _says_nothing(one, pack) or _hangs(one, pack) or misread(one, title, pack)
        if one.origin and unclear:
            _lower(one)
    for one in repeated(found):
        _lower(one)
    spans = [r for f in found if f.pattern == "signed" for r in f.content]
    for one in found:
        if one.pattern != "signed" and one.cue and any(s <= one.cue[0][0] < e for s, e in spans):
            _lower(one)
    _nested(found, pack)


def _lower(one: Found) -> None:
    one.probability = min(one.probability or 0.0, DOUBTED)
    one.doubted = True


def _source_unclear(one: Found, pack: LanguagePack) -> bool:
    """A source that opens with a verb, holds one outside a relative clause, or is nobody."""
    cue, unit = one.origin, one.unit_of_cue
    if cue is None or unit is None or cue.source is None:
        return False
    tokens = unit.tokens[cue.source.start : cue.source.end]
    first = tokens[0].lower
    if cue.pattern in ("before", "after") and cue.source.start and unit.tokens[cue.source.start - 1].lower == "to":
        return True
    if first in pack.words["past_verbs"] or first in ("despite", "like", "unlike", "amid", "without", "because", "if", "when"):
        return True
    if first in _NOBODY or first in pack.words["finite_verbs"] or first in pack.words["abstract_sources"]:
        return True
    if tokens[0].text[0].islower() and (_past(first, pack) or first in pack.words["speech_cues"] - pack.words["speaker_nouns"]):
        return True
    if len(tokens) > 1 and first in pack.words["determiners"] and tokens[-1].lower in pack.words["abstract_sources"]:
        return True
    if cue.pattern == "participle" and not tokens[-1].text[0].isupper() and tokens[-1].lower in pack.words["abstract_sources"]:
        return True
    if any(t.lower in pack.words["event_nouns"] for t in tokens[:4]) or any(
        t.text == "MORE" for t in unit.tokens[: cue.source.end + 30]
    ):
        return True
    if len(tokens) == 1 and tokens[0].text[0].islower() and unit.tokens[cue.word].lower in ("reports", "claims"):
        return True
    if any(a.lower in _SUBJECTS and b.lower in pack.words["speech_cues"] for a, b in pairwise(tokens)):
        return True
    participle = cue.pattern == "participle"
    if participle and any(_past(tokens[k].lower, pack) and _active(tokens, k, len(tokens), pack) for k in range(1, len(tokens))):
        return True
    relative = False
    for token in tokens[1:]:
        relative = relative or token.lower in ("who", "which", "that", "whose", "whom", "where", "when")
        plain = token.word and token.text[0].islower()
        if not relative and plain and (_finite(token, pack) or token.lower in pack.words["past_verbs"]):
            return True
    return False


def _hangs(one: Found, pack: LanguagePack) -> bool:
    """A cue inside a relative clause ("a view Lee said she held", "the fact that many think …"), or a bare infinitive."""
    cue, unit = one.origin, one.unit_of_cue
    if cue is None or unit is None:
        return False
    tokens = unit.tokens
    if cue.pattern == "infinitive":
        return True
    first = tokens[cue.content[0][0]].lower if cue.content else ""
    if cue.pattern in ("before", "shared", "participle") and (first in pack.words["finite_verbs"] or _headless(one, pack)):
        return True
    if cue.pattern != "before" or cue.source is None or not cue.source.start:
        return False
    left = [t.lower for t in tokens[max(cue.source.start - 2, 0) : cue.source.start]]
    asked = left[-1] in ("what", "which", "whom") and left[0] not in pack.words["cue_prepositions"]
    return asked or left in (["fact", "that"], ["reason", "that"])


def _headless(one: Found, pack: LanguagePack) -> bool:
    """“The men, it said, used “hand grenades”” read as “said: used …”: the subject is missing."""
    cue, unit = one.origin, one.unit_of_cue
    if cue is None or unit is None or not cue.content or cue.content[0][0] + 1 >= len(unit.tokens):
        return False
    first, second = unit.tokens[cue.content[0][0]], unit.tokens[cue.content[0][0] + 1]
    verb = first.lower in pack.words["past_verbs"] or (first.word and first.text[0].islower() and first.lower.endswith("ed"))
    return verb and (second.quote is not None or second.lower in pack.words["determiners"])


def _past(word: str, pack: LanguagePack) -> bool:
    return word.endswith("ed") and len(word) > 4 and word not in pack.words["adjectival_cues"] and word not in ("united", "armed")


def _finite(token: Token, pack: LanguagePack) -> bool:
    word = token.lower
    if word in _NOT_VERBS:
        return False
    if word in pack.words["finite_verbs"]:
        return True
    thing = word in pack.words["report_nouns"] or word in pack.words["document_heads"] or word.startswith(_COUNTING)
    return word in pack.words["speech_cues"] and not word.endswith(("ing", "ed")) and not thing


def _says_nothing(one: Found, pack: LanguagePack) -> bool:
    """A content without quotation marks that is no clause, but a thing or a person; "who …" or "to" alone; too few words."""
    cue, unit = one.origin, one.unit_of_cue
    if cue is None or unit is None or one.announced:
        return False
    tokens = [t for a, b in cue.content for t in unit.tokens[a:b]]
    if not tokens:
        return False
    quoted = max((t.quote.words for t in tokens if t.quote), default=0)
    if quoted > 4 or _stance(unit.tokens[cue.word].lower, tokens, pack):
        return False
    first = tokens[0].lower
    if first in pack.words["speech_cues"] and first.endswith("ing"):
        return True
    if _broken_off(one, tokens, pack):
        return True
    if first in ("after", "before", "during", "amid", "following") and not any(t.lower == "," for t in tokens):
        return True
    if first in ("who", "which", "whom", "otherwise", "so") or tokens[-1].lower in ("that", "to", "of", "the", "a"):
        return True
    if one.direct:
        return False
    words = [t for t in tokens if t.word]
    if len(words) + quoted < SCANT or first in pack.words["held_claims"] or _second(tokens) in pack.words["held_claims"]:
        return True
    word = unit.tokens[cue.word].lower
    if word in pack.words["act_cues"]:
        plain = len(tokens) > 1 and tokens[1].lower in pack.words["finite_verbs"]
        return not (plain or first in ("that", "how", "why", "whether"))
    if quoted and word not in pack.words["unspoken_cues"]:
        return False
    if cue.pattern in ("after", "inverted", "according") or word in pack.words["clausal_cues"]:
        return False
    return not (_asked_for(unit, cue.word, tokens, pack) or _clause(unit, cue.content, pack))


def _stance(word: str, content: list[Token], pack: LanguagePack) -> bool:
    """“raised concerns over …”, “responded to it with dismay”: no clause, yet what is named is what was said."""
    reacts = word in pack.words["voicing_verbs"] or word.startswith(("respond", "react"))
    return reacts and any(t.lower in pack.words["stance_nouns"] for t in content[:8])


def _asked_for(unit: Unit, at: int, content: list[Token], pack: LanguagePack) -> bool:
    """“proposed a tax on ferries”, “called on the board to resign”, “accused Lee of lying”: no clause, but something said."""
    word = unit.tokens[at].lower
    if word in pack.words["demand_cues"] and len(content) > SCANT:
        return True
    words = [t.lower for t in content]
    if word in pack.words["call_cues"]:
        return "to" in words
    doing = any(w in ("of", "for", "as") and n.endswith("ing") for w, n in pairwise(words))
    return word in pack.words["blame_cues"] and doing


def _broken_off(one: Found, tokens: list[Token], pack: LanguagePack) -> bool:
    """“that a vast majority of voters” before a comma or dash: a clause cut before its verb."""
    cue, unit = one.origin, one.unit_of_cue
    if cue is None or unit is None or tokens[0].lower != "that" or len(tokens) > BROKEN or cue.content[-1][1] >= len(unit.tokens):
        return False
    if unit.tokens[cue.content[-1][1]].lower not in (",", "—", "–", "--", "("):
        return False
    return not any(
        t.quote
        or t.lower in pack.words["finite_verbs"]
        or t.lower in pack.words["past_verbs"]
        or t.lower.endswith(("ed", *_CONTRACTED))
        for t in tokens
    )


def _second(tokens: list[Token]) -> str:
    return tokens[1].lower if len(tokens) > 1 and tokens[0].lower in ("the", "those", "these", "any", "all") else ""


def _clause(unit: Unit, content: list[tuple[int, int]], pack: LanguagePack) -> bool:
    """Whether a finite verb, a “that …” or a “to …” stands in it."""
    tokens = unit.tokens
    opening = tokens[content[0][0]].lower
    if opening in _CLAUSAL:
        return True
    thing = opening in pack.words["determiners"]
    for x, y in content:
        for k in range(x, y):
            word = tokens[k].lower
            if thing and word in _RELATIVE:
                return False
            if word in pack.words["finite_verbs"] or word.endswith(_CONTRACTED[2:]):
                return True
            object_of = k > x and (tokens[k - 1].lower.endswith("ing") or tokens[k - 1].lower in pack.words["cue_prepositions"])
            if (word in _SUBJECTS and not object_of) or (
                word.endswith(("'s", "’s")) and word[:-2] in _SUBJECTS | {"that", "what", "who", "here"}
            ):
                return True
            if k > x and word.endswith("ed") and len(word) > 4 and _active(tokens, k, y, pack):
                return True
    return False


def _active(tokens: list[Token], k: int, end: int, pack: LanguagePack) -> bool:
    """Whether a form in "-ed" is likely the verb of the noun before it, not a participle that describes one."""
    left, right = tokens[k - 1], tokens[k + 1].lower if k + 1 < end else "by"
    if not left.word or left.lower in ("and", "or", "not") or left.lower.endswith("ly") or right in _NO_OBJECT:
        return False
    return left.lower not in pack.words["determiners"] and left.lower not in pack.words["cue_prepositions"]


def _nested(found: list[Found], pack: LanguagePack) -> None:
    """Of two where one holds the other's cue, one is doubted: the outer where it stands in a tag and the inner is spoken."""
    shown = [f for f in found if f.origin and f.source and (f.probability or 0) > DOUBTED]
    by_unit: dict[int, list[Found]] = {}
    for one in shown:
        by_unit.setdefault(id(one.unit_of_cue), []).append(one)
    for group in by_unit.values():
        for outer in group:
            spoken = [r for f in group if f.direct and f.pattern != "according" for r in f.content]
            if outer.pattern == "according" and any(s < e and b < t for s, t in spoken for b, e in outer.content):
                _lower(outer)
            for inner in group:
                if inner is outer or not any(s <= inner.cue[0][0] < e for s, e in outer.content):
                    continue
                _lower(outer if _in_tag(outer) and _spoken(inner, pack) else inner)


def _in_tag(one: Found) -> bool:
    return one.pattern in ("after", "inverted", "according")


def _spoken(one: Found, pack: LanguagePack) -> bool:
    cue, unit = one.origin, one.unit_of_cue
    if cue is None or unit is None or cue.pattern not in ("before", "according"):
        return False
    word = unit.tokens[cue.word].lower
    return word in pack.words["speech_cues"] and word not in pack.words["unspoken_cues"]
