"""`sidelight add`: what the desk watches from now on."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from sidelight.config import Settings
from sidelight.errors import FetchError, InputError
from sidelight.surfaces.cli.desk_option import desk_parser, open_named
from sidelight.surfaces.cli.output import safe

if TYPE_CHECKING:
    from sidelight.desk.add import Added

EXAMPLES = """examples:
  sidelight add us-balanced                          a pack of outlets that ships
  sidelight add https://news.example/                finds the site's feeds and news sitemap
  sidelight add https://news.example/feed.xml feeds.opml
  sidelight add https://news.example/2031/story      takes in this one article

Nothing is fetched of the feeds themselves until `sidelight update`.
Exit status: 0 done, 1 some failed, 2 wrong usage."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "add",
        help="watch feeds, sites, lists or packs of outlets; or take in one article",
        description="Watches a feed, an OPML list, a site's feeds, or a pack of outlets; or takes in the article at an address.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[desk_parser(shared)],
    )
    parser.add_argument("what", nargs="+", metavar="FEED|OPML|SITE|PACK|ARTICLE", help="an address, a file, or a pack's name")
    parser.add_argument("--folder", metavar="NAME", help="the folder that the feeds go into")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Add each; what fails is told and the rest goes on."""
    failed = False
    with open_named(options, settings, make=True) as desk:
        for what in options.what:
            try:
                print(safe(told(desk.add(what, options.folder))))
            except (InputError, FetchError) as error:
                failed = True
                print(safe(f"sidelight: {what}: {error.message}"), file=sys.stderr)
    return 1 if failed else 0


def told(added: "Added") -> str:
    """What was added, a line for each feed of a site."""
    if added.kind == "article":
        return f"taken in: {added.name} ({added.article})"
    known = f", {added.known} watched already" if added.known else ""
    count = f"{len(added.feeds)} feed{'s' if len(added.feeds) != 1 else ''}"
    lines = [f"{added.name}: {count} watched from now on{known}; `sidelight update` fetches what is due"]
    if added.kind == "site":
        lines += [f"  {feed.url}" for feed in added.feeds]
    return "\n".join(lines)
