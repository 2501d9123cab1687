"""What an update brings, keeps and counts; and that nothing is lost or doubled, whatever happens."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sidelight.errors import LeaseHeld
from sidelight.pipeline.update import update
from sidelight.store import FeedState
from sidelight.types import Feed

from .newsroom import HERE, Newsroom, item, newsroom, page, rss, text, title, whole


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(tmp_path) as made:
        yield made


def test_an_update_brings_every_article_of_a_feed_once(room: Newsroom) -> None:
    room.publish(range(12))
    room.watch()
    feeds, articles = room.desk.update()
    assert (feeds.seen, feeds.done, articles.seen, articles.done) == (1, 1, 12, 12)
    assert room.titles() == sorted(map(title, range(12)))
    assert room.health() == {("answered", ""): 1, ("answered", "page"): 12}
    one = room.store.articles.one(room.store.articles.id_of(room.site.url("/news/3").replace("http:", "https:")) or "")
    assert one is not None
    assert one.text.split("\n\n") == text(3)
    assert one.published == datetime(2026, 5, 4, 12, 3, tzinfo=UTC)


def test_what_is_not_due_is_not_asked(room: Newsroom) -> None:
    room.publish([1])
    room.watch()
    room.desk.update()
    before = len(room.site.asked)
    feeds, articles = room.desk.update()
    assert (feeds.seen, articles.seen, len(room.site.asked)) == (0, 0, before)


def test_a_feed_that_did_not_change_is_told_so_and_only_what_is_new_is_fetched(room: Newsroom) -> None:
    room.publish(range(3))
    room.watch()
    room.desk.update()
    room.due()
    assert room.desk.update()[0].skipped == (("1", "unchanged"),)
    room.publish(range(5))
    room.due()
    assert room.desk.update()[1].seen == 2
    assert [room.asked(f"/news/{k}") for k in range(5)] == [1] * 5
    assert room.health()[("unchanged", "")] == 1


def test_what_a_feed_carries_whole_is_not_fetched(room: Newsroom) -> None:
    room.site.page("/feed", rss([item(room.site.url("/news/1"), 1, whole(1)), item(room.site.url("/news/2"), 2, whole(2, 1))]))
    room.site.page("/news/2", page(2))
    room.watch()
    room.desk.update()
    assert (room.asked("/news/1"), room.asked("/news/2")) == (0, 1)
    carried = next(article for article in room.store.articles.all() if article.title == title(1))
    assert carried.text.split("\n\n") == text(1, 8)
    assert carried.url == room.site.url("/news/1")


def test_a_feed_may_not_put_words_into_another_outlets_mouth(room: Newsroom) -> None:
    other = room.site.url("/news/1", "127.0.0.2")
    room.site.page(
        "/feed",
        rss([item(other, 1, whole(1), headline="What it never said"), item(other.replace("/1", "/2"), 2, headline="Nor this")]),
    )
    room.site.page("/news/1", page(1, headline="What it did say on the ferry line"))
    room.watch()
    room.desk.update()
    assert room.titles() == ["What it did say on the ferry line"]  # the page that is missing leaves no headline either


def test_an_address_that_cannot_be_taken_apart_stops_no_update(room: Newsroom) -> None:
    entries = [
        {"id": "1", "url": "https://[x/a", "title": "One"},
        {"id": "2", "url": "https://a\u2100b.example/a", "title": "Two"},
    ]
    room.site.page(
        "/feed", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": entries}).encode()
    )
    room.watch()
    room.desk.store.feeds.keep([FeedState(feed=Feed(url="https://[y/feed"), interval=600.0, due=datetime.now(UTC))])
    feeds, _ = room.desk.update()
    assert (feeds.done, len(feeds.failed)) == (1, 1)


def test_two_feeds_with_one_article_bring_it_once(room: Newsroom) -> None:
    room.publish([1, 2])
    room.site.page("/sport", rss([item(room.site.url("/news/2?utm_source=rss#top"), 77)]))
    room.watch()
    room.watch("/sport")
    room.desk.update()
    assert room.titles() == [title(1), title(2)]
    assert sum("GET /news/2" in request for request in room.site.asked) == 1


def test_a_changed_entry_is_fetched_again_and_the_headline_before_is_kept(room: Newsroom) -> None:
    room.publish([1])
    room.watch()
    room.desk.update()
    room.site.page("/news/1", page(1, headline="Council number 1 votes to keep the ferry"))
    room.site.page("/feed", rss([item(room.site.url("/news/1"), 1, headline="Council number 1 votes to keep the ferry")]))
    room.due()
    room.desk.update()
    (article,) = room.store.articles.all()
    assert [version.title for version in room.store.articles.versions(article.id)] == [title(1), article.title]
    assert len(list(room.store.articles.edits(article.id))) == 2


def test_an_entry_without_an_address_is_kept_as_it_is(room: Newsroom) -> None:
    room.site.page("/feed", rss([item(None, 1), item(None, 2, whole(2))]))
    room.watch()
    room.desk.update()
    assert room.titles() == [title(1), title(2)]
    assert {article.outlet for article in room.store.articles.all()} == {"127.0.0.1"}


@pytest.mark.parametrize("status", ["403 Forbidden", "404 Not Found", "410 Gone"])
def test_of_a_page_that_cannot_be_had_the_headline_is_kept(room: Newsroom, status: str) -> None:
    room.publish([1], pages=False)
    room.site.page("/news/1", b"no", status)
    room.watch()
    room.desk.update()
    (article,) = room.store.articles.all()
    assert (article.title, article.text) == (title(1), "")
    assert room.health()[("failed", f"page: HTTP {status[:3]}")] == 1
    assert room.store.feeds.count_awaited() == 0


def test_a_page_that_is_gone_does_not_undo_the_text_that_it_had(room: Newsroom) -> None:
    room.publish([1])
    room.watch()
    room.desk.update()
    room.site.page("/news/1", b"no", "404 Not Found")
    room.site.page("/feed", rss([item(room.site.url("/news/1"), 1, headline="Another headline")]))
    room.due()
    assert "what is held of it stays" in room.desk.update()[1].failed[0][1]
    (article,) = room.store.articles.all()
    assert (article.title, article.text.split("\n\n")) == (title(1), text(1))


def test_a_page_that_fails_for_a_while_waits_and_comes_later(room: Newsroom) -> None:
    room.publish([1], pages=False)
    room.site.page("/news/1", b"no", "500 Broken")
    room.watch()
    room.desk.update()
    assert (room.titles(), room.store.feeds.count_awaited()) == ([], 1)
    assert room.desk.update()[1].seen == 0
    room.site.page("/news/1", page(1))
    room.due()
    room.desk.update()
    assert (room.titles(), room.store.feeds.count_awaited()) == ([title(1)], 0)


def test_a_page_that_never_comes_leaves_its_headline_in_the_end(room: Newsroom) -> None:
    room.publish([1], pages=False)
    room.site.page("/news/1", b"no", "500 Broken")
    room.watch()
    for _ in range(8):
        room.desk.update()
        room.due()
    assert room.titles() == [title(1)]
    assert room.health()[("failed", "page: HTTP 500")] == 7


def test_a_page_that_leads_home_is_no_article(room: Newsroom) -> None:
    room.publish([1], pages=False)
    room.site.redirect("/news/1", "/")
    room.site.page("/", page(99, headline="The Eastmere Post, front page"))
    room.watch()
    room.desk.update()
    assert [(a.title, a.text) for a in room.store.articles.all()] == [(title(1), "")]


def test_pages_that_all_claim_one_address_stay_apart(room: Newsroom) -> None:
    room.publish([1, 2])
    for k in (1, 2):
        room.site.page(f"/news/{k}", page(k, '<link rel="canonical" href="/">'))
    room.watch()
    room.desk.update()
    assert room.titles() == [title(1), title(2)]


def test_an_amp_page_is_its_article(room: Newsroom) -> None:
    room.publish([1])
    room.watch()
    room.desk.update()
    room.site.page("/amp/1", page(1, '<link rel="canonical" href="/news/1">'))
    room.site.page("/feed", rss([item(room.site.url("/amp/1"), 50)]))
    room.due()
    room.desk.update()
    assert room.titles() == [title(1)]
    assert room.store.articles.id_of(room.site.url("/amp/1").replace("http:", "https:")) is not None


def test_a_page_may_not_take_over_another_outlets_record(room: Newsroom) -> None:
    room.publish([1])
    room.watch()
    room.desk.update()
    claim = f'<link rel="canonical" href="{room.site.url("/news/1")}">'
    room.site.page("/copy", page(1, claim, ["Words that the other outlet never printed about its council."] * 4, "Not so at all"))
    room.site.page("/thief", rss([item(room.site.url("/copy", "127.0.0.2"), 9)]))
    room.desk.add(room.site.url("/thief", "127.0.0.2"))
    room.desk.update()
    assert {(a.outlet, a.title) for a in room.store.articles.all()} == {("127.0.0.1", title(1)), ("127.0.0.2", "Not so at all")}


def test_what_was_taken_down_is_not_even_fetched(room: Newsroom) -> None:
    room.publish([1, 2])
    room.store.upkeep.take_down_url(room.site.url("/news/1"), "by request")
    room.watch()
    room.desk.update()
    assert room.titles() == [title(2)]
    assert room.asked("/news/1") == 0


def test_a_feed_that_fails_is_asked_later_and_later_and_told(room: Newsroom) -> None:
    room.publish([1])
    room.watch()
    room.site.page("/feed", b"no", "503 Busy", Retry_After="7200")
    waits = []
    for _ in range(3):
        room.due()
        room.desk.update()
        (line,) = room.desk.feeds()
        assert line.due is not None
        waits.append((line.due - datetime.now(UTC)).total_seconds())
    assert min(waits) >= 7190
    assert (line.failures, line.error) == (3, "answered 503 Busy; try again later")
    assert room.health() == {("failed", "HTTP 503"): 3}


def test_a_feed_that_is_gone_is_not_asked_any_more_until_it_is_added_again(room: Newsroom) -> None:
    room.publish([1])
    room.watch()
    room.site.page("/feed", b"", "410 Gone")
    room.desk.update()
    assert next(room.desk.feeds()).due is None
    room.publish([1])
    room.watch()
    room.desk.update()
    assert room.titles() == [title(1)]


def test_a_clock_set_back_stops_nothing(room: Newsroom) -> None:
    room.publish([1])
    room.watch()
    room.desk.update()
    (state,) = room.store.feeds.all()
    later = datetime.now(UTC) + timedelta(days=300)
    room.store.feeds.keep([replace(state, asked=later, due=later + timedelta(hours=1))])
    room.publish([1, 2])
    room.desk.update()
    assert room.titles() == [title(1), title(2)]


def test_a_second_update_is_told_that_one_is_at_work(room: Newsroom) -> None:
    room.publish([1])
    room.watch()
    held = room.store.leases.take("update", "another machine")
    with pytest.raises(LeaseHeld, match="another machine"):
        room.desk.update()
    room.store.leases.release(held)
    room.desk.update()
    assert room.titles() == [title(1)]


def test_a_feed_dropped_while_it_is_read_stays_dropped(room: Newsroom) -> None:
    room.publish([1])
    room.watch()
    url = room.site.url("/feed")
    serve = room.site.answers["/feed"]

    def dropping(connection: object, request: str) -> None:
        room.desk.drop_feed(url)
        serve(connection, request)  # type: ignore[arg-type]

    room.site.answers["/feed"] = dropping
    room.desk.update()
    assert list(room.desk.feeds()) == []
    assert room.store.feeds.count_awaited() == 0


def test_real_pages_come_whole_from_their_own_hosts(room: Newsroom, shared: Path) -> None:
    """The shared pages, served under their own names by a resolver of the test; a page's text is in its article."""
    hosts, urls = set(), []
    for country in sorted(path for path in (shared / "data" / "pages").iterdir() if path.is_dir()):
        known = json.loads((country / "meta.info").read_text("utf-8"))
        for name, facts in known.items():
            parts = urlsplit(facts.get("url") or "")
            if (country / name).is_file() and parts.hostname:
                hosts.add(parts.hostname)
                room.site.page(parts.path, gzip.decompress((country / name).read_bytes()))
                urls.append(room.site.url(parts.path, parts.hostname))
    room.site.page("/feed", rss([item(url, number) for number, url in enumerate(urls)]))
    room.watch()
    settings = replace(HERE, private_hosts=("127.0.0.1", *sorted(hosts)))
    _, articles = update(room.store, settings, resolve=lambda *_: ["127.0.0.1"])
    held = list(room.store.articles.all())
    assert len(urls) > 20
    assert (articles.seen, articles.failed, len(held)) == (len(urls), (), len(urls))
    assert {article.outlet for article in held} <= {host.removeprefix("www.") for host in hosts}
    assert [article.url for article in held if len(article.text) < 500 or not article.title] == []
