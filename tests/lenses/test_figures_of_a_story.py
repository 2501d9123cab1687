"""What the figures lens says of a story: the same quantity told differently, as an update or as a conflict."""

import dataclasses
import pickle
import time
from datetime import UTC, datetime

import pytest

from sidelight.config import Settings
from sidelight.extract import article_from_text
from sidelight.lens import LensContext, apply
from sidelight.lenses.figures import lens
from sidelight.pipeline.run import annotate
from sidelight.types import Article, Finding, Result, Story
from sidelight.types.story_data import RetoldData


def report(text: str, at: str | None = None, outlet: str = "lamp.example", **more: object) -> Article:
    """A report of 3 September 2026, or of the day and hour given ("4 07:00")."""
    made = article_from_text(text, title="Fire at the mill", settings=Settings())
    day, clock = (at if at and " " in at else f"3 {at}").split() if at else ("3", "")
    when = datetime.fromisoformat(f"2026-09-{int(day):02}T{clock}:00").replace(tzinfo=UTC) if at else None
    return dataclasses.replace(made, id=f"{outlet}{at}{hash(text)}", outlet=outlet, published=when, **more)


def look(*reports: Article) -> Result:
    story = Story(id="s", title=None, articles=reports, independent=())
    return apply(lens, story, LensContext(annotations={r.id: annotate(r, lens.needs) for r in reports}))


def told(*texts: tuple[str, str | None]) -> list[Finding]:
    """Findings on these texts and hours, each by an outlet of its own."""
    return list(look(*(report(text, at, f"o{k}.example") for k, (text, at) in enumerate(texts))).findings)


def test_a_toll_that_rises_with_time_is_an_update_and_says_who_says_which_and_when() -> None:
    [found] = told(
        ("At least three people died when the mill burnt down.", "07:50"),
        ("The number of people killed in the fire has gone up to five.", "13:00"),
        ("Five people are known to have lost their lives.", "17:00"),
        ("Saturday's fire killed seven people.", "4 06:00"),
    )
    assert found.kind == "told-differently"
    assert found.statement == (
        "Told differently: at least three dead in o0.example (3 Sep 07:50); "
        "five in o1.example (3 Sep 13:00), o2.example (3 Sep 17:00); seven in o3.example (4 Sep 06:00); "
        "rises with time: an update, not a conflict."
    )
    assert isinstance(found.data, RetoldData)
    assert (found.data.order, [v.value for v in found.data.values]) == ("update", [3, 5, 5, 7])
    assert [s.text for s in found.evidence][1] == "The number of people killed in the fire has gone up to five."


def test_a_later_report_that_gives_fewer_conflicts() -> None:
    [found] = told(("The fire killed nine people.", "08:00"), ("Six people were killed by the fire.", "12:00"))
    assert isinstance(found.data, RetoldData)
    assert found.data.order == "conflict"
    assert "a later one gives no more" in found.statement


@pytest.mark.parametrize(("first", "second"), [(None, "12:00"), ("00:00", "09:00")], ids=["undated", "a day alone"])
def test_where_times_do_not_tell_which_is_newer_it_says_so(first: str | None, second: str) -> None:
    [found] = told(("The fire killed six people.", first), ("The fire killed nine people.", second))
    assert isinstance(found.data, RetoldData)
    assert found.data.order == "unclear"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fire killed more than 100 people.", "The fire killed 112 people."),
        ("About 640 people were evacuated.", "643 people were evacuated."),
        ("Dozens of people were injured.", "Forty people were injured."),
        ("Up to 40 people were hurt.", "36 people were wounded."),
        ("Five people were killed.", "There were five deaths."),
    ],
)
def test_hedges_and_ranges_agree_with_what_lies_in_them(one: str, other: str) -> None:
    assert told((one, "08:00"), (other, "09:00")) == []


@pytest.mark.parametrize(
    "part",
    [
        "Three of the seven people killed were sleeping.",
        "Three children were killed.",
        "Three people were killed in Selwick.",
        "All three were killed.",
        "Three people could be killed by such a fire.",
        "A fire in 2011 killed three people.",
        "A fire in February killed three people.",
        "The Corley dam burst, which killed three people, is not forgotten.",
        "Three others died.",
        "Three people were hurt.",
        "Three people were fined.",
    ],
)
def test_a_part_another_event_and_another_count_are_not_set_against_the_toll(part: str) -> None:
    assert told(("The fire killed seven people.", "08:00"), (part, "09:00")) == []


