"""Proper names of an article: runs of capitals, cut and typed, then read again in the light of the whole article."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from sidelight.annotate.names.bearers import Mention, join, parts
from sidelight.annotate.names.lexicon import Lexicon, lexicon_of
from sidelight.annotate.names.neighbours import agree, by_neighbours
from sidelight.annotate.names.runs import Word, runs_in, words_in
from sidelight.annotate.names.segments import Candidate, candidates
from sidelight.annotate.names.shapes import Guess
from sidelight.annotate.names.weighing import weigh
from sidelight.text.pack import LanguagePack
from sidelight.types import Article, Entity, EntityType, NameReading, Sentence

_BRACKET = re.compile(r"\s\(([A-Z][\w.&-]{1,9})\)")
_TITLE_OPENS = re.compile('[“"](?:The )?$')
_TITLE_CLOSES = re.compile('[.,]?[”"]')
_YEAR_BEFORE = re.compile(r"(?:^|\D)(?:1[6-9]|20)\d\d(?:-\d\d)? $")
_EVENT_AFTER = re.compile(
    r"(?:['’]s)?(?: [A-Za-z-]+){0,3}? "
    r"(?:[Ee]lections?|primary|primaries|by-elections?|referendum|[Cc]onvention|[Ss]ummit|caucuses)\b"
    r"(?: in (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?)?"
)
_YOUNGER = re.compile(r"\byounger (?:M(?:r|s|rs)\. )?$")
_APPENDED = {
    "place": re.compile(r", D\.C\."),
    "organisation": re.compile(r",? (?:Inc|Corp|Ltd)\b\.?"),
    "person": re.compile(r",? [JS]r\b\.?"),
}


def find_names(
    article: Article, sentences: tuple[Sentence, ...], pack: LanguagePack, reading: NameReading | None = None
) -> tuple[Entity, ...]:
    """Mentions by proper name, in text order, that do not overlap.

    `reading` is what the sentence network says of names; without one, or where it is empty, the rules alone decide. A title
    is no part of a person's span, nor is a possessive ending. `name` is the fullest form that the article prints, None for a
    surname that two people share. Nationalities, creeds, days and months are no names.
    """
    lexicon = lexicon_of(pack)
    text = article.text
    words = [words_in(text, (s.start, s.end), lexicon) for s in sentences]
    mentions = _mentions(text, words, lexicon)
    if reading and reading.starts:
        mentions = _apart(weigh(text, mentions, words, reading, lexicon))
    brackets = {
        m[1]: mention.text
        for mention in mentions
        if mention.type == "organisation"
        for m in (_BRACKET.match(text, mention.end),)
        if m
    }
    names = join(mentions, lexicon, brackets)
    return tuple(Entity(start=m.start, end=m.end, type=m.type, name=name) for m, name in zip(mentions, names, strict=True))


def _mentions(text: str, sentences: list[list[Word]], lexicon: Lexicon) -> list[Mention]:
    """What the rules find."""
    runs = [run for words in sentences for run in runs_in(text, words, lexicon)]
    plain = [c for run in runs if not run.headline for c in candidates(run, lexicon)]
    known = _Known(plain, lexicon)
    tricky = frozenset(
        w for w in known.people if lexicon.labels.get(w) in ("role", "calendar", "never") or w in lexicon.creed_surnames
    )
    if tricky:
        plain = [c for run in runs if not run.headline for c in candidates(run, lexicon, tricky)]
        known = _Known(plain, lexicon)
    known.meet(c for c in (known.settle(c) for c in plain) if c)
    found = by_neighbours(agree([c for c in (known.settle(c) for c in plain) if c]), text)
    repeated = frozenset(c.key for c in found)
    repeated |= {word for c in found if c.type == "person" for word in (parts(c.key)[-1],)}
    for run in runs:
        if run.headline:
            found += [c for c in (known.in_headline(c, repeated) for c in candidates(run, lexicon, repeated)) if c]
    found.sort(key=lambda c: c.start)
    return _apart([_mention(c, text, lexicon) for c in found])


def _mention(candidate: Candidate, text: str, lexicon: Lexicon) -> Mention:
    titled = candidate.titled or ""
    gender = "m" if titled in lexicon.mr else "f" if titled in lexicon.mrs else None
    kind: EntityType = "other" if candidate.type == "unknown" else candidate.type
    if (
        not candidate.sure
        and _TITLE_OPENS.search(text[max(candidate.start - 5, 0) : candidate.start])
        and _TITLE_CLOSES.match(text, candidate.end)
    ):
        kind = "other"
    if kind != "person":
        event = _EVENT_AFTER.match(text[candidate.end : candidate.end + 60])
        if event and _YEAR_BEFORE.search(text[max(candidate.start - 9, 0) : candidate.start]):
            start, end = candidate.start - 5, candidate.end + event.end()
            return Mention(start, end, "other", text[start:end])
    more = _APPENDED[kind].match(text, candidate.end) if kind != "other" else None
    end = more.end() if more else candidate.end
    younger = bool(_YOUNGER.search(text, max(candidate.start - 16, 0), candidate.start))
    return Mention(candidate.start, end, kind, text[candidate.start : end], gender, younger)


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Without those that begin inside the one before."""
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


