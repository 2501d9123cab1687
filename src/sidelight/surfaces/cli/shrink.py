"""`sidelight shrink`: old texts become excerpts."""

import argparse
from typing import Any

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import bars, desk_parser, open_named
from sidelight.surfaces.cli.stories import count


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "shrink",
        help="old texts become excerpts; facts and breakdowns stay",
        description="Texts older than so many days shrink to an excerpt. Titles, facts and breakdowns stay. It cannot be undone.",
        parents=[desk_parser(shared)],
    )
    parser.add_argument("--older-than", type=count, required=True, metavar="DAYS", help="days since publication")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Shrink, and say how many."""
    with open_named(options, settings) as desk, bars() as bar:
        told = 0

        def report(done: int) -> None:
            nonlocal told
            bar("shrinking", done - told)
            told = done

        number = desk.shrink(options.older_than, report)
    print(f"{number:,} texts are excerpts now")
    return 0
