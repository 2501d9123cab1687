"""Wire agencies: what they are called, what their credits print, where they publish themselves."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from sidelight.resources.load import read_bytes

TABLE = "outlets/agencies.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """`short` is how findings name it, `full` how a sentence does; `printed` is a regular expression, without groups that count,
    of what its credits print."""

    short: str
    full: str
    printed: str
    domains: frozenset[str]


@cache
def agencies() -> tuple[Agency, ...]:
    """All that ship."""
    rows = tomllib.loads(read_bytes(TABLE).decode("utf-8"))["agency"]
    return tuple(
        Agency(short=row["short"], full=row["full"], printed=_any_of(row["printed"]), domains=frozenset(row["domains"]))
        for row in rows
    )


def _any_of(names: list[str]) -> str:
    return rf"(?:[Tt]he )?(?:{'|'.join(re.escape(name) for name in names)})"
