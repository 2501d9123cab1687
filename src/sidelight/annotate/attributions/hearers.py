"""Where what is said begins: past whom it was told to, when and where."""

import re

from sidelight.annotate.attributions.units import Token
from sidelight.text.pack import LanguagePack


def skip_tail(tokens: list[Token], i: int, k: int, pack: LanguagePack) -> int:
    """Past whom it was told to, when and where, to where the content begins."""
    if tokens[i].lower in pack.words["addressee_cues"]:
        k = _skip_addressee(tokens, i, k, pack)
    if k + 2 < len(tokens) and tokens[k].lower == "back" and tokens[k + 1].lower in ("in", "on"):
        k += tokens[k + 2].lower in pack.words["time_words"] or tokens[k + 2].lower.isdigit()
    if k < len(tokens) and tokens[i].lower in pack.words["speech_cues"]:
        token = tokens[k].lower
        if token in ("for", "with", "before", "as") and (stated := _stated_at(tokens, k, pack)):
            return stated
        if token in pack.words["time_words"] or token in ("in", "on", "at", "during", "after", "late", "early", "to", "of"):
            k = _past_place(tokens, k, pack)
    while k < len(tokens) and tokens[k].lower in (",", ":"):
        k += 1
    if k < len(tokens) and tokens[k].lower == "without":
        dash = next((j for j in range(k, min(k + 8, len(tokens) - 1)) if tokens[j].lower in (",", "--", "—", "–")), k)
        return dash + 1 if tokens[dash + 1].lower == "that" else k
    return k


def _past_place(tokens: list[Token], k: int, pack: LanguagePack) -> int:
    """Past “on Monday”, “in a statement”, “to reporters”, if what is said follows; “to close the port” is what is said."""
    for j in range(k, min(k + 14, len(tokens))):
        word = tokens[j].lower
        if _short(tokens[j]) and j + 1 < len(tokens) and tokens[j + 1].lower == "that":
            return j + 1
        if word in ("that", ":") or tokens[j].quote or _infinitive(tokens, j, pack):
            return j
        if re.split("['’]", word)[0] in ("he", "she", "they", "it", "we", "i", "there") or word == ",":
            return j
        if j > k and _time_ends(tokens, j, pack):
            return j
        if word == ";":
            return k
    return _past_time(tokens, k, pack)


def _time_ends(tokens: list[Token], j: int, pack: LanguagePack) -> bool:
    """“said Monday the plan to close …”: what was said begins right after the day."""
    before, word = tokens[j - 1].lower, tokens[j].lower
    if before not in pack.words["time_words"] or before in ("this", "last", "may"):
        return False
    onward = (
        word in pack.words["time_words"]
        or word in pack.words["cue_prepositions"]
        or word in ("and", "or", "but", "late", "early")
    )
    return not onward and tokens[j].word and not word.isdigit()


def _infinitive(tokens: list[Token], j: int, pack: LanguagePack) -> bool:
    """Whether “to” and a verb stand here, as far as one can tell: no determiner, name, pronoun or hearer follows."""
    if tokens[j].lower == "to" and j + 1 < len(tokens) and _short(tokens[j + 1]) and tokens[j + 1].text[1:2].islower():
        return True
    if tokens[j].lower != "to" or j + 1 >= len(tokens) or not tokens[j + 1].word or tokens[j + 1].text[0].isupper():
        return False
    return not any(
        tokens[j + 1].lower in pack.words[name] for name in ("determiners", "addressees", "source_pronouns", "speaker_nouns")
    )


def _past_time(tokens: list[Token], k: int, pack: LanguagePack) -> int:
    while k < len(tokens) and (tokens[k].lower in pack.words["time_words"] or tokens[k].lower == "on"):
        k += 1
    return k


def _skip_addressee(tokens: list[Token], i: int, k: int, pack: LanguagePack) -> int:
    if (
        k >= len(tokens)
        or not (tokens[k].word or _short(tokens[k]))
        or tokens[k].lower in ("that", "if", "whether", "to", "about", "for", "why", "how", "what")
    ):
        return k
    stated = _stated_at(tokens, k, pack, tokens[i].lower == "told")
    if stated is None and tokens[i].lower in pack.words["request_cues"]:
        stated = _requested_at(tokens, k, pack)
    if stated is not None:
        return stated
    for j in range(k, min(k + 16, len(tokens))):
        word = tokens[j].lower
        if tokens[j].quote or word in ("that", ":", "to", "if", "whether", "about") or (word == "," and j > k):
            return j
        if j > k and (word in ("he", "she", "they", "it", "we", "i", "there") or word in pack.words["determiners"]):
            return j
        if j > k + 1 and word in pack.words["finite_verbs"]:
            return j - 1
    return k + 1


def _stated_at(tokens: list[Token], k: int, pack: LanguagePack, beside: bool = False) -> int | None:
    """The “that” after a hearer, a place and a time ("told “Dale & Friends” on Monday, before he left, that …"), if it is one.

    A hearer is a name, a pronoun or one of `addressees`; anything else may be what is said ("warned the storm that hit …"),
    unless `beside` says that the cue always has a hearer.
    """
    told = beside
    beside = beside or (k < len(tokens) and tokens[k].lower in ("on", "in", "at", "during", "after", "before"))
    for j in range(k + 1, min(k + 24, len(tokens))):
        token, left = tokens[j], tokens[j - 1]
        if token.lower == "that" and (beside or left.text[0].isupper() or _short(left) or left.lower in pack.words["addressees"]):
            return j
        if token.lower in (":", ";") or (token.quote and not _short(token)):
            return None
        beside = beside or token.lower in ("in", "on", "at", "during", "after", "before", "when", "with", "as")
        if (told or not beside) and token.lower in pack.words["finite_verbs"] and not _claused(tokens, k, j):
            return None
    return None


def _claused(tokens: list[Token], k: int, j: int) -> bool:
    """Whether a clause of time was opened before `j` ("before he left the hall")."""
    return any(t.lower in ("before", "after", "when", "as", "while") for t in tokens[k:j])


def _short(token: Token) -> bool:
    """A programme's name in quotation marks."""
    return token.quote is not None and token.quote.words <= 4


def _requested_at(tokens: list[Token], k: int, pack: LanguagePack) -> int | None:
    """The “to” of “urged those who were there to stay calm”: all before it is who was asked."""
    for j in range(k, min(k + 14, len(tokens))):
        if _infinitive(tokens, j, pack):
            return j
        word = tokens[j].lower
        if tokens[j].quote or word in (",", ":", ";", "that", "if", "whether", "about", "for", "why", "how", "what"):
            return None
        related = any(t.lower in ("who", "those") for t in tokens[k:j])
        if (j > k and word in ("he", "she", "they", "it", "we", "i")) or (word in pack.words["finite_verbs"] and not related):
            return None
    return None
