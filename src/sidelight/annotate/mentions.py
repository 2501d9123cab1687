"""Every mention of a person or a body in the report, by name or by personal pronoun, and whom it means where that is clear."""

import re
from bisect import bisect_right

from sidelight.annotate.speakers.cast import Cast
from sidelight.annotate.speakers.kinds import kinds_of
from sidelight.annotate.speakers.resolve import Resolver
from sidelight.text.pack import LanguagePack
from sidelight.types import Article, Attribution, Entity, Mention, Range, Sentence

_WORD = re.compile(r"(?<![\w’'-])[A-Za-z]{1,10}(?![\w-])")
_QUOTE = re.compile(r"[“\"][^“”\"\n]{1,2000}[”\"]")


def find_mentions(
    article: Article,
    sentences: tuple[Sentence, ...],
    names: tuple[Entity, ...],
    attributions: tuple[Attribution, ...],
    pack: LanguagePack,
) -> tuple[Mention, ...]:
    """Mentions in body sentences, in text order. `name` is None where a pronoun fits nobody, or two.

    "I" and "my" are whoever says them; "he" and "she" are resolved as the speakers are; "they", "we" and "it" mean nobody
    that we could name without guessing.
    """
    named = [
        Mention(start=n.start, end=n.end, type=n.type, name=n.name, pronoun=False)
        for n in names
        if n.type in ("person", "organisation")
    ]
    covered = sorted((n.start, n.end) for n in names)
    meant = _Meant(article, sentences, names, attributions, pack)
    found = [
        Mention(start=place, end=place + len(word), type="person", name=meant.name(place, word.lower()), pronoun=True)
        for place, word in _pronouns(article.text, pack)
        if not _inside(covered, place)
    ]
    body = [s for s in sentences if s.body]
    starts = [s.start for s in body]
    return tuple(m for m in sorted([*named, *found], key=lambda m: (m.start, m.end)) if _in_body(m, body, starts))


def _pronouns(text: str, pack: LanguagePack) -> list[tuple[int, str]]:
    words = pack.words["mention_pronouns"]
    return [(m.start(), m[0]) for m in _WORD.finditer(text) if m[0].lower() in words and m[0] != "US"]


def _inside(ranges: list[Range], place: int) -> bool:
    k = bisect_right(ranges, (place, 1 << 60)) - 1
    return k >= 0 and place < ranges[k][1]


def _in_body(mention: Mention, body: list[Sentence], starts: list[int]) -> bool:
    k = bisect_right(starts, mention.start) - 1
    return k >= 0 and mention.end <= body[k].end


class _Meant:
    """Whom a pronoun means, asked in text order: who spoke before counts."""

    def __init__(
        self,
        article: Article,
        sentences: tuple[Sentence, ...],
        names: tuple[Entity, ...],
        attributions: tuple[Attribution, ...],
        pack: LanguagePack,
    ) -> None:
        self._words = pack.words
        quotes = [m.span() for m in _QUOTE.finditer(article.text)]
        self._resolver = Resolver(Cast(article, names, kinds_of(pack), pack), sentences, quotes, pack)
        self._said = sorted(((a.source[0][0], a.speaker) for a in attributions if a.source), key=lambda said: said[0])
        self._next = 0
        self._contents = [(s, e, a.speaker) for a in attributions if a.direct for s, e in a.content]

    def name(self, place: int, word: str) -> str | None:
        """The name, or None."""
        while self._next < len(self._said) and self._said[self._next][0] < place:
            at, speaker = self._said[self._next]
            self._resolver.said.append((at, speaker, speaker is not None, False))
            self._next += 1
        if word in self._words["mention_own"]:
            holders = [(e - s, who) for s, e, who in self._contents if s <= place < e]
            return min(holders, key=lambda h: h[0])[1] if holders else None
        if self._resolver.sentences.quoted(place):
            return None
        gender = (
            "m" if word in self._words["speaker_men_pronouns"] else "f" if word in self._words["speaker_women_pronouns"] else None
        )
        return self._resolver.person(place, gender) if gender else None
