"""Where home pages show articles: which rank, under which heading, from when to when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sidelight.gather.homes import stands_of
from sidelight.pipeline.update import update
from sidelight.types import Capture

from .newsroom import HERE, Newsroom, newsroom, title

LOOKING = replace(HERE, home_hours=6.0)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(tmp_path) as made:
        yield made


def home(*parts: "int | str") -> bytes:
    """Numbers are articles, words are section headings."""
    body = "".join(
        f'<h2>{part}</h2>' if isinstance(part, str) else f'<h3><a href="/news/{part}">{title(part)}</a></h3><a href="/news/{part}">more</a>'
        for part in parts
    )  # fmt: skip
    menu = '<nav><a href="/news/3">Most read</a></nav>'
    return f"<html><body>{menu}<main>{body}</main><footer><a href='/about/us'>About</a></footer></body></html>".encode()


def places(room: Newsroom, number: int) -> "list[tuple[str, int]]":
    id = room.store.articles.id_of(room.site.url(f"/news/{number}").replace("http:", "https:"))
    return [(section, rank) for _, section, rank, *_ in room.store.feeds.places(id or "")]


def test_a_home_page_gives_each_articles_rank_and_section(room: Newsroom) -> None:
    room.publish(range(4))
    room.site.page("/", home(2, "Local", 0, 9, "Sport", 1))
    room.watch()
    update(room.store, LOOKING)
    assert [places(room, k) for k in range(4)] == [[("Local", 2)], [("Sport", 3)], [("front", 1)], []]
    assert room.health()[("answered", "home page")] == 1


def test_it_is_looked_at_a_few_times_a_day_at_most(room: Newsroom) -> None:
    room.publish(range(2))
    room.site.page("/", home(0, 1))
    room.watch()
    for _ in range(3):
        update(room.store, LOOKING)
        room.due()
    assert room.asked("/") == 1
    (state,) = room.store.feeds.all()
    long_ago = (datetime.now(UTC) - timedelta(hours=7)).isoformat()
    room.store.feeds.keep([replace(state, due=datetime.now(UTC), schedule=state.schedule | {"home": long_ago})])
    room.site.page("/", home(1, 0))
    update(room.store, LOOKING)
    assert (room.asked("/"), sorted(places(room, 0))) == (2, [("front", 1), ("front", 2)])


def test_a_home_page_that_fails_or_is_forbidden_costs_nothing_but_its_count(room: Newsroom) -> None:
    room.publish([1])
    room.site.page("/robots.txt", b"User-agent: *\nDisallow: /$")
    room.watch()
    feeds, articles = update(room.store, LOOKING)
    assert (feeds.failed, articles.failed, room.titles()) == ((), (), [title(1)])
    assert room.health()[("refused", "home page: robots.txt")] == 1


def test_the_setting_turns_it_off(room: Newsroom) -> None:
    room.publish([1])
    room.watch()
    update(room.store, HERE)
    assert room.asked("/") == 0


def test_scraps_are_no_crash() -> None:
    for body in (b"", b"\x00\xff<a href='http://[' >", b"<h2>" * 3000 + b"<a href='/x/y'>z</a>"):
        assert len(stands_of(Capture(body=body, url="https://quay.example/"))) <= 1
