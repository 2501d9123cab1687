"""What a desk does with articles: taken in once, put into stories whose ids last, broken down once and again only when something changed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk.news import EVENTS, NOON, report, week, written

from sidelight.config import Settings
from sidelight.desk.group import group_batch
from sidelight.desk.open import Desk, open_desk
from sidelight.errors import DeskUnreachable, StoreError
from sidelight.pipeline import grouping
from sidelight.pipeline.outlooks import outlooks_of
from sidelight.types import Failure, Outlet, Rating, RatingSet

ALONE = Settings(workers=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk.db", ALONE) as opened:
        yield opened


def filled(desk: Desk, tmp_path: Path, records: list[Any] | None = None, name: str = "a.jsonl") -> dict[str, str]:
    """Import and group; article → story."""
    desk.import_file(written(tmp_path / name, week() if records is None else records))
    desk.group()
    return dict(desk.store.stories.places())


def test_articles_come_into_stories_by_their_event(desk: Desk, tmp_path: Path) -> None:
    places = filled(desk, tmp_path)
    by_event = {event: {places[f"{event}-{n}"] for n in range(4)} for event in EVENTS}
    assert [len(stories) for stories in by_event.values()] == [1, 1, 1]
    assert len(set.union(*by_event.values())) == 3


def test_the_desk_groups_as_a_batch_does(desk: Desk, tmp_path: Path) -> None:
    places = filled(desk, tmp_path)
    batch = [made for made in group_batch(str(tmp_path / "a.jsonl"), ALONE) if not isinstance(made, Failure)]
    assert dict(batch) == places


def test_the_same_file_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    before = filled(desk, tmp_path)
    told = desk.import_file(tmp_path / "a.jsonl")
    assert (told.seen, told.done, told.skipped) == (12, 0, (("12", "read before"),))
    assert desk.group().seen == 0
    assert dict(desk.store.stories.places()) == before


def test_an_import_tells_of_every_record(desk: Desk, tmp_path: Path) -> None:
    heard: list[Failure] = []
    path = written(tmp_path / "a.jsonl", [report("ferry", 0, 0), "{broken", {"id": "bare"}, report("ferry", 0, 0)])
    told = desk.import_file(path, failed=heard.append)
    assert (told.seen, told.done) == (4, 1)
    assert told.seen == told.done + sum(int(count) for count, _ in told.skipped) + len(told.failed)
    assert [(failure.id, failure.line) for failure in heard] == [("line 2", 2), ("bare", 3)]


def test_news_of_a_later_day_joins_the_story_that_a_former_run_began(desk: Desk, tmp_path: Path) -> None:
    before = filled(desk, tmp_path)
    after = filled(desk, tmp_path, [report("ferry", 7, 30)], "b.jsonl")
    assert after["ferry-7"] == before["ferry-0"]
    assert {name: after[name] for name in before} == before


def test_grouping_article_by_article_gives_what_grouping_at_once_gives(desk: Desk, tmp_path: Path) -> None:
    for n, record in enumerate(week()):
        filled(desk, tmp_path, [record], f"{n}.jsonl")
    with open_desk(tmp_path / "other.db", ALONE) as other:
        at_once = filled(other, tmp_path)
    parts = dict(desk.store.stories.places())
    assert sorted(sorted(a for a in parts if parts[a] == s) for s in set(parts.values())) == sorted(
        sorted(a for a in at_once if at_once[a] == s) for s in set(at_once.values())
    )


def test_what_is_quiet_for_a_fortnight_is_closed_and_forgotten(desk: Desk, tmp_path: Path) -> None:
    places = filled(desk, tmp_path)
    filled(
        desk,
        tmp_path,
        [report("mine", 9, 24 * 40, id="late", title="A festival of lanterns", text="Lanterns were lit. " * 20)],
        "b.jsonl",
    )
    lines = {line.id: line for line in desk.stories()}
    assert lines[places["ferry-0"]].closed
    assert not lines[desk.store.stories.of_article("late") or ""].closed
    assert [key for key, _ in desk.store.grouping.cells("now/m/")] == ["now/m/late"]


def test_an_archive_of_older_times_is_grouped_by_itself(desk: Desk, tmp_path: Path) -> None:
    filled(desk, tmp_path, [report("mine", n, 24 * 300 + n) for n in range(3)])
    places = filled(desk, tmp_path, [r for r in week() if not r["id"].startswith("mine")], "old.jsonl")
    assert places["ferry-0"] == places["ferry-3"] != places["bridge-0"] == places["bridge-2"]
    assert not list(desk.store.grouping.cells("then/"))


def test_a_run_that_was_killed_between_deciding_and_telling_is_told_by_the_next(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cut is made where a kill may fall: after what is remembered, before the stories."""
    desk.import_file(written(tmp_path / "a.jsonl", week()))

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(desk.store.stories), "keep", cut)
        with pytest.raises(KeyboardInterrupt):
            desk.group()
    assert desk.store.stories.count() == 0
    desk.group()
    places = dict(desk.store.stories.places())
    batch = [made for made in group_batch(str(tmp_path / "a.jsonl"), ALONE) if not isinstance(made, Failure)]
    assert places == dict(batch)
    assert desk.store.grouping.get("now/pending") is None


