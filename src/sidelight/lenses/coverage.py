"""Who carries a story: outlets by side, country and owner, independent reports against copies, and who was first."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sidelight.lens import LensContext, Subject, SubjectKind
from sidelight.stats.sides import MIRROR, SIDES, side_of
from sidelight.types import Abstain, Article, Count, Finding, Lean, Measure, Result, Span, Story
from sidelight.types.coverage_data import Carriers, CountriesData, FirstData, OwnerData, SidesData

NAME = "coverage"
FEWEST_RATED = 2
FEWEST_KNOWN = 3
"""Outlets whose country is known from which on their count by country is shown."""
_ROWS = (*SIDES, "unclear", "unrated")
_EXCERPT = 160
_LONGEST_LEAD = 48 * 60
"""Minutes between the first report and the next beyond which reports are likely missing, or tell another event."""
_FARTHEST_ZONE = timedelta(hours=14)
"""A day of some publisher begins at most so long before that day in UTC."""


@dataclass(frozen=True, slots=True)
class CoverageLens:
    """Findings of kinds "by-side", "by-country", "by-owner" (one an owner of several outlets) and "first"."""

    name: str = NAME
    version: str = "1"
    subjects: frozenset[SubjectKind] = frozenset({"story"})
    needs: frozenset[str] = frozenset({"leans", "outlets", "passages"})
    languages: frozenset[str] = frozenset()

    def find(self, subject: Subject, context: LensContext) -> Result:
        """Abstains from sides where fewer than two outlets are rated, from who was first where that is not known."""
        if not isinstance(subject, Story):
            return Result()
        reports = tuple(sorted(subject.articles, key=_order))
        seen = _Seen(subject, reports, context)
        parts = [_by_side(seen), _by_country(seen), *_by_owner(seen), _first(seen)]
        return Result(
            findings=tuple(part for part in parts if isinstance(part, Finding)),
            abstentions=tuple(part for part in parts if isinstance(part, Abstain)),
        )

    def mirrored(self, result: Result) -> Result:
        """What the lens says when left and right are swapped in the outlets' ratings."""
        return replace(result, findings=tuple(_mirrored(finding) for finding in result.findings))


@dataclass(frozen=True, slots=True)
class _Seen:
    """A story's reports in time order, with what is known of their outlets."""

    story: Story
    reports: tuple[Article, ...]
    context: LensContext

    def rows(self, name_of: dict[str, str]) -> dict[str, Carriers]:
        """Reports put together by the name that their outlet's domain has in `name_of`; others are left out."""
        held: dict[str, list[Article]] = defaultdict(list)
        for report in self.reports:
            if report.outlet in name_of:
                held[name_of[report.outlet]].append(report)
        alone = frozenset(self.story.independent)
        return {
            name: Carriers(
                name=name,
                outlets=tuple(sorted({r.outlet for r in some if r.outlet})),
                reports=len(some),
                independent=sum(r.id in alone for r in some) if alone else None,
            )
            for name, some in held.items()
        }

    def outlets(self) -> tuple[str, ...]:
        return tuple(sorted({r.outlet for r in self.reports if r.outlet}))

    def known_as(self, domain: str) -> str:
        """The outlet's name, its domain where no name is known."""
        outlet = self.context.outlets.get(domain)
        return outlet.name if outlet else domain

    def evidence(self, outlets: Iterable[str] | None = None) -> tuple[Span, ...]:
        """The heading of every report, or of those by some outlets."""
        wanted = None if outlets is None else frozenset(outlets)
        return tuple(_heading(r) for r in self.reports if wanted is None or r.outlet in wanted)


def _order(report: Article) -> tuple[datetime, str]:
    return report.published or datetime.max.replace(tzinfo=UTC), report.id


