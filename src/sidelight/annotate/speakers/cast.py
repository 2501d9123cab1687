"""The persons and bodies of an article: where each is named, by which roles, of which gender."""

import re
from bisect import bisect_left
from itertools import pairwise

from sidelight.annotate.speakers.bearer import Bearer
from sidelight.annotate.speakers.kinds import Kinds, is_plural
from sidelight.annotate.speakers.roles import PAST, Roles
from sidelight.annotate.speakers.standing import fronted, listed_as, standing
from sidelight.text.pack import LanguagePack
from sidelight.types import Article, Entity, SpeakerKind

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")
_CUT = re.compile(r"[,;:!?()\n“”\"—–]|(?<=[a-z]{3})\. ")
_APPOSITION = re.compile(
    r"(?: \([^)]{1,40}\)| of [A-Z][\w.]+(?: [A-Z][\w.]+)?)?, (?:(?:\d{2}|[RDI]-[A-Z][\w.]+), )?"
    r"((?:(?:the |an? )?U\.[KNS]\. )?[^,.;:\n“”\"—–()]{3,90})"
)
_PARTY_TAG = re.compile(r",? \(?(?:[RDI]|Republican|Democrat)[-–] ?[A-Z]")
_AT = re.compile(r",? (?:at|of|with|from) (?:the )?(?=[A-Z])")
_AMONG = re.compile(r" (?:is|was) one of (?:the|those) (?:[a-z]+ )?([A-Za-z]{4,20}?)s?\b")
_TOLD = re.compile(
    r",? (?:who (?:\w+ )?)?(?:is|was|(?:served|serves|works|worked) as) (?:an? |the |one of the )?"
    r"((?:U\.S\. |[A-Z]\w+ )?[a-z][^,.;:\n“”\"—–()]{3,60})"
)
_WHOSE = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]he|[Aa]n?) (?:[\w-]+ ){0,3}[\w-]+$")
_DEPENDS = re.compile(r"\b(?:for|of|to|by|with|against)\b|['’]s$")
_LEFT, _LEFT_WORDS = 90, 8
_TOLD_KINDS = frozenset({"expert", "outlet", "official", "organisation", "company", "party"})
_TOPIC_MENTIONS = 5
_FINITE = frozenset({"are", "did", "does", "had", "has", "have", "is", "was", "were", "will", "would"})
_RELATIVE = frozenset({"that", "which", "who", "whom", "whose", "where", "when"})


