"""Findings as pages show them: the statement, the sentences it rests on with the words marked, and what is told beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sidelight.surfaces.bars import Bar, bars_of
from sidelight.surfaces.excerpts import Piece, excerpt, shorten, surrounding, words_of
from sidelight.surfaces.reading import Item, Reading, Section
from sidelight.surfaces.wording import VERDICTS, arithmetic, measures, sureness
from sidelight.types import AttributionData, CheckData, Finding, LoadedData, NoteData

_LONGEST = 320
"""Characters of one excerpt: pages show no more of an article than a finding needs."""
_QUOTATION = 220
_PLACES_AT_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words of an article, those that matter marked; `letter` names the report in a story."""

    letter: str
    article: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One finding. `verdict` is that of a check, `label` what kind of thing it is in a word."""

    number: int
    statement: str
    quoted: tuple[Quoted, ...]
    more: int
    bars: tuple[Bar, ...]
    label: str
    verdict: str
    notes: tuple[str, ...]


def section_cards(reading: Reading, section: Section) -> dict[str, Any]:
    """A section: its cards, and its speakers with theirs."""
    return {
        "title": section.title,
        "lens": section.lens,
        "count": len(section.every),
        "cards": [card(reading, i) for i in section.items],
        "speakers": [{"speaker": s, "cards": [card(reading, i) for i in s.items]} for s in section.speakers],
    }


def card(reading: Reading, item: Item) -> Card:
    """A finding for the templates."""
    finding, data = item.finding, item.finding.data
    label, verdict, quoted = "", "", _places(reading, item)
    notes = [sureness(finding), *measures(finding)]
    if isinstance(data, AttributionData):
        label = "quoted" if data.direct else "reported"
        words = shorten(reading.quotation(item, _QUOTATION), _QUOTATION)
        quoted = [Quoted(letter="", article=finding.evidence[0].article, pieces=(Piece(words, False),))]
        notes = [reading.cue_words(finding)]
    elif isinstance(data, CheckData):
        verdict, label = data.verdict or "", VERDICTS.get(data.verdict or "", "")
        notes = [arithmetic(data), *notes]
    elif finding.lens == "provenance":
        notes = []  # the statement has it all
    elif isinstance(data, NoteData):
        notes = [*_noted(data, finding), *notes]
    bars = bars_of(finding)
    if bars:
        notes = [sureness(finding)]
    if finding.lens == "provenance" and _told(quoted, finding):
        quoted = []
    return Card(
        number=item.number,
        statement="" if isinstance(data, AttributionData) or _is_quotation(finding) else finding.statement,
        quoted=tuple(quoted[:_PLACES_AT_MOST]),
        more=max(len(quoted) - _PLACES_AT_MOST, 0),
        bars=bars,
        label=label,
        verdict=verdict,
        notes=tuple(n for n in notes if n),
    )


def _noted(data: NoteData, finding: Finding) -> list[str]:
    told = not data.value or data.value.casefold() in finding.statement.casefold()
    return [] if told else [f"{data.label}: {data.value}"]


def _is_quotation(finding: Finding) -> bool:
    """A loaded sentence states itself: its words are shown once, marked."""
    return isinstance(finding.data, LoadedData) and finding.kind == "loaded-sentence"


def _told(quoted: list[Quoted], finding: Finding) -> bool:
    words = "".join(p.text for q in quoted for p in q.pieces)
    return words.strip().casefold() in finding.statement.casefold()


def _places(reading: Reading, item: Item) -> list[Quoted]:
    """The sentences that hold the item's marks; of a text that is no longer held whole, the words as they were cited."""
    found: dict[tuple[str, str, int, int], list[tuple[int, int]]] = {}
    for mark in item.marks:
        article = reading.by_id[mark.article]
        around = surrounding(article, mark.part, (mark.start, mark.end), reading.annotations.get(mark.article))
        found.setdefault((mark.article, mark.part, *around), [])
        if mark.strong:
            found[mark.article, mark.part, *around].append((mark.start, mark.end))
    quoted = []
    for (id, part, start, end), places in found.items():
        words = words_of(reading.by_id[id], "title" if part == "title" else "text")
        pieces = excerpt(words, (start, end), places, _LONGEST)
        quoted.append(Quoted(letter=reading.letters.get(id, ""), article=id, pieces=pieces))
    if not quoted:
        for span in item.finding.evidence:
            pieces = (Piece(shorten(span.text, _LONGEST), False),)
            quoted.append(Quoted(letter=reading.letters.get(span.article, ""), article=span.article, pieces=pieces))
    return quoted


def without_texts(told: Mapping[str, Any]) -> dict[str, Any]:
    """A breakdown's JSON without the articles' texts, which stay on the desk; findings keep the words that they cite."""
    out = dict(told)
    if "article" in out:
        out["article"] = _without(out["article"])
    if "story" in out:
        out["story"] = out["story"] | {"articles": [_without(a) for a in out["story"]["articles"]]}
    return out


def _without(article: Mapping[str, Any]) -> dict[str, Any]:
    kept = {k: v for k, v in article.items() if k not in ("text", "blocks", "asides", "links")}
    return kept | {"excerpt": shorten(article["text"], _LONGEST)}
