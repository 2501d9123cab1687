"""The noun phrase beside a cue that names who speaks. No parser: it walks over words until something cannot belong."""

from dataclasses import dataclass

from sidelight.annotate.attributions.lists import listed
from sidelight.annotate.attributions.units import Token, Unit
from sidelight.text.pack import LanguagePack

_BARE = frozenset({"a", "an", "the", "his", "her", "its", "their", "my", "our", "your", "no", "every"})
_OPENERS = frozenset({"and", "but", "or", "so", "yet", "then", "still", "meanwhile", "also", "even", "indeed", "perhaps"})
FURTHEST = 28
"""Tokens that a walk goes at most: longer sources are mistakes."""

_BREAKS = frozenset({",", ";", ":", "—", "–", "--", "-", "(", ")", "“”", "?", "!", "…", "[", "]", "|", "•"})
_APPOSITIVE_STOPS = frozenset(
    {"speaking", "asked", "citing", "calling", "referring", "in", "on", "at", "after", "during", "when", "while"}
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Token indices, end-exclusive; `form` says how it was found ("name", "pronoun", "noun", "relative", "appositive")."""

    start: int
    end: int
    form: str


def before(unit: Unit, end: int, pack: LanguagePack) -> Phrase | None:
    """The phrase that ends just before token `end`."""
    tokens = unit.tokens
    if end <= 0:
        return None
    end = _without_time(tokens, end, pack)
    last = tokens[end - 1]
    if last.lower == "," and end >= 3:
        return _with_appositive(unit, end - 1, pack)
    if last.lower == ")" and end >= 4:
        opened = next((k for k in range(end - 2, max(end - 8, 0), -1) if tokens[k].lower == "("), None)
        found = before(unit, opened, pack) if opened else None
        return Phrase(found.start, end, found.form) if found and found.form != "pronoun" else None
    if not last.word or (last.lower in pack.words["cue_prepositions"] and last.lower not in pack.words["time_words"]):
        return None
    if last.lower in ("and", "but", "or", "nor", "then", "so", "to", "not", "more", "most", "very") or last.lower in _BARE:
        return None
    if last.lower in ("who", "which", "that") and end >= 2:
        return Phrase(end - 1, end, "relative") if last.lower != "that" else None
    if last.lower in pack.words["source_pronouns"]:
        return _pronoun(tokens, end, pack)
    start = _walk(tokens, end, pack)
    start = listed(tokens, _trimmed(tokens, start, end, pack), end, pack)
    return Phrase(start, end, _form(tokens, end)) if start < end else None


def _without_time(tokens: list[Token], end: int, pack: LanguagePack) -> int:
    """“The leaders late on Tuesday night agreed”: the source ends before the time."""
    k = end
    while k > 1 and tokens[k - 1].lower in pack.words["time_words"] and tokens[k - 1].lower != "may":
        k -= 1
    if k < end and tokens[k - 1].lower in ("on", "in", "late", "early", "since", "this", "last"):
        k -= 1
        k -= tokens[k - 1].lower in ("late", "early") if k > 1 else 0
    return k if k > 0 and tokens[k - 1].word and tokens[k - 1].lower not in pack.words["determiners"] else end


def _pronoun(tokens: list[Token], end: int, pack: LanguagePack) -> Phrase:
    before_it = tokens[end - 2] if end >= 2 else None
    if tokens[end - 1].lower in ("others", "some", "many") and before_it and before_it.lower in ("and", "some", "many"):
        start = _trimmed(tokens, _walk(tokens, end, pack), end, pack)
        return Phrase(start, end, "noun")
    return Phrase(end - 1, end, "pronoun")


def _with_appositive(unit: Unit, comma: int, pack: LanguagePack) -> Phrase | None:
    """“Ann Lee, the mayor of Dale, said”: the name before the first comma, through the apposition."""
    tokens = unit.tokens
    for k in range(comma - 1, max(comma - FURTHEST, 0), -1):
        token = tokens[k]
        if (token.quote and token.quote.full("x" * token.quote.end)) or token.lower in (";", ":", "—", "--"):
            return None
        if token.lower != ",":
            continue
        opener = tokens[k + 1]
        if k == 0 or not tokens[k - 1].word:
            return None
        head = before(unit, k, pack)
        if head is None or head.form == "relative":
            continue
        if opener.lower in ("however", "though", "too", "meanwhile", "instead", "also") or not _apposes(opener, pack):
            if (
                opener.lower in _APPOSITIVE_STOPS
                or opener.lower in ("however", "though", "too", "meanwhile")
                or opener.lower.endswith("ing")
            ):
                return head
            continue
        return Phrase(_named_before(unit, head, pack), comma, "appositive")
    return None


def _named_before(unit: Unit, head: Phrase, pack: LanguagePack) -> int:
    """“Ann Lee, head of Dale Boats, a builder of piers, said”: the apposition of an apposition still names her."""
    tokens = unit.tokens
    comma = head.start - 1
    if comma < 1 or tokens[comma].lower != "," or tokens[head.start].text[0].isupper():
        return head.start
    name = before(unit, comma, pack)
    plain = (
        name is not None and name.form == "name" and all(t.word and t.text[0].isupper() for t in tokens[name.start : name.end])
    )
    return name.start if plain and name else head.start


def _apposes(token: Token, pack: LanguagePack) -> bool:
    return (
        token.lower in ("a", "an", "the", "who", "whose", "which", "his", "her", "their", "its", "one", "formerly", "then", "now")
        or token.lower.isdigit()
        or token.text[0].isupper()
        or token.lower in ("chairman", "chairwoman", "president", "director", "professor", "head", "senior", "founder", "author")
        or (
            token.word
            and not token.lower.endswith(("ing", "ed", "ly"))
            and token.lower not in pack.words["cue_prepositions"]
            and token.lower not in pack.words["clause_openers"]
            and token.lower not in ("and", "but", "or")
        )
    )


def _walk(tokens: list[Token], end: int, pack: LanguagePack) -> int:
    """The leftmost token that may belong to the phrase."""
    openers, finite = pack.words["clause_openers"], pack.words["finite_verbs"]
    k = end - 1
    lowest = max(end - FURTHEST, 0)
    while k > lowest:
        left = tokens[k - 1]
        if left.lower in _BREAKS and left.lower != "-":
            break
        if left.lower in openers or left.lower in finite or left.lower in ("he", "she", "they", "it", "i", "we", "to", "not"):
            break
        if left.lower in ("and", "or") and not _joins(tokens, k - 1, pack):
            break
        k -= 1
    return k


def _joins(tokens: list[Token], k: int, pack: LanguagePack) -> bool:
    """Whether an “and” joins two of a kind inside one phrase, not two clauses."""
    if k == 0 or k + 1 >= len(tokens):
        return False
    a, b = tokens[k - 1], tokens[k + 1]
    if not a.word or not b.word:
        return False
    if b.lower in pack.words["determiners"] or b.lower in pack.words["source_pronouns"]:
        return a.text[0].isupper() or a.lower in ("others",) or b.lower == "others"
    if b.lower.isdigit() and k + 2 < len(tokens) and tokens[k + 2].lower == "other":
        return a.text[0].isupper()
    return a.text[0].isupper() == b.text[0].isupper()


def _trimmed(tokens: list[Token], start: int, end: int, pack: LanguagePack) -> int:
    """Drops what opens a sentence but names nobody: conjunctions, adverbs, “On Tuesday”, “In a statement”."""
    k = start + 2 * (" ".join(t.lower for t in tokens[start : start + 2]) in pack.words["page_labels"])
    while k < end - 1:
        word = tokens[k].lower
        mark = not tokens[k].word and tokens[k].quote is None
        if mark or word in _OPENERS or (word.endswith("ly") and tokens[k + 1].text[0].isupper()):
            k += 1
        elif word in pack.words["cue_prepositions"] and word not in ("this", "last", "next"):
            k = _after_preposition(tokens, k + 1, end, pack)
        elif word in pack.words["time_words"] and k + 1 < end:
            k += 1
        else:
            break
    return k


def _after_preposition(tokens: list[Token], k: int, end: int, pack: LanguagePack) -> int:
    """The next place where a noun phrase could begin anew after a preposition's own one."""
    seen = False
    for j in range(k, end):
        token = tokens[j]
        if token.lower in pack.words["time_words"] or token.lower.isdigit():
            seen = True
            continue
        starts = token.lower in pack.words["determiners"] or (
            token.text[0].isupper() and j and not tokens[j - 1].text[0].isupper()
        )
        if starts and (seen or j > k + (tokens[k].lower in pack.words["determiners"])):
            return j
        seen = True
    return end - 1


def opening(unit: Unit, start: int, limit: int, pack: LanguagePack) -> Phrase | None:
    """A sentence's first noun phrase, where no verb is known to end it: a pronoun or a run of names."""
    tokens = unit.tokens
    if start >= limit or not tokens[start].word:
        return None
    if tokens[start].lower in pack.words["source_pronouns"]:
        return Phrase(start, start + 1, "pronoun")
    k = start + (tokens[start].lower in pack.words["determiners"])
    end = k
    while end < min(limit, k + 8) and tokens[end].word and tokens[end].text[0].isupper():
        end += 1
    return Phrase(start, end, "name") if end > k else None


def _form(tokens: list[Token], end: int) -> str:
    return "name" if tokens[end - 1].text[0].isupper() else "noun"


def after(unit: Unit, start: int, pack: LanguagePack) -> Phrase | None:
    """The phrase that begins at token `start`, for “…, said Ann Lee, mayor of Dale” and “according to …”."""
    tokens = unit.tokens
    if start >= len(tokens) or not tokens[start].word:
        return None
    if tokens[start].lower in ("he", "she", "they", "it", "i", "we", "one", "him", "her", "them", "me"):
        return Phrase(start, start + 1, "pronoun")
    k, commas = start, 0
    while k < min(len(tokens), start + FURTHEST):
        commas += tokens[k].lower == ","
        if _stops(tokens, start, k, commas, pack):
            break
        k += 1
    while k > start + 2 and tokens[k - 1].lower in pack.words["speech_cues"] and tokens[k - 2].lower in ("who", "which"):
        k -= 2
    while k > start and tokens[k - 1].lower in (",", "in", "on", "and", ".", "late", "early", "last", "this"):
        k -= 1
    return Phrase(start, k, _form(tokens, start + 1)) if k > start else None


def _stops(tokens: list[Token], start: int, k: int, commas: int, pack: LanguagePack) -> bool:
    """Whether the phrase that begins at `start` has ended before `k`."""
    token = tokens[k]
    word = token.lower
    if word == ",":
        return k + 1 >= len(tokens) or not _continues(tokens, k + 1, commas, pack)
    if token.quote:
        return token.quote.words > 4
    if word in _BREAKS:
        return word not in ("(", ")", "-")
    if k == start:
        return False
    if word in pack.words["time_words"] and word not in ("may", "march", "last", "this"):
        return True
    if word in pack.words["clause_openers"] or word in ("adding", "noting", "about", "during"):
        return word not in ("who", "which", "whose") and not (commas and word in ("when", "while", "as"))
    if word in pack.words["finite_verbs"] and not commas:
        return not any(t.lower in ("who", "which", "that") for t in tokens[start:k])
    return word in ("in", "on", "at") and _tail(tokens, k, pack)


def _tail(tokens: list[Token], k: int, pack: LanguagePack) -> bool:
    nearby = [t.lower for t in tokens[k + 1 : k + 5]]
    return any(w in pack.words["cue_tails"] for w in nearby)


def _continues(tokens: list[Token], k: int, commas: int, pack: LanguagePack) -> bool:
    """After a comma: an apposition goes on, a new clause or participle does not."""
    token = tokens[k]
    if commas > 2 or not token.word or token.lower.endswith("ing"):
        return False
    if token.lower in ("who", "which", "whose"):
        return not (k + 1 < len(tokens) and tokens[k + 1].lower in pack.words["speech_cues"])
    for other in tokens[k : k + 16]:
        if other.lower == "," or other.quote:
            break
        if other.lower in ("who", "which", "whose"):
            return _apposes(token, pack)
        verb = any(other.lower in pack.words[name] for name in ("finite_verbs", "speech_cues", "stance_cues"))
        if (verb and other.text[0].islower()) or (other.lower.endswith("ed") and other.text[0].islower()):
            return False
    return _apposes(token, pack)
