"""Bodies longer than one mention: with what a slash joins, the part of a body or of a place, and their kinds."""

import re
from collections.abc import Sequence
from itertools import pairwise

from sidelight.annotate.speakers.cast import Cast
from sidelight.annotate.speakers.phrases import Phrase
from sidelight.annotate.speakers.places import Sentences
from sidelight.types import Entity, SpeakerKind

_BEFORE_SLASH = re.compile(r"[A-Z][\w.-]*$")
_CHAIRS = frozenset({"chair", "chairman", "chairwoman"})
_ONE = re.compile(r"\b[Oo]ne ((?:[A-Za-z-]+ ){1,4})")


def slashed(cast: Cast, start: int, end: int, name: str | None = None) -> str | None:
    """A name with what a slash joins before it, "CNN/ORC poll"; `name` where nothing is joined."""
    text, first = cast.text, start
    while text[first - 1 : first] == "/" and start - first < 120:
        before = next((e for e in cast.before(first, 60) if e.end == first - 1), None)
        word = _BEFORE_SLASH.search(text[max(first - 31, 0) : first - 1])
        if before is None and word is None:
            break
        first = before.start if before else max(first - 31, 0) + word.start() if word else first
    return text[first:end] if first < start or name is None else name


def branch(phrase: Phrase, cast: Cast) -> tuple[str, Entity] | None:
    """ "the Dale chapter of the Fishers’ Union", "the city of Dale": its printed name, and the body or place it is of."""
    if phrase.tail[:1] != ("of",) or len(phrase.rest) != 1 or phrase.rest[0].type not in ("organisation", "place"):
        return None
    whole, text, words = phrase.rest[0], cast.text, cast.pack.words
    nouns = words["speaker_governed"] if whole.type == "place" else words["speaker_branches"]
    if phrase.noun not in nouns or phrase.low[0] not in ("the", phrase.noun):
        return None
    if len(phrase.tail) - 1 > len(text[whole.start : whole.end].split()) + 1:
        return None
    first = phrase.tokens[1] if phrase.low[0] == "the" and len(phrase.tokens) > 1 else phrase.tokens[0]
    return text[first.start : whole.end], whole


def listed(phrase: Phrase, text: str) -> bool:
    """Whether the source goes on from name to name and joins the last: "Dale, Marrow and Halden"."""
    names = (phrase.head[-1], *phrase.rest)
    gaps = (text[a.end : b.start].strip() for a, b in pairwise(names))
    for gap in gaps:
        if gap in ("and", "or", "&", ", and", ", or", ", &", ", as well as"):
            return True
        if gap != ",":
            return False
    return False


def holder_of(phrase: Phrase, cast: Cast) -> Entity | None:
    """The person whose office a source was cut out of: "Harbour" of "Harbour and Tidal Affairs Secretary Ada Lind"."""
    body = phrase.head[-1] if len(phrase.head) == 1 and not phrase.rest else None
    if body is None or body.type != "organisation" or phrase.end >= body.end:
        return None
    person = next((e for e in cast.inside(body.end, body.end + 40) if e.type == "person"), None)
    title = cast.text[body.end : person.start].lower().split() if person else []
    return person if title and all(cast.kinds.is_role_word(w) for w in title) else None


def cut_off(phrase: Phrase, cast: Cast) -> Entity | None:
    """The person of whose source only the end is left: "Dale" of "Rep. Tomas Ruiz of Dale"."""
    if not phrase.head or phrase.head[0].type == "person" or phrase.head[0].start > phrase.start + 4:
        return None
    before = next(iter(cast.before(phrase.start, 40)), None)
    if before is None or before.type != "person":
        return None
    return before if cast.text[before.end : phrase.start] in (" of ", " of the ", " of", " for ") else None


def served(entities: Sequence[Entity], cast: Cast) -> str | None:
    """For whom a spokesman speaks: the first named, or the person whose office the body only tells ("Council Chairman Lind")."""
    first = entities[0] if entities else None
    second = entities[1] if len(entities) > 1 else None
    if first is None or second is None or first.type == "person" or second.type != "person":
        return first.name if first else None
    titles = cast.text[first.end : second.start].lower().split()
    office = len(titles) < 4 and all(cast.kinds.is_role_word(w) or w in _CHAIRS for w in titles)
    return second.name if office else first.name


def part_kind(noun: str, owner: Entity | None, owner_kind: SpeakerKind, phrase: Phrase | None, cast: Cast) -> SpeakerKind:
    """The kind of "Ruiz’s office", "the Ruiz administration", "Norland’s Tidal news agency"."""
    if phrase and " ".join(phrase.low[-2:]) in cast.pack.words["speaker_wires"]:
        return "outlet"
    person = owner is not None and owner.type == "person"
    if noun in ("office", "team", "camp", "family") and person:
        return owner_kind if noun == "office" else "affected" if noun == "family" else "party"
    if noun == "administration":
        proper = phrase is not None and len(phrase.tokens) > 2 and all(t.text[0].isupper() for t in phrase.tokens[-2:])
        return "official" if proper and owner is not None and not person else "politician"
    return cast.kinds.of_words((noun,)) or "organisation"


def left_out(cast: Cast, sentences: Sentences, place: int) -> SpeakerKind | None:
    """The kind of the noun that "another" leaves out: "One senator resigned while another stayed"."""
    opens = sentences.starts[max(sentences.number(place) - 1, 0)]
    first = list(_ONE.finditer(cast.text, max(opens, place - 400), place))[-1:]
    return next((k for m in first for w in m[1].split() if (k := cast.kinds.of_phrase.get(w)) and k != "document"), None)
