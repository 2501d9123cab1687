"""What an operator does with a desk."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sidelight.errors import StoreError
from sidelight.lens import load_lenses
from sidelight.pipeline.stamps import annotation_stamp
from sidelight.store import Check, Store


def doctor(store: Store) -> list[Check]:
    """Every check, with what to do."""
    return store.upkeep.doctor([annotation_stamp(load_lenses())])


def shrink(store: Store, days: int, report: Callable[[int], None] | None = None) -> int:
    """Texts published more than so many days ago become excerpts.

    Raises:
        StoreError: a number of days that is no age.
    """
    try:
        before = datetime.now(UTC) - timedelta(days=days)
    except OverflowError:
        raise StoreError(f"{days} days lie before any article") from None
    if days < 0:
        raise StoreError("days are counted back from now: give a number from 0 on")
    return store.upkeep.shrink(before, report)


def take_down(store: Store, what: str, reason: str) -> int:
    """What is named is an address where it has a scheme, an article where the desk holds that id, else an outlet's domain.

    Raises:
        StoreError: nothing here goes by that name, or no reason is given.
    """
    if "://" in what:
        return store.upkeep.take_down_url(what, reason)
    if store.articles.holding(what) is not None:
        return store.upkeep.take_down_article(what, reason)
    if what.lower() in store.outlets.held() or _is_domain(what):
        return store.upkeep.take_down_outlet(what, reason)
    if store.stories.resolve(what) is not None:
        raise StoreError("is a story; take down its articles one by one, or an outlet", where=what)
    raise StoreError("is no article of this desk, no address and no outlet's domain", where=what)


def _is_domain(what: str) -> bool:
    return "." in what.strip(".") and not any(c.isspace() or c == "/" for c in what)
