"""What a feed answered, as all that is kept of it: its state and when it is asked again, the attempt, its new entries."""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sidelight.config import Settings
from sidelight.errors import AddressRefused, FetchError, InputError, SidelightError
from sidelight.extract.address import outlet_of
from sidelight.gather.carried import may_speak
from sidelight.gather.feeds import parse_feed
from sidelight.gather.polite import Told
from sidelight.gather.schedule import backed_off, learned, not_before, spread
from sidelight.gather.sitemaps import is_sitemap, unzipped
from sidelight.pipeline.entries import addresses_of, awaited_of, digest_of, learned_outlet, learned_site, name_of, outlet_behind
from sidelight.store import FeedRead, FeedState, Store
from sidelight.types import Capture, FeedDocument, FeedEntry, FetchAttempt

MOST_PARTS = 2
"""Parts of an index that are asked for each time."""

_MOST_MOVES = 20

Outcome = Literal["answered", "unchanged", "failed", "refused"]


def read_answer(state: FeedState, told: Told, store: Store, settings: Settings, chance: float) -> FeedRead:
    """All that the answer brings; `chance`, from 0 to 1, spreads the next asking."""
    if isinstance(told.made, SidelightError):
        return _failed(state, told, told.made, chance)
    digest = hashlib.blake2b(told.made.body, digest_size=16).hexdigest()
    if told.made.status == 304 or digest == state.digest:
        return _unchanged(state, told, told.made, chance)
    capture = replace(told.made, body=unzipped(told.made.body, settings.fetch_max_bytes))
    try:
        held = parse_feed(capture, settings)
    except InputError as error:
        return _failed(state, told, error, chance)
    return _read(state, told, held, digest, store, chance)


def parts_of(told: Told, settings: Settings) -> tuple[str, ...]:
    """The parts of an index of sitemaps that are worth asking for, likely names of news first; none where it is no index."""
    if not isinstance(told.made, Capture):
        return ()
    body = unzipped(told.made.body, settings.fetch_max_bytes)
    if not is_sitemap(body):
        return ()
    try:
        parts = parse_feed(replace(told.made, body=body), settings).parts
    except InputError:
        return ()
    return tuple(sorted(parts, key=lambda url: "news" not in url.lower())[:MOST_PARTS])


def read_parts(state: FeedState, told: Told, parts: list[Told], store: Store, settings: Settings, chance: float) -> FeedRead:
    """An index of sitemaps, read through its parts. No validators are kept of it: its parts change while it stays the same."""
    made = [part.made for part in parts]
    captures = [capture for capture in made if isinstance(capture, Capture)]
    entries: dict[str, FeedEntry] = {}
    for capture in captures:
        with suppress(InputError):
            held = parse_feed(replace(capture, body=unzipped(capture.body, settings.fetch_max_bytes)), settings)
            entries |= {entry.id: entry for entry in held.entries}
    if not captures:
        return _failed(state, told, next(error for error in made if isinstance(error, SidelightError)), chance)
    assert isinstance(told.made, Capture)
    told = told._replace(made=replace(told.made, etag=None, modified=None, max_age=captures[0].max_age))
    digest = hashlib.blake2b(b"".join(capture.body for capture in captures), digest_size=16).hexdigest()
    if digest == state.digest:
        return _unchanged(state, told, captures[0], chance)
    return _read(state, told, FeedDocument(title=None, url=None, entries=tuple(entries.values())), digest, store, chance)


def attempt_of(outlet: str, told: Told, url: str, outcome: Outcome, reason: str = "") -> FetchAttempt:
    """The attempt, where one was made or refused; at the time when it was asked."""
    return FetchAttempt(outlet=outlet, url=url, asked=told.asked or datetime.now(UTC), outcome=outcome, reason=reason)


def attempt_of_part(told: Told) -> FetchAttempt | None:
    """The attempt at a part of an index; None where it was not asked."""
    if told.asked is None:
        return None
    outlet = outlet_of(told.ask.url) or told.ask.url
    if isinstance(told.made, SidelightError):
        return attempt_of(outlet, told, told.ask.url, "failed", reason_of(told.made))
    return attempt_of(outlet, told, told.ask.url, "answered")


def reason_of(error: SidelightError) -> str:
    """A fault in a word or two, to be counted."""
    if isinstance(error, AddressRefused):
        return "address refused"
    return error.kind if isinstance(error, FetchError) else "not what it should be"


