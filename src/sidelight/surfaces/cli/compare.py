"""`sidelight compare`: reports of one event side by side."""

import argparse
import sys
from functools import partial
from typing import Any, TextIO

from sidelight.config import Settings
from sidelight.surfaces.cli.output import colour_wanted, open_output, width_of
from sidelight.surfaces.cli.read import FORMATS, progress, show_as

EXAMPLES = """examples:
  sidelight compare a.txt b.html c.txt
  sidelight compare a.html b.html --format html -o side-by-side.html
  sidelight compare --batch articles.jsonl.gz > stories.jsonl

Articles of a batch are put together by their field "story". Exit status: 0 done, 1 some input failed, 2 wrong usage."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "compare",
        help="reports of one event side by side",
        description="One breakdown of these reports as one story: facts, copies, voices, words, coverage.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared],
    )
    parser.add_argument("source", nargs="*", metavar="FILE|URL", help="text or HTML files, addresses, - for standard input")
    parser.add_argument("--batch", metavar="FILE", help="a JSONL file, gzip or not (- for standard input)")
    parser.add_argument("--format", choices=FORMATS, help="text, or jsonl for a batch, where not given")
    parser.add_argument("--all", action="store_true", help="also what lies below the display threshold")
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of standard output")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="auto: on a terminal")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Compare what is asked for; what fails is told on standard error and the rest goes on."""
    kind = options.format or ("jsonl" if options.batch else "text")
    if bool(options.batch) == bool(options.source):
        options.parser.error("name files or addresses to compare, or one --batch FILE" + (", not both" if options.batch else ""))
    if options.batch and kind in ("json", "html"):
        options.parser.error(f"a batch cannot be --format {kind}: use jsonl")
    with open_output(options.output) as out:
        colour = colour_wanted(options.color, out)
        show = partial(show_as, kind=kind, everything=options.all, width=width_of(out), colour=colour)
        if options.batch:
            return _batch(options.batch, settings, show, out)
        return _sources(options.source, settings, show, out)


def _sources(sources: list[str], settings: Settings, show: "partial[str]", out: TextIO) -> int:
    from sidelight.desk.compare import compare_sources

    breakdown, failed = compare_sources(sources, settings, sys.stdin.buffer)
    for failure in failed:
        print(f"sidelight: {failure.id}: {failure.error}", file=sys.stderr)
    if breakdown is not None:
        shown = show(breakdown)
        out.write(shown if shown.endswith("\n") else shown + "\n")
    return 1 if failed else 0


def _batch(path: str, settings: Settings, show: "partial[str]", out: TextIO) -> int:
    from sidelight.desk.compare import compare_batch

    some_failed = False
    for made in progress(compare_batch(path, settings, show)):
        for failure in made.failed:
            some_failed = True
            print(f"sidelight: {path}, line {failure.line}: {failure.error}", file=sys.stderr)
        if made.shown is not None:
            out.write(made.shown if made.shown.endswith("\n") else made.shown + "\n")
    return 1 if some_failed else 0
