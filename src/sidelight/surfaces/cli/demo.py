"""`sidelight demo`: a desk of invented news, one of its stories in the terminal, and all of it as pages."""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from sidelight.config import Settings
from sidelight.errors import ResourceError
from sidelight.surfaces.cli.output import colour_wanted, open_output, width_of
from sidelight.surfaces.cli.serve import add_address, serve

EXAMPLES = """examples:
  sidelight demo                     loads the desk, prints a story, serves pages on a free port
  sidelight demo --port 8080
  sidelight demo --article           one article's breakdown, and its page as a file

The desk lies in a temporary folder that is gone afterwards. Everything in it is invented. Ctrl-C stops."""

PAGE = "sidelight-demo.html"


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "demo",
        help="a desk of invented news that ships with Sidelight, in the terminal and as pages",
        description="Loads a desk of some forty articles by invented outlets, prints a story's breakdown, and serves pages.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared],
    )
    add_address(parser, 0)
    parser.add_argument("--article", action="store_true", help="read the article that ships instead, and write its page")
    parser.add_argument("-o", "--output", metavar="FILE", help=f"where that page goes ({PAGE}); implies --article")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour (auto: on a terminal)")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Load, print, serve; or the same for one article, with a page in place of a server."""
    if options.article or options.output:
        return _article(options, settings)
    from sidelight.desk.demo import demonstration, demonstration_desk
    from sidelight.surfaces.html.page import render as page
    from sidelight.surfaces.terminal import render

    with (
        tempfile.TemporaryDirectory(prefix="sidelight-demo-", ignore_cleanup_errors=True) as folder,
        demonstration_desk(folder, settings) as desk,
    ):
        desk.backfill()  # so that every page is there at once
        most = max(desk.stories(), key=lambda line: (line.reports, line.id), default=None)
        if most is None:
            raise ResourceError("cannot be read by the files beside it; install Sidelight again", where="demo/desk.jsonl")
        breakdown = desk.story(most.id)
        with open_output(None) as out:
            out.write(render(breakdown, width=width_of(out), colour=colour_wanted(options.color, out), everything=False))
            target = Path(folder) / PAGE
            target.write_text(page(demonstration(settings)), "utf-8")
            out.write("\nOne article's breakdown, as a page that can be mailed (sidelight demo --article prints it):\n")
            out.write(f"{target}\n\nThis story and the others as pages:\n")
        return serve(desk, options.host, options.port)


def _article(options: argparse.Namespace, settings: Settings) -> int:
    from sidelight.desk.demo import demonstration
    from sidelight.surfaces.html.page import render as page
    from sidelight.surfaces.terminal import render

    target = options.output or PAGE
    breakdown = demonstration(settings)
    with open_output(None) as out:
        out.write(render(breakdown, width=width_of(out), colour=colour_wanted(options.color, out), everything=False))
    with open_output(target) as file:
        file.write(page(breakdown))
    sys.stdout.write(f"\nThe same as a page, with the article's text marked: {Path(target).resolve()}\n")
    return 0
