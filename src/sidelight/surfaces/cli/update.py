"""`sidelight update`: fetches what is due, and puts what is new into stories."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import bars, desk_parser, group_desk, open_named, tell
from sidelight.surfaces.cli.feeds import ahead
from sidelight.surfaces.cli.output import safe

if TYPE_CHECKING:
    from sidelight.types import Failure

_FEW = 3

EXAMPLES = """examples:
  sidelight update
  sidelight update --set contact=desk@news.example      tells sites how to reach you

Asks the feeds that are due (each as often as it has shown to change), fetches the articles that are new, one at a time from each
host and as its robots.txt allows, and puts them into stories. May be stopped at any moment: the next one goes on from there.
Exit status: 0 done, also where some feeds failed (`sidelight feeds` shows them); 1 nothing could be done; 2 wrong usage."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "update",
        help="fetch what is due of the feeds that are watched",
        description="Fetches the feeds that are due and the articles that are new, and puts them into stories.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[desk_parser(shared)],
    )
    parser.add_argument("--no-group", action="store_true", help="leave the new articles without stories for now")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Update once."""
    failures: list[Failure] = []
    with open_named(options, settings) as desk:
        try:
            with bars() as bar:
                feeds, articles = desk.update(lambda what, more, of: bar(what, more, of), failures.append)
        finally:
            for line in together(failures):
                print(safe(f"sidelight: {line}"), file=sys.stderr)
        if not feeds.seen and not articles.seen:
            print(f"sidelight: {_nothing(desk.store.feeds.count(), desk.next_due())}", file=sys.stderr)
            return 0
        tell(feeds)
        tell(articles)
        if not options.no_group and articles.done:
            group_desk(desk)
    return 0


def together(failures: Iterable["Failure"]) -> Iterator[str]:
    """A line each; where a site fails in the same way many times, one line for all of these."""
    alike: dict[tuple[str, str], list[str]] = {}
    for failure in failures:
        alike.setdefault((urlsplit(failure.id).netloc or failure.id, failure.error), []).append(failure.id)
    for (site, error), places in alike.items():
        if len(places) > _FEW:
            yield f"{site}, {len(places)} times: {error}"
        else:
            yield from (f"{place}: {error}" for place in places)


def _nothing(feeds: int, due: datetime | None) -> str:
    if not feeds:
        return "no feed is watched yet; `sidelight add` takes a feed, a site or a pack"
    if due is None:
        return "nothing is due"
    return f"nothing is due; the next of {feeds:,} feed{'s' if feeds != 1 else ''} is due {ahead(due, datetime.now(UTC))}"
