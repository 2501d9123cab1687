"""`sidelight backup`: a sound copy of the desk while it is in use."""

import argparse
from typing import Any

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import desk_parser, open_named


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "backup",
        help="a sound copy of the desk, also while it is in use",
        description="Copies the desk to a new file, which appears under its name only when it is whole.",
        parents=[desk_parser(shared)],
    )
    parser.add_argument("to", metavar="TO", help="a file that does not exist yet")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Copy, and say where the copy lies."""
    with open_named(options, settings) as desk:
        desk.backup(options.to)
        print(f"{desk.where} is copied to {options.to}")
    return 0
