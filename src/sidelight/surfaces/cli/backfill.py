"""`sidelight backfill`: read again what an older model or other lenses read."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import bars, desk_parser, open_named, tell

if TYPE_CHECKING:
    from sidelight.desk.backfill import Backfilled


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "backfill",
        help="read again what an older model or other lenses read",
        description="Makes all annotations and story breakdowns that are missing or out of date. "
        "Stop it whenever you like and run it again: it goes on where it was.",
        parents=[desk_parser(shared)],
    )
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Backfill; where it is stopped, say how far it came."""
    last: Backfilled | None = None
    with open_named(options, settings) as desk, bars() as bar:

        def report(state: "Backfilled") -> None:
            nonlocal last
            before = last.done if last is not None and last.stage == state.stage else 0
            bar(state.stage, state.done - before, state.of)
            last = state

        try:
            told = desk.backfill(report)
        except KeyboardInterrupt:
            if last is not None:
                print(f"sidelight: backfill: {last.done:,} of {last.of:,} {last.stage}; run it again to go on", file=sys.stderr)
            raise
    tell(told)
    return 0