def test_counts_of_one_group_are_set_against_each_other() -> None:
    [found] = told(("The fire killed three soldiers.", "08:00"), ("The fire killed five soldiers.", "09:00"))
    assert "three soldiers dead" in found.statement


def test_a_report_that_gives_two_tolls_late_in_its_text_gives_none() -> None:
    filler = "The wind came from the west. The roads were closed. Nobody slept. Trains stood. Shops shut. Schools shut. "
    both = filler + "The fire killed three people. The blaze killed nine people."
    assert told(("The fire killed seven people.", "08:00"), (both, "09:00")) == []


RAIN = "Some 118 millimetres of rain fell at the Corley Weir gauge in one day."


def test_a_measure_at_one_named_place_is_told_differently() -> None:
    [found] = told((RAIN, "08:00"), ("At the gauge of Corley Weir 181mm of rain fell.", "09:00"))
    assert isinstance(found.data, RetoldData)
    assert (found.data.order, found.data.unit) == ("conflict", "millimetres")
    assert "the reports conflict" in found.statement


def test_a_count_in_sentences_that_are_nearly_alike_is_told_differently() -> None:
    [found] = told(
        ("The harbour company will cut 430 jobs on the night ferries next spring.", "08:00"),
        ("Next spring the company will cut 340 jobs on its night ferries.", "09:00"),
    )
    assert isinstance(found.data, RetoldData)
    assert found.data.order == "conflict"


@pytest.mark.parametrize(
    "other",
    [
        "The harbour company will hire 340 jobs officers abroad.",
        "The harbour company will cut 340 temporary jobs on the night ferries next spring.",
        "The harbour company will cut jobs on the night ferries next spring by 340 jobs.",
        "The harbour company will cut 40 jobs on the night ferries next spring.",
    ],
    ids=["other words", "a qualifier", "another preposition", "too far"],
)
def test_counts_that_may_be_two_quantities_are_left_alone(other: str) -> None:
    assert told(("The harbour company will cut 430 jobs on the night ferries next spring.", "08:00"), (other, "09:00")) == []


def test_the_whole_that_a_part_is_told_of_is_not_the_part() -> None:
    part = "The three harbours of Kestria — Selwick, Halmere and Corley — serve the islands."
    whole = "An audit of three of Kestria’s five harbours — Selwick, Halmere and Corley — speaks of the islands."
    assert told((part, "08:00"), (whole, "09:00")) == []


def test_values_that_one_report_gives_side_by_side_are_two_quantities() -> None:
    both = "The company will cut 430 jobs on the night ferries next spring. It will cut 340 jobs on the day ferries next spring."
    assert told((both, "08:00"), ("The company will cut 340 jobs on the night ferries next spring.", "09:00")) == []


def test_it_abstains_only_where_no_report_has_figures() -> None:
    nothing = look(report("The mill burnt down."), report("Nothing is left of the mill.", outlet="b.example"))
    assert (nothing.findings, [a.reason for a in nothing.abstentions]) == ((), ["no report of the story has figures"])
    assert look(report("Five people were killed."), report("Nothing is left.", outlet="b.example")) == Result()


def test_order_does_not_matter_and_the_result_can_be_kept() -> None:
    a, b = report("The fire killed three people.", "08:00"), report("The fire killed five people.", "09:00", "b.example")
    assert look(a, b) == look(b, a)
    assert pickle.loads(pickle.dumps(look(a, b))) == look(a, b)


def test_thirty_reports_take_well_under_a_third_of_a_second() -> None:
    text = " ".join(f"The company will cut {k}0 jobs in Ward {k}, and {k} people were hurt by its boats." for k in range(1, 30))
    reports = [report(text, "08:00", f"o{k}.example") for k in range(30)]
    story = Story(id="s", title=None, articles=tuple(reports), independent=())
    context = LensContext(annotations={r.id: annotate(r, lens.needs) for r in reports})
    lens.find(story, context)
    start = time.process_time()  # the wall clock also measures whatever else the machine does
    lens.find(story, context)
    assert time.process_time() - start < 0.3
