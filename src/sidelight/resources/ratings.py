"""Ratings and facts of outlets: the tables that ship, and a user's own in the same form."""

import csv
import io
import math
import tomllib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from sidelight.errors import RatingError
from sidelight.resources.load import read_bytes
from sidelight.stats.leans import RaterModel, RaterScale
from sidelight.types import Outlet, Rating, RatingSet

SHIPPED = "shipped"
AXIS = "left to right, as in the United States"


_PLATFORMS = frozenset(
    {
        *("blogspot.com", "github.io", "ghost.io", "google.com", "livejournal.com", "medium.com", "over-blog.com", "patch.com"),
        *("squarespace.com", "substack.com", "tumblr.com", "typepad.com", "weebly.com", "wixsite.com", "wordpress.com"),
        "yahoo.com",
    }
)
"""Domains under which many publishers stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rater:
    """Who rates: what is measured, when, by which paper, on which terms. `key` names the rater in ratings and leans."""

    key: str
    name: str
    kind: str
    measures: str
    year: int
    source: str
    terms: str


@cache
def load_raters() -> dict[str, Rater]:
    """The raters of the shipped table, by key."""
    held = tomllib.loads(read_bytes("outlets/raters.toml").decode("utf-8"))["raters"]
    return {key: Rater(**facts | {"key": key}) for key, facts in held.items()}


@cache
def load_ratings() -> RatingSet:
    """The ratings that ship. Of their dates the year alone is known: it stands as its first day."""
    raters = load_raters()
    text = read_bytes("outlets/ratings.csv").decode("utf-8")
    return RatingSet(
        name=SHIPPED,
        axis=AXIS,
        ratings=tuple(_ratings(text, "outlets/ratings.csv", {})),
        source="; ".join(dict.fromkeys(r.source for r in raters.values())),
        terms="; ".join(f"{r.name}: {r.terms}" for r in raters.values()),
    )


@cache
def load_rater_model() -> RaterModel:
    """How each shipped rater's figures relate to the lean, as fitted by training/outlets.py."""
    fitted = tomllib.loads(read_bytes("outlets/fitted.toml").decode("utf-8"))
    raters = {name: RaterScale(rater=name, **facts) for name, facts in fitted["raters"].items()}
    return RaterModel(raters=raters, shared=fitted["shared"])


@cache
def load_outlets() -> Mapping[str, Outlet]:
    """Facts of some 750 publishers, by domain."""
    return read_outlets_csv(read_bytes("outlets/outlets.csv").decode("utf-8"), "outlets/outlets.csv")


def stands_for(domain: str, known: Container[str]) -> str | None:
    """The domain whose ratings or facts are this one's: itself, or the nearest parent that is known ("blogs.vale.example").

    What is published on a platform is not the platform's: its subdomains have no parent.
    """
    labels = domain.split(".")
    for i in range(len(labels) - 1):
        parent = ".".join(labels[i:])
        if i and parent in _PLATFORMS:
            return None
        if parent in known:
            return parent
    return None


def read_ratings_csv(text: str, name: str, where: str, words: Mapping[str, float] | None = None) -> RatingSet:
    """A user's ratings: columns `outlet`, `rating`, `rater` and, where known, `date` and `n`, in any order, others left alone.

    A rating is a number in [-1, 1], or one of `words` (case does not matter). A date is a day, a month or a year. An outlet is a
    domain, an address is cut down to it.

    Raises:
        RatingError: a column is missing, or a line cannot be read; the line is named.
    """
    ratings = tuple(_ratings(text, where, words or {}))
    if not ratings:
        raise RatingError("holds no rating", where=where)
    return RatingSet(name=name, axis="left to right", ratings=ratings, source=where, terms="the user's own")


def read_outlets_csv(text: str, where: str) -> dict[str, Outlet]:
    """Facts of publishers: columns `domain` and `name` and, where known, `country`, `language`, `owner`, `kind`.

    Raises:
        RatingError: a column is missing, or a line cannot be read; the line is named.
    """
    found = {}
    for line, row in _rows(text, where, ("domain", "name")):
        domain = _domain(row["domain"], f"{where}, line {line}")
        facts = {key: row.get(key) or None for key in ("country", "language", "owner", "kind")}
        found[domain] = Outlet(domain=domain, name=row["name"] or domain, domains=(domain,), **facts)
    return found


def _ratings(text: str, where: str, words: Mapping[str, float]) -> Iterator[Rating]:
    known = {word.casefold(): value for word, value in words.items()}
    for line, row in _rows(text, where, ("outlet", "rating", "rater")):
        place = f"{where}, line {line}"
        if not row["rater"]:
            raise RatingError("names no rater", where=place)
        yield Rating(
            outlet=_domain(row["outlet"], place),
            rater=row["rater"],
            value=_value(row["rating"], known, place),
            rated=_day(row.get("date", ""), place),
            n=_count(row.get("n", ""), place),
        )


def _rows(text: str, where: str, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line's number and fields by column, white space around them cut off; empty lines are passed over."""
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        columns = [name.strip().casefold() for name in next(lines, [])]
        if missing := [name for name in needed if name not in columns]:
            raise RatingError(
                f"has no column {missing[0]!r}; its first line names {', '.join(needed)}, parted by commas", where=where
            )
        for fields in lines:
            if any(field.strip() for field in fields):
                if len(fields) > len(columns):
                    raise RatingError(
                        f"has {len(fields)} fields, the first line {len(columns)}", where=f"{where}, line {lines.line_num}"
                    )
                given = [*(field.strip() for field in fields), *[""] * (len(columns) - len(fields))]
                yield lines.line_num, dict(zip(columns, given, strict=True))
    except csv.Error as error:
        raise RatingError(f"is no table of comma-separated values ({error})", where=f"{where}, line {lines.line_num}") from None


def _domain(given: str, place: str) -> str:
    domain = given.casefold().partition("://")[2] or given.casefold()
    domain = domain.partition("/")[0].removeprefix("www.")
    if not domain or any(c.isspace() for c in domain):
        raise RatingError(f"names no outlet's domain: {given!r}", where=place)
    return domain


def _value(given: str, words: Mapping[str, float], place: str) -> float:
    try:
        value = words[given.casefold()] if given.casefold() in words else float(given)
    except ValueError:
        known = f" or one of {', '.join(sorted(words))}" if words else ""
        raise RatingError(f"has the rating {given!r}, which is no number{known}", where=place) from None
    if not -1 <= value <= 1 or math.isnan(value):
        raise RatingError(f"has the rating {given}; ratings lie between -1 (left) and 1 (right)", where=place)
    return value


def _day(given: str, place: str) -> date | None:
    """A year or a month alone stands for its first day."""
    if not given:
        return None
    try:
        return date.fromisoformat(given + "-01-01"[len(given) - 4 :] if len(given) in (4, 7) else given)
    except ValueError:
        raise RatingError(f"has the date {given!r}; write 2026-03-31, 2026-03 or 2026", where=place) from None


def _count(given: str, place: str) -> int | None:
    if not given:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 15:
        raise RatingError(f"has n {given!r}, which is no whole number", where=place)
    return int(given)
