"""Copied passages for the page: the shared words once, and what each other report changed in them."""

from collections.abc import Sequence
from typing import Any

from sidelight.surfaces.excerpts import shorten
from sidelight.surfaces.reading import Section
from sidelight.surfaces.side_by_side import SideBySide
from sidelight.surfaces.variants import Change, changes
from sidelight.types import Span
from sidelight.types.story_data import PassageData

_LONGEST = 260
_LONGEST_CHANGE = 80
_CHANGES_AT_MOST = 8


def passages(view: SideBySide, section: Section) -> list[dict[str, Any]]:
    """Each passage with its versions, the reports that have one alike under their letters together."""
    return [
        {
            "number": item.number,
            "statement": view.passage(item.finding) if isinstance(item.finding.data, PassageData) else item.finding.statement,
            "versions": _versions(view, item.finding.evidence),
        }
        for item in section.items
    ]


def _versions(view: SideBySide, spans: Sequence[Span]) -> list[dict[str, Any]]:
    held: dict[str, list[str]] = {}
    for letter, text in sorted((view.reading.letters[s.article], " ".join(s.text.split())) for s in spans):
        held.setdefault(text, []).append(letter)
    found: list[dict[str, Any]] = []
    first = ""
    for text, letters in held.items():
        changed = changes(first, text) if first else None
        told = [_change(c) for c in changed[:_CHANGES_AT_MOST]] if changed else []
        more = max(len(changed) - _CHANGES_AT_MOST, 0) if changed else 0
        words = "" if told else shorten(text, _LONGEST)
        found.append({"letters": " ".join(dict.fromkeys(letters)), "text": words, "changes": told, "more": more})
        first = first or text
    return found


def _change(change: Change) -> tuple[str, str]:
    return shorten(change.was, _LONGEST_CHANGE), shorten(change.now, _LONGEST_CHANGE)
