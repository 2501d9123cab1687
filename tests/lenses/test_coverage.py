"""Who carries a story: by side with error bars, by country and owner, copies apart, and who was first only where it is known."""

import dataclasses
import pickle
from datetime import UTC, datetime

import pytest
from lenses import conformance

from sidelight.breakdown.export import to_json
from sidelight.lens import LensContext, apply
from sidelight.lenses.coverage import lens
from sidelight.store.codec import pack, unpack
from sidelight.types import Article, Finding, Lean, Outlet, Passage, Result, Story

LEANS = {
    name: Lean(outlet=name, mean=mean, low=mean - 0.2, high=mean + 0.2, raters=("Vale Survey", "Press Compass"))
    for name, mean in {"lamp.example": -0.5, "voice.example": -0.6, "courier.example": 0.0, "pennant.example": 0.5}.items()
} | {"edge.example": Lean(outlet="edge.example", mean=0.2, low=-0.1, high=0.5, raters=("Vale Survey",))}

OUTLETS = {
    "lamp.example": Outlet(domain="lamp.example", name="Evening Lamp", country="XE", owner="Lanthorn Media"),
    "voice.example": Outlet(domain="voice.example", name="The Voice", country="XE", owner="Lanthorn Media"),
    "pennant.example": Outlet(domain="pennant.example", name="Daily Pennant", country="XV", owner="Pennant Press"),
    "pennant.net.example": Outlet(domain="pennant.net.example", name="Daily Pennant", country="XV", owner="Pennant Press"),
}


def at(clock: str, day: int = 3) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 9, day, hour, minute, tzinfo=UTC)


def report(outlet: str | None, clock: str | None = None, **facts: object) -> Article:
    key = f"{outlet}-{clock}"
    given = {
        "id": key,
        "version": "v1",
        "title": f"Bridge over the Tarn shut, writes {outlet}",
        "text": "The bridge is shut.\n\nIt may open in May.",
    }
    return Article(**{**given, "outlet": outlet, "published": at(clock) if clock else None, **facts})


def story(*articles: Article, copies: tuple[Article, ...] = ()) -> Story:
    gone = {a.id for a in copies}
    return Story(id="s", title=None, articles=articles, independent=tuple(a.id for a in articles if a.id not in gone))


def look(told: Story, **context: object) -> Result:
    return apply(lens, told, LensContext(**{"leans": LEANS, "outlets": OUTLETS, **context}))


def one(result: Result, kind: str) -> Finding:
    (found,) = [f for f in result.findings if f.kind == kind]
    return found


def kinds(result: Result) -> list[str]:
    return [f.kind for f in result.findings]


FOUR = [
    report("lamp.example", "06:10"),
    report("voice.example", "07:00"),
    report("courier.example", "08:15"),
    report("pennant.example", "06:45"),
]


def test_outlets_are_counted_by_side() -> None:
    found = one(look(story(*FOUR)), "by-side")
    assert found.statement == "Carried by 4 outlets; by their ratings 2 left, 1 centre, 1 right. No report is a copy of another."
    assert {row.name: row.outlets for row in found.data.rows} == {
        "left": ("lamp.example", "voice.example"),
        "centre": ("courier.example",),
        "right": ("pennant.example",),
        "unclear": (),
        "unrated": (),
    }


def test_each_outlets_lean_stands_there_with_its_interval_and_raters_and_none_on_a_report() -> None:
    found = one(look(story(*FOUR)), "by-side")
    measure = next(m for m in found.measures if m.name == "pennant.example")
    assert (measure.value, measure.interval, measure.n, measure.unit) == (0.5, (0.3, 0.7), 2, "lean of the outlet")
    assert {m.name for m in found.measures} == {a.outlet for a in FOUR}


def test_every_report_is_cited_by_its_title_in_order_of_time() -> None:
    found = one(look(story(*FOUR)), "by-side")
    assert [s.article for s in found.evidence] == [FOUR[i].id for i in (0, 3, 1, 2)]
    assert {s.part for s in found.evidence} == {"title"}