def _by_side(seen: _Seen) -> Finding | Abstain:
    outlets = seen.outlets()
    leans = {o: lean for o in outlets if (lean := seen.context.leans.get(o)) and lean.raters}
    if len(leans) < FEWEST_RATED:
        rated = f"{len(leans)} of {len(outlets)} outlets {'is' if len(leans) == 1 else 'are'} rated"
        return Abstain(lens=NAME, reason=f"{rated}; two would be enough to tell who carries the story by side")
    sides = {o: (side_of(leans[o]) or "unclear") if o in leans else "unrated" for o in outlets}
    if not set(sides.values()) & set(SIDES):
        reason = (
            f"the ratings of {len(leans)} outlets are too uncertain to give one of them a side; another rater would be enough"
        )
        return Abstain(lens=NAME, reason=reason)
    rows = seen.rows(sides)
    empty = {
        name: Carriers(name=name, outlets=(), reports=0, independent=0 if seen.story.independent else None) for name in _ROWS
    }
    data = SidesData(rows=tuple((empty | rows)[name] for name in _ROWS), origins=_origins(seen))
    return Finding(
        lens=NAME,
        kind="by-side",
        statement=_sides_stated(data),
        evidence=seen.evidence(outlets),
        count=Count(value=sum(side in SIDES for side in sides.values()), of=len(outlets), what="outlets that have a side"),
        measures=tuple(_measure(leans[o]) for o in sorted(leans)),
        data=data,
        telling=0.6,
    )


def _origins(seen: _Seen) -> tuple[str, ...]:
    """Whose text the reports that are no independent ones carry."""
    alone = frozenset(seen.story.independent)
    copies = {r.id for r in seen.reports if alone and r.id not in alone}
    found = {
        p.origin for p in seen.context.passages if p.kind == "copy" and p.origin and any(s.article in copies for s in p.spans)
    }
    return tuple(sorted(found))


def _sides_stated(data: SidesData) -> str:
    rows = {row.name: row for row in data.rows}
    count = {name: len(row.outlets) for name, row in rows.items()}
    rest = [f"{count[name]} {what}" for name, what in (("unclear", "on no clear side"), ("unrated", "not rated")) if count[name]]
    said = f"Carried by {sum(count.values())} outlets; by their ratings {', '.join([_listed(count), *rest])}."
    alone = {name: row.independent for name, row in rows.items() if row.independent is not None}
    reports = sum(row.reports for row in data.rows)
    copies = reports - sum(alone.values())
    if not alone:
        return said
    if not copies:
        return f"{said} No report is a copy of another."
    whose = f", with text of {' and '.join(data.origins)}" if data.origins else ""
    kind = "is a copy" if copies == 1 else "are copies"
    return f"{said} {copies} of {reports} reports {kind}{whose}; independent: {_listed(alone)}."


def _listed(count: dict[str, int]) -> str:
    return ", ".join(f"{count[side]} {side}" for side in SIDES)


def _measure(lean: Lean) -> Measure:
    return Measure(
        name=lean.outlet, value=lean.mean, unit="lean of the outlet", n=len(lean.raters), interval=(lean.low, lean.high)
    )


def _mirrored(finding: Finding) -> Finding:
    if not isinstance(finding.data, SidesData):
        return finding
    rows = {MIRROR.get(row.name, row.name): row for row in finding.data.rows}
    data = replace(finding.data, rows=tuple(replace(rows[name], name=name) for name in _ROWS))
    turned = tuple(
        replace(m, value=0.0 - m.value, interval=m.interval and (0.0 - m.interval[1], 0.0 - m.interval[0]))
        for m in finding.measures
    )
    return replace(finding, statement=_sides_stated(data), measures=turned, data=data)


def _by_country(seen: _Seen) -> Finding | None:
    """Where the outlets are at home; shown where that is known of most and they are at home in several countries."""
    known = {o: outlet.country for o in seen.outlets() if (outlet := seen.context.outlets.get(o)) and outlet.country}
    rows = sorted(seen.rows(known).values(), key=lambda row: (-len(row.outlets), row.name))
    if len(known) < 2:
        return None
    parts = ", ".join(f"{len(row.outlets)} in {row.name}" for row in rows)
    return Finding(
        lens=NAME,
        kind="by-country",
        statement=f"Of {len(known)} outlets whose country is known, {parts}.",
        evidence=seen.evidence(known),
        count=Count(
            value=len(rows[0].outlets), of=len(known), what=f"outlets in {rows[0].name}, of those whose country is known"
        ),
        data=CountriesData(rows=tuple(rows)),
        displayed=len(rows) > 1 and len(known) >= FEWEST_KNOWN and 2 * len(known) > len(seen.outlets()),
        telling=0.35,
    )


