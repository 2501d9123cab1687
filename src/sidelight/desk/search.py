"""Finding articles by their words, with `side:` turned into outlets."""

from dataclasses import dataclass

from sidelight.errors import StoreError
from sidelight.pipeline.outlooks import Outlooks, outlooks_of
from sidelight.stats.sides import SIDES, Side
from sidelight.store import Hit, Store, parse_query


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of hits, the best first, and how many articles match in all."""

    hits: tuple[Hit, ...]
    total: int


def search(store: Store, words: str, limit: int = 20, offset: int = 0, known: Outlooks | None = None) -> Found:
    """Articles that hold all words and phrases. `known` is what is known of outlets, where somebody asked already.

    Raises:
        StoreError: a side that is none of left, centre and right.
    """
    asked = parse_query(words)
    outlets = _outlets(store, asked.sides, known) if asked.sides else None
    hits = store.search.find(asked, outlets, limit, offset)
    last = len(hits) < limit and (hits or not offset)
    return Found(hits=hits, total=offset + len(hits) if last else store.search.count(asked, outlets))


def _outlets(store: Store, sides: tuple[str, ...], known: Outlooks | None) -> frozenset[str]:
    held = store.outlets.domains()
    known = known or outlooks_of(store, held)
    return frozenset().union(*(known.on_side(_side(side), held) for side in sides))


def _side(name: str) -> Side:
    wanted = {"center": "centre"}.get(name, name)
    found = next((side for side in SIDES if side == wanted), None)
    if found is None:
        raise StoreError(f"there is no side {name!r}; there are {', '.join(SIDES)}", where=f"side:{name}")
    return found
