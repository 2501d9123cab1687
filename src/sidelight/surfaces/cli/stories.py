"""`sidelight stories`: the desk's stories, the newest first."""

import argparse
import json
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import desk_parser, open_named
from sidelight.surfaces.cli.output import open_output, width_of

if TYPE_CHECKING:
    from sidelight.store import StoryLine

EXAMPLES = """examples:
  sidelight stories
  sidelight stories --since 2026-10-01 --reports 3
  sidelight stories --format json --limit 100"""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "stories",
        help="the desk's stories, the newest first",
        description="Stories with their reports, how many of these are independent, outlets and span.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[desk_parser(shared)],
    )
    parser.add_argument("--since", type=day, metavar="DAY", help="with a report on or after this day (2026-10-01)")
    parser.add_argument("--reports", type=int, default=1, metavar="N", help="with at least so many reports (%(default)s)")
    parser.add_argument("--outlet", action="append", metavar="DOMAIN", help="that this outlet reported; may be given again")
    parser.add_argument("--limit", type=count, default=20, metavar="N", help="so many at most (%(default)s; 0 is all)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text where not given")
    parser.set_defaults(run=run, parser=parser)


def day(typed: str) -> datetime:
    """A day as its first moment, UTC."""
    return datetime.combine(date.fromisoformat(typed), time(), UTC)


def count(typed: str) -> int:
    """A whole number from 0 on."""
    if (number := int(typed)) < 0:
        raise ValueError(typed)
    return number


def run(options: argparse.Namespace, settings: Settings) -> int:
    """List them."""
    with open_named(options, settings) as desk, open_output(None) as out:
        lines = desk.stories(options.since, outlets=options.outlet, least_reports=options.reports, limit=options.limit or None)
        if options.format == "json":
            out.write(json.dumps([as_json(line) for line in lines], ensure_ascii=False, indent=2) + "\n")
            return 0
        width, shown = width_of(out), 0
        for line in lines:
            out.write(as_text(line, width))
            shown += 1
        of = desk.store.stories.count()
        told = f"\n{shown:,} of {of:,} stories. `sidelight story ID` breaks one down." if shown else "No such story."
        out.write((told if of else "No story yet.") + "\n")
    return 0


def as_json(line: "StoryLine") -> dict[str, Any]:
    """One story as plain JSON values."""
    return {
        "id": line.id,
        "title": line.title,
        "reports": line.reports,
        "independent": line.independent,
        "outlets": list(line.outlets),
        "first_seen": line.first_seen.isoformat() if line.first_seen else None,
        "last_seen": line.last_seen.isoformat() if line.last_seen else None,
        "closed": line.closed,
    }


def as_text(line: "StoryLine", width: int) -> str:
    """Two lines: id and title, then counts and span."""
    title = line.title or "(without a title)"
    room = max(20, width - len(line.id) - 2)
    title = title if len(title) <= room else title[: room - 1] + "…"
    reports = f"{line.reports} report{'s' if line.reports != 1 else ''}"
    if line.independent != line.reports:
        reports += f", {line.independent} independent"
    outlets = f"{len(line.outlets)} outlet{'s' if len(line.outlets) != 1 else ''}"
    return f"{line.id}  {title}\n{' ' * (len(line.id) + 2)}{reports} · {outlets} · {_span(line)}\n"


def _span(line: "StoryLine") -> str:
    if line.first_seen is None or line.last_seen is None:
        return "undated"
    first, last = line.first_seen.date(), line.last_seen.date()
    return f"{first}" if first == last else f"{first} to {last}"
