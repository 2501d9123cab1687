"""Which desk a command works on, and how far it is, told on a terminal."""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sidelight.config import Settings

if TYPE_CHECKING:
    from sidelight.desk.open import Desk
    from sidelight.types import StageReport

VARIABLE = "SIDELIGHT_DESK"


def desk_parser(shared: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The shared options and `--desk`."""
    parser = argparse.ArgumentParser(add_help=False, parents=[shared])
    parser.add_argument(
        "--desk",
        metavar="PATH|URL",
        help=f"an SQLite file or a postgresql:// URL (else {VARIABLE}, else sidelight.db in your data folder)",
    )
    return parser


def default_desk(environ: Mapping[str, str]) -> str:
    """`SIDELIGHT_DESK`, or the file in the user's data folder."""
    if named := environ.get(VARIABLE):
        return named
    home = environ.get("XDG_DATA_HOME") or str(Path(environ.get("HOME", "~")).expanduser() / ".local" / "share")
    return str(Path(home) / "sidelight" / "sidelight.db")


def open_named(options: argparse.Namespace, settings: Settings, *, make: bool = False) -> "Desk":
    """The desk that the command names; says so where opening upgraded it."""
    from sidelight.desk.open import open_desk

    desk = open_desk(options.desk or default_desk(os.environ), settings, make=make)
    if desk.store.upgraded_copy is not None:
        print(f"sidelight: {desk.where}: upgraded; as it was before it lies in {desk.store.upgraded_copy}", file=sys.stderr)
    return desk


class Bar(Protocol):
    """How far a command is."""

    def __call__(self, what: str, more: int = 1, of: int | None = None) -> None:
        """So many more of `what` are done, `of` so many where that is known."""
        ...


@contextmanager
def bars() -> Iterator[Bar]:
    """A bar for each thing that is counted, on standard error where that is a terminal; else nothing."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        tasks: dict[str, TaskID] = {}

        def advance(what: str, more: int = 1, of: int | None = None) -> None:
            if what not in tasks:
                tasks[what] = shown.add_task(what, total=of)
            shown.update(tasks[what], advance=more, total=of)

        yield advance


def _silent(what: str, more: int = 1, of: int | None = None) -> None:
    """Where nobody watches."""


def tell(report: "StageReport") -> None:
    """One line on standard error: seen, done, skipped and failed, with reasons."""
    skipped = "".join(f", {int(count):,} skipped ({why})" for count, why in report.skipped)
    failed = f", {report.seen - report.done - sum(int(count) for count, _ in report.skipped):,} failed" if report.failed else ""
    print(f"sidelight: {report.stage}: {report.seen:,} seen, {report.done:,} done{skipped}{failed}", file=sys.stderr)


def group_desk(desk: "Desk") -> None:
    """Put what is new into stories, with bars, and tell."""
    with bars() as bar:
        of = desk.store.articles.count(ungrouped=True)
        report = desk.group(lambda what, more: bar(what, more, of if what == "grouped" else None))
    tell(report)