def test_a_report_without_title_is_cited_by_its_first_line() -> None:
    bare = report("lamp.example", "06:10", title=None)
    found = one(look(story(bare, *FOUR[1:])), "by-side")
    assert found.evidence[0].text == "The bridge is shut."


def test_copies_are_told_apart_from_independent_reports_and_named_where_known() -> None:
    copies = (FOUR[1], FOUR[2])
    spans = tuple(a.span(0, 19) for a in FOUR[:2])
    passage = Passage(spans=spans, words=4, kind="copy", origin="NNA", origin_known_by="a credit")
    found = one(look(story(*FOUR, copies=copies), passages=(passage,)), "by-side")
    assert found.statement.endswith("2 of 4 reports are copies, with text of NNA; independent: 1 left, 0 centre, 1 right.")
    assert {row.name: (row.reports, row.independent) for row in found.data.rows if row.reports} == {
        "left": (2, 1), "centre": (1, 0), "right": (1, 1),
    }  # fmt: skip


def test_a_shared_quotation_makes_nobody_the_origin() -> None:
    spans = tuple(a.span(0, 19) for a in FOUR[:2])
    passage = Passage(spans=spans, words=4, kind="shared-quotation", origin="NNA")
    found = one(look(story(*FOUR, copies=(FOUR[1],)), passages=(passage,)), "by-side")
    assert "NNA" not in found.statement


def test_where_nobody_looked_for_copies_none_are_counted() -> None:
    found = one(look(dataclasses.replace(story(*FOUR), independent=())), "by-side")
    assert "cop" not in found.statement
    assert {row.independent for row in found.data.rows} == {None}


def test_an_outlet_whose_interval_spans_sides_and_one_without_ratings_get_none() -> None:
    found = one(look(story(*FOUR, report("edge.example"), report("new.example"))), "by-side")
    assert "2 left, 1 centre, 1 right, 1 on no clear side, 1 not rated" in found.statement
    assert (found.count.value, found.count.of) == (4, 6)


def test_two_reports_of_one_outlet_are_one_outlet() -> None:
    found = one(look(story(*FOUR, report("lamp.example", "10:00"))), "by-side")
    assert found.statement.startswith("Carried by 4 outlets")
    assert found.data.rows[0].reports == 3


@pytest.mark.parametrize(
    ("articles", "said"), [(FOUR[:1], "1 of 1 outlets is rated"), ([report("new.example")], "0 of 1 outlets are rated")]
)
def test_it_abstains_from_sides_where_fewer_than_two_outlets_are_rated(articles: list[Article], said: str) -> None:
    result = look(story(*articles))
    assert "by-side" not in kinds(result)
    assert any(said in a.reason and "two would be enough" in a.reason for a in result.abstentions)


def test_it_abstains_where_no_interval_lets_a_side_be_said() -> None:
    other = dataclasses.replace(LEANS["edge.example"], outlet="rim.example")
    result = look(story(report("edge.example"), report("rim.example")), leans=LEANS | {"rim.example": other})
    assert any("too uncertain" in a.reason for a in result.abstentions)


def test_a_lean_that_is_only_the_prior_is_no_rating() -> None:
    prior = Lean(outlet="new.example", mean=0.0, low=-0.8, high=0.8, raters=())
    result = look(story(FOUR[0], report("new.example")), leans=LEANS | {"new.example": prior})
    assert any("1 of 2 outlets is rated" in a.reason for a in result.abstentions)


def test_left_and_right_swapped_give_the_mirror_image() -> None:
    turned = {name: dataclasses.replace(x, mean=-x.mean, low=-x.high, high=-x.low) for name, x in LEANS.items()}
    told = story(*FOUR, report("edge.example"), copies=(FOUR[1],))
    before, after = look(told), look(told, leans=turned)
    assert lens.mirrored(before) == after
    assert lens.mirrored(lens.mirrored(before)) == before
    assert one(before, "by-side") != one(after, "by-side")


def test_countries_are_counted_among_the_outlets_whose_country_is_known() -> None:
    found = one(look(story(*FOUR)), "by-country")
    assert found.statement == "Of 3 outlets whose country is known, 2 in XE, 1 in XV."
    assert found.displayed
    assert {s.article for s in found.evidence} == {FOUR[i].id for i in (0, 1, 3)}


