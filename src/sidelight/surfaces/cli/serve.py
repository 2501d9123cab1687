"""`sidelight serve`: the desk's pages, on this machine."""

import argparse
import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from sidelight.config import Settings
from sidelight.surfaces.background import updating
from sidelight.surfaces.cli.desk_option import default_desk, desk_parser, open_named
from sidelight.surfaces.cli.stories import count

if TYPE_CHECKING:
    from sidelight.desk.open import Desk

PORT = 8750

AHEAD = 400
"""Stories: ten pages of the front page, made in a few minutes of a core that has nothing else to do."""

EXAMPLES = """examples:
  sidelight serve
  sidelight serve --desk archive.db --port 9000
  sidelight serve --port 0           any free port

Feeds that the desk watches are fetched meanwhile as they fall due.
Pages are for you alone: bound to 127.0.0.1 they answer to this machine's own names only. Ctrl-C stops."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "serve",
        help="the desk's pages in a browser",
        description="Serves the desk's stories, articles and outlets as pages, each with its JSON twin.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[desk_parser(shared)],
    )
    add_address(parser, PORT)
    parser.add_argument(
        "--ahead",
        type=count,
        default=AHEAD,
        metavar="N",
        help="break down so many of the newest stories before anybody asks (%(default)s)",
    )
    parser.add_argument("--no-update", action="store_true", help="do not fetch what is due of the feeds that are watched")
    parser.set_defaults(run=run, parser=parser)


def add_address(parser: argparse.ArgumentParser, port: int) -> None:
    """The options `--host` and `--port`."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (%(default)s: this machine alone)")
    told = "%(default)s" if port else "any that is free, where not given"
    parser.add_argument("--port", type=_port, default=port, metavar="N", help=f"the port ({told}; 0 takes one that is free)")


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Serve until Ctrl-C."""
    with open_named(options, settings) as desk, ExitStack() as beside:
        if not options.no_update:
            beside.enter_context(updating(desk.anything_due, _for_update(options), _fault))
        return serve(desk, options.host, options.port, options.ahead)


def _for_update(options: argparse.Namespace) -> list[str]:
    """The same desk and settings for `sidelight update`."""
    given = ["--desk", options.desk or default_desk(os.environ)]
    given += [part for pair in options.set for part in ("--set", pair)]
    return given + (["--config", options.config] if options.config else [])


def _fault(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def serve(desk: "Desk", host: str, port: int, ahead: int = AHEAD) -> int:
    """Serve a desk's pages, `ahead` stories of which are broken down at once; returns when stopped.

    Raises:
        SidelightError: the address cannot be listened on.
    """
    from sidelight.surfaces.web.server import serve_until_stopped

    def started(address: str) -> None:
        print(f"Serving {desk.where} at {address} (Ctrl-C stops)", flush=True)

    serve_until_stopped(desk, host, port, started, ahead)
    print("stopped", file=sys.stderr)
    return 0


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not {text!r}")
    return int(text)
