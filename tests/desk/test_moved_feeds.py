"""Feeds whose address changes for good: the watching follows, and what was met stays met."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.gather.fetch import Ask, fetch_politely

from .newsroom import HERE, Newsroom, item, newsroom, rss, title, whole

GOOD = "301 Moved Permanently"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(tmp_path) as made:
        made.publish(range(3))
        made.watch()
        made.desk.update()
        yield made


def watched(room: Newsroom) -> list[tuple[str, tuple[str, ...]]]:
    return [(line.url, line.was) for line in room.desk.feeds()]


def again(room: Newsroom) -> None:
    room.due()
    room.desk.update()


@pytest.mark.parametrize("status", [GOOD, "308 Permanent Redirect"])
def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(room: Newsroom, status: str) -> None:
    room.publish(range(4), "/news.xml")
    room.site.redirect("/feed", "/news.xml", status)
    again(room)
    assert watched(room) == [(room.site.url("/news.xml"), (room.site.url("/feed"),))]
    asked = room.asked("/feed")
    again(room)
    assert room.asked("/feed") == asked
    assert room.titles() == [title(k) for k in range(4)]
    assert [room.asked(f"/news/{k}") for k in range(4)] == [1] * 4


def test_it_follows_also_where_nothing_is_new(room: Newsroom) -> None:
    room.publish(range(3), "/news.xml")
    room.site.redirect("/feed", "/news.xml", GOOD)
    again(room)
    assert watched(room) == [(room.site.url("/news.xml"), (room.site.url("/feed"),))]
    assert room.health()[("unchanged", "")] == 1


@pytest.mark.parametrize("status", ["302 Found", "307 Temporary Redirect"])
def test_a_redirect_for_now_moves_nothing(room: Newsroom, status: str) -> None:
    room.publish(range(4), "/news.xml")
    room.site.redirect("/feed", "/news.xml", status)
    again(room)
    assert watched(room) == [(room.site.url("/feed"), ())]


def test_where_no_feed_answers_the_old_address_stays(room: Newsroom) -> None:
    room.site.page("/login")
    room.site.redirect("/feed", "/login", GOOD)
    again(room)
    assert watched(room) == [(room.site.url("/feed"), ())]


def test_a_move_to_another_site_is_not_followed(room: Newsroom) -> None:
    room.publish(range(4), "/news.xml")
    room.site.redirect("/feed", room.site.url("/news.xml", "127.0.0.2"), GOOD)
    again(room)
    assert watched(room) == [(room.site.url("/feed"), ())]
    assert title(3) in room.titles()


def test_a_move_to_a_feed_that_is_watched_leaves_one(room: Newsroom) -> None:
    room.publish(range(4), "/news.xml")
    room.watch("/news.xml")
    room.site.redirect("/feed", "/news.xml", GOOD)
    again(room)
    assert [url for url, _ in watched(room)] == [room.site.url("/news.xml")]
    again(room)
    assert room.titles() == [title(k) for k in range(4)]


def test_the_old_address_is_still_known(room: Newsroom) -> None:
    room.publish(range(3), "/news.xml")
    room.site.redirect("/feed", "/news.xml", GOOD)
    again(room)
    assert room.desk.add(room.site.url("/feed")).known == 1
    room.desk.drop_feed(room.site.url("/feed"))
    assert watched(room) == []


def test_entries_without_an_address_stay_the_same_articles(room: Newsroom) -> None:
    room.site.page("/notes", rss([item(None, 7, whole(7))]))
    room.watch("/notes")
    room.desk.update()
    room.site.page("/notes.xml", rss([item(None, 7, whole(7, 9))]))
    room.site.redirect("/notes", "/notes.xml", GOOD)
    again(room)
    assert room.titles().count(title(7)) == 1


def test_only_redirects_for_good_tell_of_a_move(room: Newsroom) -> None:
    room.site.redirect("/one", "/two", GOOD)
    room.site.redirect("/two", "/three")
    room.site.redirect("/three", "/feed", GOOD)
    assert fetch_politely(Ask(room.site.url("/one")), HERE).moved == room.site.url("/two")
    assert fetch_politely(Ask(room.site.url("/two")), HERE).moved is None