def _read(state: FeedState, told: Told, held: FeedDocument, digest: str, store: Store, chance: float) -> FeedRead:
    capture = told.made
    assert isinstance(capture, Capture)
    now = told.asked or datetime.now(UTC)
    entries = {name_of(entry): entry for entry in reversed(held.entries)}  # of doubles the first counts
    digests = {name: digest_of(entry) for name, entry in entries.items()}
    met = store.feeds.met(state.feed.url, digests)
    fresh = [name for name in digests if met.get(name) != digests[name]]
    outlet = learned_outlet(held.entries)
    site = learned_site(held.entries, outlet)
    state = replace(
        state,
        schedule=_schedule(state)
        | ({"outlet": outlet, "site": site} if outlet else {})
        | {"ttl": held.ttl, "entries": len(entries)},
        feed=replace(state.feed, title=state.feed.title or held.title),
        etag=capture.etag,
        modified=capture.modified,
        digest=digest,
    )
    waiting = {name: awaited_of(entries[name], state, now, place) for place, name in enumerate(fresh)}
    moved = _moved(state, told)
    return FeedRead(
        state=_asked_again(moved, now, len(fresh), chance, capture.max_age),
        attempt=attempt_of(outlet_behind(state), told, state.feed.url, "answered"),
        met={name: digests[name] for name in fresh},
        awaited=tuple(one for name, one in waiting.items() if one is not None and name not in met),
        again=tuple(one for name, one in waiting.items() if one is not None and name in met),
        moved_from=state.feed.url if moved is not state else None,
    )


def _unchanged(state: FeedState, told: Told, capture: Capture, chance: float) -> FeedRead:
    now = told.asked or datetime.now(UTC)
    state = replace(state, etag=capture.etag or state.etag, modified=capture.modified or state.modified)
    attempt = attempt_of(outlet_behind(state), told, state.feed.url, "unchanged")
    moved = _moved(state, told)
    moved_from = state.feed.url if moved is not state else None
    return FeedRead(state=_asked_again(moved, now, 0, chance, capture.max_age), attempt=attempt, moved_from=moved_from)


def _moved(state: FeedState, told: Told) -> FeedState:
    """The state under the address to which the feed moved for good; the same where it did not, or where it is not to follow.

    It follows within its own site, or to that of the outlet which a person or a pack names, and never from https to http:
    a feed's words count on its own site, so that a redirect must not choose whose site that is.
    """
    new = told.made.moved if isinstance(told.made, Capture) else None
    old = state.feed.url
    if new is None or new in addresses_of(state) or not may_speak(old, state.feed.outlet, new):
        return state
    if old.lower().startswith("https:") and not new.lower().startswith("https:"):
        return state
    first, *later = addresses_of(state)
    was = [first, *later[-_MOST_MOVES:]]  # the first names entries without an address
    return replace(state, feed=replace(state.feed, url=new), schedule=_schedule(state) | {"was": was})


def _failed(state: FeedState, told: Told, error: SidelightError, chance: float) -> FeedRead:
    """Asked again later and later; what is gone for good (410) never, unless a person adds it anew."""
    now = datetime.now(UTC)
    kind = reason_of(error)
    failures = state.failures + (0 if kind == "left alone" else 1)
    seconds = backed_off(max(failures, 1), chance, told.wait)
    gone = isinstance(error, FetchError) and error.status == 410
    kept = replace(
        state,
        error=error.message,
        failures=failures,
        asked=told.asked or state.asked,
        due=None if gone else now + timedelta(seconds=seconds),
    )
    if kind == "left alone":
        return FeedRead(state=kept)
    outcome: Outcome = "refused" if kind == "robots.txt" else "failed"
    return FeedRead(state=kept, attempt=attempt_of(outlet_behind(state), told, state.feed.url, outcome, kind))


def _asked_again(state: FeedState, now: datetime, news: int, chance: float, max_age: float | None) -> FeedState:
    schedule = _schedule(state)
    first = not schedule.get("asked")  # what it held then says nothing of how often it changes
    interval = state.interval if first else learned(state.interval, news, schedule.get("ttl"))
    schedule |= {"asked": schedule.get("asked", 0) + 1, "news": schedule.get("news", 0) + (1 if news else 0), "last": news}
    due = now + timedelta(seconds=not_before(spread(interval, chance), max_age))
    return replace(state, interval=interval, due=due, asked=now, error=None, failures=0, schedule=schedule)


def _schedule(state: FeedState) -> dict[str, Any]:
    return dict(state.schedule) if isinstance(state.schedule, Mapping) else {}
