"""Files, archives and folders of articles into the desk."""

import os
from collections.abc import Callable
from pathlib import Path

from sidelight.config import Settings
from sidelight.gather.archives import folder_captures, is_warc, warc_captures
from sidelight.gather.batch import raw_lines
from sidelight.pipeline.intake import Source, take_in
from sidelight.store import Store
from sidelight.types import Failure, StageReport


def import_file(
    store: Store,
    path: "str | os.PathLike[str]",
    settings: Settings,
    *,
    census: bool = False,
    report: Callable[[str], None] = lambda _outcome: None,
    failed: Callable[[Failure], None] = lambda _failure: None,
) -> StageReport:
    """Take in a JSONL file ("-" is standard input), a WARC archive, or a folder of saved pages.

    Raises:
        InputError: the file itself cannot be read. StoreError: the desk cannot take it.
    """
    name = os.fspath(path)
    if Path(name).is_dir() or is_warc(name):
        whole = Path(name).absolute()
        source = Source(str(whole), whole.stat().st_size if whole.is_file() else 0, pages=True)
        captures = folder_captures(name, settings) if whole.is_dir() else warc_captures(name, settings)
        return take_in(store, captures, source, settings, census=census, report=report, failed=failed)
    if name == "-":
        source = Source("standard input", remembered=False)
    else:
        whole = Path(name).absolute()
        source = Source(str(whole), whole.stat().st_size if whole.is_file() else 0)
    return take_in(store, raw_lines(name, settings), source, settings, census=census, report=report, failed=failed)
