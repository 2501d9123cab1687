"""From the words printed beside a name to the role in which it speaks."""

from collections.abc import Sequence
from itertools import pairwise

from sidelight.text.pack import LanguagePack
from sidelight.types import SpeakerKind

_ORDER: tuple[SpeakerKind, ...] = (
    "document", "anonymous", "witness", "affected", "public", "organisation", "company", "expert", "outlet", "official",
    "politician", "party",
)  # fmt: skip
_STOPS = frozenset(
    {
        "of",
        "on",
        "at",
        "for",
        "in",
        "from",
        "who",
        "with",
        "by",
        "to",
        "and",
        "or",
        "that",
        "which",
        "across",
        "under",
        "near",
        "including",
        "about",
        "against",
        "around",
        "whose",
        "released",
        "conducted",
    }
)
_ELECTED = frozenset(
    {
        "assembly",
        "borough",
        "city",
        "common",
        "county",
        "district",
        "legislative",
        "local",
        "municipal",
        "state",
        "town",
        "village",
    }
)
"""What makes a council an elected one; others are bodies of their own."""
_HOUSES = (["senate"], ["congress"], ["parliament"])
_CHAMBERS = frozenset({"senate", "house", "congressional", "intelligence", "judiciary"})
_OF_BODIES = frozenset({"politician", "official", "party", "company", "organisation", "outlet", "document"})
_PARTISAN = frozenset({"conservative", "democrat", "democratic", "labour", "libertarian", "republican"})
"""Adjectives that name a politician only at the end of a phrase: "the Dale Republican", but "a libertarian thinker"."""
_MODIFIED = frozenset(
    {"president", "director", "chairman", "chairwoman", "chair", "head", "leader", "secretary", "spokesman", "spokeswoman"}
)


