"""Feeds to be watched: by a feed's address, an OPML list, a site, a pack that ships; or one article, taken in at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from sidelight.config import Settings
from sidelight.desk.read import is_address
from sidelight.errors import FetchError, InputError, SidelightError
from sidelight.extract import article_from_capture
from sidelight.extract.address import canonical, outlet_of
from sidelight.gather.discover import Page, page_of
from sidelight.gather.feeds import parse_feed
from sidelight.gather.fetch import Ask, fetch, fetch_politely
from sidelight.gather.files import read_file
from sidelight.gather.guard import Resolver, system_resolver
from sidelight.gather.opml import is_opml, parse_opml
from sidelight.gather.robots import Robots
from sidelight.gather.schedule import FIRST
from sidelight.gather.sitemaps import unzipped
from sidelight.pipeline.entries import addresses_of
from sidelight.resources.packs import pack_names, read_pack
from sidelight.store import Arrival, FeedState, Store
from sidelight.types import Capture, Feed, FeedDocument, FetchAttempt

Kind = Literal["feed", "list", "site", "pack", "article"]

_MOST_SITEMAPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was added: feeds that are watched from now on, how many were watched already, or the article's id."""

    kind: Kind
    name: str
    feeds: tuple[Feed, ...] = ()
    known: int = 0
    article: str | None = None


def add(store: Store, what: str, settings: Settings, folder: str | None = None, resolve: Resolver = system_resolver) -> Added:
    """Watch what is named, or take in the one article.

    Raises:
        InputError: it is none of what can be added. FetchError: the address does not answer as it should. StoreError.
    """
    if what in pack_names():
        return _pack(store, what, folder)
    if not is_address(what):
        if Path(what).is_file():
            return _list(store, read_file(what, settings).body, what, folder)
        if not re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/\S*)?", what):
            packs = ", ".join(pack_names())
            raise InputError(f"is no address, no file and no pack (packs: {packs})", where=what)
        what = f"https://{what}"
    capture = fetch(what, settings, resolve)
    body = unzipped(capture.body, settings.fetch_max_bytes)
    if is_opml(body):
        return _list(store, body, what, folder)
    if (held := _feed(replace(capture, body=body), settings)) is not None and not held.parts:
        return _watch(store, "feed", what, [Feed(url=what, title=held.title)], folder)
    if held is not None:
        return _site(store, what, Page((), False, None), [what], settings, folder, resolve)
    page = page_of(capture)
    if not page.article and (page.feeds or capture.url is None or _is_front(capture.url)):
        return _site(store, capture.url or what, page, None, settings, folder, resolve)
    return _article(store, capture, settings)


def drop(store: Store, url: str) -> None:
    """Watch a feed no longer, named by its address or one from which it moved; its articles stay.

    Raises:
        InputError: it is not watched.
    """
    state = store.feeds.one(url) or next((one for one in store.feeds.all() if url in addresses_of(one)), None)
    if state is None:
        raise InputError("is not watched; `sidelight feeds` lists those that are", where=url)
    store.feeds.drop(state.feed.url)


def _feed(capture: Capture, settings: Settings) -> FeedDocument | None:
    try:
        return parse_feed(capture, settings)
    except InputError:
        return None


def _is_front(url: str) -> bool:
    return re.sub(r"^https?://[^/]*", "", url).strip("/").count("/") < 1


def _pack(store: Store, name: str, folder: str | None) -> Added:
    lines = read_pack(name)
    return _watch(store, "pack", name, [Feed(url=x.feed, outlet=x.outlet, title=x.name) for x in lines], folder or name)


def _list(store: Store, body: bytes, where: str, folder: str | None) -> Added:
    if not is_opml(body):
        raise InputError("is no list of feeds (OPML); `sidelight import` takes files of articles", where=where)
    lines = parse_opml(body, where)
    if not lines:
        raise InputError("is a list without a feed", where=where)
    # Lists copy the site's address from the feed, so that it is the feed's claim: no outlet is named by it.
    states = [(Feed(url=line.url, title=line.title), folder or line.folder) for line in lines]
    return _watch_all(store, "list", where, states)


