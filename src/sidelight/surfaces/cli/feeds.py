"""`sidelight feeds`: what is watched, and how each feed stands."""

import argparse
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import desk_parser, open_named
from sidelight.surfaces.cli.output import open_output, safe

if TYPE_CHECKING:
    from sidelight.desk.feeds import FeedLine

EXAMPLES = """examples:
  sidelight feeds
  sidelight feeds --failing
  sidelight feeds --format opml -o feeds.opml
  sidelight feeds --drop https://news.example/feed.xml"""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "feeds",
        help="the feeds that are watched, when each is asked next, and what is wrong",
        description="A line for each feed that is watched: how it stands, when it is asked next, its last error.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[desk_parser(shared)],
    )
    parser.add_argument("--failing", action="store_true", help="only those that failed when they were asked last")
    parser.add_argument("--drop", action="append", default=[], metavar="URL", help="watch this feed no longer; its articles stay")
    parser.add_argument("--format", choices=("text", "json", "opml"), default="text", help="text where not given")
    parser.add_argument("-o", dest="output", metavar="FILE", help="write there instead of to standard output")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """List, or drop."""
    with open_named(options, settings) as desk, open_output(options.output) as out:
        for url in options.drop:
            desk.drop_feed(url)
            out.write(f"{url}: watched no longer\n")
        if options.drop:
            return 0
        if options.format == "opml":
            out.write(desk.feeds_as_opml())
            return 0
        lines = [line for line in desk.feeds() if line.error or not options.failing]
        now = datetime.now(UTC)
        if options.format == "json":
            out.write(json.dumps([as_json(line) for line in lines], ensure_ascii=False, indent=2) + "\n")
        else:
            out.writelines(safe(as_text(line, now)) for line in lines)
            if waiting := desk.store.feeds.count_awaited():
                out.write(f"{waiting:,} article{'s' if waiting != 1 else ''} of these are still to be fetched\n")
            if not lines:
                out.write("No feed is failing.\n" if options.failing else "No feed is watched yet; `sidelight add` takes one.\n")
    return 0


def as_json(line: "FeedLine") -> dict[str, Any]:
    """A feed as plain JSON values; times are UTC, `interval` seconds."""
    return {
        "url": line.url,
        "outlet": line.outlet,
        "title": line.title,
        "folder": line.folder,
        "asked": line.asked.isoformat() if line.asked else None,
        "due": line.due.isoformat() if line.due else None,
        "interval": round(line.interval),
        "entries": line.entries,
        "new": line.news,
        "error": line.error,
        "failures": line.failures,
        "was": list(line.was),
    }


def as_text(line: "FeedLine", now: datetime) -> str:
    """One readable line."""
    name = f"{line.title} " if line.title else ""
    due = f"asked next {ahead(line.due, now)}" if line.due else "not asked any more"
    if line.error:
        times = f" {line.failures} times on end" if line.failures > 1 else ""
        state = f"FAILED{times}: {line.error}"
    elif line.asked is None:
        state, due = "not asked yet", ""
    else:
        entries = f"{line.entries} entries, {line.news} new, " if line.entries is not None else ""
        state = f"{entries}asked {ago(line.asked, now)}"
    folder = f"[{line.folder}] " if line.folder else ""
    moved = f"; moved for good from {line.was[-1]}" if line.was else ""
    return f"{folder}{name}<{line.url}>: {state}{'; ' + due if due else ''}{moved}\n"


def ahead(moment: datetime, now: datetime) -> str:
    """How long until then, in words."""
    seconds = (moment - now).total_seconds()
    return "now" if seconds <= 0 else f"in {_span(seconds)}"


def ago(moment: datetime, now: datetime) -> str:
    """How long since then, in words."""
    seconds = (now - moment).total_seconds()
    return "just now" if seconds < 60 else f"{_span(seconds)} ago"


def _span(seconds: float) -> str:
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= 1.5 * size or (size == 60 and seconds >= 60):
            count = round(seconds / size)
            return f"{count} {name}{'s' if count != 1 else ''}"
    return "a minute"
