"""Names the speaker of each attribution, in text order, since a later pronoun leans on an earlier speaker."""

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from sidelight.annotate.speakers.apposed import apposed
from sidelight.annotate.speakers.bodies import branch, cut_off, holder_of, listed, part_kind, served, slashed
from sidelight.annotate.speakers.cast import Cast
from sidelight.annotate.speakers.kinds import Kinds, is_plural, kinds_of
from sidelight.annotate.speakers.later import introduce
from sidelight.annotate.speakers.phrases import Phrase, read
from sidelight.annotate.speakers.resolve import Resolver
from sidelight.annotate.speakers.several import several
from sidelight.annotate.speakers.unnamed import kind_before, outlet_unmarked, unnamed_kind
from sidelight.text.pack import LanguagePack
from sidelight.types import Article, Attribution, Entity, Sentence, SpeakerKind

_PART = re.compile(
    r"\b(?:[Ss]ources?|[Pp]eople|[Pp]ersons?|[Ss]omeone|[Oo]fficials?|[Aa]ides?|[Ff]riends?|[Aa]llies)"
    r" (?:close|loyal|near) to (?:the )?(?:[A-Z][\w.]+ )?$"
)
"""What shows that a source was cut out of a longer one: "a source close to [Ruiz]"."""
_QUOTE = re.compile(r"[“\"][^“”\"\n]{1,2000}[”\"]")


def name_speakers(
    article: Article,
    sentences: tuple[Sentence, ...],
    names: tuple[Entity, ...],
    attributions: tuple[Attribution, ...],
    pack: LanguagePack,
) -> tuple[Attribution, ...]:
    """The attributions with `speaker`, `speaker_kind` and `principal`, in the given order.

    The speaker is the fullest name that the article prints; None where the source names nobody, names two, or where two
    people fit it equally.
    """
    kinds = kinds_of(pack)
    cast = Cast(article, names, kinds, pack)
    quotes = [m.span() for m in _QUOTE.finditer(article.text)]
    resolver = Resolver(cast, sentences, quotes, pack)
    namer = _Namer(cast, resolver, kinds, pack)
    order = sorted(range(len(attributions)), key=lambda k: _place(attributions[k]))
    named: dict[int, Attribution] = {}
    holders = _holders(attributions)
    for k in order:
        outer = holders.get(k)
        named[k] = namer.name(attributions[k], named.get(outer) if outer is not None else None)
    introduce(named, order, cast, resolver.sentences)
    return tuple(namer.settled(named[k]) for k in range(len(attributions)))


def _place(attribution: Attribution) -> int:
    ranges = attribution.source or attribution.cue or attribution.content
    return ranges[0][0] if ranges else 0


def _holders(attributions: tuple[Attribution, ...]) -> dict[int, int]:
    """For each attribution, the one in whose content its source stands; the shortest such content."""
    spans = sorted((s, e, k) for k, a in enumerate(attributions) for s, e in a.content)
    starts = [s for s, _, _ in spans]
    found: dict[int, int] = {}
    for k, a in enumerate(attributions):
        if not a.source:
            continue
        place = a.source[0][0]
        for j in range(bisect_right(starts, place) - 1, max(bisect_right(starts, place) - 12, -1), -1):
            s, e, outer = spans[j]
            if outer != k and s <= place < e:
                found[k] = outer
                break
    return found


Named = tuple[str | None, SpeakerKind, str | None]
"""Speaker, kind, principal."""


