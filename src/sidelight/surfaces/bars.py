"""Measures as bars: where each begins and ends on its scale, the same in characters and in a drawing."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sidelight.surfaces.wording import number, outlet_named, percent
from sidelight.types import Finding, Measure
from sidelight.types.coverage_data import Carriers, CountriesData, SidesData
from sidelight.types.story_data import HeardData, KindSharesData, WordData

_SHARES = ("fraction", "share")
_LEAN = "lean of the outlet"
_LEAN_TOLD = "What raters say of each outlet, from −1 (left) to +1 (right), with its 90% interval"
_PER = 1000
_KINDS_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One measure. `start` to `end` is the bar and `low` to `high` the interval, all in [0, 1] of the drawing's width.

    `point` says that the scale has its zero in the middle, so that the value is a place (`end`), not a length. Bars of one
    `group` stand together under it where it has words.
    """

    name: str
    end: float
    value: str
    aside: str = ""
    start: float = 0.0
    low: float | None = None
    high: float | None = None
    point: bool = False
    group: str = ""


def bars_of(finding: Finding) -> tuple[Bar, ...]:
    """What a finding measures, each unit on one scale. Words, voices and coverage by side are drawn from their data.

    Empty where there is nothing to compare: a single measure without an interval is better told in words.
    """
    data = finding.data
    if isinstance(data, WordData):
        return _word(data)
    if isinstance(data, HeardData):
        return _heard(data)
    if isinstance(data, KindSharesData):
        return _kinds(data)
    if isinstance(data, SidesData | CountriesData):
        return (*_carriers(data.rows), *_measures(finding.measures))
    return _measures(finding.measures)


def _word(data: WordData) -> tuple[Bar, ...]:
    sides = [(f"the {name}", use) for name, use in (("left", data.left), ("right", data.right)) if use.words]
    most = max((use.uses / use.words for _, use in sides), default=0) or 1
    return tuple(
        Bar(
            name=name,
            end=use.uses / use.words / most,
            value=f"{number(round(_PER * use.uses / use.words, 1))} per {_PER:,}",
            aside=f"{use.uses:,} of {use.words:,} · {use.outlets} of {use.of} outlets",
        )
        for name, use in sides
    )


def _heard(data: HeardData) -> tuple[Bar, ...]:
    sides = (("the left", data.left), ("the right", data.right))
    if not all(heard.of for _, heard in sides):
        return ()
    return tuple(
        Bar(
            name=name,
            end=heard.reports / heard.of,
            value=f"{heard.reports} of {heard.of} reports",
            aside=f"{heard.words:,} words" if heard.words else "",
        )
        for name, heard in sides
    )


def _kinds(data: KindSharesData) -> tuple[Bar, ...]:
    sides = (("left", Counter(dict(data.left))), ("right", Counter(dict(data.right))))
    whole = {side: sum(kinds.values()) for side, kinds in sides}
    share = {kind: sum(k[kind] / (whole[s] or 1) for s, k in sides) for _, kinds in sides for kind in kinds}
    bars = []
    for kind in sorted(share, key=lambda k: (-share[k], k))[:_KINDS_AT_MOST]:
        for side, kinds in sides:
            part = kinds[kind] / (whole[side] or 1)
            bars.append(
                Bar(name=f"{kind}, {side}", end=part, value=percent(part), aside=f"{kinds[kind]:,} of {whole[side]:,} words")
            )
    return tuple(bars)


def _carriers(rows: Sequence[Carriers]) -> tuple[Bar, ...]:
    most = max((len(row.outlets) for row in rows), default=0) or 1
    return tuple(
        Bar(
            name=row.name,
            end=len(row.outlets) / most,
            value=f"{len(row.outlets)} outlet{'' if len(row.outlets) == 1 else 's'}",
            aside=", ".join(map(outlet_named, row.outlets)),
        )
        for row in rows
        if row.outlets or row.name in ("left", "centre", "right")
    )


def _measures(given: Sequence[Measure]) -> tuple[Bar, ...]:
    measures = [m for m in given if math.isfinite(m.value)]
    units = Counter(m.unit for m in measures)
    if not any(n > 1 for n in units.values()) and not any(m.interval for m in measures):
        return ()
    return tuple(_bar(m, [o for o in measures if o.unit == m.unit]) for m in measures)


def _bar(measure: Measure, alike: Sequence[Measure]) -> Bar:
    reach = [v for m in alike for v in (m.value, *(m.interval or ())) if math.isfinite(v)]
    lean = measure.unit == _LEAN
    point = lean or min(reach) < 0
    most = max(abs(v) for v in reach) or 1.0
    if measure.unit in _SHARES or lean:
        most = max(most, 1.0)

    def place(value: float) -> float:
        share = (value / most + 1) / 2 if point else value / most
        return min(max(share, 0.0), 1.0)

    interval = measure.interval if measure.interval and all(map(math.isfinite, measure.interval)) else None
    unit = "" if measure.unit in (*_SHARES, _LEAN, "", "1") else f" {measure.unit}"
    told = f"90% {_put(measure, interval[0])} to {_put(measure, interval[1])}" if interval else ""
    n = f"{measure.n:,} rater{'' if measure.n == 1 else 's'}" if lean else f"n = {measure.n:,}"
    return Bar(
        name=outlet_named(measure.name) if lean else measure.name,
        start=0.5 if point else 0.0,
        end=place(measure.value),
        low=place(interval[0]) if interval else None,
        high=place(interval[1]) if interval else None,
        point=point,
        value=f"{_put(measure, measure.value)}{unit}",
        aside=" · ".join(p for p in (told.removeprefix("90% ") if lean else told, n) if p),
        group=_LEAN_TOLD if lean else "",
    )


def _put(measure: Measure, value: float) -> str:
    if measure.unit in _SHARES:
        return percent(value)
    return f"{value:+.2f}".replace("-", "−") if measure.unit == _LEAN else number(value)
