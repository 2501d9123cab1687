"""Between a feed and its articles: what is awaited, what is settled, and who may say so; on either database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from sidelight.errors import LeaseHeld
from sidelight.store import Arrival, Awaited, FeedRead, FeedState, Lease, Settled, Store
from sidelight.types import Feed, FetchAttempt, RobotsFile

from .conftest import NOON

Make = Callable[..., Arrival]

FEED = FeedState(feed=Feed(url="https://quayside.example/feed"), due=NOON)
ASKED = FetchAttempt(outlet="quayside.example", url="https://quayside.example/feed", asked=NOON, outcome="answered")


def waiting(number: int, **more: object) -> Awaited:
    address = f"https://quayside.example/{number}"
    return Awaited(**{"address": address, "feed": FEED.feed.url, "entry": {"url": address}, "added": NOON, "due": NOON} | more)  # type: ignore[arg-type]


@pytest.fixture
def held(store: Store) -> Lease:
    store.feeds.keep([FEED])
    return store.leases.take("update", "we")


def test_a_reading_is_kept_whole(store: Store, held: Lease) -> None:
    read = FeedRead(state=replace(FEED, etag="x", digest="d"), attempt=ASKED, met={"1": "a"}, awaited=(waiting(1), waiting(2)))
    assert store.feeds.keep_read(read, held) == 2
    assert store.feeds.keep_read(read, held) == 0
    assert store.feeds.one(FEED.feed.url) == read.state
    assert store.feeds.met(FEED.feed.url, ["1", "2"]) == {"1": "a"}
    assert [one.address for one in store.feeds.awaited(NOON)] == [waiting(1).address, waiting(2).address]
    assert [hour.count for hour in store.health.hours(NOON, NOON + timedelta(hours=1))] == [2]


def test_whoever_lost_the_lease_writes_nothing(store: Store, held: Lease) -> None:
    store.leases.release(held)
    store.leases.take("update", "another")
    with pytest.raises(LeaseHeld):
        store.feeds.keep_read(FeedRead(state=FEED, attempt=ASKED, awaited=(waiting(1),)), held)
    assert store.feeds.count_awaited() == 0
    assert list(store.health.hours(NOON, NOON + timedelta(hours=1))) == []


def test_an_address_that_is_held_is_awaited_only_when_it_changed(store: Store, held: Lease, arrival: Make) -> None:
    store.articles.write([arrival(1, "The ferry sank.")])
    assert store.feeds.keep_read(FeedRead(state=FEED, awaited=(waiting(1),)), held) == 0
    assert store.feeds.keep_read(FeedRead(state=FEED, again=(waiting(1),)), held) == 1


def test_waiting_ends_with_the_article_and_goes_on_where_it_is_put_off(store: Store, held: Lease, arrival: Make) -> None:
    store.feeds.keep_read(FeedRead(state=FEED, awaited=(waiting(1), waiting(2))), held)
    later = replace(waiting(2), due=NOON + timedelta(hours=1), tries=1, error="answered 503")
    store.articles.write([arrival(1, "The ferry sank.")], settled=Settled(done=(waiting(1).address,), later=(later,)))
    assert list(store.feeds.awaited(NOON)) == []
    assert list(store.feeds.awaited(NOON + timedelta(hours=2))) == [later]


def test_many_are_given_page_by_page_in_the_order_they_came(store: Store, held: Lease) -> None:
    many = [waiting(n, added=NOON + timedelta(seconds=n // 3), due=NOON) for n in range(1000, 1500)]
    store.feeds.keep_read(FeedRead(state=FEED, awaited=tuple(reversed(many))), held)
    assert [one.address for one in store.feeds.awaited(NOON + timedelta(hours=1))] == [one.address for one in many]


def test_after_a_clock_was_set_back_feeds_and_articles_are_due(store: Store, held: Lease) -> None:
    ahead = NOON + timedelta(days=90)
    store.feeds.keep_read(
        FeedRead(state=replace(FEED, asked=ahead, due=ahead), awaited=(waiting(1, added=ahead, due=ahead),)), held
    )
    assert [state.feed.url for state in store.feeds.all(NOON)] == [FEED.feed.url]
    assert [one.address for one in store.feeds.awaited(NOON)] == [waiting(1).address]


def test_a_text_fetched_now_is_the_newest_whatever_the_clock_says(store: Store, arrival: Make) -> None:
    store.articles.write([arrival(1, "The ferry sank.", hours=5)])
    store.articles.write([arrival(1, "The ferry was raised.", hours=2, by_address=True, live=True)])
    assert [article.text for article in store.articles.all()] == ["The ferry was raised."]
    store.articles.write([arrival(1, "An older text.", hours=1)])
    assert [article.text for article in store.articles.all()] == ["The ferry was raised."]


def test_robots_files_come_back_as_they_went_in(store: Store) -> None:
    file = RobotsFile(origin="https://quayside.example", answer="found", text="User-agent: *", fetched=NOON)
    store.feeds.keep_robots([file])
    store.feeds.keep_robots([replace(file, answer="absent", text="")])
    assert list(store.feeds.robots()) == [replace(file, answer="absent", text="")]
