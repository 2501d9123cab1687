"""Whom a pronoun or a role noun stands for: the nearest bearer before it that fits, nobody where two fit."""

import re

from sidelight.annotate.speakers.bearer import Bearer
from sidelight.annotate.speakers.cast import Cast
from sidelight.annotate.speakers.kinds import is_plural
from sidelight.annotate.speakers.phrases import Phrase, read
from sidelight.annotate.speakers.places import Sentences
from sidelight.annotate.speakers.pronouns import REACH as SENTENCES
from sidelight.annotate.speakers.pronouns import Spoken, antecedent, names_itself
from sidelight.text.pack import LanguagePack
from sidelight.types import Entity, Range, Sentence

REACH = 12000
"""Characters that a role noun looks back: long articles keep a person's role in mind, books do not."""

_ROLE_ENDS = frozenset({"of", "for", "in", "on", "at", "from", "with", "by", "to", "who", "that", "which", "whose", "behalf"})
_NEAR = 700
"""Characters within which a body must be named to be meant by a noun that is not in its name."""
_SAME_HEADS = (
    frozenset({"senator", "sen.", "sen", "senators"}),
    frozenset(
        {
            "congressman",
            "congresswoman",
            "rep.",
            "rep",
            "representative",
            "lawmaker",
            "congressperson",
            "member of congress",
            "legislator",
        }
    ),
    frozenset({"governor", "gov.", "gov"}),
    frozenset({"nominee", "candidate", "contender", "hopeful", "front-runner", "frontrunner"}),
    frozenset({"professor", "prof."}),
    frozenset({"doctor", "dr.", "physician"}),
    frozenset({"general", "gen."}),
    frozenset({"mogul", "businessman", "magnate", "billionaire", "tycoon"}),
    frozenset({"spokesman", "spokeswoman", "spokesperson"}),
    frozenset({"chief"}),
)
_BODY_NOUNS: dict[str, tuple[str, ...]] = {
    "department": ("official",), "agency": ("official",), "bureau": ("official",), "ministry": ("official",),
    "court": ("official",), "company": ("company",), "bank": ("company", "organisation"), "firm": ("company",),
    "group": ("organisation",), "organization": ("organisation",), "organisation": ("organisation",),
    "newspaper": ("outlet",), "paper": ("outlet",), "magazine": ("outlet",), "network": ("outlet",), "website": ("outlet",),
    "site": ("outlet",), "outlet": ("outlet",), "university": ("organisation",), "union": ("organisation",),
    "committee": ("politician", "organisation", "party"), "commission": ("official", "organisation"),
    "fund": ("organisation",), "council": ("politician", "organisation"), "party": ("party",), "foundation": ("organisation",),
    "association": ("organisation",), "institute": ("organisation",), "corporation": ("company",), "airline": ("company",),
    "nonprofit": ("organisation",), "church": ("organisation",), "wire": ("outlet",), "service": ("outlet",),
}  # fmt: skip

_PARTIES = (frozenset({"republican", "gop", "conservative"}), frozenset({"democrat", "democratic", "liberal"}))

_BY_ROLE = re.compile(r"\b[Tt]he ([a-z-]+)(?: ([a-z]+))?")
"""A person by a role."""
_ASIDE = re.compile(r", (?:now |then |an? |the |himself |herself )[^,.;:\n“”\"]{3,60}, ")
_GOES_ON = re.compile(r"-|,? (?:[A-Z]|of\b|for\b|and\b)")
"""What names the bearer or the body of a role behind it."""

_NAMED_ONLY = frozenset({"court", "ministry", "council", "church", "university", "union", "fund"})
"""Bodies that go by this word only where their name has it."""

_OWN_NOUN = frozenset({"house", "court", "kremlin", "pentagon"})
"""Bodies that go by a word of their own."""


