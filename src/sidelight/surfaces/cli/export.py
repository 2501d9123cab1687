"""`sidelight export`: the desk as tables for other programs."""

import argparse
import sys
from typing import Any

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import bars, desk_parser, open_named
from sidelight.surfaces.cli.output import open_output
from sidelight.surfaces.cli.stories import day

EXAMPLES = """examples:
  sidelight export > articles.jsonl
  sidelight export --what stories --format csv -o stories.csv
  sidelight export --what findings --format parquet -o findings.parquet

Findings are those of breakdowns that are kept; `sidelight backfill` makes those of every story. Full texts are your own copy:
what you may pass on depends on their publishers."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "export",
        help="the desk as JSONL, CSV or Parquet",
        description="Writes articles, stories or findings, one row each.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[desk_parser(shared)],
    )
    parser.add_argument(
        "--what", choices=("articles", "stories", "findings"), default="articles", help="articles where not given"
    )
    parser.add_argument("--format", choices=("jsonl", "csv", "parquet"), default="jsonl", help="jsonl where not given")
    parser.add_argument("--since", type=day, metavar="DAY", help="from this day on; what is undated is left out then")
    parser.add_argument("--all", action="store_true", help="also findings below the display threshold")
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of standard output")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Write the table; of findings say what is missing."""
    if options.format == "parquet" and not options.output:
        options.parser.error("Parquet is no text: name a file with -o FILE")
    from sidelight.desk.export import as_csv, as_jsonl, missing, rows, write_parquet

    with open_named(options, settings) as desk, bars() as bar:

        def counted() -> Any:
            for row in rows(desk.store, options.what, settings, options.since, everything=options.all):
                yield row
                bar("rows")

        if options.format == "parquet":
            write_parquet(counted(), options.what, options.output)
        else:
            with open_output(options.output) as out:
                out.writelines(as_jsonl(counted()) if options.format == "jsonl" else as_csv(counted(), options.what))
        if options.what == "findings":
            lacking, of = missing(desk.store, settings)
            if lacking:
                told = f"{lacking:,} of {of:,} stories have no breakdown that still holds; `sidelight backfill` makes them"
                print(f"sidelight: {told}", file=sys.stderr)
    return 0
