"""The demonstration desk as it is made: its articles, ratings, fetches and stories."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sidelight.desk.demo import demonstration_desk
from sidelight.desk.open import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with demonstration_desk(tmp_path_factory.mktemp("demo")) as opened:
        yield opened


@pytest.fixture(scope="module")
def gold(root: Path) -> Any:
    return json.loads((root / "tests" / "demo" / "gold.json").read_text("utf-8"))


def test_most_reports_of_each_event_stand_in_one_story(desk: Desk, gold: Any) -> None:
    places = dict(desk.store.stories.places())
    for story in gold["stories"]:
        held = Counter(places[name] for name in story["articles"])
        assert max(held.values()) >= len(story["articles"]) - 2, story["articles"]
    assert len({places[name] for name in gold["alone"]}) == len(gold["alone"])


def test_sides_come_from_the_desks_own_ratings(desk: Desk) -> None:
    sides = {line.domain: line.side for line in desk.outlets()}
    assert (sides["plainfolk.example"], sides["norvane.example"], sides["plumbline.example"]) == ("left", "centre", "right")
    assert sides["cape-dorn-observer.example"] is None


def test_every_story_of_several_reports_has_findings_of_several_lenses(desk: Desk) -> None:
    for line in desk.stories(least_reports=4):
        assert len({finding.lens for finding in desk.story(line.id).displayed}) >= 3, line.title


def test_made_again_it_is_the_same(desk: Desk) -> None:
    folder = Path(desk.where).parent
    before = dict(desk.store.stories.places())
    hours = desk.store.health
    span = [a.published for a in desk.articles() if a.published]
    counts = sum(hour.count for hour in hours.hours(min(span), max(span)))
    with demonstration_desk(folder) as again:
        assert dict(again.store.stories.places()) == before
        assert sum(hour.count for hour in again.store.health.hours(min(span), max(span))) == counts > 0