def _site(
    store: Store, url: str, page: Page, sitemaps: list[str] | None, settings: Settings, folder: str | None, resolve: Resolver
) -> Added:
    feeds = [Feed(url=named.url, outlet=outlet_of(url), title=named.title or page.title) for named in page.feeds]
    news = _news_sitemap(url, sitemaps, settings, resolve)
    if news is not None:
        feeds.append(Feed(url=news, outlet=outlet_of(url), title=page.title))
    if not feeds:
        message = "names no feed and no news sitemap; look for a feed's address on its pages and add that"
        raise InputError(message, where=url)
    return _watch(store, "site", url, feeds, folder)


def _news_sitemap(url: str, given: list[str] | None, settings: Settings, resolve: Resolver) -> str | None:
    """The first sitemap with news: those that robots.txt names, and the parts of indexes, likely names first."""
    robots = Robots(settings, resolve)
    try:
        queue = given if given is not None else list(robots.rules(url).sitemaps)
    except FetchError:
        return None
    seen: set[str] = set()
    index_of: dict[str, str] = {}
    while queue and len(seen) < _MOST_SITEMAPS:
        queue.sort(key=lambda address: "news" not in address.rpartition("//")[2].partition("/")[2].lower())
        place = queue.pop(0)
        if place in seen:
            continue
        seen.add(place)
        try:
            capture = fetch_politely(Ask(place), settings, resolve, robots.check)
            held = parse_feed(replace(capture, body=unzipped(capture.body, settings.fetch_max_bytes)), settings)
        except SidelightError:
            continue
        if held.entries:
            # A part that is named by a date is another one tomorrow; its index stays.
            return index_of[place] if place in index_of and re.search(r"\d{4}", urlsplit(place).path) else place
        index_of |= dict.fromkeys(held.parts[:20], place)
        queue += held.parts[:20]
    return None


def _article(store: Store, capture: Capture, settings: Settings) -> Added:
    seen = capture.fetched or datetime.now(UTC)
    article = article_from_capture(capture, settings)
    if not article.text:
        raise InputError(
            "is neither a feed nor a site that names one, and holds no article that we can find", where=capture.url or ""
        )
    addresses = tuple(canonical(url) for url in (article.url, capture.url) if url)
    attempt = FetchAttempt(outlet=article.outlet or "", url=capture.url or "", asked=seen, outcome="answered", reason="page")
    arrival = Arrival(article=article, seen=seen, addresses=addresses, by_address=True, live=True)
    (written,) = store.articles.write([arrival], [attempt])
    if written.outcome == "refused":
        raise InputError(f"is not taken in: {written.reason}", where=capture.url or "")
    return Added(kind="article", name=article.title or capture.url or "", article=written.id)


def _watch(store: Store, kind: Kind, name: str, feeds: Iterable[Feed], folder: str | None) -> Added:
    return _watch_all(store, kind, name, [(feed, folder) for feed in feeds])


def _watch_all(store: Store, kind: Kind, name: str, feeds: list[tuple[Feed, str | None]]) -> Added:
    """One that is watched stays as it is, but one that was given up is asked again."""
    watched = list(store.feeds.all())
    held = {url: state for state in watched for url in addresses_of(state)} | {state.feed.url: state for state in watched}
    now = datetime.now(UTC)
    fresh = [FeedState(feed=feed, folder=folder, interval=FIRST, due=now) for feed, folder in feeds if feed.url not in held]
    again = [replace(held[feed.url], due=now) for feed, _ in feeds if feed.url in held and held[feed.url].due is None]
    store.feeds.keep([*fresh, *again])
    return Added(kind=kind, name=name, feeds=tuple(state.feed for state in fresh), known=len(feeds) - len(fresh))
