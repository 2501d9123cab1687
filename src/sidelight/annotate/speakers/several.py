"""Whether a source is two people, who speak together: then nobody is the speaker."""

import re
from collections.abc import Sequence

from sidelight.annotate.speakers.cast import Cast
from sidelight.annotate.speakers.phrases import Phrase
from sidelight.types import Entity

_AND = re.compile(r"(?:^|\s|,)and\s")
_OF_ONE = re.compile(r"\b(?:of|who|for|the|a|an)\b")
_HOME = re.compile(r"^ of [A-Z][\w.]+(?: [A-Z][\w.]+)?(?= and )")
"""Where the first of two is from: "Rep. Ada Lind of Dale and Sen. Tomas Ruiz"."""
_OTHERS = re.compile(r",? (?:and )?others?\b")


def several(phrase: Phrase, persons: Sequence[Entity], cast: Cast) -> bool:
    """ "Ruiz and Lind", "Sens. Ruiz", "Ruiz, others"."""
    words, first = cast.pack.words, persons[0]
    for other in (e for e in (*phrase.head, *phrase.rest) if e.type == "person"):
        if other.start <= first.start or other.name == first.name:
            continue
        gap = _HOME.sub("", cast.text[first.end : other.start])
        if len(gap) < 70 and _AND.search(gap) and not _OF_ONE.search(gap):
            return True
    lead = [t for t in phrase.tokens if t.end <= first.start]
    if len(lead) > 1 and lead[-1].text == "and" and lead[-2].text[0].isupper() and not _titled(lead[-2].text, cast):
        return True
    if lead and lead[-1].text[0].isupper() and lead[-1].text.lower() in words["speaker_plural_titles"]:
        return True
    if _OTHERS.fullmatch(cast.text, persons[-1].end, phrase.end):
        return True
    return bool(phrase.tail[:1] == ("and",) and len(phrase.tail) > 1)


def _titled(word: str, cast: Cast) -> bool:
    low = word.lower()
    return cast.kinds.is_role_word(low) or low in cast.pack.words["speaker_adjectives"]
