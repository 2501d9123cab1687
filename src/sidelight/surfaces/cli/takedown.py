"""`sidelight takedown`: an article or an outlet leaves the desk, and does not come back."""

import argparse
from typing import Any

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import desk_parser, open_named


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "takedown",
        help="remove an article or an outlet for good",
        description="Removes texts, titles, authors, annotations and breakdowns; id, reason and time stay. It cannot be undone, "
        "and what was taken down is never taken in again. Backups made before hold it still.",
        parents=[desk_parser(shared)],
    )
    parser.add_argument("what", metavar="ID|URL|OUTLET", help="an article's id or address, or an outlet's domain")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why; it is what is left to tell")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Take it down, and say how much that was."""
    with open_named(options, settings) as desk:
        number = desk.take_down(options.what, options.reason)
    print(f"{number:,} article{'s' if number != 1 else ''} taken down")
    return 0
