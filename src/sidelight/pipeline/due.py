"""When an update would find something to fetch: asked often, so that it loads nothing that fetches or reads."""

from datetime import UTC, datetime

from sidelight.store import Store


def anything_due(store: Store) -> bool:
    """Whether a feed is due or an article waits."""
    now = datetime.now(UTC)
    return next(store.feeds.all(now), None) is not None or next(store.feeds.awaited(now), None) is not None


def next_due(store: Store) -> datetime | None:
    """When the next feed falls due; None where no feed will be asked."""
    return min((state.due for state in store.feeds.all() if state.due is not None), default=None)
