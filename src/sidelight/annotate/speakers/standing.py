"""What a text tells of somebody apart from his name: by what is his, what he wrote, how a sentence or a list introduces him."""

import re
from collections.abc import Iterable

from sidelight.annotate.speakers.kinds import Kinds, is_plural
from sidelight.text.pack import LanguagePack
from sidelight.types import Entity, SpeakerKind

_BEHIND = re.compile(r"(?:['’]s)? ([a-z-]+(?: [a-z-]+)?)")
_AGE = re.compile(r", (?:\d\d|a \d\d-year-old)\b")
_BOOK = re.compile(r"[^.;\n“”\"]{0,20} in (?:his|her) (?:\w+ )?(?:book|memoir|biography|study)\b")
_STUDIED = re.compile(
    r"(?:, who)?(?: has| have)?(?: just| recently)? (?:conducted|led|authored|co-authored|published) an? (?:\w+ ){0,2}"
    r"(?:survey|study|poll|paper|report|analysis)\b"
)
_WROTE = re.compile(r" (?:(?:wrote|writes|reports|reported) (?:for|in)|in|at) (?:[Tt]he )?(?=[A-Z])")


def standing(text: str, mentions: Iterable[Entity], outlets: frozenset[str], pack: LanguagePack) -> SpeakerKind | None:
    """The kind of a person by what stands behind his names; None where nothing tells it.

    `outlets` are the article's names of outlets. Who has a campaign or voters is a politician; who is told by his age alone
    speaks for himself.
    """
    owned = pack.words["speaker_standing"]
    aged = False
    for mention in mentions:
        behind = _BEHIND.match(text, mention.end)
        if behind and (behind[1] in owned or behind[1].split()[0] in owned):
            return "politician"
        if _BOOK.match(text, mention.end) or _STUDIED.match(text, mention.end):
            return "expert"
        wrote = _WROTE.match(text, mention.end)
        if wrote and any(text.startswith(outlet.removeprefix("The "), wrote.end()) for outlet in outlets):
            return "outlet"
        aged = aged or _AGE.match(text, mention.end) is not None
    return "public" if aged else None


_FRONT = re.compile(r"(?:^|[.!?”\"\n] ?)(?:Now |Once |Formerly )?((?:[Tt]he|[Aa]n?|[A-Z]\w+['’]s) [^.,;:!?\n“”\"]{3,70}), $")
_LIST = re.compile(
    r"\b(?:(?:two|three|four|five|several|some|fellow|other|many) (?:[\w-]+ ){0,3}?([a-z-]+s), "
    r"|([a-z-]+s),? (?:including|such as|like) )$"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def fronted(text: str, start: int, kinds: Kinds) -> tuple[str, ...]:
    """The role that opens a sentence before a name: "A retired teacher from Dale, Lind said …"."""
    found = _FRONT.search(text, max(start - 80, 0), start)
    words = tuple(m[0].lower() for m in _WORD.finditer(found[1])) if found else ()
    head = next((k for k, w in enumerate(words) if k and w in _ENDS), len(words))
    known = words and kinds.of_words(words[:head]) not in (None, "document", "anonymous") and not is_plural(words[head - 1])
    return words if known else ()


def listed_as(text: str, start: int, kinds: Kinds) -> tuple[str, ...]:
    """The plural role right before a name: "two voters, Ada Lind and …"."""
    found = _LIST.search(text, max(start - 60, 0), start)
    noun = found[1] or found[2] if found else ""
    return (noun,) if kinds.of_phrase.get(noun) not in (None, "document", "anonymous", "party") and is_plural(noun) else ()


_ENDS = frozenset({"at", "for", "from", "in", "of", "on", "to", "who", "with"})