class _Known:
    """What the article's sure names say about its unsure ones."""

    def __init__(self, found: list[Candidate], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.types: dict[str, Guess] = {}
        self.people: set[str] = set()
        self.inside: Counter[str] = Counter()
        self.fronts: dict[str, set[str]] = {}
        self.bodies: dict[str, set[str]] = {}
        for c in found:
            if c.type == "organisation" and len(c.words) > 1:
                self.bodies.setdefault(c.words[-1].low, set()).add(c.key.removeprefix("the "))
                front = c.words[0].low
                if (
                    c.words[0].text not in lexicon.cased_orgs
                    and front not in lexicon.common
                    and front not in lexicon.labels
                    and not lexicon.is_given(front)
                ):
                    self.fronts.setdefault(front, set()).add(c.key)
            if c.sure:
                self.types.setdefault(c.key, c.type)
            if c.type == "person" and (c.sure or not c.words[0].first):
                words = parts(c.key)
                self.people.add(words[-1])
                if len(words) > 1:
                    self.people.add(words[0])
            if not c.words[0].first:
                self.inside[c.key] += 1

    def meet(self, settled: Iterable[Candidate]) -> None:
        """Take in the surnames of people who were unsure before they were settled."""
        self.people |= {parts(c.key)[-1] for c in settled if c.type == "person" and len(c.words) > 1}

    def settle(self, c: Candidate) -> Candidate | None:
        """The candidate with its type, or None where it is no name."""
        lexicon, single = self.lexicon, len(c.words) == 1
        word = c.words[0]
        if (
            single
            and c.key in self.people
            and c.type in ("unknown", "place")
            and not (c.type == "place" and (c.before[-1:] in [("in",), ("from",)] or (word.first and word.text.isupper())))
        ):
            return replace(c, type="person", sure=True)
        if single and c.key in self.people and c.type == "organisation" and not c.sure and word.first and word.text.isupper():
            return replace(c, type="person", sure=True)
        if single and len(self.fronts.get(c.key, ())) == 1 and c.key not in self.types:
            return replace(c, type="organisation", sure=True)
        if c.sure:
            return c
        if c.key in self.types:
            return replace(c, type=self.types[c.key], sure=True)
        if (
            word.first
            and word.low in lexicon.common
            and not lexicon.is_given(word.low)
            and not (self.inside[c.key] and len(c.words) > 1)
        ):
            rest = c.words[1:]
            if not rest or not rest[0].capital:
                return None
            return self.settle(replace(c, words=rest, type="unknown" if len(rest) == 1 else c.type))
        if c.type != "unknown":
            return self._of_many(c)
        return self._of_one(c)

    def _of_many(self, c: Candidate) -> Candidate | None:
        acts = c.words[-1].possessive or (bool(c.after) and c.after[0] in self.lexicon.person_verbs)
        if c.type == "person" and any(not w.capital for w in c.words) and not acts:
            return replace(c, type="organisation")
        if c.type == "person" and c.before[-1:] == ("the",) and not c.titled:
            return replace(c, type="organisation")
        if c.type == "person" and c.before[-1:] == ("in",) and c.words[-1].low not in self.people:
            return replace(c, type="place")
        return c

    def _of_one(self, c: Candidate) -> Candidate | None:
        """A single word that no list knows: what stands around it must say what it is."""
        word, lexicon = c.words[0], self.lexicon
        generic = (
            word.low in lexicon.common
            or word.low in lexicon.pair_words
            or word.low in lexicon.all_heads
            or word.low in lexicon.place_heads
        )
        if word.low in lexicon.org_heads and not word.first and len(self.bodies.get(word.low, ())) == 1:
            return replace(c, type="organisation", sure=True)
        if (generic or word.low in lexicon.event_heads) and not lexicon.is_given(word.low):
            return None
        if len(word.text) < 2 or word.text[1:2] == ".":
            return None
        before = c.before[-1:]
        of_place = before == ("of",) and len(c.before) > 1 and c.before[-2] in lexicon.place_of_heads
        if ((before and before[0] in lexicon.place_cues) or of_place) and not word.possessive:
            return replace(c, type="place")
        after = c.after[0] if c.after else ""
        acts = word.possessive or after in lexicon.person_verbs or (word.first and after.endswith("ed"))
        if before != ("the",) and not word.low.endswith("ly") and (acts or before in (("by",), ("against",))):
            return replace(c, type="person")
        return c

    def in_headline(self, c: Candidate, repeated: frozenset[str]) -> Candidate | None:
        """The candidate out of a headline: only what the report names too, or what its own words make sure."""
        if c.key in self.types:
            return replace(c, type=self.types[c.key], sure=True)
        if len(c.words) == 1 and c.key in self.people:
            return replace(c, type="person", sure=True)
        if c.sure and (c.type != "organisation" or c.key in repeated or c.key in self.lexicon.labels):
            return c
        return None
