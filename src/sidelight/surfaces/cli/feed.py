"""`sidelight feed`: what a feed holds, kept nowhere."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from sidelight.config import Settings
from sidelight.errors import SidelightError

if TYPE_CHECKING:
    from sidelight.types import FeedDocument, FeedEntry

EXAMPLES = """examples:
  sidelight feed https://news.example/feed.xml
  sidelight feed a.xml b.json --format jsonl

RSS, Atom, JSON Feed and news sitemaps, broken ones too. `sidelight add` watches a feed.
Exit status: 0 done, 1 some input failed, 2 wrong usage."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "feed",
        help="what a feed holds: titles, addresses, times",
        description="What a feed holds: title, entries (id, url, title, published, summary). Nothing is kept.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared],
    )
    parser.add_argument("source", nargs="+", metavar="FILE|URL|-", help="a feed's file or address, or - for standard input")
    parser.add_argument("--format", choices=("json", "jsonl"), default="json", help="json where not given")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Read each; what fails is told on standard error and the rest goes on."""
    if len(options.source) > 1 and options.format == "json":
        options.parser.error("several inputs cannot be --format json: use jsonl")
    from sidelight.breakdown.export import failure_line
    from sidelight.desk.feed import read_feed
    from sidelight.surfaces.cli.output import open_output
    from sidelight.types import Failure

    failed = False
    with open_output(None) as out:
        for source in options.source:
            try:
                held = as_json(read_feed(source, settings, sys.stdin.buffer))
            except SidelightError as error:
                failed = True
                print(f"sidelight: {source}: {error.message}", file=sys.stderr)
                if options.format == "jsonl":
                    out.write(failure_line(Failure(id=source, error=error.message)) + "\n")
                continue
            out.write(json.dumps(held, ensure_ascii=False, indent=2 if options.format == "json" else None) + "\n")
    return 1 if failed else 0


def as_json(held: "FeedDocument") -> dict[str, Any]:
    """What it holds as plain JSON values."""
    found: dict[str, Any] = {"title": held.title, "url": held.url, "entries": [_entry(entry) for entry in held.entries]}
    return found | ({"sitemaps": list(held.parts)} if held.parts else {})


def _entry(entry: "FeedEntry") -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "published": entry.published.isoformat() if entry.published else None,
        "updated": entry.updated.isoformat() if entry.updated else None,
        "authors": list(entry.authors),
        "summary": entry.summary,
        "source": entry.source,
    }
