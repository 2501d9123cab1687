"""`sidelight demo`: the breakdown of the article that ships, in the terminal and as a page."""

import argparse
import sys
from pathlib import Path
from typing import Any

from sidelight.config import Settings
from sidelight.surfaces.cli.output import colour_wanted, open_output, width_of


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "demo",
        help="the breakdown of an article that ships with Sidelight",
        description="Prints the breakdown of an article about invented places and outlets, and writes it as a page.",
        parents=[shared],
    )
    parser.add_argument("-o", "--output", default="sidelight-demo.html", metavar="FILE", help="where the page goes (%(default)s)")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour (auto: on a terminal)")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Read the shipped article, print its breakdown, write its page, say where that lies."""
    from sidelight.desk.demo import demonstration
    from sidelight.surfaces.html.page import render as page
    from sidelight.surfaces.terminal import render

    breakdown = demonstration(settings)
    with open_output(None) as out:
        out.write(render(breakdown, width=width_of(out), colour=colour_wanted(options.color, out), everything=False))
    with open_output(options.output) as file:
        file.write(page(breakdown))
    sys.stdout.write(f"\nThe same as a page, with the article's text marked: {Path(options.output).resolve()}\n")
    return 0
