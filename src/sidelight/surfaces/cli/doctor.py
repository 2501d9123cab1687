"""`sidelight doctor`: is the desk sound, and what is to be done."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from sidelight.config import Settings
from sidelight.surfaces.cli.desk_option import desk_parser, open_named


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "doctor",
        help="is the desk sound, and what is to be done",
        description="Looks at integrity, versions, the search index, stale annotations, stopped imports and the disk.",
        parents=[desk_parser(shared)],
    )
    parser.add_argument("--rebuild-search", action="store_true", help="index every text anew first")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text where not given")
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print each check; exit status 1 where something is not well."""
    with open_named(options, settings) as desk:
        if options.rebuild_search:
            desk.store.upkeep.rebuild_search()
        checks = desk.doctor()
    if options.format == "json":
        print(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=2))
    else:
        for check in checks:
            print(f"{'well' if check.ok else 'NOT WELL':<9} {check.name}: {check.found}")
            if check.advice:
                print(f"{'':<9} {check.advice}")
    return 0 if all(check.ok for check in checks) else 1