class _Namer:
    def __init__(self, cast: Cast, resolver: Resolver, kinds: Kinds, pack: LanguagePack) -> None:
        self.cast, self.resolver, self.kinds, self.words = cast, resolver, kinds, pack.words
        self.pack = pack
        self.last_kind: SpeakerKind = "other"

    def name(self, attribution: Attribution, outer: Attribution | None) -> Attribution:
        """The attribution with its speaker; `outer` is the one whose content it stands in."""
        phrase = read(self.cast.text, attribution.source, self.cast, self.pack) if attribution.source else None
        behind = [c for c in attribution.content if attribution.source and c[0] >= attribution.source[-1][1]]
        self.resolver.content = behind[0] if behind else None
        speaker, kind, principal = (None, "other", None) if phrase is None else self._of(phrase, outer)
        if phrase:
            nobody = phrase.low == ("one",) or kind in (
                "author",
                "document",
            )  # "one cannot know", "I" of the outlet: no he or she
            plural = phrase.pronoun in ("they", "their", "we") or phrase.noun.endswith("s") or nobody
            plural = plural or phrase.low[0] in self.words["speaker_several"]
            if phrase.low[0] not in ("who", "which", "that"):
                indefinite = phrase.low[0] in ("a", "an", "one", "another") or phrase.noun in ("source", "someone")
                indefinite = indefinite or any(t.text[0].isupper() for t in phrase.tokens[1:])
                self.resolver.said.append((phrase.start, speaker, speaker is not None or not plural, indefinite))
                self.last_kind = kind
                if speaker is None and phrase.low[0] in ("a", "an", "one", "another"):
                    self.resolver.unnamed = (phrase.start, phrase.noun)
            if speaker and speaker not in self.cast.bearers:
                self.resolver.phrases.add(speaker)
        return replace(attribution, speaker=speaker, speaker_kind=kind, principal=principal)

    def settled(self, attribution: Attribution) -> Attribution:
        """With the kind that a later passage told of its speaker."""
        told = self._kind(attribution.speaker) if attribution.speaker_kind == "other" else "other"
        return attribution if told == "other" else replace(attribution, speaker_kind=told)

    def _of(self, phrase: Phrase, outer: Attribution | None) -> Named:
        ends = bool(phrase.head) and phrase.head[-1].type == "person" and phrase.head[-1].end >= phrase.tokens[-1].end
        described = apposed(phrase, self.cast)
        if described and described.name:
            return self._introduced(phrase, described.name, outer)
        if _PART.search(self.cast.text, max(phrase.start - 60, 0), phrase.start):
            return None, "anonymous", None
        holder = holder_of(phrase, self.cast) or cut_off(phrase, self.cast)
        if holder and holder.name:
            return holder.name, self._kind(holder.name), None
        if phrase.pronoun and not ends:
            return self._pronoun(phrase, outer)
        if phrase.owner:
            return self._owned(phrase, phrase.owner)
        persons = [e for e in phrase.head if e.type == "person"]
        if persons:
            return self._person(phrase, persons)
        if phrase.head and not self._described(phrase):
            return self._named_body(phrase, phrase.head[-1])
        return self._common(phrase)

    def _introduced(self, phrase: Phrase, name: str, outer: Attribution | None) -> Named:
        """The person a source describes; one without a role of his own keeps the description's kind from here on."""
        kind = self._kind(name)
        if kind == "other":
            kind = (self._pronoun(phrase, outer)[1] if phrase.pronoun else self.kinds.of_words(phrase.low)) or "other"
            if kind == "anonymous":  # "the spokeswoman, Ada Lind": of whom the last one spoke for
                kind = self.last_kind if self.resolver.unnamed[1] == phrase.noun else "other"
            if name in self.cast.bearers:
                self.cast.bearers[name].kind = kind
        staff = phrase.noun in self.words["speaker_spokesmen"] and phrase.head
        return name, kind, phrase.head[0].name if staff else None

    def _described(self, phrase: Phrase) -> bool:
        """Whether a place only describes a role: "the Dale senator"."""
        last = phrase.head[-1]
        return (
            phrase.low[0] == "the"
            and last.type == "place"
            and phrase.tokens[-1].start >= last.end
            and phrase.noun in self.kinds.persons
        )

    def _person(self, phrase: Phrase, persons: list[Entity]) -> Named:
        person = persons[-1]
        last = phrase.tokens[-1]
        behind = tuple(w for w, t in zip(phrase.low, phrase.tokens, strict=True) if t.start >= person.end)
        if behind and last.start >= person.end:
            return self._after_name(phrase, person, behind)
        if several(phrase, persons, self.cast):
            return None, self._kind(person.name), None
        principal, kind = self._principal_of(phrase, person), self._kind(person.name)
        return person.name, self._staff(principal) if principal and kind == "other" else kind, principal

    def _after_name(self, phrase: Phrase, person: Entity, behind: tuple[str, ...]) -> Named:
        """ "the Ruiz campaign", "Ruiz aides", "Ruiz spokeswoman"."""
        noun = behind[-1]
        verb = self.cast.text[person.end + 1 : person.end + 2].isupper() and behind[0].endswith("s") and len(behind) > 2
        if verb and not self.kinds.is_role_word(behind[0]) and phrase.start <= person.start:
            return person.name, self._kind(person.name), None  # a headline: "Ada Lind Hammers Bank Chief: …"
        if noun in self.words["speaker_spokesmen"]:
            return None, self._staff(person.name), person.name
        if noun in self.words["speaker_bodies"]:
            name = self.cast.text[person.start : phrase.tokens[-1].end]
            return name, self._body_kind(noun, person), None
        kind = self.kinds.of_words(behind)
        return None, kind or "other", None

    def _owned(self, phrase: Phrase, owner: Entity) -> Named:
        """ "Ruiz's office", "the bank's spokesman", "Ruiz's claim"."""
        noun = next((w for w in reversed(phrase.owned) if w), "")
        bearer = self.cast.bearer(owner)
        if not phrase.owned:
            return owner.name, self._kind(owner.name), None
        if noun in self.words["speaker_spokesmen"]:
            return None, self._staff(owner.name), owner.name
        if noun in ("website", "site", "statement", "page", "account") and owner.type != "person":
            return owner.name, self._kind(owner.name), None
        if noun in self.words["speaker_bodies"]:
            full = self.cast.text[owner.start : phrase.tokens[-1].end]
            return full, self._body_kind(noun, owner, phrase), None
        if noun in self.words["speaker_owned_documents"] or (
            owner.type != "person" and self.kinds.of_phrase.get(noun) == "document"
        ):
            return (owner.name if owner.type != "person" else None), "document", None
        kind = self.kinds.of_words(phrase.owned)
        if noun in self.words["speaker_followers"] or kind not in (None, "document", "anonymous"):
            follows = self._follower(noun, kind, owner)
            return self._told_again(phrase, owner, kind and follows), follows, None
        if noun in self.words["speaker_own_words"]:
            return owner.name, bearer.kind if bearer and bearer.kind else "other", None
        return None, "other", None

    def _follower(self, noun: str, kind: SpeakerKind | None, owner: Entity) -> SpeakerKind:
        if noun in ("critics", "opponents", "detractors"):
            return "anonymous"
        if noun in ("aide", "aides", "adviser", "advisers", "advisor", "advisors", "allies", "surrogates", "staff", "staffers"):
            return self._staff(owner.name)
        return kind or "other"

    def _named_body(self, phrase: Phrase, body: Entity) -> Named:
        behind = tuple(w for w, t in zip(phrase.low, phrase.tokens, strict=True) if t.start >= body.end)
        if phrase.low[:2] == ("member", "of") or "members of " in " ".join(phrase.low[:4]):
            return None, self._kind(body.name), None
        if not behind:
            lead = tuple(w for w, t in zip(phrase.low, phrase.tokens, strict=True) if t.end <= body.start)
            if lead and lead[-1] in self.words["speaker_spokesmen"]:
                return None, self._kind(body.name), body.name
            if phrase.tail[:1] in (("and",), ("or",)) or listed(phrase, self.cast.text):
                return None, self._kind(body.name), None
            part = branch(phrase, self.cast)
            if part:
                return part[0], self._kind(part[1].name), None
            return slashed(self.cast, body.start, body.end, body.name), self._kind(body.name), None
        noun = behind[-1]
        part = branch(phrase, self.cast)
        if part:
            return part[0], "official" if part[1].type == "place" else self._kind(part[1].name), None
        if noun in self.words["speaker_spokesmen"]:
            return None, self._kind(body.name), body.name
        if {"secretary", "minister", "president", "chief", "director", "chairman"} & set(behind):
            return None, self.kinds.of_words(behind) or "other", None
        if noun in self.words["speaker_bodies"]:
            return self.cast.text[body.start : phrase.tokens[-1].end], self._body_kind(noun, body, phrase), None
        kind = self.kinds.of_words(behind)
        if kind == "document":
            after = [t for t in phrase.tokens if t.start >= body.end]
            told = [k for k, t in enumerate(after) if self.kinds.of_phrase.get(t.text.lower()) == "document"]
            last = after[max((k for k in told if k - told[0] == told.index(k)), default=-1)]
            return slashed(self.cast, body.start, last.end), "document", None
        return None, kind or self._kind(body.name), None

    def _common(self, phrase: Phrase) -> Named:
        """A source without a name in its head's part."""
        low, noun = phrase.low, phrase.noun
        if outlet_unmarked(phrase, self.cast):
            return self.cast.text[phrase.tokens[0].start : phrase.tokens[-1].end], "outlet", None
        spokesman = (
            noun in self.words["speaker_spokesmen"] and phrase.tail[:1] and phrase.tail[0] in ("for", "of", "with", "from")
        )
        if spokesman and phrase.rest:
            return self._spokesman(phrase)
        owner = next((k for k, t in enumerate(phrase.tokens[:-1]) if t.text.endswith(("'s", "’s"))), None)
        if owner is not None and low[0] == "the":
            return self._owned_by_role(phrase, owner + 1)
        kind = unnamed_kind(phrase, self.cast, self.resolver.sentences)
        if kind == "party" and {"house", "senate", "congress"} & {*low, *phrase.tail}:
            kind = "politician"
        if noun in self.words["speaker_bodies"] and len(low) >= 2 and low[-2] in self.words["name_demonyms"]:
            name = " ".join(
                self.cast.text[t.start : t.end] for t in phrase.tokens if t.text.lower() not in self.words["speaker_determiners"]
            )
            return name, self._body_kind(noun, None), None
        part = branch(phrase, self.cast)
        if part:
            return part[0], "official" if part[1].type == "place" else self._kind(part[1].name), None
        if {"both", "two"} & set(low[:2]) and noun in ("men", "women", "sides", "camps"):
            return None, self.last_kind, None
        if phrase.tail[:1] == ("and",) and phrase.tail[1:2] not in (("current",), ("former",), ("now",)):
            return None, kind or "other", None
        if low[0] == "the":
            body = self.resolver.role_body(phrase) if not phrase.tail else None
            if body:
                return body, self._kind(body), None
            person = self.resolver.role(phrase) or self.resolver.partisan(phrase)
            if person:
                return person, self._kind(person), None
            if kind == "document" or noun in self.words["speaker_bodies"]:
                again = None if phrase.tail else self._again(phrase)
                return again, "document" if kind == "document" else self._body_kind(noun, None), None
        made_by = phrase.tail[:1] and phrase.tail[0] in ("by", "from") and phrase.rest
        if kind == "document" and made_by and phrase.rest[0].type == "organisation":
            if len(phrase.rest) > 1 and "and" in phrase.tail:
                return None, "document", None
            return phrase.rest[0].name, "document", None
        people = noun in self.words["name_demonyms"] and noun.endswith(("s", "ese", "ish"))
        return None, kind or ("public" if people else "other"), None

    def _spokesman(self, phrase: Phrase) -> Named:
        """ "a spokesman for Ruiz", and "a spokesman for Ruiz, Ada Lind,"."""
        principal, told = phrase.rest[0], served(phrase.rest, self.cast)
        if len(phrase.rest) == 2 and phrase.rest[1].type == "person":
            gap = self.cast.text[principal.end : phrase.rest[1].start]
            if gap == ", ":
                return phrase.rest[1].name, self._kind(phrase.rest[1].name), principal.name
        return None, self._staff(told), told

    def _owned_by_role(self, phrase: Phrase, count: int) -> Named:
        """ "the department's website", "the senator's spokesman"."""
        owner = replace(phrase, tokens=phrase.tokens[:count], low=phrase.low[:count], tail=())
        name = self.resolver.role_body(owner) or self.resolver.role(owner)
        noun = phrase.noun
        if noun in self.words["speaker_spokesmen"]:
            return None, self._staff(name) if name else "anonymous", name
        bearer = self.cast.bearers.get(name or "")
        if noun in self.words["speaker_bodies"] and bearer and bearer.type == "person" and noun not in ("website", "site"):
            return None, self._staff(name), None
        if noun in self.words["speaker_bodies"] or noun in ("statement", "page", "account", "claim", "own"):
            return name, self._kind(name) if name else "other", None
        return None, self.kinds.of_words(phrase.low[count:]) or "other", None

    def _again(self, phrase: Phrase) -> str | None:
        """ "the poll", "the campaign": the one that spoke last, else the only one that the article has named before."""
        noun = phrase.noun
        for _, name, _, _ in reversed(self.resolver.said[-3:]):
            if name and name.lower().endswith(noun):
                return name
        found = {name for name in self.resolver.phrases if name.lower().endswith(noun)}
        return found.pop() if len(found) == 1 else None

    def _told_again(self, phrase: Phrase, owner: Entity, kind: SpeakerKind | None) -> str | None:
        """Whom "Ruiz's former adviser" tells more of: who spoke right before and whom nothing else describes."""
        at, name, _, _ = self.resolver.said[-1] if self.resolver.said else (0, None, False, False)
        bearer = self.cast.bearers.get(name or "")
        if bearer is None or bearer.kind != "other" or bearer.type != "person" or name == owner.name or phrase.tail:
            return None
        near = self.resolver.sentence(phrase.start) - self.resolver.sentence(at) <= 1
        if not near or is_plural(phrase.noun) or kind in (None, "document", "anonymous"):
            return None
        bearer.kind = kind
        return name

    def _pronoun(self, phrase: Phrase, outer: Attribution | None) -> Named:
        word = phrase.low[0]
        if word in ("my", "our") and len(phrase.low) > 1:
            return None, self.kinds.of_words(phrase.low[1:]) or "other", None
        if word in ("i", "me", "my") and outer is not None:
            return outer.speaker, outer.speaker_kind, None
        if word in ("i", "me", "my") and not self.resolver.sentences.quoted(phrase.start):
            return None, "author", None
        if word in ("who", "whom", "which", "that", "whose"):
            name = self.resolver.who(phrase.start, person=word in ("who", "whom", "whose"))
            return name, self._kind(name) if name else kind_before(self.cast, phrase.start), None
        if word in self.words["speaker_men_pronouns"] or word in self.words["speaker_women_pronouns"]:
            gender = "m" if word in self.words["speaker_men_pronouns"] else "f"
            name = self.resolver.person(phrase.start, gender)
            return self._of_pronoun(phrase, name)
        if word in ("it", "its"):
            name = self.resolver.body(phrase.start)
            return self._of_pronoun(phrase, name)
        if word in ("they", "their", "them"):
            if len(phrase.low) > 1:
                return None, self.kinds.of_words(phrase.low[1:]) or "other", None
            body = self.resolver.they(phrase.start)
            return body, self._kind(body) if body else self.last_kind, None
        if word in ("we", "us", "our") and len(phrase.low) == 1 and not self.resolver.sentences.quoted(phrase.start):
            return None, "author", None
        return None, "public" if word in ("we", "us", "our") else "other", None

    def _of_pronoun(self, phrase: Phrase, name: str | None) -> Named:
        """The pronoun's bearer, or what he owns: "his campaign", "her spokesman"."""
        owned = phrase.low[1:]
        if not owned:
            return name, self._kind(name) if name else self.last_kind, None
        noun = owned[-1]
        if noun in self.words["speaker_spokesmen"]:
            return None, self._staff(name), name
        if noun in self.words["speaker_bodies"]:
            return (f"{name}’s {noun}" if name else None), self._body_kind(noun, None), None
        kind = self.kinds.of_words(owned)
        if noun in self.words["speaker_followers"] or kind not in (None, "document", "anonymous"):
            return None, kind or "other", None
        if noun in self.words["speaker_own_words"]:
            return name, self._kind(name) if name else "other", None
        return None, "other", None

    def _principal_of(self, phrase: Phrase, person: Entity) -> str | None:
        """For whom a named spokesman speaks."""
        words = {*phrase.low, *phrase.tail, *map(" ".join, pairwise(phrase.low))}
        if not words & (self.words["speaker_spokesmen"] - {"representative", "rep"} - self.words["speaker_lawyers"]):
            return None
        others = [e for e in (*phrase.head, *phrase.rest) if e.name and e.name != person.name]
        return served(others, self.cast)

    def _kind(self, name: str | None) -> SpeakerKind:
        bearer = self.cast.bearers.get(name or "")
        return bearer.kind if bearer and bearer.kind else "other"

    def _staff(self, name: str | None) -> SpeakerKind:
        """The kind of who speaks for somebody: a politician's staff is his party's."""
        kind = self._kind(name)
        return "party" if kind == "politician" and self.cast.bearers[name or ""].type == "person" else kind

    def _body_kind(self, noun: str, owner: Entity | None, phrase: Phrase | None = None) -> SpeakerKind:
        return part_kind(noun, owner, self._kind(owner.name) if owner else "other", phrase, self.cast)
