"""Every word that may report somebody's speech or stance, with the source beside it and how the two stand to the content."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from sidelight.annotate.attributions import sources
from sidelight.annotate.attributions.hearers import skip_tail
from sidelight.annotate.attributions.sources import Phrase
from sidelight.annotate.attributions.units import Token, Unit
from sidelight.text.pack import LanguagePack

Pattern = Literal[
    "before", "after", "inverted", "according", "participle", "passive", "infinitive", "shared", "noun", "colon", "quote", "asked"
]

_PLURALS = frozenset(
    {"advocates", "reports", "claims", "estimates", "projects", "fears", "hopes", "backs", "supports", "charges"}
)
_ENDS = frozenset({",", ";", ".", "—", "–", "--", ")", ":", "…", "?", "!", "“”"})


@dataclass(slots=True)
class Cue:
    """A candidate: token indices in its unit. `pattern` tells where the content stands.

    "before": source, cue, content; "after": content, source, cue; "inverted": content, cue, source; "shared": the source
    is the subject of an earlier verb ("X did this and said"); `after_end` is where what follows the cue begins.
    """

    unit: Unit
    word: int
    start: int
    end: int
    pattern: Pattern
    source: Phrase | None
    after_end: int
    content: list[tuple[int, int]] = field(default_factory=list)


def find_cues(unit: Unit, pack: LanguagePack) -> list[Cue]:
    """The candidates of one unit, in order."""
    tokens = unit.tokens
    found: list[Cue] = list(_colon(unit, pack))
    for i, token in enumerate(tokens):
        if not token.word:
            continue
        if token.lower == "according" and i + 1 < len(tokens) and tokens[i + 1].lower == "to":
            found.extend(_according(unit, i, pack))
        elif token.lower in pack.words["stance_adjectives"] and _stated(unit, i, pack):
            found.append(_adjective(unit, i, pack))
        elif token.lower in pack.words["speech_cues"] or token.lower in pack.words["stance_cues"]:
            cue = _verb(unit, i, found, pack)
            if cue:
                found.append(cue)
        elif token.lower in pack.words["report_nouns"]:
            found.extend(_noun(unit, i, pack))
    return found


def _according(unit: Unit, i: int, pack: LanguagePack) -> Iterable[Cue]:
    source = sources.after(unit, i + 2, pack)
    if source:
        yield Cue(unit, i, i, i + 2, "according", source, source.end)


def _verb(unit: Unit, i: int, earlier: list[Cue], pack: LanguagePack) -> Cue | None:
    tokens = unit.tokens
    start = _group_start(tokens, i, pack)
    left = tokens[start - 1] if start else None
    auxiliaries = {t.lower for t in tokens[start:i]}
    be = bool(auxiliaries & pack.words["be_forms"])
    if start == i and left and _reads_as_noun(tokens, i, left, pack):
        return None
    if left and unit.paragraph and tokens[i].text.istitle() and left.word and left.text.istitle():
        return None
    end = _cue_end(tokens, i, pack)
    word = tokens[i].lower
    if word.endswith("ing") and not be:
        if left and left.lower in ("of", "from", "without"):
            return None
        beside = sources.before(unit, start, pack) if left and left.word and not _verb_like(tokens, start - 1, pack) else None
        source = beside if beside and beside.form != "appositive" else _subject(unit, start, earlier, pack)
        return Cue(unit, i, start, end, "participle", source, skip_tail(tokens, i, end, pack))
    if left and left.lower == "to" and word not in ("said", "says"):
        chained = start >= 2 and tokens[start - 2].lower in pack.words["chain_verbs"]
        begin = _group_start(tokens, start - 2, pack) if chained else start - 1
        source = sources.before(unit, begin, pack) if chained else _subject(unit, begin, earlier, pack)
        return Cue(unit, i, begin, end, "before" if chained else "infinitive", source, skip_tail(tokens, i, end, pack))
    if (be and not word.endswith("ing")) or word in pack.words["appearance_verbs"]:
        return Cue(unit, i, start, end, "passive", sources.before(unit, start, pack), end)
    if _inverts(unit, i, start, pack):
        source = sources.after(unit, i + 1, pack)
        if source and not _finite_follows(tokens, source.end, pack):
            return Cue(unit, i, start, i + 1, "inverted", source, source.end)
    return _with_subject(unit, i, start, end, earlier, pack)


def _stated(unit: Unit, i: int, pack: LanguagePack) -> bool:
    """“is (very) worried about”: an adjective of mind that somebody is said to be in."""
    tokens = unit.tokens
    start = _group_start(tokens, i, pack)
    return i + 1 < len(tokens) and any(t.lower in pack.words["stating_copulas"] for t in tokens[max(start - 2, 0) : i])


def _adjective(unit: Unit, i: int, pack: LanguagePack) -> Cue:
    tokens = unit.tokens
    start = _group_start(tokens, i, pack)
    while start > 0 and tokens[start - 1].lower in (pack.words["stating_copulas"] | {"it", "so"}) and i - start < 6:
        start = _group_start(tokens, start - 1, pack)
    end = i + 2 if tokens[i + 1].lower in ("about", "of", "on", "with", "for", "at", "in", "by") else i + 1
    return Cue(unit, i, start, end, "before", sources.before(unit, start, pack), end)


def _colon(unit: Unit, pack: LanguagePack) -> Iterable[Cue]:
    """“Lee: We will win” as a headline, “LEE: Good evening” in a transcript."""
    tokens = unit.tokens
    k = next((j for j, t in enumerate(tokens[:7]) if t.lower == ":"), 0)
    if not 0 < k < len(tokens) - 2 or not all(t.word and t.text[0].isupper() for t in tokens[:k]):
        return
    if tokens[0].lower in pack.words["headline_labels"] or tokens[k - 1].lower in pack.words["headline_labels"]:
        return
    if unit.paragraph == 0 or all(t.text.isupper() for t in tokens[:k]):
        yield Cue(unit, k, k, k + 1, "colon", Phrase(0, k, "name"), k + 1)


def _with_subject(unit: Unit, i: int, start: int, end: int, earlier: list[Cue], pack: LanguagePack) -> Cue | None:
    tokens = unit.tokens
    left = tokens[start - 1].lower if start else ""
    source = sources.before(unit, start, pack)
    if source is None:
        if start == 0 and tokens[i].lower in ("asked", "pressed") and "," in (t.lower for t in tokens):
            return Cue(unit, i, start, end, "asked", None, end)
        if left in ("and", "but", "then", "or", ","):
            source = _subject(unit, start, earlier, pack)
            return Cue(unit, i, start, end, "shared", source, skip_tail(tokens, i, end, pack)) if source else None
        if start == 0 and unit.paragraph and tokens[i].lower in ("said", "says", "asked"):
            return Cue(unit, i, start, end, "before", None, skip_tail(tokens, i, end, pack))
        return None
    if end < len(tokens) and tokens[end].lower in pack.words["finite_verbs"]:
        return None
    before = tokens[source.start - 1] if source.start else None
    parted = before and (before.lower in (",", "“”", "—", "--", "–") or before.lower in "?!…")
    tag = parted and tokens[i].lower in pack.words["speech_cues"]
    if tag and before and (_waits(before) or _tag_ends(tokens, end, pack)):
        return Cue(unit, i, start, end, "after", source, end)
    return Cue(unit, i, start, end, "before", source, skip_tail(tokens, i, end, pack))


def _waits(token: Token) -> bool:
    """Whether a quote ends as one does before its tag: with a comma, or a question or cry in the middle of a sentence."""
    return token.quote is not None and token.text.rstrip("”\"’'» ")[-1:] in (",", "?", "!", "…")


def _group_start(tokens: list[Token], i: int, pack: LanguagePack) -> int:
    """Where the verb group of the verb at `i` begins: its auxiliaries and adverbs belong to the cue."""
    k = i
    while k > 0 and i - k < 5:
        word = tokens[k - 1].lower
        adverb = word in pack.words["cue_adverbs"] or (
            word.endswith("ly") and len(word) > 4 and word not in ("family", "rally", "ally")
        )
        name = k > 1 and tokens[k - 1].text[0].isupper()
        if (word in pack.words["cue_auxiliaries"] or adverb) and not name and tokens[k - 1].text not in ("May", "Will"):
            k -= 1
        else:
            break
    return k


def _reads_as_noun(tokens: list[Token], i: int, left: Token, pack: LanguagePack) -> bool:
    """“the report”, “his claims”, “a proposed deal”, “in support”: no verb."""
    word = tokens[i].lower
    if word == "think" and i + 1 < len(tokens) and tokens[i + 1].lower in ("tank", "tanks"):
        return True
    if left.lower in pack.words["determiners"] and left.lower not in pack.words["source_pronouns"]:
        return True
    if word in _PLURALS and i + 1 < len(tokens):
        right = tokens[i + 1].lower
        if right in pack.words["finite_verbs"] or right in pack.words["past_verbs"] or right.endswith("ed"):
            return True
    if left.lower.endswith(("'s", "’s", "s'", "s’")) and not word.endswith("ing"):
        return True
    article = any(t.lower in ("a", "an") for t in tokens[max(i - 3, 0) : i])
    if article and (word in pack.words["report_nouns"] or word in ("tweet", "offer", "plan", "challenge", "answer", "reply")):
        return True
    if word in pack.words["adjectival_cues"] and _before_its_noun(tokens, i, left, pack):
        return True
    return left.lower in ("of", "for", "in", "with", "by", "from", "at", "on", "under") and not word.endswith("ing")


def _before_its_noun(tokens: list[Token], i: int, left: Token, pack: LanguagePack) -> bool:
    """“arrested 400 suspected smugglers”: a participle that describes the noun after it."""
    right = tokens[i + 1] if i + 1 < len(tokens) else None
    if not right or not right.word or right.text[0].isupper() or left.lower in pack.words["source_pronouns"]:
        return False
    lists = ("determiners", "cue_prepositions", "clause_openers", "source_pronouns", "time_words")
    plain = not any(right.lower in pack.words[name] for name in lists) and right.lower not in (
        "that",
        "to",
        "him",
        "them",
        "me",
        "us",
    )
    return plain and not right.lower.endswith(("ing", "ly")) and (left.text[0].islower() or left.lower[0].isdigit())


def _cue_end(tokens: list[Token], i: int, pack: LanguagePack) -> int:
    if i + 1 < len(tokens) and f"{tokens[i].lower} {tokens[i + 1].lower}" in pack.words["cue_particles"]:
        return i + 2
    return i + 1


def _inverts(unit: Unit, i: int, start: int, pack: LanguagePack) -> bool:
    """Whether “…, said X” may stand here: content to the left, a name or a determiner to the right."""
    tokens = unit.tokens
    if start != i or i == 0 or i + 1 >= len(tokens) or tokens[i].lower not in pack.words["speech_cues"]:
        return False
    left, right = tokens[i - 1], tokens[i + 1]
    if tokens[i].lower in ("told", "tells", "tell", "telling"):
        return False
    if not (left.lower in (",", "“”", "—", "--", "–") or left.lower in "?!…") or not right.word:
        return False
    if right.lower in pack.words["time_words"] or right.lower in ("that", "it", "this", "there", "he", "she", "they"):
        return False
    said_before = left.quote is not None or _claused(tokens, i, pack) or _closes(unit, i, pack) or _interposed(unit, i, pack)
    return said_before and (
        right.text[0].isupper() or right.lower in pack.words["determiners"] or right.lower in pack.words["speaker_nouns"]
    )


def _closes(unit: Unit, i: int, pack: LanguagePack) -> bool:
    """Whether a name is all that follows the verb, so that it cannot be what was said."""
    tokens = unit.tokens
    if i < 6 or tokens[i].lower in pack.words["addressee_cues"] or not tokens[i + 1].text[0].isupper():
        return False
    name = sources.after(unit, i + 1, pack)
    return name is not None and name.end >= len(tokens) - 1


def _interposed(unit: Unit, i: int, pack: LanguagePack) -> bool:
    """“The board, said Lee, “has to go””: a tag between a subject and its verb."""
    tokens = unit.tokens
    if tokens[i - 1].lower != "," or not tokens[i + 1].text[0].isupper():
        return False
    k = next((j for j in range(i + 2, min(i + 6, len(tokens))) if tokens[j].lower == ","), None)
    if k is None or k + 1 >= len(tokens):
        return False
    return tokens[k + 1].quote is not None or tokens[k + 1].lower in pack.words["finite_verbs"]


def _claused(tokens: list[Token], i: int, pack: LanguagePack) -> bool:
    """Whether what stands to the left may be a clause of its own: it holds a verb, or a quote."""
    return any(t.quote or t.lower in pack.words["finite_verbs"] or t.lower.endswith("ed") for t in tokens[max(i - 40, 0) : i])


def _finite_follows(tokens: list[Token], k: int, pack: LanguagePack) -> bool:
    """“…, said Peru would”: what looks like an inverted subject has a verb of its own."""
    return k < len(tokens) and tokens[k].lower in pack.words["finite_verbs"]


def _tag_ends(tokens: list[Token], k: int, pack: LanguagePack) -> bool:
    """Whether nothing that could be content follows the verb: a mark, the end, or time and place."""
    if k >= len(tokens):
        return True
    token = tokens[k]
    if token.quote or token.lower in _ENDS:
        return token.lower != ":"
    if token.lower in ("that", "to"):
        return False
    if token.lower in pack.words["addressees"]:
        return _tag_ends(tokens, k + 1, pack)
    if token.text[0].isupper() and tokens[k - 1].lower in pack.words["addressee_cues"]:
        return not any(t.lower in pack.words["finite_verbs"] or t.lower == "that" for t in tokens[k : k + 8])
    if token.lower in pack.words["cue_prepositions"] or token.lower in pack.words["time_words"] or token.lower.endswith("ly"):
        return not any(t.lower == "that" for t in tokens[k : k + 7])
    return token.lower.endswith("ing")


def _subject(unit: Unit, k: int, earlier: list[Cue], pack: LanguagePack) -> Phrase | None:
    """The source of a verb that has none beside it: that of the cue before it, or the sentence's first noun phrase."""
    last = next((c for c in reversed(earlier) if c.source and c.pattern not in ("noun", "passive", "participle")), None)
    if last:
        return last.source
    tokens = unit.tokens
    begin = _sentence_subject_start(tokens, k, pack)
    for j in range(begin, min(k, begin + sources.FURTHEST)):
        if _verb_like(tokens, j, pack) and j > begin:
            return sources.before(unit, _group_start(tokens, j, pack), pack)
    return sources.opening(unit, begin, k, pack)