def _by_owner(seen: _Seen) -> list[Finding]:
    """Owners of several outlets that carry the story; domains under one name are one outlet."""
    known = {o: outlet for o in seen.outlets() if (outlet := seen.context.outlets.get(o)) and outlet.owner}
    names = Counter(owner for owner, _ in {(outlet.owner, outlet.name) for outlet in known.values()})
    shared = {o: outlet.owner for o, outlet in known.items() if outlet.owner and names[outlet.owner] > 1}
    found = []
    for owner, row in sorted(seen.rows(shared).items()):
        who = ", ".join(dict.fromkeys(seen.known_as(o) for o in row.outlets))
        found.append(
            Finding(
                lens=NAME,
                kind="by-owner",
                statement=f"{names[owner]} of the outlets that carry it belong to one owner, {owner}: {who}.",
                evidence=seen.evidence(row.outlets),
                count=Count(value=len(row.outlets), of=len(seen.outlets()), what=f"outlets that belong to {owner}"),
                data=OwnerData(row=row),
                telling=0.5,
            )
        )
    return found


def _first(seen: _Seen) -> Finding | Abstain:
    """Who was first; only where every report that could have been earlier gives its time of day."""
    timed = [r for r in seen.reports if r.outlet and _has_time(r)]
    if len({r.outlet for r in timed}) < 2:
        return Abstain(lens=NAME, reason="fewer than two outlets give a time of day; two would be enough to tell who was first")
    earliest = min(r.published for r in timed if r.published)
    known = {r.id for r in timed}
    if any(_could_precede(r, earliest) for r in seen.reports if r.id not in known):
        reason = "a report without a time of day may have been first; its time would be enough to tell"
        return Abstain(lens=NAME, reason=reason)
    first = tuple(sorted({r.outlet for r in timed if r.outlet and r.published == earliest}))
    later = next((r for r in timed if r.outlet not in first and r.published != earliest), None)
    minutes = None if later is None or later.published is None else int((later.published - earliest).total_seconds() // 60)
    who = " and ".join(seen.known_as(o) for o in first)
    lag = (
        f"; next was {seen.known_as(later.outlet)}, {_lag(minutes)} later"
        if later and later.outlet and minutes is not None
        else ""
    )
    named = [r for r in timed if r.published == earliest] + ([later] if later else [])
    return Finding(
        lens=NAME,
        kind="first",
        statement=f"First, by the times that the reports give: {who}, {earliest:%Y-%m-%d %H:%M} UTC{lag}.",
        evidence=tuple(_heading(r) for r in named),
        count=Count(value=len(timed), of=len(seen.reports), what="reports that give a time of day"),
        data=FirstData(outlets=first, published=earliest, following=later.outlet if later else None, minutes_later=minutes),
        displayed=minutes is None or minutes <= _LONGEST_LEAD,
        telling=0.3,
    )


def _has_time(report: Article) -> bool:
    """Midnight to the second is what a day alone turns into, so it is no time of day."""
    at = report.published
    return at is not None and not report.published_day_only and (at.hour, at.minute, at.second) != (0, 0, 0)


def _could_precede(report: Article, moment: datetime) -> bool:
    doubt = timedelta() if _has_time(report) else _FARTHEST_ZONE
    return report.published is None or report.published - doubt <= moment


def _lag(minutes: int) -> str:
    if minutes < 1:
        return "less than a minute"
    if minutes < 120:
        return f"{minutes} minute{'s' if minutes > 1 else ''}"
    hours = round(minutes / 60)
    return f"{hours} hours" if hours < 48 else f"{round(hours / 24)} days"


def _heading(report: Article) -> Span:
    """The title; without one the text's first line that is part of the report, cut at a word."""
    if report.title and report.title.strip():
        return report.span(0, len(report.title), "title")
    start = 0
    for line in report.text.split("\n"):
        block = report.block_at(start, start + len(line)) if line.strip() else None
        if line.strip() and block is None:
            break
        start += len(line) + 1
    else:
        start, line = 0, report.text
    lead = len(line) - len(line.lstrip())
    words = line.strip()
    cut = words if len(words) <= _EXCERPT else words[:_EXCERPT].rsplit(" ", 1)[0]
    return report.span(start + lead, start + lead + len(cut))


lens = CoverageLens()
