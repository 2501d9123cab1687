"""`sidelight story`: one story's breakdown."""

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import desk_parser, open_named
from sidelight.surfaces.cli.output import colour_wanted, open_output, width_of
from sidelight.surfaces.cli.read import show_as

if TYPE_CHECKING:
    from sidelight.types import StoryStep, StoryWhy

EXAMPLES = """examples:
  sidelight story s3f8a9b0c1d2e3f45
  sidelight story s3f8a9b0c1d2e3f45 --format html -o story.html
  sidelight story s3f8a9b0c1d2e3f45 --why harbour-courier-20260922

Any id that was ever printed will do, also of a story that was merged into another, and of an article."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "story",
        help="one story's breakdown",
        description="The breakdown of a story: facts, copies, voices, words, coverage.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[desk_parser(shared)],
    )
    parser.add_argument("id", metavar="ID", help="a story's id (or an article's)")
    parser.add_argument("--format", choices=("text", "json", "html"), default="text", help="text where not given")
    parser.add_argument("--why", metavar="ARTICLE", help="instead: why this article stands in the story")
    parser.add_argument("--all", action="store_true", help="also what lies below the display threshold")
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of standard output")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="auto: on a terminal")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the breakdown, or why an article is in the story."""
    if options.why and options.format == "html":
        options.parser.error("--why cannot be --format html: use text or json")
    from sidelight.breakdown.export import with_saga

    with open_named(options, settings) as desk:
        if options.why:
            why = desk.why(options.id, options.why)
            shown = json.dumps(asdict(why), ensure_ascii=False, indent=2) if options.format == "json" else in_words(why)
            with open_output(options.output) as out:
                out.write(shown + "\n")
            return 0
        breakdown, saga = desk.story(options.id), desk.steps(options.id)
    with open_output(options.output) as out:
        colour = colour_wanted(options.color, out)
        shown = show_as(breakdown, kind=options.format, everything=options.all, width=width_of(out), colour=colour)
        if options.format == "json":
            shown = json.dumps(with_saga(json.loads(shown), saga), ensure_ascii=False, indent=2)
        elif options.format == "text" and saga:
            shown = f"{shown.rstrip()}\n\nOther stories of the saga\n" + "\n".join(map(step_line, saga))
        out.write(shown if shown.endswith("\n") else shown + "\n")
    return 0


def step_line(step: "StoryStep") -> str:
    """A story before or after in one line."""
    day = f" {step.first_seen:%d %B %Y}".replace(" 0", " ") if step.first_seen else ""
    names = f" (both name {', '.join(step.names)})" if step.names else ""
    return f"  {step.place}{day}  {step.title or 'untitled'}  {step.story}{names}"


def in_words(why: "StoryWhy") -> str:
    """The reasons in sentences that a reader can check."""
    if why.nearest is None:
        lines = ["It opened the story: no report that was alive was near enough."]
    else:
        days = "" if why.days_apart is None else f", {why.days_apart} day{'s' if why.days_apart != 1 else ''} apart"
        lines = [f"Nearest report there: {why.nearest} (likeness {why.similarity:.2f}{days})."]
        if why.names:
            lines.append(f"Names that both hold: {', '.join(why.names)}.")
        if why.words:
            lines.append(f"Rare words that both hold: {', '.join(why.words)}.")
        lines.append(f"Mean probability that it and the story's reports tell one event: {why.link:.2f}.")
    if why.next_story:
        lines.append(f"Next nearest story: {why.next_story} ({why.next_link:.2f}).")
    return "\n".join(lines)