class Cast:
    """Who appears in an article."""

    def __init__(self, article: Article, names: tuple[Entity, ...], kinds: Kinds, pack: LanguagePack) -> None:
        self.text, self.names, self.kinds, self.pack = article.text, names, kinds, pack
        self.starts = [n.start for n in names]
        self.bearers: dict[str, Bearer] = {}
        for entity in names:
            if entity.name is None or (entity.type == "other" and self._body(entity.name) == "organisation"):
                continue
            outlet = entity.name.lower().removeprefix("the ") in pack.words["speaker_outlets"]
            bearer = self.bearers.setdefault(entity.name, Bearer(entity.name, "organisation" if outlet else entity.type))
            bearer.mentions.append(entity)
            if bearer.type == "person":
                self._learn(bearer, entity)
            elif entity.type == "organisation" and self.text[entity.end : entity.end + 2] == ", ":
                bearer.roles.append((entity.start, self._apposition(entity)))
        roles = Roles(self.text, self.bearers, self.inside, kinds, pack)
        for bearer in self.bearers.values():
            bearer.kind = roles.kind(bearer)
        self._stand()
        self.topics = {gender: name for gender in ("m", "f") if (name := self._topic(gender))}

    def _stand(self) -> None:
        """The kind of those whom no role tells, by what the text says of them."""
        outlets = frozenset(name for name, bearer in self.bearers.items() if bearer.kind == "outlet")
        for bearer in self.bearers.values():
            if bearer.type == "person" and bearer.kind == "other":
                bearer.kind = standing(self.text, bearer.mentions, outlets, self.pack) or "other"

    def _topic(self, gender: str) -> str | None:
        """The man or the woman whom a report names far more often than any other."""
        ranked = sorted(
            (len(b.mentions), b.name) for b in self.bearers.values() if b.type == "person" and b.gender in (None, gender)
        )
        if not ranked or ranked[-1][0] < _TOPIC_MENTIONS or (len(ranked) > 1 and ranked[-1][0] < 2 * ranked[-2][0]):
            return None
        return ranked[-1][1]

    def _body(self, name: str) -> SpeakerKind:
        return self.kinds.of_body(name, place=False)

    def inside(self, start: int, end: int) -> list[Entity]:
        """The names that begin in a stretch, in order."""
        k = bisect_left(self.starts, start)
        found = []
        while k < len(self.names) and self.names[k].start < end:
            found.append(self.names[k])
            k += 1
        return found

    def before(self, place: int, reach: int) -> list[Entity]:
        """The names that begin in the `reach` characters before a place, nearest first."""
        return self.inside(max(place - reach, 0), place)[::-1]

    def bearer(self, entity: Entity) -> Bearer | None:
        """Whom a mention names."""
        return self.bearers.get(entity.name) if entity.name else None

    def _learn(self, bearer: Bearer, entity: Entity) -> None:
        text, words = self.text, self.pack.words
        left = text[max(entity.start - _LEFT, 0) : entity.start]
        cuts = [m for m in _CUT.finditer(left) if m[0] != ". " or not self._abbreviated(left[: m.start()])]
        left = left[cuts[-1].end() :] if cuts else left
        apposition = (
            not left.strip()
            and text[entity.start - 2 : entity.start] == ", "
            and text[entity.end : entity.end + 1] in (",", ".", "?", "!")
        )
        if apposition:
            before_comma = text[max(entity.start - _LEFT, 0) : entity.start - 2]
            left = _CUT.split(before_comma)[-1]
        left = self._past_people(entity.start, left)
        before = _noun_phrase(_WORD.findall(left), words["speaker_head_stops"], self.kinds, words["speaker_adjectives"])
        words_before = _WORD.findall(left)
        inner = len(words_before) > len(before) and words_before[-len(before) - 1].lower() in words["speaker_head_stops"]
        if apposition and inner:
            before = ()  # "the ambassador to the Council, Ada Lind,": not the Council
        if apposition and not (before and self.kinds.is_role_word(before[-1]) and (len(before) > 1 or _WHOSE.search(left))):
            before = ()
        if before and self._tells(_WORD.findall(left)[-1]):
            bearer.roles.append((entity.start, before))
        said = self._apposition(entity) or fronted(text, entity.start, self.kinds) or self._listed(entity)
        if said:
            bearer.roles.append((entity.start, said))
        place = _AT.match(text, entity.end)
        body = next((e for e in self.inside(entity.end, entity.end + 16) if e.type == "organisation"), None) if place else None
        if body and body.name and (not before or PAST & set(before)):
            kind = self.kinds.of_body(body.name, place=False)
            bearer.kind = bearer.kind or ("expert" if kind == "organisation" and "university" in body.name.lower() else kind)
        among, told = _AMONG.match(text, entity.end), _TOLD.match(text, entity.end)
        if among and self.kinds.of_phrase.get(among[1].lower()) == "politician":
            bearer.roles.append((entity.start, (among[1].lower(),)))
        elif told and bearer.kind is None:
            plain = self.kinds.of_words(told[1].lower().split())
            bearer.kind = plain if plain in _TOLD_KINDS else None
        if _PARTY_TAG.match(text, entity.end):
            bearer.roles.append((entity.start, ("member of congress",)))
        if bearer.gender is None:
            bearer.gender = self._gender(entity, before)

    def _listed(self, entity: Entity) -> tuple[str, ...]:
        """The role of a list of names: "two voters, Ada Lind and Tomas Ruiz,"."""
        own = listed_as(self.text, entity.start, self.kinds)
        before = next(iter(self.before(entity.start, 40)), None)
        joined = (
            before is not None and before.type == "person" and self.text[before.end : entity.start] in (" and ", ", ", ", and ")
        )
        return own or (listed_as(self.text, before.start, self.kinds) if before and joined else ())

    def _tells(self, word: str) -> bool:
        """Whether a word right before a name can be its title: no body, no document ("whose party Ruiz left")."""
        body = word in self.pack.words["speaker_bodies"] or self.kinds.of_phrase.get(word) == "document"
        return word[0].isupper() or not body

    def _abbreviated(self, left: str) -> bool:
        """Whether the point that follows belongs to a title: "Air Force Capt. Ada Lind"."""
        return self.kinds.is_role_word(f"{left[-8:].rpartition(' ')[2].lower()}.")

    def _apposition(self, entity: Entity) -> tuple[str, ...]:
        """The words of ", the mayor of Dale," after a name; none where they tell no role or hold another person."""
        after = _APPOSITION.match(self.text, entity.end)
        if not after:
            return ()
        said = tuple(m[0].lower().rstrip(".").removesuffix("'s").removesuffix("’s") for m in _WORD.finditer(after[1]))
        start, end = after.span(1)
        others = any(
            e.type == "person" and not _DEPENDS.search(self.text[start : e.end + 2]) and not self._belongs(e)
            for e in self.inside(start, end)
        )
        spoken = any(w in ("said", "says", "told", "and", "who") for w in said[:2]) and not (said[0].startswith("co-"))
        listed = any(a == "and" and b in ("his", "her", "their", "its") for a, b in pairwise(said))
        stops = self.pack.words["speaker_head_stops"]
        head = next((w for w, after in pairwise((*said, "of")) if after in stops), "")
        if is_plural(head) and self.kinds.is_role_word(head):
            return ()  # "In their letter to Lind, the scholars say …" is no apposition
        clause = bool(_FINITE & set(said[: next((k for k, w in enumerate(said) if w in _RELATIVE), len(said))]))
        if (
            not said
            or others
            or spoken
            or listed
            or clause
            or (said[0] in self.pack.words["speaker_determiners"] and len(said) == 1)
        ):
            return ()
        opens = (
            said[0] in self.pack.words["speaker_determiners"]
            or said[0] in self.pack.words["speaker_adjectives"]
            or said[0] in self.pack.words["speaker_leads"]
            or said[0] in self.pack.words["speaker_staff"]
            or said[0].startswith("co-")
            or said[0] in self.kinds.of_phrase
        )
        owned = any(e.start == start for e in self.inside(start, start + 1)) and self.kinds.of_words(said) is not None
        return said if opens or owned else ()

    def _belongs(self, entity: Entity) -> bool:
        """Whether a name owns or describes what follows it: "Ruiz's adviser", "Ruiz supporter"."""
        behind = self.text[entity.end : entity.end + 2]
        return behind in ("'s", "’s") or (behind[:1] == " " and behind[1:].islower() and self._role_at(entity.end + 1))

    def _role_at(self, place: int) -> bool:
        word = _WORD.match(self.text, place)
        low = word[0].rstrip(".").removesuffix("'s").removesuffix("’s") if word else ""
        return self.kinds.is_role_word(low) or low in self.pack.words["speaker_followers"]

    def _past_people(self, place: int, left: str) -> str:
        """What stands before a name, from the last other person on, unless he owns it ("Ruiz's adviser Lind")."""
        for entity in self.before(place, len(left)):
            if entity.type == "person" and not self._belongs(entity):
                return left[len(left) - (place - entity.end) :]
        return left

    def _gender(self, entity: Entity, before: tuple[str, ...]) -> str | None:
        words = self.pack.words
        for word in reversed(before[-3:]):
            if word in words["speaker_male_nouns"]:
                return "m"
            if word in words["speaker_female_nouns"]:
                return "f"
        given = (entity.name or "").split()[0].lower().strip(".") if entity.name and " " in entity.name else ""
        man, woman = given in words["name_men"], given in words["name_women"]
        return "m" if man and not woman else "f" if woman and not man else None


def _noun_phrase(words: list[str], stops: frozenset[str], kinds: Kinds, adjectives: frozenset[str]) -> tuple[str, ...]:
    """The words right before a name that may belong to it: capitals, role words and their adjectives."""
    kept: list[str] = []
    for word in reversed(words[-_LEFT_WORDS:]):
        low = word.lower()
        plain = low.removesuffix("'s").removesuffix("’s")
        if low in stops and (low not in ("of", "and") or not kept):
            break
        if low in ("the", "a", "an"):
            kept.append(low)
            break
        if not (word[0].isupper() or low in stops or plain in adjectives or kinds.is_role_word(plain)):
            break
        kept.append(plain)
    return tuple(reversed(kept))
