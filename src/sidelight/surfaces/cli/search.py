"""`sidelight search`: articles of the desk by their words."""

import argparse
import json
import textwrap
from typing import TYPE_CHECKING, Any

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import desk_parser, open_named
from sidelight.surfaces.cli.output import colour_wanted, open_output, width_of
from sidelight.surfaces.cli.stories import count

if TYPE_CHECKING:
    from sidelight.store import Hit
    from sidelight.types import Range

EXAMPLES = """examples:
  sidelight search harbour fees
  sidelight search '"harbour fees" since:2026-09 outlet:ledger-post.example'
  sidelight search ferry side:left --format json

All words and "phrases" must be there, in any case, with or without accents. outlet:DOMAIN (its subdomains too), side:left, centre
or right, since:2026, 2026-09 or 2026-09-22 narrow the search."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "search",
        help="articles of the desk by their words",
        description="Finds articles by words, phrases, outlet, side and date; the best first.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[desk_parser(shared)],
    )
    parser.add_argument("words", nargs="+", metavar="WORDS", help='words, "phrases" and filters')
    parser.add_argument("--limit", type=count, default=20, metavar="N", help="so many at most (%(default)s, never over 1000)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text where not given")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="auto: on a terminal")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Search and print."""
    with open_named(options, settings) as desk:
        found = desk.search(" ".join(options.words), options.limit)
    with open_output(None) as out:
        if options.format == "json":
            out.write(
                json.dumps({"total": found.total, "hits": [as_json(hit) for hit in found.hits]}, ensure_ascii=False, indent=2)
            )
            out.write("\n")
            return 0
        width, colour = width_of(out), colour_wanted(options.color, out)
        for hit in found.hits:
            out.write(as_text(hit, width, colour) + "\n")
        out.write(f"{len(found.hits):,} of {found.total:,} articles.\n" if found.total else "Nothing found.\n")
    return 0


def as_json(hit: "Hit") -> dict[str, Any]:
    """A hit as plain JSON values; ranges are into `excerpt`, which starts at `start` of the text."""
    return {
        "article": hit.article,
        "version": hit.version,
        "title": hit.title,
        "outlet": hit.outlet,
        "url": hit.url,
        "published": hit.published.isoformat() if hit.published else None,
        "story": hit.story,
        "excerpt": hit.excerpt,
        "start": hit.start,
        "hits": [list(place) for place in hit.hits],
        "title_hits": [list(place) for place in hit.title_hits],
    }


def as_text(hit: "Hit", width: int, colour: bool) -> str:
    """Title, where it is from, and the words around the hits."""
    day = hit.published.date().isoformat() if hit.published else "undated"
    facts = " · ".join(part for part in (hit.outlet, day, hit.article, f"story {hit.story}" if hit.story else None) if part)
    around = " ".join(marked(hit.excerpt, hit.hits, colour).split())
    body = textwrap.fill(around, width, initial_indent="  ", subsequent_indent="  ", break_long_words=False)
    return f"{marked(hit.title or '(without a title)', hit.title_hits, colour)}\n  {facts}\n{body}\n"


def marked(words: str, places: "tuple[Range, ...]", colour: bool) -> str:
    """The words with each hit in bold, or in brackets where there is no colour. Control characters are not passed on."""
    before, after = ("\x1b[1m", "\x1b[0m") if colour else ("[", "]")
    out, end = [], 0
    for start, stop in places:
        out += [_plain(words[end:start]), before, _plain(words[start:stop]), after]
        end = stop
    return "".join([*out, _plain(words[end:])])


def _plain(words: str) -> str:
    return "".join(c if c.isprintable() else " " for c in words)
