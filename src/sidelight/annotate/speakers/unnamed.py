"""The kind of a source that names nobody."""

from sidelight.annotate.speakers.bodies import left_out
from sidelight.annotate.speakers.cast import Cast
from sidelight.annotate.speakers.phrases import Phrase
from sidelight.annotate.speakers.places import Sentences
from sidelight.types import SpeakerKind


def unnamed_kind(phrase: Phrase, cast: Cast, sentences: Sentences) -> SpeakerKind | None:
    """The kind of a source by its words: "a group of nurses" is of the nurses' kind, "people close to" it of none."""
    low, tail, noun, words = phrase.low, phrase.tail, phrase.noun, cast.pack.words
    if low == ("another",):
        return left_out(cast, sentences, phrase.start) or "anonymous"
    if noun in words["speaker_notices"]:
        return "document"
    counted = len(low) <= 3 and noun in _NUMBERS
    if noun.endswith("-americans"):
        return "public"
    if (noun in words["speaker_measures"] or low in _SOME or counted) and tail[:1] == ("of",) and len(tail) > 1:
        inner = cast.kinds.of_words(tail[1:])
        if inner and not set(tail) & words["speaker_anybody"]:
            return inner
        low, tail = tail[1:], ()
    kind = cast.kinds.of_words(low)
    if set(low) & words["speaker_anybody"] and {*low, *tail, *phrase.tail} & words["speaker_hidden"]:
        return "anonymous"
    backs = noun in ("supporters", "supporter", "backers", "opponents", "proponents", "advocates")
    if kind == "public" and backs and phrase.tail[:1] == ("of",) and not any(e.type == "person" for e in phrase.rest):
        return "anonymous"
    if kind is None and tail[:1] == ("of",) and cast.kinds.of_phrase.get(tail[-1]) == "document":
        return "document"
    return kind


def outlet_unmarked(phrase: Phrase, cast: Cast) -> bool:
    """Whether a source is an outlet that was not seen to be a name: "The Guardian", by the lists."""
    name = cast.text[phrase.tokens[0].start : phrase.tokens[-1].end]
    capitals = all(t.text[0].isupper() for t in phrase.tokens) and not phrase.head
    told = len(phrase.tokens) > 1 or name.lower() in cast.pack.words["speaker_outlets"]
    return capitals and told and cast.kinds.of_body(name, place=False) == "outlet"


def kind_before(cast: Cast, place: int) -> SpeakerKind:
    """The kind of the noun before a relative pronoun."""
    before = cast.text[max(place - 60, 0) : place].lower().rstrip(" ,").split()
    return cast.kinds.of_words([w.strip(",.“”\"'’") for w in before[-2:]]) or "other"


_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "half", "third", "quarter"})
_SOME = frozenset((word,) for word in ("one", "some", "many", "most", "several", "both", "all", "two", "three", "few"))
"""What stands for people whom "of" then tells: "some of the nurses"."""
