"""How the outlet's own words speak of each person and body that they name."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sidelight.lens import LensContext, Subject, SubjectKind
from sidelight.types import (
    Abstain,
    Article,
    Count,
    Finding,
    Mention,
    MentionData,
    PortraitData,
    Range,
    Result,
    Sentence,
    Sentiment,
    Span,
)

NAME = "portrayal"
SURE = 0.9
"""A mention stands in an unfavourable or favourable light from this probability on."""
FEWEST_MENTIONS = 4
"""Mentions in the outlet's own words before a portrait is drawn."""
FEWEST_SURE = 3
"""Mentions in one light before a portrait is shown."""
SHARE = 0.5
"""The least share of them in all mentions before it is shown."""
_LONGEST_EVIDENCE = 6


@dataclass(frozen=True, slots=True)
class PortrayalLens:
    """Findings "mention", one each (below the display threshold), and "portrait" of whoever is often mentioned."""

    name: str = NAME
    version: str = "1"
    subjects: frozenset[SubjectKind] = frozenset({"article"})
    needs: frozenset[str] = frozenset({"sentences", "attributions", "voices", "mentions"})
    languages: frozenset[str] = frozenset({"en"})

    def find(self, subject: Subject, context: LensContext) -> Result:
        """Portraits first, the most mentioned first, then mentions in text order; abstains where nobody is named.

        Portraits rest on names alone, since a pronoun is given to the wrong one too often; and a speaker's mention beside
        his own words paints none: the sentence mostly says what he says.
        """
        if not isinstance(subject, Article):
            return Result()
        known = context.of(subject)
        mentions = [m for m in known.mentions or () if m.sentiment is not None]
        if not mentions:
            reason = "the text names no person or body; one name would be enough"
            return Result(abstentions=(Abstain(lens=NAME, reason=reason),))
        voices = _Places((v.start, v.end) for v in known.voices or ())
        sentences = _Sentences(known.sentences or ())
        own = [m for m in mentions if not voices.hold(m.start)]
        sources = _Places(place for a in known.attributions or () for place in a.source)
        outlets = set(own)
        singles = [_mention(subject, m, sentences.around(m), m in outlets) for m in mentions]
        told = [m for m in own if not m.pronoun and not sources.hold(m.start)]
        portraits = [p for name, group in _by_name(told) if (p := _portrait(subject, name, group, sentences)) is not None]
        few = () if portraits else (Abstain(lens=NAME, reason=_too_few(told)),)
        return Result(findings=(*portraits, *singles), abstentions=few)


class _Places:
    """Ranges that do not overlap, asked by place."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._ranges = sorted(ranges)

    def hold(self, place: int) -> bool:
        k = bisect_right(self._ranges, (place, 1 << 60)) - 1
        return k >= 0 and place < self._ranges[k][1]


class _Sentences:
    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences, self._starts = sentences, [s.start for s in sentences]

    def around(self, mention: Mention) -> Range:
        """The sentence that the mention stands in."""
        k = bisect_right(self._starts, mention.start) - 1
        return self._sentences[k].start, self._sentences[k].end


def _too_few(own: Sequence[Mention]) -> str:
    most = max((len(group) for _, group in _by_name(own)), default=0)
    return (
        f"nobody is named more than {most} times in the outlet's own words; {FEWEST_MENTIONS} such mentions of one person or "
        "body would let a portrait be drawn"
    )


def _mention(article: Article, mention: Mention, sentence: Range, own: bool) -> Finding:
    negative, neutral, positive = mention.sentiment or (0.0, 1.0, 0.0)
    light = max((negative, "an unfavourable"), (neutral, "neither a favourable nor an unfavourable"), (positive, "a favourable"))
    return Finding(
        lens=NAME,
        kind="mention",
        statement=f"“{article.text[mention.start : mention.end]}” stands in {light[1]} light.",
        evidence=(article.span(mention.start, mention.end), article.span(*sentence)),
        probability=max(negative, neutral, positive),
        data=MentionData(
            target=(mention.start, mention.end),
            name=mention.name,
            sentiment=Sentiment(negative=negative, neutral=neutral, positive=positive),
            own_voice=own,
        ),
        displayed=False,
        telling=0.1,
    )


def _by_name(mentions: Iterable[Mention]) -> list[tuple[str, list[Mention]]]:
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.name:
            groups.setdefault(mention.name, []).append(mention)
    return sorted(groups.items(), key=lambda g: (-len(g[1]), g[0]))


def _portrait(article: Article, name: str, group: Sequence[Mention], sentences: _Sentences) -> Finding | None:
    """What the outlet's own words say of one, where they mention him often enough; shown where one side stands out."""
    if len(group) < FEWEST_MENTIONS:
        return None
    against = [m for m in group if m.sentiment and m.sentiment[0] >= SURE]
    favour = [m for m in group if m.sentiment and m.sentiment[2] >= SURE]
    data = PortraitData(name=name, mentions=len(group), unfavourable=len(against), favourable=len(favour))
    most = max(against, favour, key=len)
    shown = len(most) >= FEWEST_SURE and len(most) >= SHARE * len(group)
    return Finding(
        lens=NAME,
        kind="portrait",
        statement=_statement(data),
        evidence=_evidence(article, most or list(group), sentences),
        count=Count(value=len(most), of=len(group), what="mentions in the outlet's own words"),
        data=data,
        displayed=shown,
        telling=round(0.3 + 0.4 * len(most) / len(group), 4) if shown else 0.2,
    )


def _statement(data: PortraitData) -> str:
    counts = ((data.unfavourable, "an unfavourable"), (data.favourable, "a favourable"))
    parts = [f"{n} in {word} light" for n, word in counts if n]
    told = " and ".join(parts) if parts else "none clearly in a favourable or unfavourable light"
    return f"The outlet's own words name {data.name} {data.mentions} times, {told}."


def _evidence(article: Article, mentions: Sequence[Mention], sentences: _Sentences) -> tuple[Span, ...]:
    places = list(dict.fromkeys(sentences.around(m) for m in mentions))[:_LONGEST_EVIDENCE]
    return tuple(article.span(*place) for place in places)


lens = PortrayalLens()
