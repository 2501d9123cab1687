"""Who is first told by a role and named in the next sentence: "Dale's tax commissioner says … Ada Lind says she …"."""

from collections.abc import MutableMapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sidelight.annotate.speakers.cast import Cast
from sidelight.annotate.speakers.kinds import is_plural
from sidelight.annotate.speakers.phrases import read
from sidelight.annotate.speakers.places import Sentences
from sidelight.types import Attribution


def introduce(named: MutableMapping[int, Attribution], order: Sequence[int], cast: Cast, sentences: Sentences) -> None:
    """Gives an unnamed speaker the name of who speaks next, where that name is new to the reader and has no role of its own.

    Reports name a person without saying who it is only where they have just said so.
    """
    for first, second in pairwise(order):
        told, name = named[first], named[second].speaker
        bearer = cast.bearers.get(name or "")
        if told.speaker or not told.source or bearer is None or bearer.type != "person" or bearer.kind != "other":
            continue
        place = named[second].source[0][0]
        new = " " in bearer.name and abs(bearer.mentions[0].start - place) < 4
        near = sentences.number(place) - sentences.number(told.source[0][0]) in (1, 2)
        if new and near and _is_one(told, cast):
            bearer.kind = told.speaker_kind
            named[first] = replace(told, speaker=bearer.name)


def _is_one(told: Attribution, cast: Cast) -> bool:
    """Whether a source is one person, told by a definite role: "the commissioner", "Dale's commissioner"."""
    phrase = read(cast.text, told.source, cast, cast.pack)
    if phrase is None or phrase.pronoun or phrase.tail or phrase.rest or told.principal:
        return False
    personal = phrase.noun in cast.kinds.persons and not is_plural(phrase.noun)
    definite = phrase.low[0] == "the" or phrase.owner is not None
    return personal and definite and told.speaker_kind not in ("other", "anonymous", "document")