def is_plural(noun: str) -> bool:
    """Whether a role noun means several people: "scholars", "spokesmen"; they are never one person."""
    return noun.endswith(("men", "people")) or (noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s", "’s")))


class Kinds:
    """Role phrases of a language → kind."""

    def __init__(self, pack: LanguagePack) -> None:
        self.pack = pack
        self._role_words = frozenset(w for kind in _ORDER for p in pack.words[f"speaker_{kind}"] for w in p.split())
        singles = ("politician", "official", "expert", "outlet")
        self.persons = frozenset(w for k in singles for w in pack.words[f"speaker_{k}"]) - {"state", "city", "country"}
        self.of_phrase: dict[str, SpeakerKind] = {p: kind for kind in _ORDER for p in pack.words[f"speaker_{kind}"]}

    def is_role_word(self, word: str) -> bool:
        """Whether it stands in any role phrase."""
        return word in self._role_words

    def of_words(self, words: Sequence[str]) -> SpeakerKind | None:
        """The kind of the head of a noun phrase: the last role phrase before its first preposition, else the first after it.

        "campaign" or "national committee" anywhere in it makes staff of a party out of managers and directors.
        """
        if tuple(words[:2]) == ("secretary", "of"):
            return "official"
        words = self.now(words[2:] if tuple(words[:2]) == ("one", "of") and len(words) > 2 else words)
        stop = next((k for k, w in enumerate(words) if w in _STOPS and k), len(words))
        head = self._last(words[:stop])
        lead = set(words[:stop])
        for first in (stop - 2, stop - 1):
            across = self.of_phrase.get(" ".join(words[max(first, 0) : stop + 2])) if words[stop : stop + 1] == ("of",) else None
            if across:
                return across
        if words[stop : stop + 1] == ("and",) and not head:
            after = next((k for k in range(stop + 1, len(words)) if words[k] in _STOPS), len(words))
            head = self._last(words[stop + 1 : after])
        if words[stop - 1 : stop] == ("minister",) and lead & (self.pack.words["name_creeds"] | {"church", "ordained"}):
            return "organisation"
        if lead & self.pack.words["speaker_lawyers"] and "former" in lead and head == "affected":
            return "expert"
        if head in ("party", "official") and {"white", "house"} <= lead:
            return "official"
        if head in (None, "official", "expert", "politician") and {"campaign", "rnc", "dnc"} & lead:
            return "party"
        serves = (
            lead & (self.pack.words["speaker_staff"] | self.pack.words["speaker_spokesmen"]) - self.pack.words["speaker_lawyers"]
        )
        if serves and head in (None, "official", "expert", "company") and {"campaign", "campaigns"} & set(words[stop:]):
            return "party"
        if head == "expert" and lead & self.pack.words["speaker_partisan"] and lead & {"consultant", "strategist"}:
            return "party"
        if head == "anonymous" and lead & {"republican", "democratic", "democrat", "gop"}:
            return "party"
        if head in (None, "official", "organisation", "politician", "company") and {"chief executive", "ceo"} & {
            *words,
            *map(" ".join, pairwise(words)),
        }:
            return "organisation" if lead & self.pack.words["speaker_charities"] else "company"
        if "committee" in lead and "national" in lead:
            return "party"
        if words[:stop] and words[stop - 1] in _MODIFIED:
            field = self.of_field(words)
            if field:
                return field
        return head or self._last(words[stop:])

    def now(self, words: Sequence[str]) -> tuple[str, ...]:
        """What somebody is today: "a former organizer who now works as a consultant", "a lawyer and former judge"."""
        words = tuple(words)
        if "now" in words[1:-1]:
            return tuple(w for w in words[words.index("now", 1) + 1 :] if w not in ("a", "an", "the"))
        joined = words.index("and") if "and" in words[1:-2] else 0
        if joined and words[joined + 1] in ("former", "a") and {"former"} & set(words[joined + 1 : joined + 3]):
            return words[:joined]
        rank = len(words) > 1 and "retired" in words and set(words) & self.pack.words["speaker_ranks"]
        return ("expert",) if rank else words

    def of_field(self, words: Sequence[str]) -> SpeakerKind | None:
        """What a "president" or "director" leads: a university, a union, a company."""
        fields: dict[str, SpeakerKind] = {
            "university": "organisation", "college": "organisation", "institute": "organisation", "foundation": "organisation",
            "association": "organisation", "society": "organisation", "union": "organisation", "center": "organisation",
            "church": "organisation", "group": "organisation", "coalition": "organisation", "council": "organisation",
            "league": "organisation", "nonprofit": "organisation", "company": "company", "inc": "company", "corp": "company",
            "news": "outlet", "magazine": "outlet", "executive": "organisation", "communications": "party",
        }  # fmt: skip
        return next((fields[w] for w in words if w in fields), None)

    def _last(self, words: Sequence[str]) -> SpeakerKind | None:
        for k in range(len(words), 0, -1):
            for n in (3, 2, 1):
                phrase = " ".join(words[k - n : k]) if k >= n else ""
                kind = self.of_phrase.get(phrase) or self.of_phrase.get(phrase.removesuffix("s"))
                if kind and (k == len(words) or phrase not in _PARTISAN):
                    return kind
            if words[k - 1].removesuffix("s").endswith("ologist"):
                return "expert"
        return None

    def of_body(self, name: str, *, place: bool) -> SpeakerKind:
        """The kind of a body or place by its name alone."""
        words = name.lower().replace("’", "'").replace("'s", "").split()
        words = words[1:] if words and words[0] == "the" else words
        if place:
            return "official"
        return self._listed(" ".join(words).removesuffix(".com"), words) or self._by_words(words)

    def _listed(self, low: str, words: list[str]) -> SpeakerKind | None:
        """The kind of a body that the lists know by its name, or by a word that only such bodies have."""
        lists = self.pack.words
        outlets = lists["name_news"] | lists["speaker_outlets"]
        paper = len(words) > 1 and set(words) & lists["speaker_newspapers"]
        if paper or "editorial" in words or low in outlets or f"the {low}" in outlets:
            return "outlet"
        if " ".join(words[-2:]) in lists["speaker_wires"]:
            return "outlet"
        if low in lists["speaker_agencies"] or words[:2] == ["white", "house"]:
            return "official"
        if low in lists["speaker_parties_named"]:
            return "party"
        if low in lists["speaker_companies"] or (len(words) > 1 and words[-1] in ("advisers", "advisors", "partners")):
            return "company"
        if " ".join(words[-2:]) == "general assembly" or (words[-1:] == ["council"] and not set(words) & _ELECTED):
            return "organisation"
        return "politician" if low in lists["speaker_houses"] or words[-1:] in _HOUSES else None

    def _by_words(self, words: list[str]) -> SpeakerKind:
        """The kind of a body by the nouns in its name."""
        every, last = set(words), words[-1] if words else ""
        if words[:1] in (["international"], ["u.n."], ["world"]) or words[:2] == ["united", "nations"]:
            return "document" if self.of_phrase.get(last) == "document" else "organisation"
        made = len(words) > 1 and words[-2] not in ("news", "advertising", "talent")
        if made and last in ("administration", "agency", "command"):
            return "official"
        if every & {"university", "college", "union", "association"}:
            return "organisation"
        if {"committee", "subcommittee", "caucus"} & every and every & _CHAMBERS:
            return "politician"
        state = words[:1] and words[0] in ("national", "federal", "u.s.", "state", "city", "county")
        if state and last in ("administration", "agency", "authority", "board", "bureau", "commission", "service"):
            return "official"
        stop = next((k for k, w in enumerate(words) if w in _STOPS and k), len(words))
        found = self.of_words(words[:stop])
        if "committee" in words and found != "party":
            return "organisation"
        if found == "politician" and "caucus" in words:
            return "organisation"
        if found == "document" and self.of_phrase.get(last) != "document":
            return "organisation"
        return found if found in _OF_BODIES else "organisation"


_MADE: list[tuple[LanguagePack, Kinds]] = []


def kinds_of(pack: LanguagePack) -> Kinds:
    """The pack's kinds; the last ones are kept, since a process reads many articles with one pack."""
    if not _MADE or _MADE[0][0] is not pack:
        _MADE[:] = [(pack, Kinds(pack))]
    return _MADE[0][1]
