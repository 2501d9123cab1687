"""The person at the end of a source that first describes him: "a backer of the bill, Sen. Tomas Ruiz of Dale"."""

import re

from sidelight.annotate.speakers.cast import Cast
from sidelight.annotate.speakers.kinds import is_plural
from sidelight.annotate.speakers.phrases import Phrase
from sidelight.types import Entity

_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_JOINED = re.compile(r",? (?:and|or) ")
_LEAD_ENDS = frozenset({"who", "that", "which", "whose", "and", "or", "but"})
_LONGEST_LEAD = 70


def apposed(phrase: Phrase, cast: Cast) -> Entity | None:
    """The person whom a description names behind its comma; None where a second person could be meant as well."""
    if not phrase.rest or (phrase.head and phrase.head[-1].type == "person" and phrase.head[-1].end >= phrase.tokens[-1].end):
        return None
    person = next((e for e in phrase.rest if e.type == "person"), None)
    words = cast.pack.words
    if person is None or person.name is None or not _is_one(phrase, cast):
        return None
    gap = cast.text[phrase.tokens[-1].end : person.start]
    lead, comma, title = gap.rpartition(", ")
    if not comma and gap != " ":
        return None
    if len(lead) > _LONGEST_LEAD or "," in lead or not _is_title(title if comma else "", cast):
        return None
    between = [w.lower().rstrip(".") for w in _WORD.findall(lead)]
    people = cast.kinds.persons | words["speaker_followers"] | words["speaker_spokesmen"] | _LEAD_ENDS
    if any(w in people or cast.kinds.of_phrase.get(w) in ("affected", "public") for w in between[1:]):
        return None
    return None if _JOINED.match(cast.text, person.end) and person.end < phrase.end else person


def _is_one(phrase: Phrase, cast: Cast) -> bool:
    """Whether the head describes one person."""
    noun, kind = phrase.noun, cast.kinds.of_words(phrase.low)
    personal = kind not in (None, "document") or noun in cast.pack.words["speaker_followers"]
    return personal and not is_plural(noun) and noun not in cast.pack.words["speaker_bodies"]


def _is_title(words: str, cast: Cast) -> bool:
    """Whether the words right before a name are only titles and roles."""
    found = _WORD.findall(words)
    adjectives = cast.pack.words["speaker_adjectives"]
    return len(found) <= 8 and all(w[0].isupper() or cast.kinds.is_role_word(w.lower()) or w.lower() in adjectives for w in found)
