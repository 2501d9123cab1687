"""Packs: lists of outlets with known feeds, to begin with."""

import csv
import io
from typing import NamedTuple

from sidelight.errors import ResourceError
from sidelight.resources.load import manifest, read_bytes

_FOLDER = "packs/"


class PackLine(NamedTuple):
    """A feed of a pack: whose it is, its address, and where the fact comes from."""

    outlet: str
    name: str
    feed: str
    source: str


def pack_names() -> tuple[str, ...]:
    """Every pack that ships."""
    return tuple(sorted(path.removeprefix(_FOLDER).removesuffix(".csv") for path in manifest() if path.startswith(_FOLDER)))


def read_pack(name: str) -> tuple[PackLine, ...]:
    """A pack's feeds.

    Raises:
        ResourceError: there is no such pack, or its file was changed.
    """
    path = f"{_FOLDER}{name}.csv"
    if path not in manifest():
        raise ResourceError(f"is no pack; there are {', '.join(pack_names()) or 'none'}", where=name)
    rows = csv.DictReader(io.StringIO(read_bytes(path).decode("utf-8")))
    return tuple(PackLine(outlet=row["outlet"], name=row["name"], feed=row["feed"], source=row["source"]) for row in rows)
