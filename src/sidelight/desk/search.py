"""Finding articles by their words, with `side:` turned into outlets."""

from dataclasses import dataclass

from sidelight.errors import StoreError
from sidelight.pipeline.outlooks import outlooks_of
from sidelight.stats.sides import SIDES, Side
from sidelight.store import Hit, Store, parse_query


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of hits, the best first, and how many articles match in all."""

    hits: tuple[Hit, ...]
    total: int


def search(store: Store, words: str, limit: int = 20, offset: int = 0) -> Found:
    """Articles that hold all words and phrases.

    Raises:
        StoreError: a side that is none of left, centre and right.
    """
    asked = parse_query(words)
    outlets = _outlets(store, asked.sides) if asked.sides else None
    return Found(
        hits=store.search.find(asked, outlets, limit, offset),
        total=store.search.count(asked, outlets),
    )


def _outlets(store: Store, sides: tuple[str, ...]) -> frozenset[str]:
    held = store.outlets.held()
    known = outlooks_of(store, held)
    return frozenset().union(*(known.on_side(_side(side), held) for side in sides))


def _side(name: str) -> Side:
    wanted = {"center": "centre"}.get(name, name)
    found = next((side for side in SIDES if side == wanted), None)
    if found is None:
        raise StoreError(f"there is no side {name!r}; there are {', '.join(SIDES)}", where=f"side:{name}")
    return found
