"""`sidelight import`: articles into the desk, and into stories."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import bars, desk_parser, group_desk, open_named, tell

if TYPE_CHECKING:
    from sidelight.desk.open import Desk
    from sidelight.types import Failure, StageReport

NAME = "import"

EXAMPLES = """examples:
  sidelight import articles.jsonl.gz
  sidelight import archive.jsonl --census --desk archive.db
  sidelight import crawl.warc.gz saved-pages/

One JSON object a line: id, text or html, and where known title, url, outlet, published, authors. What the desk has read before
is passed over, so that a stopped import goes on where it was and a second one changes nothing.
Exit status: 0 done, 1 some failed, 2 wrong usage."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        NAME,
        help="take articles into the desk",
        description="Reads articles into the desk and puts them into stories.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[desk_parser(shared)],
    )
    parser.add_argument(
        "file", nargs="+", metavar="FILE", help="a JSONL file, gzip or not (- for standard input); a WARC file; a folder of HTML"
    )
    parser.add_argument(
        "--census",
        action="store_true",
        help="the file holds all that its outlets published in its span, so absence means something",
    )
    parser.add_argument("--no-group", action="store_true", help="leave the new articles without stories for now")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Import each file, then group what is new; what fails is told and the rest goes on."""
    failed = False
    with open_named(options, settings, make=True) as desk:
        for path in options.file:
            report = _import(desk, path, census=options.census)
            tell(report)
            failed = failed or bool(report.failed)
        if not options.no_group:
            group_desk(desk)
    return 1 if failed else 0


def _import(desk: "Desk", path: str, *, census: bool) -> "StageReport":
    def failed(failure: "Failure") -> None:
        where = f"line {failure.line}" if failure.line else failure.id
        print(f"sidelight: {path}, {where}: {failure.error}", file=sys.stderr)

    with bars() as bar:
        return desk.import_file(path, census=census, report=lambda _outcome: bar("reading"), failed=failed)
