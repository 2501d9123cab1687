"""The packs that ship: what they must be, whoever adds a line."""

from collections import Counter
from urllib.parse import urlsplit

import pytest

from sidelight.errors import ResourceError
from sidelight.pipeline.outlooks import shipped_outlooks
from sidelight.resources.packs import pack_names, read_pack
from sidelight.stats.sides import SIDES, side_of

WANTED = {"us-balanced", "uk", "ireland", "canada", "australia", "india", "world"}


def test_these_packs_ship() -> None:
    assert set(pack_names()) == WANTED


@pytest.mark.parametrize("name", sorted(WANTED))
def test_every_line_has_an_outlet_a_name_a_feed_and_its_source_and_none_comes_twice(name: str) -> None:
    lines = read_pack(name)
    assert len(lines) >= 9
    assert all(line.outlet and line.name and line.source for line in lines)
    assert all(urlsplit(line.feed).scheme in ("http", "https") and urlsplit(line.feed).hostname for line in lines)
    assert max(Counter(line.outlet for line in lines).values()) == 1
    assert max(Counter(line.feed for line in lines).values()) == 1


def test_the_balanced_pack_has_as_many_outlets_on_each_side_by_the_ratings_that_ship() -> None:
    outlets = [line.outlet for line in read_pack("us-balanced")]
    sides = Counter(side_of(lean) for lean in shipped_outlooks().leans(outlets).values())
    assert set(sides) == set(SIDES)
    assert len(set(sides.values())) == 1


def test_a_pack_that_is_none_is_told_with_those_that_there_are() -> None:
    with pytest.raises(ResourceError, match="us-balanced"):
        read_pack("atlantis")
