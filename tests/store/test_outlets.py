"""Outlets, ratings, fetch health, censuses and feeds come back as they went in."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from sidelight.store import Arrival, Census, FeedState, Store
from sidelight.types import Feed, FetchAttempt, Outlet, Rating, RatingSet

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def test_an_outlet_is_found_by_any_of_its_domains(store: Store) -> None:
    quayside = Outlet(
        domain="quayside.example", name="The Quayside", domains=("quay.example", "m.quay.example"), country="XX", owner="Tern"
    )
    store.outlets.keep([quayside, Outlet(domain="hill.example", name="Hill")])
    assert store.outlets.one("QUAY.example") == store.outlets.one("quayside.example") == quayside
    assert [o.domain for o in store.outlets.all()] == ["hill.example", "quayside.example"]
    store.outlets.keep([Outlet(domain="quayside.example", name="Quayside Weekly")])
    assert store.outlets.one("quay.example") is None


def test_a_set_of_ratings_replaces_the_one_of_its_name(store: Store) -> None:
    def ratings(*values: float) -> RatingSet:
        rated = tuple(
            Rating(outlet=f"o{k}.example", rater="panel", value=v, rated=date(2030, 1, 2), n=9) for k, v in enumerate(values)
        )
        return RatingSet(name="panel", axis="left-right", ratings=rated, source="invented", terms="free")

    store.outlets.keep_ratings(ratings(-1.0, 0.25, 1.0))
    store.outlets.keep_ratings(ratings(-0.5, 0.5))
    assert store.outlets.ratings("panel") == ratings(-0.5, 0.5)
    assert store.outlets.rating_sets() == ("panel",)
    assert store.outlets.ratings_of("O1.example")[0].value == 0.5
    assert store.outlets.ratings_of("o2.example") == ()


def test_health_is_counted_by_outlet_hour_and_answer(store: Store) -> None:
    def asked(minutes: int, outcome: str, reason: str = "") -> FetchAttempt:
        return FetchAttempt(
            outlet="Quayside.example", url="u", asked=NOON + timedelta(minutes=minutes), outcome=outcome, reason=reason
        )  # type: ignore[arg-type]

    store.health.keep([asked(1, "answered"), asked(59, "answered"), asked(59, "failed", "timed out"), asked(61, "unchanged")])
    store.health.keep([asked(30, "answered")])
    hours = [
        (h.hour, h.outcome, h.reason, h.count) for h in store.health.hours(NOON, NOON + timedelta(hours=2), "quayside.EXAMPLE")
    ]
    assert hours == [
        (NOON, "answered", "", 3),
        (NOON, "failed", "timed out", 1),
        (NOON + timedelta(hours=1), "unchanged", "", 1),
    ]


def test_a_census_says_where_absence_means_something(store: Store) -> None:
    claim = Census(outlet="quayside.example", source="a.jsonl", first=NOON, last=NOON + timedelta(days=30), articles=400)
    store.health.keep_census([claim])
    store.health.keep_census([claim])
    assert list(store.health.censuses("quayside.example")) == [claim]


def test_feeds_keep_their_state_and_know_what_was_met(store: Store) -> None:
    feed = FeedState(feed=Feed(url="https://quayside.example/feed", title="Quayside"), etag="x", due=NOON, schedule={"mean": 3.5})
    later = FeedState(feed=Feed(url="https://hill.example/feed"), due=NOON + timedelta(hours=3))
    store.feeds.keep([later, feed])
    assert list(store.feeds.all(due=NOON)) == [feed]
    assert store.feeds.one("https://hill.example/feed") == later
    store.feeds.keep_met(feed.feed.url, {"1": "d1", "2": "d2"}, NOON)
    assert store.feeds.met(feed.feed.url, ["1", "3"]) == {"1": "d1"}
    store.feeds.drop(feed.feed.url)
    assert store.feeds.met(feed.feed.url, ["1"]) == {}
    assert store.feeds.count() == 1


def test_prominence_is_kept_as_stretches_of_time(store: Store, arrival: Callable[..., Arrival]) -> None:
    store.articles.write([arrival(1, "The ferry sank.", id="a")])
    for hour, rank in ((0, 1), (1, 1), (2, 4)):
        store.feeds.keep_place("a", "quayside.example", "front", rank, NOON + timedelta(hours=hour))
    assert store.feeds.places("a") == (
        ("quayside.example", "front", 1, NOON, NOON + timedelta(hours=1)),
        ("quayside.example", "front", 4, NOON + timedelta(hours=2), NOON + timedelta(hours=2)),
    )
