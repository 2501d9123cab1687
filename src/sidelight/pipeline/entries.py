"""A feed's entries as they wait, and what becomes of one: an article from its page, from the feed, or a headline alone."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sidelight.config import Settings
from sidelight.errors import FetchError, SidelightError
from sidelight.extract import article_from_capture, article_from_record
from sidelight.extract.address import canonical, is_home, outlet_of
from sidelight.extract.articles import id_of_address
from sidelight.gather.carried import carried, may_speak
from sidelight.gather.robots import origin_of
from sidelight.store import Arrival, Awaited, FeedState
from sidelight.types import Article, Capture, FeedEntry

_SHARE = 0.8
"""Of a feed's entries that lead to one outlet, for the feed to count as that outlet's."""


def outlet_behind(state: FeedState) -> str:
    """Whose answers a feed's answers are: as a person named it, else as its entries lead, else the feed's own host."""
    learned = state.schedule.get("outlet") if isinstance(state.schedule, dict) else None
    return state.feed.outlet or learned or outlet_of(state.feed.url) or state.feed.url


def addresses_of(state: FeedState) -> tuple[str, ...]:
    """Every address under which the feed was watched, the first one first, the one of now last."""
    was = state.schedule.get("was", ()) if isinstance(state.schedule, dict) else ()
    return (*was, state.feed.url)


def learned_outlet(entries: Iterable[FeedEntry]) -> str | None:
    """The outlet that nearly all entries lead to."""
    counts = Counter(outlet for entry in entries if (outlet := outlet_of(entry.url)))
    return next((outlet for outlet, count in counts.most_common(1) if count >= _SHARE * counts.total()), None)


def learned_site(entries: Iterable[FeedEntry], outlet: str | None) -> str | None:
    """Scheme, host and port that most of the outlet's entries lead to."""
    counts = Counter(origin_of(entry.url) for entry in entries if entry.url and outlet_of(entry.url) == outlet)
    return next((origin for origin, _ in counts.most_common(1)), None)


def name_of(entry: FeedEntry) -> str:
    """An entry's name among those of its feed."""
    return entry.id if len(entry.id) <= 200 else hashlib.sha256(entry.id.encode("utf-8", "replace")).hexdigest()


def digest_of(entry: FeedEntry) -> str:
    """Goes otherwise when the entry says that its article changed. Summaries do not count: some carry numbers that run."""
    whole = carried(entry) or ""
    said = "\0".join((entry.title or "", entry.updated.isoformat() if entry.updated else "", whole))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=12).hexdigest()


def awaited_of(entry: FeedEntry, state: FeedState, now: datetime, place: int) -> Awaited | None:
    """The entry as it waits to be fetched; None where it names neither an address nor anything to read.

    `place` keeps a feed's order: entries wait in the order of their times.
    """
    speaks = may_speak(state.feed.url, state.feed.outlet, entry.url)
    if entry.url is None and not entry.title:
        return None
    told = {
        "url": entry.url,
        "title": entry.title if speaks else None,
        "published": entry.published.isoformat() if entry.published else None,
        "authors": list(entry.authors) if speaks else [],
        "html": carried(entry) if speaks else None,
        "outlet": None if entry.url else outlet_behind(state),
    }
    address = canonical(entry.url) if entry.url else f"{addresses_of(state)[0]}#{name_of(entry)}"
    return Awaited(address=address, feed=state.feed.url, entry=told, added=now + timedelta(microseconds=place), due=now)


def whole(one: Awaited) -> bool:
    """Whether nothing need be fetched for it."""
    return bool(one.entry.get("html")) or not one.entry.get("url")


def from_page(one: Awaited, capture: Capture, seen: datetime, settings: Settings) -> Arrival:
    """The article of the page that was fetched, with what the feed knows and the page does not say.

    Raises:
        FetchError: the address led to a home page. SidelightError: there is no article in it.
    """
    fetched = capture.url or one.entry["url"]
    if is_home(fetched) and not is_home(one.entry["url"]):
        raise FetchError("leads to the home page", where=one.entry["url"], kind="gone to the home page")
    article = article_from_capture(capture, settings)
    if article.url and is_home(article.url) and not is_home(fetched):
        # A page that calls the home page its canonical address would make one article of all of them.
        article = replace(article, id=id_of_address(fetched), url=fetched)
    return _arrival(_with_what_the_feed_knows(article, one.entry), one, seen, (canonical(fetched),))


def from_feed(one: Awaited, seen: datetime, settings: Settings, *, title_only: bool = False) -> Arrival:
    """The article as the feed carried it; with `title_only` its headline alone.

    Raises:
        SidelightError: the feed carried neither.
    """
    told: Mapping[str, Any] = one.entry
    html = told.get("html") if not title_only else None
    record = {name: told[name] for name in ("url", "title", "published", "authors", "outlet") if told.get(name)}
    if not told.get("url"):
        record["id"] = hashlib.sha256(one.address.encode()).hexdigest()[:16]
    if html:
        record["html"] = f"<html><body><article>{html}</article></body></html>"
    return _arrival(article_from_record(record, settings), one, seen, ())


def gone_for_good(error: SidelightError) -> bool:
    """Whether asking again would not help."""
    if not isinstance(error, FetchError):
        return True
    if error.status is not None:
        return 400 <= error.status < 500 and error.status not in (408, 425, 429)
    return error.kind in ("robots.txt", "redirects", "fault", "gone to the home page")


def _with_what_the_feed_knows(article: Article, told: Mapping[str, Any]) -> Article:
    given = datetime.fromisoformat(told["published"]) if told.get("published") else None
    published, day_only = article.published, article.published_day_only
    if given and (published is None or (day_only and abs(given - published) < timedelta(days=2))):
        published, day_only = given, False
    authors = article.authors or tuple(told.get("authors") or ())
    return replace(article, published=published, published_day_only=day_only, authors=authors)


def _arrival(article: Article, one: Awaited, seen: datetime, more: tuple[str, ...]) -> Arrival:
    mine = [canonical(article.url)] if article.url else []
    named = [one.address] if one.entry.get("url") else []
    return Arrival(article=article, seen=seen, addresses=tuple(dict.fromkeys([*mine, *more, *named])), by_address=True, live=True)