def test_one_country_alone_is_not_displayed_and_one_outlet_makes_no_count() -> None:
    assert not one(look(story(*FOUR[:3])), "by-country").displayed
    assert "by-country" not in kinds(look(story(FOUR[0], FOUR[2])))


def test_countries_known_of_few_outlets_are_not_displayed() -> None:
    strangers = [report(f"new{i}.example") for i in range(3)]
    assert not one(look(story(FOUR[0], FOUR[3], *strangers)), "by-country").displayed


def test_outlets_of_one_owner_are_named_together() -> None:
    found = one(look(story(*FOUR)), "by-owner")
    assert found.statement == "2 of the outlets that carry it belong to one owner, Lanthorn Media: Evening Lamp, The Voice."
    assert found.data.row.outlets == ("lamp.example", "voice.example")
    assert (found.count.value, found.count.of) == (2, 4)


def test_two_domains_of_one_outlet_are_no_owner_of_several() -> None:
    assert "by-owner" not in kinds(look(story(report("pennant.example", "06:00"), report("pennant.net.example", "07:00"))))


def test_the_first_report_is_named_with_its_time_and_the_next() -> None:
    found = one(look(story(*FOUR)), "first")
    assert found.statement == (
        "First, by the times that the reports give: Evening Lamp, 2026-09-03 06:10 UTC; next was Daily Pennant, 35 minutes later."
    )
    assert (found.data.outlets, found.data.following, found.data.minutes_later) == (("lamp.example",), "pennant.example", 35)


def test_a_lead_of_days_is_not_displayed() -> None:
    later = report("pennant.example", published=at("06:45", day=6))
    found = one(look(story(FOUR[0], later)), "first")
    assert not found.displayed
    assert "3 days later" in found.statement


def test_two_reports_of_the_same_minute_are_first_together() -> None:
    found = one(look(story(*FOUR, report("edge.example", "06:10"))), "first")
    assert found.data.outlets == ("edge.example", "lamp.example")


@pytest.mark.parametrize(
    "late",
    [
        report("edge.example"),
        report("edge.example", "00:00"),
        report("edge.example", "12:00", published_day_only=True),
        report(None, "05:00"),
    ],
    ids=["undated", "midnight", "a day alone", "earlier, of no outlet"],
)
def test_nobody_was_first_where_another_report_may_have_been(late: Article) -> None:
    result = look(story(*FOUR, late))
    assert "first" not in kinds(result)
    assert any("may have been first" in a.reason for a in result.abstentions)


def test_a_day_alone_two_days_later_does_not_hide_who_was_first() -> None:
    late = report("edge.example", published=at("00:00", day=5), published_day_only=True)
    assert one(look(story(*FOUR, late)), "first").data.outlets == ("lamp.example",)


def test_who_was_first_is_not_asked_of_one_outlet() -> None:
    result = look(story(report("lamp.example", "06:00"), report("lamp.example", "07:00")))
    assert any("two would be enough to tell who was first" in a.reason for a in result.abstentions)


def test_what_it_finds_can_be_kept_and_printed() -> None:
    from sidelight.breakdown.assemble import assemble
    from sidelight.config import Settings

    told = story(*FOUR)
    result = look(told)
    assert unpack(pack(result, Result), Result) == result
    printed = to_json(assemble(told, {"coverage": result}, (), {"coverage": "1"}, Settings()))
    rows = next(f for f in printed["findings"] if f["kind"] == "by-side")["data"]["rows"]
    assert rows[0] == {"name": "left", "outlets": ["lamp.example", "voice.example"], "reports": 2, "independent": 2}
    assert pickle.loads(pickle.dumps(result)) == result


@pytest.mark.parametrize(
    "check",
    [c for name, c in vars(conformance).items() if name.startswith("check_") and name not in ("check_no_network", "check_noise")],
)
def test_it_keeps_the_contract_of_lenses(check: object) -> None:
    check(lens)  # type: ignore[operator]