def _sentence_subject_start(tokens: list[Token], k: int, pack: LanguagePack) -> int:
    if tokens and (
        tokens[0].lower in pack.words["cue_prepositions"]
        or tokens[0].lower in pack.words["clause_openers"]
        or tokens[0].lower.endswith("ing")
    ):
        return next((j + 1 for j in range(min(k, 30)) if tokens[j].lower == ","), 0)
    return 0


def _verb_like(tokens: list[Token], j: int, pack: LanguagePack) -> bool:
    word = tokens[j].lower
    if not tokens[j].word or tokens[j].text[0].isupper():
        return False
    known = word in pack.words["finite_verbs"] or word in pack.words["speech_cues"] or word in pack.words["stance_cues"]
    return known or (word.endswith("ed") and tokens[j - 1].word and tokens[j - 1].lower not in pack.words["determiners"])


def _noun(unit: Unit, i: int, pack: LanguagePack) -> Iterable[Cue]:
    """“Lee's claim that …”, “fears among voters that …”, “concerns about …”."""
    tokens = unit.tokens
    if i + 1 >= len(tokens) or tokens[i + 1].lower not in pack.words["report_noun_links"]:
        return
    link = tokens[i + 1].lower
    start, source = _holder(unit, i, pack)
    if source is None and link not in ("that",):
        return
    yield Cue(unit, i, start, i + 1 if link == "that" else i + 2, "noun", source, i + 1 if link == "that" else i + 2)


def _holder(unit: Unit, i: int, pack: LanguagePack) -> tuple[int, Phrase | None]:
    """Whose claim it is: a possessive before the noun, or the subject of “raised”, “expressed”, “voiced” and the like."""
    tokens = unit.tokens
    for k in range(i - 1, max(i - 7, -1), -1):
        token = tokens[k]
        if not token.word:
            break
        if token.lower in ("his", "her", "their", "its", "my", "our"):
            return k + 1, Phrase(k, k + 1, "pronoun")
        if token.lower.endswith(("'s", "’s", "s'", "s’")) and token.text[0].isupper():
            start = k
            while start > 0 and tokens[start - 1].word and tokens[start - 1].text[0].isupper() and start > k - 5:
                start -= 1
            return k + 1, Phrase(start, k + 1, "name")
        if token.lower in pack.words["voicing_verbs"]:
            start = _group_start(tokens, k, pack)
            return start, sources.before(unit, start, pack)
    return i, None