def test_copies_are_told_from_reports(desk: Desk, tmp_path: Path) -> None:
    text = (
        EVENTS["ferry"][1]
        + " "
        + "The line has carried passengers since the harbour was dredged, and the crews were told by letter. " * 3
    )
    records = [report("ferry", n, n, text=text) for n in range(3)]
    places = filled(desk, tmp_path, records)
    line = next(desk.stories())
    assert (line.reports, line.independent) == (3, 1)
    assert {m.article: m.copy_of for m in desk.store.stories.members(places["ferry-0"])} == {
        "ferry-0": None, "ferry-1": "ferry-0", "ferry-2": "ferry-0",
    }  # fmt: skip


def test_why_names_what_both_hold(desk: Desk, tmp_path: Path) -> None:
    places = filled(desk, tmp_path)
    why = desk.why(places["bridge-2"], "bridge-2")
    assert why.nearest in {"bridge-0", "bridge-1"}
    assert why.names or why.words
    assert desk.why("bridge-2", "bridge-0").nearest is None


def test_a_breakdown_is_kept_and_made_anew_when_a_report_comes(desk: Desk, tmp_path: Path) -> None:
    places = filled(desk, tmp_path)
    first = desk.story(places["ferry-0"])
    assert desk.story(places["ferry-0"]) == first
    filled(desk, tmp_path, [report("ferry", 7, 30)], "b.jsonl")
    second = desk.story(places["ferry-0"])
    assert second.provenance.inputs != first.provenance.inputs
    assert len(second.subject.articles) == 5  # type: ignore[union-attr]


def test_a_users_ratings_stand_before_those_that_ship_and_renew_breakdowns(desk: Desk, tmp_path: Path) -> None:
    places = filled(desk, tmp_path)
    before = desk.story(places["ferry-0"])
    assert any(a.lens == "coverage" for a in before.abstentions)
    table = "outlet,rating,rater\n" + "".join(
        f"{o},{r},Meridian Panel\n" for o, r in zip(("quayside.example", "uplander.example"), (-0.8, 0.8), strict=True)
    )
    (tmp_path / "mine.csv").write_text(table, "utf-8")
    assert desk.import_outlets(tmp_path / "mine.csv").ratings == 2
    after = desk.story(places["ferry-0"])
    sides = next(f for f in after.findings if f.kind == "by-side")
    assert {row.name: row.outlets for row in sides.data.rows if row.outlets}["left"] == ("quayside.example",)  # type: ignore[union-attr]
    lines = {line.domain: line for line in desk.outlets()}
    assert lines["quayside.example"].side == "left"
    assert lines["quayside.example"].articles == 3
    assert [r.rater for r in lines["quayside.example"].ratings] == ["Meridian Panel"]


def test_one_users_figure_replaces_all_that_ship_of_that_outlet_only(desk: Desk) -> None:
    shipped = desk.outlets(["foxnews.com", "bbc.com"])
    assert all(len(line.ratings) > 1 for line in shipped)
    desk.store.outlets.keep_ratings(
        RatingSet(
            name="mine",
            axis="left to right",
            ratings=(Rating(outlet="foxnews.com", rater="me", value=-0.9),),
            source="me",
            terms="mine",
        )
    )
    fox, bbc = desk.outlets(["foxnews.com", "bbc.com"])
    assert fox.lean is not None
    assert fox.lean.mean < 0
    assert bbc == shipped[1]


