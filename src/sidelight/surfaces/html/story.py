"""What the page of a story needs beside the reading: its sections as cards, versions of passages, which marks are drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sidelight.surfaces.bars import bars_of
from sidelight.surfaces.excerpts import ELLIPSIS, Piece, excerpt, words_of
from sidelight.surfaces.fact_cells import SYMBOLS
from sidelight.surfaces.reading import HEADLINES, Item, Reading, Section
from sidelight.surfaces.side_by_side import TITLES, Near, Report, Row, SideBySide, listed
from sidelight.surfaces.variants import Stretch, stretches
from sidelight.surfaces.wording import measures, sureness
from sidelight.types import Finding
from sidelight.types.story_data import PassageData

QUIET = "quiet"
"""Stands for a lens in the style sheet: findings that have an anchor in the texts and no mark there."""

_LONGEST_EXCERPT = 400
_QUOTES = 3
_ALL_NEAR, _NEAREST = 8, 4
"""Absences whose nearest words are all shown, and how many are where there are more."""
_HEAD, _TAIL = 50, 35
"""Words of a copied passage before and behind what is left out of its middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A passage as some reports print it, changed in so many places; `whole` is empty where `short` is all of it."""

    reports: tuple[Report, ...]
    short: tuple[Stretch, ...]
    whole: tuple[Stretch, ...]
    changed: int


def story_fields(reading: Reading) -> dict[str, Any]:
    """The template's fields that only a story has."""
    view = SideBySide(reading)
    lenses = [s.lens for s in reading.sections]
    quiet = _quiet(view)
    hues = {i.number: lenses.index(s.lens) for s in reading.sections for i in s.every}
    loud = {n for n in hues if n not in quiet}
    return {
        "view": view,
        "titles": TITLES,
        "symbols": SYMBOLS,
        "sections": [_section(view, s) for s in reading.sections],
        "marked": {s.lens for s in reading.sections if any(i.number in loud and i.marks for i in s.every)},
        "hue_of": hues,
        "lens_of": {n: len(lenses) if n in quiet else k for n, k in hues.items()},
        "name_of": {i.number: s.title.lower() for s in reading.sections for i in s.every if i.number in loud},
        "letters_of": lambda row: listed([n.report.letter for n in row.near]),
        "near_of": _near_of,
        "notes_of": lambda row: _notes_of(view, row),
        "overview": view.overview,
        "failed": reading.breakdown.provenance.failed,
    }


def _quiet(view: SideBySide) -> set[int]:
    """Findings whose marks would cover all of a text: what one text tells alone, pieces of other facts, whole headlines."""
    alone = {r.item.number for r in view.rows if r.group == "alone"}
    within = {i.number for r in view.rows for i in r.within}
    headlines = {i.number for s in view.reading.sections if s.lens in HEADLINES for i in s.every}
    return alone | within | headlines


def _section(view: SideBySide, section: Section) -> dict[str, Any]:
    facts = section.lens == "facts"
    return {
        "title": section.title,
        "lens": section.lens,
        "count": len(view.rows) if facts else len(section.every),
        "cards": [] if facts else [_card(view, i) for i in section.every],
    }


def _card(view: SideBySide, item: Item) -> dict[str, Any]:
    finding = item.finding
    passage = isinstance(finding.data, PassageData)
    bars = bars_of(finding)
    notes = [sureness(finding), *([] if bars or passage else measures(finding))]
    for absence in finding.absences:
        report = view.by_id.get(absence.article)
        name = view.reading.label(report.article) if report else absence.article
        notes.append(f"not found in {name} (by {absence.method}, best score {absence.score:.2f})")
    quotes = [] if passage or finding.lens in HEADLINES else list(_quotes(view, item))
    return {
        "item": item,
        "statement": view.passage(finding) if passage else finding.statement,
        "bars": [(group, list(some)) for group, some in groupby(bars, key=lambda b: b.group)],
        "notes": [n for n in (*notes, "" if finding.displayed else "below the threshold") if n],
        "versions": _versions(view, finding) if passage else [],
        "quotes": quotes[:_QUOTES],
        "more": quotes[_QUOTES:],
    }


def _quotes(view: SideBySide, item: Item) -> Iterable[dict[str, Any]]:
    """The sentence of each place with the words that count marked."""
    for place in view.reading.places(item.marks):
        text = words_of(place.article, place.part)
        marks = [(m.start, m.end) for m in place.marks if m.strong]
        pieces: tuple[Piece, ...] = excerpt(text, place.around, marks, _LONGEST_EXCERPT)
        yield {"report": view.by_id[place.article.id], "number": item.number, "pieces": pieces}


def _versions(view: SideBySide, finding: Finding) -> list[Version]:
    """Each wording of a passage once with the reports that have it, the first as it stands, the others with what differs."""
    held: dict[str, list[Report]] = {}
    for report in view.reports:
        for span in finding.evidence:
            if span.article == report.article.id:
                reports = held.setdefault(" ".join(span.text.split()), [])
                if report not in reports:
                    reports.append(report)
    first = next(iter(held), "")
    found = []
    for text, reports in held.items():
        whole = (Stretch(text, own=False),) if text == first else stretches(first, text)
        short = _short(whole)
        found.append(
            Version(reports=tuple(reports), short=short, whole=() if short == whole else whole, changed=sum(s.own for s in whole))
        )
    return found


def _short(whole: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The stretches without the middle of the passage, where that is long."""
    words = [(word, stretch.own) for stretch in whole for word in stretch.text.split()]
    if len(words) <= _HEAD + _TAIL + _TAIL:
        return tuple(whole)
    left_out = len(words) - _HEAD - _TAIL
    middle = Stretch(f"{ELLIPSIS} {left_out:,} words {ELLIPSIS}", own=False)
    return (*_joined(words[:_HEAD]), middle, *_joined(words[-_TAIL:]))


def _joined(words: Iterable[tuple[str, bool]]) -> Iterable[Stretch]:
    for own, some in groupby(words, key=lambda w: w[1]):
        yield Stretch(" ".join(w for w, _ in some), own=own)


def _near_of(row: Row) -> Sequence[Near]:
    """All in a story of few reports; of many those that come nearest, so that the page stays light."""
    if len(row.near) <= _ALL_NEAR:
        return row.near
    kept = sorted(row.near, key=lambda n: -n.score)[:_NEAREST]
    return [n for n in row.near if n in kept]


def _notes_of(view: SideBySide, row: Row) -> list[str]:
    below = "" if row.item.finding.displayed else "below the threshold"
    return [n for n in (view.support(row), view.doubt(row), below) if n]
