"""`sidelight outlets`: what is known of outlets, and a user's own ratings."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import desk_parser, open_named
from sidelight.surfaces.cli.output import open_output

if TYPE_CHECKING:
    from sidelight.desk.outlets import OutletLine

EXAMPLES = """examples:
  sidelight outlets
  sidelight outlets ledger-post.example
  sidelight outlets import ratings.csv --map left=-0.8,centre=0,right=0.8

A table of ratings has the columns outlet, rating (-1 left to 1 right) and rater, and where known date and n; a table of facts
has domain and name, and where known country, language, owner, kind. A lean is a measurement with an interval (90%)."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "outlets",
        help="outlets, their leans and who rated them",
        description="Outlets of the desk: articles held, lean with interval, raters; or imports a table of ratings or facts.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[desk_parser(shared)],
    )
    parser.add_argument("what", nargs="*", metavar="DOMAIN|import FILE.csv", help="outlets to show; or `import` and tables")
    parser.add_argument("--map", default="", metavar="WORD=N,…", help="figures for ratings that are words")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text where not given")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """List or import."""
    if options.what[:1] == ["import"]:
        if len(options.what) < 2:
            options.parser.error("name the table to import: outlets import FILE.csv")
        return _import(options, settings)
    with open_named(options, settings) as desk, open_output(None) as out:
        lines = desk.outlets(options.what)
        if options.format == "json":
            out.write(json.dumps([as_json(line) for line in lines], ensure_ascii=False, indent=2) + "\n")
        else:
            out.writelines(as_text(line, raters=bool(options.what)) for line in lines)
            if not lines:
                out.write("No outlet yet.\n")
    return 0


def _import(options: argparse.Namespace, settings: Settings) -> int:
    words = _words(options)
    with open_named(options, settings, make=True) as desk:
        for path in options.what[1:]:
            made = desk.import_outlets(path, words)
            held = (
                f"{made.ratings:,} ratings of {made.outlets:,} outlets" if made.ratings else f"facts of {made.outlets:,} outlets"
            )
            print(f"{path}: {held}" + (f", kept as the set {made.name!r}" if made.ratings else ""))
    return 0


def _words(options: argparse.Namespace) -> dict[str, float]:
    found = {}
    for pair in filter(None, options.map.split(",")):
        word, _, figure = pair.partition("=")
        try:
            found[word.strip()] = float(figure)
        except ValueError:
            options.parser.error(f"--map wants WORD=NUMBER, not {pair!r}")
    return found


def as_json(line: "OutletLine") -> dict[str, Any]:
    """An outlet as plain JSON values."""
    facts = line.facts
    return {
        "domain": line.domain,
        "name": facts.name if facts else None,
        "country": facts.country if facts else None,
        "owner": facts.owner if facts else None,
        "kind": facts.kind if facts else None,
        "articles": line.articles,
        "side": line.side,
        "lean": {"mean": round(line.lean.mean, 3), "interval": [round(line.lean.low, 3), round(line.lean.high, 3)]}
        if line.lean
        else None,
        "ratings": [
            {"rater": r.rater, "rating": r.value, "date": r.rated.isoformat() if r.rated else None, "n": r.n}
            for r in line.ratings
        ],
    }


def as_text(line: "OutletLine", *, raters: bool) -> str:
    """One line; with `raters` one more for each figure."""
    name = f" ({line.facts.name})" if line.facts and line.facts.name != line.domain else ""
    articles = f"{line.articles:,} article{'s' if line.articles != 1 else ''}"
    lean = "nobody rates it"
    if line.lean:
        side = line.side or "no side told"
        span = f"90%: {line.lean.low:+.2f} to {line.lean.high:+.2f}"
        lean = f"lean {line.lean.mean:+.2f} ({span}), {side}, {len(line.lean.raters)} raters"
    out = f"{line.domain}{name}: {articles}; {lean}\n"
    if raters:
        out += "".join(f"  {r.value:+.2f} {r.rater}" + (f", {r.rated}" if r.rated else "") + "\n" for r in line.ratings)
    return out
