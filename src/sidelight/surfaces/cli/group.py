"""`sidelight group`: which articles of a batch, or of the desk, report one event."""

import argparse
import json
import sys
from typing import Any

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import desk_parser, group_desk, open_named

EXAMPLES = """examples:
  sidelight group --batch articles.jsonl.gz > stories.jsonl
  sidelight group

Articles are taken as a stream in time order, undated ones last. With --batch the output has {"id", "story"} for each input, in
input order, as it stands after the last article; without, what is new in the desk is put into stories, and the output has the
same for every article of the desk. Exit status: 0 done, 1 some input failed, 2 wrong usage."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "group",
        help="which articles report one event",
        description="Puts the articles of a batch or of the desk into stories: one story holds the reports of one event.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[desk_parser(shared)],
    )
    parser.add_argument("--batch", metavar="FILE", help="a JSONL file, gzip or not (- for standard input), instead of the desk")
    parser.add_argument("--format", choices=("jsonl",), default="jsonl", help="jsonl")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Group the batch or the desk; what fails is told on standard error and the rest goes on."""
    if options.batch and options.desk:
        options.parser.error("name one --batch FILE or a --desk, not both")
    return _batch(options.batch, settings) if options.batch else _desk(options, settings)


def _batch(path: str, settings: Settings) -> int:
    from sidelight.breakdown.export import failure_line
    from sidelight.desk.group import group_batch
    from sidelight.types import Failure

    failed = False
    for made in group_batch(path, settings):
        if isinstance(made, Failure):
            failed = True
            print(f"sidelight: {path}, line {made.line}: {made.error}", file=sys.stderr)
            print(failure_line(made))
        else:
            print(json.dumps({"id": made[0], "story": made[1]}, ensure_ascii=False))
    return 1 if failed else 0


def _desk(options: argparse.Namespace, settings: Settings) -> int:
    with open_named(options, settings) as desk:
        group_desk(desk)
        for article, story in desk.store.stories.places():
            print(json.dumps({"id": article, "story": story}, ensure_ascii=False))
    return 0
