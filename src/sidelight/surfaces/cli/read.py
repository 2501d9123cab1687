"""`sidelight read`: the breakdown of articles, one by one."""

import argparse
import sys
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from sidelight.config import Settings
from sidelight.errors import SidelightError
from sidelight.surfaces.cli.output import colour_wanted, open_output, width_of

if TYPE_CHECKING:
    from sidelight.types import Breakdown, Failure

EXAMPLES = """examples:
  sidelight read article.txt
  sidelight read https://news.example/story --format json
  sidelight read a.txt b.html --format jsonl > breakdowns.jsonl
  sidelight read article.txt --format html -o article.html
  cat article.txt | sidelight read -
  sidelight read --batch articles.jsonl.gz > breakdowns.jsonl

A batch holds one JSON object a line: id, text or html, and where known title, url, outlet, published, authors.
Exit status: 0 done, 1 some input failed, 2 wrong usage."""

Made = TypeVar("Made")

FORMATS = ("text", "json", "jsonl", "html")


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "read",
        help="the breakdown of articles, one by one",
        description="The breakdown of articles: who said what, loaded wording, figures and their arithmetic, provenance.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared],
    )
    parser.add_argument("source", nargs="*", metavar="FILE|URL|-", help="a text or HTML file, an address, - for standard input")
    parser.add_argument("--batch", metavar="FILE", help="a JSONL file, gzip or not (- for standard input)")
    parser.add_argument("--format", choices=FORMATS, help="text, or jsonl for a batch, where not given")
    parser.add_argument("--all", action="store_true", help="also what lies below the display threshold, and annotations")
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of standard output")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="auto: on a terminal")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Read what is asked for; what fails is told on standard error and the rest goes on."""
    kind = options.format or ("jsonl" if options.batch else "text")
    _check_usage(options, kind)
    with open_output(options.output) as out:
        show = partial(show_as, kind=kind, everything=options.all, width=width_of(out), colour=colour_wanted(options.color, out))
        if options.batch:
            return _batch(options.batch, settings, show, kind, out)
        return _each(options.source, settings, show, kind, out)


def _check_usage(options: argparse.Namespace, kind: str) -> None:
    if bool(options.batch) == bool(options.source):
        options.parser.error("name files or addresses to read, or one --batch FILE" + (", not both" if options.batch else ""))
    if options.batch and kind in ("json", "html"):
        options.parser.error(f"a batch cannot be --format {kind}: use jsonl")
    if len(options.source) > 1 and kind in ("json", "html"):
        options.parser.error(f"several inputs cannot be --format {kind}: use jsonl")


def show_as(breakdown: "Breakdown", *, kind: str, everything: bool, width: int, colour: bool) -> str:
    """A breakdown in one of `FORMATS`."""
    if kind == "text":
        from sidelight.surfaces.terminal import render

        return render(breakdown, width=width, colour=colour, everything=everything)
    if kind == "html":
        from sidelight.surfaces.html.page import render as page

        return page(breakdown, everything=everything)
    from sidelight.breakdown.export import to_json, to_line

    if kind == "jsonl":
        return to_line(breakdown, everything=everything)
    import json

    return json.dumps(to_json(breakdown, everything=everything), ensure_ascii=False, indent=2)


def _each(sources: list[str], settings: Settings, show: "partial[str]", kind: str, out: TextIO) -> int:
    from sidelight.desk.read import read_source
    from sidelight.types import Failure

    failed = 0
    for number, source in enumerate(sources):
        if number and kind == "text":
            out.write("\n")
        try:
            line: str | Failure = show(read_source(source, settings, sys.stdin.buffer))
        except SidelightError as error:
            line = Failure(id=source, error=error.message)
        failed += _write(line, kind, source, out)
    return 1 if failed else 0


def _batch(path: str, settings: Settings, show: "partial[str]", kind: str, out: TextIO) -> int:
    from sidelight.desk.read import read_batch

    failed = 0
    for made in progress(read_batch(path, settings, show)):
        where = f"{path}, line {made.line}" if not isinstance(made, str) else path
        failed += _write(made, kind, where, out)
    return 1 if failed else 0


def _write(made: "str | Failure", kind: str, where: str, out: TextIO) -> bool:
    """Write one breakdown, or tell on standard error why there is none; whether it failed."""
    if isinstance(made, str):
        out.write(made if made.endswith("\n") else made + "\n")
        return False
    print(f"sidelight: {where}: {made.error}", file=sys.stderr)
    if kind == "jsonl":
        from sidelight.breakdown.export import failure_line

        out.write(failure_line(made) + "\n")
    return True


def progress(made: "Iterator[Made]") -> "Iterator[Made]":
    """The same, with a count on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from made
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("reading"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        for one in made:
            yield one
            bar.advance(task)
