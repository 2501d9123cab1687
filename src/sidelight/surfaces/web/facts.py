"""A story's facts for the page: the matrix of those that several reports tell, and what one text tells alone."""

from collections.abc import Mapping
from typing import Any

from sidelight.surfaces.excerpts import shorten
from sidelight.surfaces.side_by_side import TITLES, Alone, Row, SideBySide, listed

_ALONE_SHOWN = 4
_ALONE_AT_MOST = 10
"""What one report tells alone is its own work: a page shows some of it, not an article sentence by sentence."""
_LONGEST = 260
_SHOWN = 12
"""Rows of one group that stand open; the others are a click away."""


def facts(view: SideBySide, names: Mapping[str, str]) -> dict[str, Any]:
    """Groups of rows, and lists by report."""
    groups = []
    for group, rows in view.matrix:
        told = [_row(view, row) for row in rows]
        groups.append({"group": group, "title": TITLES[group], "count": len(rows), "rows": told[:_SHOWN], "rest": told[_SHOWN:]})
    return {"groups": groups, "alone": [_alone(view, alone, names) for alone in view.alone]}


def _row(view: SideBySide, row: Row) -> dict[str, Any]:
    letters = [r.letter for r in view.reports]
    return {
        "number": row.item.number,
        "statement": shorten(row.item.finding.statement, _LONGEST),
        "cells": list(zip(letters, row.cells, strict=True)),
        "told": listed([r for r, c in zip(letters, row.cells, strict=True) if c == "told"]),
        "support": view.support(row),
        "words": [
            {
                "letters": " ".join(r.letter for r in w.reports),
                "citing": w.citing if w.citing and (w.same or w.citing not in w.text) else "",
                "text": "" if w.same else shorten(w.text, _LONGEST),
            }
            for w in row.words
            if w.worth
        ],
        "near": [
            {"letter": n.report.letter, "text": shorten(n.text, _LONGEST), "score": f"{n.score:.2f}", "method": n.method}
            for n in row.near
        ],
    }


def _alone(view: SideBySide, alone: Alone, names: Mapping[str, str]) -> dict[str, Any]:
    letters = [r.letter for r in alone.reports]
    rows = [
        {"number": r.item.number, "statement": shorten(r.item.finding.statement, _LONGEST), "unsettled": _unsettled(view, r)}
        for r in (*alone.left_out, *alone.unsettled)
    ]
    return {
        "letters": letters,
        "name": names[letters[0]] if len(letters) == 1 else "copies of one text",
        "shown": rows[:_ALONE_SHOWN],
        "rest": rows[_ALONE_SHOWN:_ALONE_AT_MOST],
        "left": max(len(rows) - _ALONE_AT_MOST, 0),
    }


def _unsettled(view: SideBySide, row: Row) -> str:
    unsure = [r.letter for r, c in zip(view.reports, row.cells, strict=True) if c == "undecided"]
    return f"not settled for {listed(unsure)}" if unsure else ""
