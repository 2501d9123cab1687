"""The command `sidelight`: a file beside this one for each subcommand; this one parses, dispatches and ends well."""

import argparse
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from sidelight.errors import SettingsError, SidelightError
from sidelight.surfaces.cli import (
    add,
    backfill,
    backup,
    compare,
    demo,
    doctor,
    export,
    extract,
    feed,
    feeds,
    group,
    import_,
    outlets,
    read,
    search,
    serve,
    shrink,
    stories,
    story,
    takedown,
    update,
)
from sidelight.surfaces.settings import gather_settings

DONE, SOME_FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

COMMANDS = (
    *(read, compare, extract, feed, demo, serve),
    *(add, update, feeds, import_, group, stories, story, search, outlets, export),
    *(backup, doctor, shrink, takedown, backfill),
)

EXAMPLES = """examples:
  sidelight read article.txt                       a breakdown in the terminal
  sidelight read page.html --format html -o out.html   one file that can be mailed
  pbpaste | sidelight read -                       what the clipboard holds
  sidelight demo                                   the breakdown of an article that ships

Settings come from --set NAME=VALUE, then SIDELIGHT_NAME in the environment, then a TOML file (--config FILE)."""


def command() -> NoReturn:
    """The installed command: `main`, then an end that frees nothing first, which saves each call a tenth of a second.

    Where a thread still runs, or what was printed does not get out, the interpreter ends as usual and says so.
    """
    status = main()
    if threading.active_count() == 1:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    sys.exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 when done, 1 when some input failed, 2 for wrong usage, 130 when interrupted."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    if not hasattr(options, "run"):
        parser.print_help()
        return WRONG_USAGE
    try:
        settings = gather_settings(options.set, os.environ, options.config)
        status: int = options.run(options, settings)
        sys.stdout.flush()
        return status
    except SidelightError as error:
        print(f"sidelight: {error}", file=sys.stderr)
        return WRONG_USAGE if isinstance(error, SettingsError) else SOME_FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("sidelight: stopped", file=sys.stderr)
        return INTERRUPTED


def build_parser() -> argparse.ArgumentParser:
    """The parser with every subcommand; imports nothing heavy."""
    versioned = argparse.ArgumentParser(add_help=False)
    versioned.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    shared = argparse.ArgumentParser(add_help=False, parents=[versioned])
    shared.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting for this run")
    shared.add_argument("--config", metavar="FILE", help="a TOML file with settings")
    parser = argparse.ArgumentParser(
        prog="sidelight",
        description="A full media-bias breakdown of news articles, every finding linked to the sentences it rests on.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[versioned],
    )
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    for command in COMMANDS:
        command.register(commands, shared)
    return parser


class _Version(argparse.Action):
    """Prints the version when it is asked for, so that it is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"sidelight {version('sidelight')}")
        parser.exit(DONE)


if __name__ == "__main__":
    command()
