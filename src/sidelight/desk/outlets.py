"""Outlets: what is known of them, whose ratings make their lean, and tables of a user's own."""

import csv
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sidelight.errors import InputError, StoreError
from sidelight.pipeline.outlooks import outlooks_of
from sidelight.resources.ratings import read_outlets_csv, read_ratings_csv, stands_for
from sidelight.stats.sides import Side, side_of
from sidelight.store import Store
from sidelight.types import Lean, Outlet, Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    """An outlet, its lean and side where anybody rates it, the figures that the lean is made of, and its articles here."""

    domain: str
    facts: Outlet | None
    lean: Lean | None
    side: Side | None
    ratings: tuple[Rating, ...]
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a table held: ratings under the name of their set, or facts."""

    name: str
    ratings: int
    outlets: int


def outlets(store: Store, domains: Iterable[str] = ()) -> tuple[OutletLine, ...]:
    """These outlets, or all that the desk holds articles, facts or ratings of: those with most articles first.

    Raises:
        StoreError: one that is named is not known at all.
    """
    known, held = outlooks_of(store), store.outlets.held()
    wanted = [domain.lower() for domain in domains]
    for domain in wanted:
        if domain not in held and known.facts(domain) is None and stands_for(domain, known.ratings) is None:
            raise StoreError("no such outlet (`sidelight outlets` lists those of the desk)", where=domain)
    if not wanted:
        own = {outlet.domain for outlet in store.outlets.all()}
        rated = {r.outlet for name in store.outlets.rating_sets() if (s := store.outlets.ratings(name)) for r in s.ratings}
        wanted = sorted(own | rated | set(held), key=lambda domain: (-held.get(domain, 0), domain))
    leans = known.leans(wanted)
    return tuple(
        OutletLine(
            domain=domain,
            facts=known.facts(domain),
            lean=leans.get(domain),
            side=side_of(leans[domain]) if domain in leans else None,
            ratings=known.raters(domain),
            articles=held.get(domain, 0),
        )
        for domain in wanted
    )


def import_outlets(store: Store, path: "str | os.PathLike[str]", words: Mapping[str, float] | None = None) -> Imported:
    """A table of ratings (`outlet`, `rating`, `rater`) or of facts (`domain`, `name`), told apart by its first line.

    Ratings are a set under the file's name; of the outlets that it rates, ratings that ship do not count any more.

    Raises:
        InputError: the file cannot be read. RatingError: a line cannot.
    """
    where = os.fspath(path)
    return keep_table(store, _text(where), Path(where).stem, where, words)


def keep_table(store: Store, text: str, name: str, where: str, words: Mapping[str, float] | None = None) -> Imported:
    """The same of a text at hand."""
    first = text.removeprefix("\ufeff").partition("\n")[0]
    columns = {column.strip().casefold() for column in next(csv.reader([first]), [])}
    if "domain" in columns and "rating" not in columns:
        facts = read_outlets_csv(text, where)
        store.outlets.keep(facts.values())
        return Imported(name=name, ratings=0, outlets=len(facts))
    ratings = read_ratings_csv(text, name, where, words)
    store.outlets.keep_ratings(ratings)
    return Imported(name=name, ratings=len(ratings.ratings), outlets=len({r.outlet for r in ratings.ratings}))


def _text(where: str) -> str:
    try:
        return Path(where).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("is not UTF-8; save it as CSV in UTF-8", where=where) from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=where) from None
