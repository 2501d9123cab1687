"""`sidelight extract`: the article that stands in a page, and nothing of what it means."""

import argparse
import json
import sys
from typing import Any

from sidelight.config import Settings
from sidelight.errors import SidelightError

EXAMPLES = """examples:
  sidelight extract page.html --format json
  sidelight extract https://news.example/story a.html --format jsonl

Exit status: 0 done, 1 some input failed, 2 wrong usage."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "extract",
        help="the article in a page: title, authors, date, text",
        description="The article that stands in a page: id, url, title, authors, published, language, text.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared],
    )
    parser.add_argument("source", nargs="+", metavar="FILE|URL|-", help="a page or text, an address, or - for standard input")
    parser.add_argument("--format", choices=("json", "jsonl"), default="json", help="json where not given")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Extract each; what fails is told on standard error and the rest goes on."""
    if len(options.source) > 1 and options.format == "json":
        options.parser.error("several inputs cannot be --format json: use jsonl")
    from sidelight.breakdown.export import article_json, failure_line
    from sidelight.desk.read import article_of
    from sidelight.types import Failure

    failed = False
    for source in options.source:
        try:
            article = article_json(article_of(source, settings, sys.stdin.buffer))
        except SidelightError as error:
            failed = True
            print(f"sidelight: {source}: {error.message}", file=sys.stderr)
            if options.format == "jsonl":
                print(failure_line(Failure(id=source, error=error.message)))
            continue
        print(json.dumps(article, ensure_ascii=False, indent=2 if options.format == "json" else None))
    return 1 if failed else 0
