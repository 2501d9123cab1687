"""What kind of phrase a source is: its head words, its owner, the names in it."""

import re
from dataclasses import dataclass

from sidelight.annotate.speakers.cast import Cast
from sidelight.text.pack import LanguagePack
from sidelight.text.tokens import Token, words
from sidelight.types import Entity, Range

_HEAD_CUT = re.compile(r"[,;:(—–“\"]|--")
_LEAD = re.compile(r"(?:Also|Elsewhere|Instead|Later|Meanwhile|Separately|Still), ", re.IGNORECASE)
"""An adverb that a source was cut out with."""
_POSSESSIVE = re.compile(r"['’](?:s|d|ve|ll|re|m)?$")
_PARTIES = frozenset({"democratic", "republican", "conservative", "labour", "liberal", "federal", "state", "local"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})
_POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your"})
_PRONOUNS = _FIRST_PERSON | {
    "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they", "them", "their", "who",
    "whom", "which", "that", "whose",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source read. Words are lower case, without possessive endings, the head's part up to its first preposition or comma.

    `head` are the names in that part, `rest` those behind it. `owner` is the name or pronoun that a possessive ending
    gives it ("Ruiz's" office), `owned` the words behind the owner.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    low: tuple[str, ...]
    head: tuple[Entity, ...]
    rest: tuple[Entity, ...]
    owner: Entity | None
    owned: tuple[str, ...]
    tail: tuple[str, ...]

    @property
    def pronoun(self) -> str | None:
        """The pronoun, where the phrase is or begins with one."""
        if not self.low or self.low[0] not in _PRONOUNS:
            return None
        return self.low[0] if len(self.low) == 1 or self.low[0] in _POSSESSIVES else None

    @property
    def noun(self) -> str:
        """The last word of the head's part."""
        return self.low[-1] if self.low else ""


def read(text: str, source: tuple[Range, ...], cast: Cast, pack: LanguagePack) -> Phrase | None:
    """The phrase of a source, None where it holds no word."""
    start, end = source[0][0], source[-1][1] if source[-1][1] - source[0][0] < 400 else source[0][1]
    every = words(text, start, end)
    lead = _LEAD.match(text, start, end)
    every = [t for t in every if t.start >= lead.end()] if lead else every
    if not every:
        return None
    stops = pack.words["speaker_head_stops"]
    names = cast.inside(start - 40, end)
    names = [n for n in names if n.end > start]
    cut = _cut(text, every, names, stops, pack.words["name_demonyms"])
    tokens = tuple(every[:cut])
    head_end = tokens[-1].end
    head = tuple(n for n in names if n.start < head_end)
    rest = tuple(n for n in names if n.start >= head_end)
    owner, owned = _owner(text, tokens, head)
    low = tuple(_plain(t.text) for t in tokens)
    tail = tuple(_plain(t.text) for t in every[cut:])
    return Phrase(start, end, tokens, low, head, rest, owner, owned, tail)


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word.lower()).replace("’", "'")


def _cut(text: str, tokens: list[Token], names: list[Entity], stops: frozenset[str], people: frozenset[str]) -> int:
    """How many words belong to the head's part: up to a comma or a preposition that stands in no name."""
    for k, token in enumerate(tokens):
        if k == 0:
            continue
        covered = any(n.start < token.end and token.start < n.end for n in names)
        if _HEAD_CUT.search(text[tokens[k - 1].end : token.start]):
            return k
        low = token.text.lower()
        if covered or low not in stops or (low == "under" and token.text == "Under"):
            continue
        titles = low == "and" and not any(n.start < token.start for n in names if n.type == "person")
        if titles and any(n.type == "person" for n in names) and not tokens[k - 1].text.lower().endswith("s"):
            continue
        if low == "and" and _peoples(tokens, k, people):
            continue
        role = (
            low == "of"
            and k + 1 < len(tokens)
            and tokens[k - 1].text.lower() in ("secretary", "secretaries", "chief", "house", "speaker", "member", "members")
        )
        if not role:
            return k
    return len(tokens)


def _peoples(tokens: list[Token], k: int, people: frozenset[str]) -> bool:
    """Whether "and" joins two adjectives: "Norlandish and Eastlandish officials"."""
    if k + 2 >= len(tokens) or not tokens[k + 2].text.islower():
        return False
    return all(low in people or low in _PARTIES for low in (tokens[k - 1].text.lower(), tokens[k + 1].text.lower()))


def _owner(text: str, tokens: tuple[Token, ...], head: tuple[Entity, ...]) -> tuple[Entity | None, tuple[str, ...]]:
    for entity in head:
        ending = text[entity.end : entity.end + 2]
        if ending in ("'s", "’s") or (ending[:1] in ("'", "’") and text[entity.end - 1] == "s"):
            owned = tuple(_plain(t.text) for t in tokens if t.start > entity.end)
            behind = [e for e in head if e.start > entity.end and e.type == "person"]
            if not behind:
                return entity, owned
    return None, ()