class Resolver:
    """Looks back from a place in the text. `said` holds who spoke where, as far as the attributions are named.

    `unnamed` is the last single source without a name, with its noun; `content` is what the source in hand is made to
    say where that follows the source.
    """

    def __init__(self, cast: Cast, sentences: tuple[Sentence, ...], quotes: list[Range], pack: LanguagePack) -> None:
        self.cast, self.pack = cast, pack
        self.sentences = Sentences([s.start for s in sentences], quotes)
        self.phrases: set[str] = set()
        self.said: list[Spoken] = []
        self.content: Range | None = None
        self.unnamed: tuple[int, str] = (-1, "")
        self._roles: dict[int, Entity | None] = {}

    def sentence(self, place: int) -> int:
        """The number of the sentence at a place."""
        return self.sentences.number(place)

    def person(self, place: int, gender: str | None) -> str | None:
        """The person that "he" or "she" stands for."""
        called = self._called(place)
        return antecedent(self.cast, place, gender, self.said, self.sentences, self.pack.words, self.content, called)

    def _called(self, place: int) -> list[Entity]:
        """Who stands in the sentences before by a role alone, "the president"; nameless where nobody is told by it."""
        found = []
        opens = self.sentences.starts[max(self.sentence(place) - SENTENCES, 0)]
        for noun in _BY_ROLE.finditer(self.cast.text, max(opens, place - 1200), place):
            start = noun.start()
            if start not in self._roles:
                self._roles[start] = self._by_role(start, next((noun.end(k) for k in (1, 2) if self._personal(noun[k] or "")), 0))
            mention = self._roles[start]
            if mention:
                found.append(mention)
        return found

    def _by_role(self, start: int, end: int) -> Entity | None:
        """Whom "the president" means; None where a name, a place or a body goes with the noun."""
        phrase = (
            None
            if end == 0 or _GOES_ON.match(self.cast.text, end)
            else read(self.cast.text, ((start, end),), self.cast, self.pack)
        )
        return Entity(start=start, end=end, type="person", name=self._role(phrase)) if phrase else None

    def body(self, place: int) -> str | None:
        """The body that "it" stands for: who spoke last, else the body that opened the sentence before."""
        here = self.sentence(place)
        for at, name, single, _ in reversed(self.said[-2:]):
            if name is None and single and here - self.sentence(at) <= 1:
                return None
            bearer = self.cast.bearers.get(name or "")
            if here - self.sentence(at) <= 2 and bearer and bearer.type != "person":
                return name
        near = [e for e in self.cast.before(place, 600) if here - self.sentence(e.start) == 1 and e.type == "organisation"]
        opening = [e.name for e in near if e.start - self.sentences.starts[max(here - 1, 0)] <= 4]
        return opening[0] if opening else None

    def they(self, place: int) -> str | None:
        """The body that "they" stands for: who spoke last, where no group of people is named since."""
        at, name, _, _ = self.said[-1] if self.said else (0, None, False, False)
        bearer = self.cast.bearers.get(name or "")
        if bearer is None or bearer.type == "person" or self.sentence(place) - self.sentence(at) > 2:
            return None
        between = self.cast.text[at:place].lower().split()[1:]
        people = any(is_plural(w) and self.cast.kinds.is_role_word(w) for w in (w.strip(".,;:“”\"’'") for w in between))
        return None if people or any(e.type == "person" for e in self.cast.inside(at + 1, place)) else name

    def who(self, place: int, *, person: bool) -> str | None:
        """The name right before a relative pronoun: a person's before "who", another's before "which"."""
        near = self.cast.before(place, 110 if person else 80)
        if person:
            named = next((e for e in near if e.type == "person"), None)
            if named and _ASIDE.fullmatch(self.cast.text[named.end : place]):
                return named.name
        if not near or (near[0].type == "person") != person:
            return None
        gap = self.cast.text[near[0].end : place]
        plain = gap.strip(" ,")
        return near[0].name if not plain or (plain[0] == "(" and plain[-1] == ")") else None

    def role(self, phrase: Phrase) -> str | None:
        """The person whom "the senator" or "the former secretary of state" stands for, unless what is said names him."""
        name = self._role(phrase)
        return None if name and self.content and names_itself(self.cast, self.content, name, self.sentences) else name

    def _role(self, phrase: Phrase) -> str | None:
        words = [
            w for w in phrase.low if w not in self.pack.words["speaker_determiners"] and w not in ("current", "longtime", "now")
        ]
        former = "former" in words
        words = [w for w in words if w not in ("former", "ex")]
        if not words or not self._personal(words[-1]):
            return None
        head = " ".join(words[-3:]) if words[-3:-1] == ["secretary", "of"] else words[-1]
        modifiers = words[: len(words) - len(head.split())]
        same = next((group for group in _SAME_HEADS if head in group), frozenset({head}))
        if self._is_unnamed(phrase.start, head, same):
            return None
        strict: dict[str, int] = {}
        loose: dict[str, int] = {}
        plain: set[str] = set()
        for bearer, last in self._nearby(phrase.start):
            if bearer.type != "person":
                continue
            for _, role in bearer.roles:
                if not _has(role, head, same) or (not former and head == "president" and {"former", "vice"} & set(role)):
                    continue
                loose[bearer.name] = last
                if all(m in role for m in modifiers):
                    strict[bearer.name] = last
                if role in (("president",), ("the", "president")):
                    plain.add(bearer.name)
        if head == "president" and not modifiers and not former:
            return self._president(strict, plain, phrase.start)
        named = any(t.text[0].isupper() for t in phrase.tokens[1:-1])
        alone = len(loose) == 1 and len(modifiers) <= 2 and not (named and self._placed(next(iter(loose))))
        return _nearest(strict, phrase.start) or self._topic(phrase) or (_nearest(loose, phrase.start) if alone else None)

    def _is_unnamed(self, place: int, head: str, same: frozenset[str]) -> bool:
        """Whether the last source with this noun was one without a name: "one senator said … the senator said"."""
        at, noun = self.unnamed
        return 0 <= place - at < 1500 and (noun == head or noun in same)

    def _placed(self, name: str) -> bool:
        """Whether the report says of which place somebody is: then "the Dale senator" must say the same."""
        words = self.pack.words
        places = (words["name_states"], words["name_countries"], words["name_cities"], words["name_demonyms"])
        return any(w in group for _, role in self.cast.bearers[name].roles for w in role for group in places)

    def _personal(self, noun: str) -> bool:
        """Whether a noun can be one person: no body, no group, no document."""
        kinds = self.cast.kinds
        if is_plural(noun):
            return False
        known = noun in kinds.of_phrase or any(noun in group for group in _SAME_HEADS)
        words = self.pack.words
        body = noun in words["speaker_bodies"] or noun in words["speaker_groups"] or noun in _BODY_NOUNS
        return known and not body and kinds.of_phrase.get(noun) not in ("document", "anonymous")

    def _president(self, holders: dict[str, int], plain: set[str], place: int) -> str | None:
        """Who "the president" is: whom the report calls so without a country or body, else the only one.

        Heads of state of the pack's own list hold the office in any report that names them. Of two, the one named
        three times as often.
        """
        named = self.pack.words["speaker_presidents"]
        listed: dict[str, int] = {}
        for bearer, last in self._nearby(place):
            roles = {w for _, role in bearer.roles for w in role}
            if not plain and bearer.name.lower() in named and not roles & {"former", "president-elect", "candidate", "nominee"}:
                listed[bearer.name] = last
        holders = listed or holders
        if plain:
            holders = {name: at for name, at in holders.items() if name in plain}
        ordered = sorted(holders, key=lambda name: -len(self.cast.bearers[name].mentions))
        if len(ordered) > 1:
            first, second = (len(self.cast.bearers[name].mentions) for name in ordered[:2])
            return ordered[0] if first >= 3 * second else None
        return ordered[0] if ordered else None

    def _nearby(self, place: int) -> list[tuple[Bearer, int]]:
        """Everybody named in the `REACH` characters before a place, with the last mention."""
        last = {e.name: e.start for e in self.cast.inside(max(place - REACH, 0), place) if e.name}
        return [(self.cast.bearers[name], at) for name, at in last.items() if name in self.cast.bearers]

    def _topic(self, phrase: Phrase) -> str | None:
        """Who spoke the last two times, close by, in a role of the same kind: news varies the word for its topic."""
        last = [(at, name) for at, name, _, _ in self.said[-2:]]
        names = {name for _, name in last}
        if len(last) < 2 or len(names) != 1 or self.sentence(phrase.start) - self.sentence(last[-1][0]) > 2:
            return None
        bearer = self.cast.bearers.get(names.pop() or "")
        same = bearer is not None and bearer.type == "person" and bearer.kind == self.cast.kinds.of_words(phrase.low)
        return bearer.name if bearer and same else None

    def role_body(self, phrase: Phrase) -> str | None:
        """The body that "the department" stands for: the nearest whose name holds the word, else the nearest of its kind."""
        noun = phrase.noun
        if noun == "state" and len(phrase.low) == 2:
            return self._state(phrase.start)
        wire = " ".join(phrase.low[-2:]) in self.pack.words["speaker_wires"]
        if noun not in _BODY_NOUNS or (noun in ("wire", "service") and not wire):
            return None
        noun = "wire" if wire else noun
        named: dict[str, int] = {}
        alike: dict[str, int] = {}
        unknown = 0
        for bearer, last in self._nearby(phrase.start):
            if bearer.type != "organisation":
                continue
            if noun in bearer.name.lower().split():
                named[bearer.name] = last
            elif (
                bearer.kind in _BODY_NOUNS[noun] and noun not in _NAMED_ONLY and not set(bearer.name.lower().split()) & _OWN_NOUN
            ):
                alike[bearer.name] = last
            elif bearer.kind == "organisation" and bearer.name.isupper():
                unknown = max(unknown, last)
        for kind in _BODY_NOUNS[noun]:
            pool = named or {name: at for name, at in alike.items() if self.cast.bearers[name].kind == kind}
            if pool:
                rivals = [name for name, at in pool.items() if phrase.start - at < 500]
                found = _nearest(pool, phrase.start)
                spoke = bool(self.said) and self.said[-1][1] == found
                far = phrase.start - max(pool.values()) > _NEAR
                doubtful = not named and not spoke and (far or len(rivals) > 1 or unknown > max(pool.values()))
                return None if doubtful else found
        return None

    def _state(self, place: int) -> str | None:
        """The only state that the sentence before names; None where it or this one names another place besides."""
        here = self.sentence(place)
        near = [e for e in self.cast.before(place, 600) if e.type == "place" and here - self.sentence(e.start) <= 1]
        named = {e.name for e in near if e.name and e.name.lower() in self.pack.words["name_states"]}
        return named.pop() if len(named) == 1 else None

    def partisan(self, phrase: Phrase) -> str | None:
        """Whom "the Dale Republican" stands for: who leads the sentence before, where he is a politician of no other side."""
        party = next((p for p in _PARTIES if phrase.noun in p), None)
        if party is None or phrase.low[0] != "the" or phrase.tail:
            return None
        bearer = self.cast.bearers.get(self.person(phrase.start, None) or "")
        if bearer is None or bearer.kind != "politician":
            return None
        told = {w for _, role in bearer.roles for w in role}
        other = next(p for p in _PARTIES if p is not party)
        states = self.pack.words["name_states"]
        here = {w for w in phrase.low if w in states}
        apart = here and (told & states) - here
        return None if told & other or apart else bearer.name


def _has(role: tuple[str, ...], head: str, same: frozenset[str]) -> bool:
    """Whether a role's own words, before its first preposition, hold the head."""
    if " " in head:
        return head in " ".join(role)
    stop = next((k for k, w in enumerate(role) if k and w in _ROLE_ENDS), len(role))
    return any(w in same for w in role[:stop]) or " ".join(role) in same


def _nearest(found: dict[str, int], place: int) -> str | None:
    """The name mentioned last before a place; nobody where two stand close together and neither is near."""
    if not found:
        return None
    ordered = sorted(found.items(), key=lambda f: -f[1])
    if len(ordered) > 1 and ordered[0][1] - ordered[1][1] < 150:
        return None
    return ordered[0][0] if len(ordered) == 1 or place - ordered[0][1] < 700 else None
