"""A feed that its server calls fresh is not asked before that is over."""

from datetime import timedelta
from pathlib import Path

import pytest

from .newsroom import item, newsroom, rss


def wait(place: Path, **headers: str) -> timedelta:
    """Until the feed is asked the second time."""
    with newsroom(place) as room:
        room.site.page("/feed", rss([item(room.site.url("/news/1"), 1)]), Content_Type="application/rss+xml", **headers)
        room.watch()
        room.desk.update()
        (state,) = room.store.feeds.all()
        assert state.due is not None
        assert state.asked is not None
        return state.due - state.asked


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({"Cache_Control": "public, max-age=7200"}, 7200, 7200),
        ({"Cache_Control": "max-age=7200", "Age": "1200"}, 6000, 6000),
        ({"Cache_Control": "max-age=31536000"}, 21_600, 21_600),  # a year
        ({"Cache_Control": "max-age=60"}, 1600, 2000),  # sooner than we would ask
        ({"Cache_Control": "s-maxage=7200"}, 1600, 2000),  # said to caches that many share
        ({"Cache_Control": "no-cache, max-age=7200"}, 1600, 2000),
        ({"Cache_Control": "max-age=soon"}, 1600, 2000),
        ({"Cache_Control": "max-age=99999999999"}, 1600, 2000),
        ({}, 1600, 2000),
    ],
)
def test_the_next_asking_waits_while_the_answer_is_fresh(tmp_path: Path, headers: dict[str, str], least: int, most: int) -> None:
    assert timedelta(seconds=least) <= wait(tmp_path, **headers) <= timedelta(seconds=most)
