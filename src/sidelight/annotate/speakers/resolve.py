"""Whom a pronoun or a role noun stands for: the nearest bearer before it that fits, nobody where two fit."""

from bisect import bisect_right

from sidelight.annotate.speakers.cast import Bearer, Cast
from sidelight.annotate.speakers.phrases import Phrase
from sidelight.text.pack import LanguagePack
from sidelight.types import Range, Sentence

MARGIN = 0.75
"""By how much the best antecedent must lead the next (see docs/method/speakers.md for the points)."""

REACH = 12000
"""Characters that a role noun looks back: long articles keep a person's role in mind, books do not."""

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
    "nonprofit": ("organisation",), "church": ("organisation",),
}  # fmt: skip


class Resolver:
    """Looks back from a place in the text. `said` holds who spoke where, as far as the attributions are named."""

    def __init__(self, cast: Cast, sentences: tuple[Sentence, ...], quotes: list[Range], pack: LanguagePack) -> None:
        self.cast, self.pack, self.quotes = cast, pack, quotes
        self.quote_starts = [q[0] for q in quotes]
        self.starts = [s.start for s in sentences if not self.quoted(s.start - 1)]
        self.phrases: set[str] = set()
        self.said: list[tuple[int, str | None, bool, bool]] = []

    def sentence(self, place: int) -> int:
        """The number of the sentence at a place; sentences inside one quotation count as one."""
        return bisect_right(self.starts, place) - 1

    def person(self, place: int, gender: str | None) -> str | None:
        """The person that "he" or "she" stands for.

        Points: 3 less the distance in sentences; 2 for the first name of its sentence; 2.5 for who spoke last; less in
        quotations and possessives. An unnamed single speaker nearer by takes the pronoun and leaves it unnamed.
        """
        here = self.sentence(place)
        points: dict[str, float] = {}
        firsts: dict[int, set[str]] = {}
        last_end = 0
        for entity in reversed(self.cast.before(place, 1200)):
            distance = here - self.sentence(entity.start)
            bearer = self.cast.bearer(entity)
            if entity.type != "person" or bearer is None or distance > 3:
                continue
            if gender and bearer.gender not in (None, gender):
                continue
            score = 3.0 - distance
            first = firsts.setdefault(self.sentence(entity.start), {bearer.name})
            if self.cast.text[last_end : entity.start] in (" and ", ", ", ", and "):
                first.add(bearer.name)
            last_end = entity.end
            if self.quoted(entity.start):
                score -= 2
            elif bearer.name in first:
                score += 2
            if self.cast.text[entity.end : entity.end + 2] in ("'s", "’s", "s'", "s’"):
                score -= 1.5
            if bearer.gender is None:
                score -= 0.5
            points[bearer.name] = max(points.get(bearer.name, 0), score)
        for at, name, single, indefinite in reversed(self.said[-3:]):
            distance = here - self.sentence(at)
            if distance > 2 or at >= place or not single:
                continue
            if name is None:
                if indefinite:
                    points["?"] = max(points.get("?", 0), 4.5 - distance)
                    break
                continue
            bearer = self.cast.bearers.get(name)
            if bearer and bearer.type == "person" and (not gender or bearer.gender in (None, gender)):
                points[name] = max(points.get(name, 0), 3.0 - distance) + (2.5 if bearer.gender else 0.5)
                break
        best = sorted(points.items(), key=lambda p: (-p[1], p[0]))
        if not best or best[0][0] == "?" or (len(best) > 1 and best[0][1] - best[1][1] < MARGIN):
            return None
        return best[0][0]

    def body(self, place: int) -> str | None:
        """The body that "it" stands for: who spoke last, else the body that opened the sentence before."""
        here = self.sentence(place)
        for at, name, _, _ in reversed(self.said[-2:]):
            bearer = self.cast.bearers.get(name or "")
            if here - self.sentence(at) <= 2 and bearer and bearer.type != "person":
                return name
        near = [e for e in self.cast.before(place, 600) if here - self.sentence(e.start) == 1 and e.type == "organisation"]
        opening = [e.name for e in near if e.start - self.starts[max(here - 1, 0)] <= 4]
        return opening[0] if opening else None

    def who(self, place: int, *, person: bool) -> str | None:
        """The name right before a relative pronoun: a person's before "who", another's before "which"."""
        near = self.cast.before(place, 80)
        if not near or (near[0].type == "person") != person:
            return None
        gap = self.cast.text[near[0].end : place]
        plain = gap.strip(" ,")
        return near[0].name if not plain or (plain[0] == "(" and plain[-1] == ")") else None

    def quoted(self, place: int) -> bool:
        """Whether a place lies in a quotation."""
        k = bisect_right(self.quote_starts, place) - 1
        return k >= 0 and place < self.quotes[k][1]

    def role(self, phrase: Phrase) -> str | None:
        """The person whom "the senator" or "the former secretary of state" stands for."""
        words = [
            w for w in phrase.low if w not in self.pack.words["speaker_determiners"] and w not in ("current", "longtime", "now")
        ]
        former = "former" in words
        words = [w for w in words if w not in ("former", "ex")]
        if not words:
            return None
        head = " ".join(words[-3:]) if words[-3:-1] == ["secretary", "of"] else words[-1]
        modifiers = words[: len(words) - len(head.split())]
        same = next((group for group in _SAME_HEADS if head in group), frozenset({head}))
        strict: dict[str, int] = {}
        loose: dict[str, int] = {}
        for bearer, last in self._nearby(phrase.start):
            if bearer.type != "person":
                continue
            for _, role in bearer.roles:
                if not _has(role, head, same) or (not former and head == "president" and {"former", "vice"} & set(role)):
                    continue
                loose[bearer.name] = last
                if all(m in role for m in modifiers):
                    strict[bearer.name] = last
        return (
            _nearest(strict, phrase.start)
            or self._topic(phrase)
            or (_nearest(loose, phrase.start) if len(loose) == 1 and len(modifiers) <= 2 else None)
        )

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
        if noun not in _BODY_NOUNS:
            return None
        named: dict[str, int] = {}
        alike: dict[str, int] = {}
        for bearer, last in self._nearby(phrase.start):
            if bearer.type != "organisation":
                continue
            if noun in bearer.name.lower().split():
                named[bearer.name] = last
            elif bearer.kind in _BODY_NOUNS[noun]:
                alike[bearer.name] = last
        for kind in _BODY_NOUNS[noun]:
            pool = named or {name: at for name, at in alike.items() if self.cast.bearers[name].kind == kind}
            if pool:
                return _nearest(pool, phrase.start)
        return None


def _has(role: tuple[str, ...], head: str, same: frozenset[str]) -> bool:
    if " " in head:
        return head in " ".join(role)
    return any(w in same for w in role)


def _nearest(found: dict[str, int], place: int) -> str | None:
    """The name mentioned last before a place; nobody where two stand close together and neither is near."""
    if not found:
        return None
    ordered = sorted(found.items(), key=lambda f: -f[1])
    if len(ordered) > 1 and ordered[0][1] - ordered[1][1] < 60:
        return None
    return ordered[0][0] if len(ordered) == 1 or place - ordered[0][1] < 900 else None
