"""From the words printed beside somebody's name, and whose they are, to the role in which he speaks."""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from sidelight.annotate.speakers.bearer import Bearer
from sidelight.annotate.speakers.kinds import Kinds
from sidelight.text.pack import LanguagePack
from sidelight.types import Entity, SpeakerKind

PAST = frozenset({"former", "ex", "onetime", "one-time"})
_MERE_TITLES = frozenset({"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "miss", "the", "dr.", "dr"})
_OFFICES = frozenset({"secretary", "attorney", "ambassador", "envoy", "administrator", "commissioner"})
_PARTY_WORDS = frozenset({"conservative", "democratic", "labour", "republican", "tory"})
_PARTY = re.compile(r"\b(?:Conservative|Democratic|Labour|Republican|Tory) [\w-]+ $")
"""A politician told by his party's name and a word that no list knows: "Conservative backbencher Ada Lind"."""


class Roles:
    """The kinds of an article's people and bodies; `inside` gives the names that begin in a stretch of its text."""

    def __init__(
        self,
        text: str,
        bearers: Mapping[str, Bearer],
        inside: Callable[[int, int], list[Entity]],
        kinds: Kinds,
        pack: LanguagePack,
    ) -> None:
        self.text, self.bearers, self.inside, self.kinds, self.pack = text, bearers, inside, kinds, pack

    def kind(self, bearer: Bearer) -> SpeakerKind:
        if bearer.type != "person":
            kind = self.kinds.of_body(bearer.name, place=bearer.type == "place")
            if kind == "party" and bearer.name.endswith(" Campaign") and not self._runs(bearer.name):
                return "organisation"
            if kind != "organisation":
                return kind
            roles = (self.kinds.of_words(role) for _, role in bearer.roles if role)
            return next((k for k in roles if k in ("outlet", "company", "party")), kind)
        found = [(told, bool(set(role) & PAST)) for place, role in bearer.roles if (told := self._role_kind(place, role))]
        present = [kind for kind, past in found if not past]
        if self._famous(bearer.name):
            return (
                "official" if self._in_office(bearer) and "politician" not in present else "politician"
            )  # an office that the text prints counts before fame
        known = [kind for kind, _ in found]
        if set(present) & {"official", "expert", "company", "organisation", "outlet"}:
            known = present
        if "party" in known and "official" in known:
            return "official"
        if "politician" in known and known.count("politician") * 3 >= len(known):
            return "politician"
        if not present and bearer.kind in ("company", "expert", "organisation", "outlet"):
            return bearer.kind  # "the former aide Ada Lind of the Dale Herald"
        return known[0] if known else bearer.kind or "other"

    def _runs(self, name: str) -> bool:
        """Whether a campaign is somebody's who appears in the article: other campaigns are associations."""
        return any(b.type == "person" and b.name.split()[-1] in name for b in self.bearers.values())

    def _famous(self, name: str) -> bool:
        """Whether the pack's list has a politician's name, with or without the names in its middle."""
        words, known = name.lower().split(), self.pack.words["speaker_politicians_named"]
        return " ".join(words) in known or (len(words) > 2 and f"{words[0]} {words[-1]}" in known)

    def _in_office(self, bearer: Bearer) -> bool:
        """Whether the text gives somebody a present office that nobody is elected to."""
        return any(_OFFICES & set(role) and not PAST & set(role) and len(role) > 1 for _, role in bearer.roles)

    def _role_kind(self, place: int, role: tuple[str, ...]) -> SpeakerKind | None:
        """The kind that a role tells; a spokesman's is that of the body or person he speaks for."""
        spokes = self.pack.words["speaker_spokesmen"]
        role = self.kinds.now(role)
        spoken = bool(set(role) & spokes)
        named = spoken and any(self._in_role(e, role) for e in self.inside(max(place - 60, 0), place + 120) if e.start != place)
        if spoken and not named and not {"for", "of", "with", "representing"} & set(role):
            spokes = spokes - self.pack.words["speaker_lawyers"]
        if set(role) & spokes and not {"secretary"} & set(role):
            own = self.kinds.of_words(tuple(w for w in role if w not in spokes))
            if own in ("official", "company", "outlet"):
                return own
            near = [e for e in self.inside(max(place - 60, 0), place + 120) if e.start != place and e.name]
            near = [e for e in near if self._in_role(e, role)] or [e for e in near if e.start < place]
            for entity in sorted(near, key=lambda e: abs(e.start - place)):
                other = self.bearers.get(entity.name or "")
                if entity.type == "person" and other:
                    return "party" if self._in_politics(other) else None
                if other and entity.type in ("organisation", "place"):
                    return self.kinds.of_body(other.name, place=entity.type == "place")
            served = self.kinds.of_words(role[role.index("for") + 1 :]) if "for" in role[:-1] else None
            if served not in (None, "anonymous", "document"):
                return "party" if served == "politician" else served
        staff = self._staff_of(place, role)
        if staff:
            return staff
        led = self._led(place, role)
        if led:
            return led
        if role[1:] == ("president",) and self._presides(place, role[0]):
            return "organisation"
        kind = self.kinds.of_words(role)
        if kind is None and _PARTY.search(self.text, max(place - 90, 0), place) and _PARTY_WORDS & set(role[-2:]):
            return "politician"
        if kind in ("expert", "party") and set(role) & self.pack.words["speaker_pundits"] and self._of_outlet(place, role):
            return "outlet"
        if kind in (None, "anonymous", "document"):
            owner = next(
                (
                    e
                    for e in self.inside(max(place - 40, 0), place)
                    if e.type == "organisation" and e.name and place - e.end <= 25 and bool(set(role) - _MERE_TITLES)
                ),
                None,
            )
            if owner and owner.name and role:
                return self.kinds.of_body(owner.name, place=False)
            return None
        return "politician" if kind == "party" and role[-1] in self.pack.words["speaker_partisans"] else kind

    def _presides(self, place: int, over: str) -> bool:
        """Whether "president" behind a name in lower case leads a body that no list knows: "Astros president Ada Lind"."""
        words = self.pack.words
        state = any(over in words[k] for k in ("name_countries", "name_demonyms", "name_states", "speaker_adjectives"))
        told = state or self.kinds.is_role_word(over) or over in ("the", "a", "vice", "mr.") or not over.isalpha()
        named = self.text[max(place - len(over) - 11, 0) : place - 11].istitle()
        return not told and named and self.text[place - 10 : place] == "president "

    def _staff_of(self, place: int, role: tuple[str, ...]) -> SpeakerKind | None:
        """ "Ruiz's finance director" is of his party; "NRA President" leads the body named before."""
        if not role:
            return None
        head = next((w for w, after in zip(role, (*role[1:], "of"), strict=True) if after in ("and", "of", "for", "at")), "")
        near = [e for e in self.inside(max(place - 50, 0), place) if e.name and self._in_role(e, role)]
        if not near:
            near = [e for e in self.inside(place + 1, place + 70) if e.name and self._introduces(e, role)][:1]
        if not near or head not in self.pack.words["speaker_staff"]:
            return None
        owner = near[-1]
        other = self.bearers.get(owner.name or "")
        owns = self.text[owner.end : owner.end + 2] in ("'s", "’s")
        if owner.type == "person":
            return "party" if owns and other and self._in_politics(other) else None
        if owner.type == "organisation" and head in (
            "president",
            "chairman",
            "chairwoman",
            "chair",
            "head",
            "director",
            "commander",
        ):
            name = owner.name or ""
            kind = self.kinds.of_body(name, place=False)
            known = head not in ("head", "director") or name.isupper() or self.kinds.of_words(name.lower().split())
            return kind if known and kind in ("organisation", "company", "outlet", "party") else None
        return None

    def _of_outlet(self, place: int, role: tuple[str, ...]) -> bool:
        """Whether the words of a role name an outlet: "an analyst for the Dale Herald"."""
        near = [e for e in self.inside(max(place - 60, 0), place + 120) if e.start != place and e.name and self._in_role(e, role)]
        return any(e.type == "organisation" and self.kinds.of_body(e.name or "", place=False) == "outlet" for e in near)

    def _in_role(self, entity: Entity, role: tuple[str, ...]) -> bool:
        return self.text[entity.start : entity.end].lower().split()[0] in role

    def _introduces(self, entity: Entity, role: tuple[str, ...]) -> bool:
        """Whether a name owns the role behind another's comma: "Lind, Ruiz's finance director,"."""
        opens = self.text[entity.start - 2 : entity.start] == ", "
        return opens and self.text[entity.start : entity.end].lower().split()[0] == role[0]

    def _in_politics(self, bearer: Bearer) -> bool:
        named = self._famous(bearer.name)
        return named or any(self.kinds.of_words(role) in ("politician", "party") for _, role in bearer.roles)

    def _led(self, place: int, role: tuple[str, ...]) -> SpeakerKind | None:
        """The kind of the body that "president of …" leads or a "strategist for …" serves."""
        leads, staff = self.pack.words["speaker_leads"], self.pack.words["speaker_staff"]
        for word, of in pairwise(role):
            if of in ("of", "at", "for", "with") and (word in leads or word in staff):
                at = self.text.find(" at ", place, place + 130) if of == "of" and "at" in role else place
                body = next(
                    (
                        e
                        for e in self.inside(max(at, place) + 1, place + 130)
                        if e.name
                        and (
                            e.type == "organisation"
                            or (e.type == "place" and self.text[e.end : e.end + 2] not in ("'s", "’s", ", "))
                        )
                    ),
                    None,
                )
                if body and body.name:
                    kind = self.kinds.of_body(body.name, place=body.type == "place")
                    if word in leads:
                        return "politician" if body.type == "place" and word in ("president", "leader") else kind
                    return kind if body.type != "place" and kind in ("party", "company", "outlet") else None
        return None