def test_search_knows_sides(desk: Desk, tmp_path: Path) -> None:
    filled(desk, tmp_path)
    (tmp_path / "r.csv").write_text(
        "outlet,rating,rater\nquayside.example,-0.9,a\nquayside.example,-0.8,b\nledger-post.example,0.9,a\n", "utf-8"
    )
    desk.import_outlets(tmp_path / "r.csv")
    found = desk.search("ferry side:left")
    assert {hit.outlet for hit in found.hits} == {"quayside.example"}
    assert desk.search('"outer islands"').total == 4
    assert desk.search("ferry since:2031-05-06").total == 0
    with pytest.raises(StoreError, match="there are left, centre, right"):
        desk.search("side:upper")


def test_ids_that_nothing_has_are_told_from_those_taken_down(desk: Desk, tmp_path: Path) -> None:
    places = filled(desk, tmp_path)
    with pytest.raises(StoreError, match="sidelight stories"):
        desk.story("nothing")
    assert desk.take_down("ferry-0", "asked by its author") == 1
    with pytest.raises(StoreError, match="asked by its author"):
        desk.article("ferry-0")
    assert len(desk.story(places["ferry-0"]).subject.articles) == 3  # type: ignore[union-attr]
    assert desk.take_down("uplander.example", "court order") == 3
    told = desk.import_file(written(tmp_path / "again.jsonl", [report("ferry", 0, 0, text="It is back. " * 20)]))
    assert told.skipped == (("1", "taken down"),)


def test_a_census_spans_each_outlets_articles_also_when_the_file_was_known(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", week())
    desk.import_file(path)
    desk.import_file(path, census=True)
    claims = {claim.outlet: claim for claim in desk.store.health.censuses()}
    assert claims["quayside.example"].articles == 3
    assert claims["quayside.example"].first == NOON


def test_a_backfill_says_how_far_it_is_and_goes_on_where_it_was_stopped(desk: Desk, tmp_path: Path) -> None:
    filled(desk, tmp_path)
    seen = []

    def stop(state: Any) -> None:
        seen.append((state.stage, state.done, state.of))
        if state.stage == "stories" and state.done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.backfill(stop)
    assert ("articles", 12, 12) in seen
    again = desk.backfill()
    assert again.done == 2
    assert desk.backfill().done == 0


def test_a_shrunk_story_keeps_its_breakdown_with_its_words(desk: Desk, tmp_path: Path) -> None:
    ends = " The crews were told by letter on the same afternoon." * 9
    old = [report("ferry", n, -24 * 3000 + n) for n in range(3)]
    places = filled(desk, tmp_path, [record | {"text": record["text"] + ends} for record in old])
    before = desk.story(places["ferry-0"])
    assert desk.shrink(30) == 3
    after = desk.story(places["ferry-0"])
    assert after.findings == before.findings
    with pytest.raises(StoreError, match="excerpt"):
        desk.article("ferry-0")


def test_only_what_may_make_a_desk_makes_one(tmp_path: Path) -> None:
    with pytest.raises(DeskUnreachable, match="sidelight import"):
        open_desk(tmp_path / "none.db", make=False)
    assert not (tmp_path / "none.db").exists()


def test_an_outlets_facts_reach_the_breakdown(desk: Desk, tmp_path: Path) -> None:
    places = filled(desk, tmp_path)
    names = ("quayside.example", "uplander.example", "ledger-post.example")
    desk.store.outlets.keep(Outlet(domain=name, name=name, owner="Harrow Holdings") for name in names)
    owners = [f for f in desk.story(places["ferry-0"]).findings if f.kind == "by-owner"]
    assert "Harrow Holdings" in json.dumps([f.statement for f in owners])


def test_a_lease_is_waited_for_only_where_that_is_wanted(desk: Desk) -> None:
    desk.store.leases.take(grouping.TASK, "another machine", 60)
    with pytest.raises(StoreError, match="another machine"):
        desk.group(wait=False)


def test_ratings_of_named_outlets_alone_are_those_of_the_whole_table(desk: Desk) -> None:
    names = ["foxnews.com", "money.cnn.com", "nobody.example"]
    some, whole = outlooks_of(desk.store, names), outlooks_of(desk.store)
    assert some.leans(names) == whole.leans(names)
    assert some.told(names) == whole.told(names)
    assert set(whole.leans(names)) == {"foxnews.com", "money.cnn.com"}
