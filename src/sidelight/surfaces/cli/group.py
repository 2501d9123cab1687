"""`sidelight group`: which articles of a batch report one event."""

import argparse
import json
import sys
from typing import Any

from sidelight.config import Settings

EXAMPLES = """examples:
  sidelight group --batch articles.jsonl.gz > stories.jsonl

Articles are taken as a stream in time order, undated ones last; the output has {"id", "story"} for each input, in input
order, as it stands after the last article. Exit status: 0 done, 1 some input failed, 2 wrong usage."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "group",
        help="which articles report one event",
        description="Puts the articles of a batch into stories: one story holds the reports of one event.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared],
    )
    parser.add_argument("--batch", metavar="FILE", required=True, help="a JSONL file, gzip or not (- for standard input)")
    parser.add_argument("--format", choices=("jsonl",), default="jsonl", help="jsonl")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Group the batch; what fails is told on standard error and the rest goes on."""
    from sidelight.breakdown.export import failure_line
    from sidelight.desk.group import group_batch
    from sidelight.types import Failure

    failed = False
    for made in group_batch(options.batch, settings):
        if isinstance(made, Failure):
            failed = True
            print(f"sidelight: {options.batch}, line {made.line}: {made.error}", file=sys.stderr)
            print(failure_line(made))
        else:
            print(json.dumps({"id": made[0], "story": made[1]}, ensure_ascii=False))
    return 1 if failed else 0
