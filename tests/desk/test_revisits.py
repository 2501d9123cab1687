"""Pages that are looked at again: a silent edit is seen, politely, and nothing that is held is undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sidelight.desk.open import Desk
from sidelight.store import AGAIN, Awaited
from sidelight.types import Article

from .newsroom import HERE, Newsroom, newsroom, page, text, title

NEW = "Council number 1 votes to keep the ferry"
DAY = f"<meta property='article:published_time' content='{datetime.now(UTC).isoformat()}'>"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(tmp_path) as made:
        made.publish([1])
        made.site.page("/news/1", page(1, DAY), ETag='"one"')
        made.desk = Desk(made.store, replace(HERE, revisit_hours=72.0))
        made.watch()
        made.desk.update()
        yield made


def waiting(room: Newsroom) -> list[Awaited]:
    found = room.store.feeds.awaited(datetime.now(UTC) + timedelta(days=400))
    return [one for one in found if one.address.startswith(AGAIN)]


def again(room: Newsroom) -> None:
    room.due()
    room.desk.update()


def article(room: Newsroom) -> Article:
    (one,) = room.store.articles.all()
    return one


def test_it_is_looked_at_after_1_6_24_and_72_hours_and_then_no_more(room: Newsroom) -> None:
    met = []
    while (left := waiting(room)) and len(met) < 9:
        met.append(left[0].entry["again"]["hours"])
        assert left[0].due > datetime.now(UTC)
        again(room)
    assert met == [1.0, 6.0, 24.0, 72.0]
    assert room.asked("/news/1") == 5
    assert sum('"one"' in request for request in room.site.asked) == 4  # with the validator


def test_what_waits_to_be_looked_at_again_is_not_told_as_still_to_be_fetched(room: Newsroom) -> None:
    assert len(waiting(room)) == 1
    assert room.store.feeds.count_awaited() == 0
    asked = room.asked("/news/1")
    room.desk.update()
    assert room.asked("/news/1") == asked


def test_a_silent_edit_becomes_a_version_and_the_headline_before_is_kept(room: Newsroom) -> None:
    room.site.page("/news/1", page(1, DAY, headline=NEW))
    again(room)
    one = article(room)
    assert [version.title for version in room.store.articles.versions(one.id)] == [title(1), NEW]
    assert room.health()[("answered", "page again")] == 1
    assert room.health()[("answered", "page")] == 1


def test_an_unchanged_page_is_told_and_counted_as_such(room: Newsroom) -> None:
    room.site.page("/news/1", b"", "304 Not Modified")
    room.due()
    assert ("1", "looked at again, unchanged") in room.desk.update()[1].skipped
    assert room.health()[("unchanged", "page again")] == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", "404 Not Found"), (page(1, DAY, text(1)[:1], "Please subscribe"), "200 OK"), (b"<html><p>Hello</p></html>", "200 OK")],
)
def test_a_page_that_is_gone_or_walled_undoes_nothing(room: Newsroom, body: bytes, status: str) -> None:
    room.site.page("/news/1", body, status)
    again(room)
    one = article(room)
    assert (one.title, len(list(room.store.articles.versions(one.id)))) == (title(1), 1)


def test_a_page_that_is_gone_is_not_asked_for_any_more(room: Newsroom) -> None:
    room.site.page("/news/1", b"", "410 Gone")
    again(room)
    assert waiting(room) == []
    assert room.health()[("failed", "page again: HTTP 410")] == 1


def test_few_pages_of_a_host_are_looked_at_in_one_update(room: Newsroom) -> None:
    room.publish(range(20, 30))
    for number in range(20, 30):
        room.site.page(f"/news/{number}", page(number, DAY))
    again(room)  # brings ten, and looks at the first again
    asked = len([request for request in room.site.asked if "GET /news" in request])
    again(room)
    assert len([request for request in room.site.asked if "GET /news" in request]) == asked + 6


def test_an_article_that_was_old_when_it_came_is_not_looked_at_again(room: Newsroom) -> None:
    room.publish([40])  # of May
    again(room)
    assert [one.entry["url"] for one in waiting(room)] == [room.site.url("/news/1")]
