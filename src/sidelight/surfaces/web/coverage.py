"""Who covered a story: outlets by lean with their intervals, those nobody rates, and what the lens of coverage says."""

from collections.abc import Mapping
from typing import Any

from sidelight.surfaces.reading import Section
from sidelight.surfaces.side_by_side import SideBySide
from sidelight.surfaces.web.outlets import ORDER, TOLD, across, name_of, side, signed
from sidelight.types import Lean, Outlet


def coverage(
    view: SideBySide, section: Section | None, leans: Mapping[str, Lean], outlets: Mapping[str, Outlet]
) -> dict[str, Any]:
    """Statements of the lens, and a row an outlet under its side."""
    domains = sorted({r.article.outlet for r in view.reports if r.article.outlet})
    rows = [_row(view, d, leans.get(d), outlets) for d in domains]
    groups = []
    for name in ORDER:
        held = [r for r in rows if r["side"] == name]
        held.sort(key=lambda r: (r["mean"], r["name"]))
        if held:
            groups.append({"side": name, "told": TOLD[name], "rows": held})
    return {
        "statements": [(i.number, i.finding.statement) for i in section.items] if section else [],
        "groups": groups,
        "unnamed": sum(not r.article.outlet for r in view.reports),
    }


def _row(view: SideBySide, domain: str, lean: Lean | None, outlets: Mapping[str, Outlet]) -> dict[str, Any]:
    reports = [r for r in view.reports if r.article.outlet == domain]
    outlet = outlets.get(domain)
    alone = set(view.story.independent)
    return {
        "domain": domain,
        "name": name_of(domain, outlets),
        "owner": (outlet.owner if outlet else None) or "",
        "letters": [r.letter for r in reports],
        "copies": bool(alone) and not any(r.article.id in alone for r in reports),
        "side": side(lean),
        "mean": lean.mean if lean else 0.0,
        "lean": drawn(lean),
    }


def drawn(lean: Lean | None) -> dict[str, Any] | None:
    """A lean as text and as places in hundredths of a drawing's width; None where nobody rates the outlet."""
    if lean is None or not lean.raters:
        return None
    return {
        "at": across(lean.mean),
        "from": across(lean.low),
        "to": across(lean.high),
        "told": signed(lean.mean),
        "interval": f"{signed(lean.low)} to {signed(lean.high)}",
        "raters": len(lean.raters),
    }
