"""Stories keep their members, and every id ever kept resolves."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from sidelight.errors import LeaseHeld, StoreError
from sidelight.store import Arrival, Lease, Member, Stamp, Store, StoryDraft, StoryLink
from sidelight.types import Breakdown, Count, Finding, NoteData, Provenance

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
Make = Callable[..., Arrival]


@pytest.fixture
def held(store: Store, arrival: Make) -> Lease:
    """The lease for grouping, on a desk of six articles, `a0` to `a5`."""
    store.articles.write(
        [arrival(k, f"Report {k}.", f"Headline {k}", id=f"a{k}", hours=k, outlet=f"o{k % 3}.example") for k in range(6)]
    )
    return store.leases.take("group", "this test")


def draft(id: str, *articles: str, hours: float = 0, **more: object) -> StoryDraft:
    seen = NOON + timedelta(hours=hours)
    return StoryDraft(
        id=id, founder=articles[0], first_seen=seen, last_seen=seen, members=tuple(Member(article=a) for a in articles), **more
    )  # type: ignore[arg-type]


def test_a_story_comes_back_with_its_articles_in_order(store: Store, held: Lease) -> None:
    why = {"words": ["ferry"]}
    copied = StoryDraft(id="s1", members=(Member(article="a1"), Member(article="a0", independent=False, copy_of="a1", why=why)))
    store.stories.keep([copied], held)
    story = store.stories.one("s1")
    assert story is not None
    assert [a.id for a in story.articles] == ["a0", "a1"]
    assert story.independent == ("a1",)
    assert store.stories.members("s1")[0] == Member(article="a0", independent=False, copy_of="a1", why=why)
    assert store.stories.of_article("a0") == store.articles.holding("a0").story == "s1"  # type: ignore[union-attr]
    assert [a.id for a in store.articles.all(ungrouped=True)] == ["a2", "a3", "a4", "a5"]


def test_a_merged_id_resolves_also_through_several_merges(store: Store, held: Lease) -> None:
    store.stories.keep([draft("s1", "a0"), draft("s2", "a1", hours=1), draft("s3", "a2", hours=2)], held)
    store.stories.merge("s1", "s2", held)
    store.stories.merge("s2", "s3", held)
    assert [store.stories.resolve(id) for id in ("s1", "s2", "s3", "s4")] == ["s3", "s3", "s3", None]
    assert [a.id for a in store.stories.one("s1").articles] == ["a0", "a1", "a2"]  # type: ignore[union-attr]
    assert dict(store.stories.redirects()) == {"s1": "s3", "s2": "s3"}
    line = next(iter(store.stories.lines()))
    assert (line.id, line.reports, line.first_seen, line.outlets) == ("s3", 3, NOON, ("o0.example", "o1.example", "o2.example"))


def test_a_split_is_two_drafts_and_both_ids_stay(store: Store, held: Lease) -> None:
    store.stories.keep([draft("s1", "a0", "a1", "a2")], held)
    store.stories.keep([draft("s1", "a0"), draft("s2", "a1", "a2")], held)
    assert [len(store.stories.one(id).articles) for id in ("s1", "s2")] == [1, 2]  # type: ignore[union-attr]


def test_lists_narrow_by_time_outlet_and_size(store: Store, held: Lease) -> None:
    store.stories.keep([draft("s1", "a0", "a3", hours=1), draft("s2", "a1", hours=5), draft("s3", "a2", "a4", hours=9)], held)
    assert [line.id for line in store.stories.lines()] == ["s3", "s2", "s1"]
    assert [line.id for line in store.stories.lines(since=NOON + timedelta(hours=5))] == ["s3", "s2"]
    assert [line.id for line in store.stories.lines(outlets=["o1.example"])] == ["s3", "s2"]
    assert [line.id for line in store.stories.lines(least_reports=2, limit=1, offset=1)] == ["s1"]
    assert store.stories.count() == 3


def test_links_lead_on_after_a_merge(store: Store, held: Lease) -> None:
    store.stories.keep([draft("s1", "a0"), draft("s2", "a1"), draft("s3", "a2")], held)
    store.stories.link([StoryLink(story="s1", other="s2", kind="after", score=0.5)], held)
    assert store.stories.links("s1") == (StoryLink(story="s1", other="s2", kind="after", score=0.5),)
    store.stories.merge("s3", "s1", held)
    assert store.stories.links("s3")[0].other == "s2"


def test_writing_under_a_lease_that_was_taken_over_is_refused(store: Store, held: Lease) -> None:
    store.leases.release(held)
    store.leases.take("group", "another")
    with pytest.raises(LeaseHeld, match="another"):
        store.stories.keep([draft("s1", "a0")], held)
    with pytest.raises(LeaseHeld):
        store.leases.renew(held)
    assert store.stories.resolve("s1") is None


def test_a_heartbeat_prolongs_a_lease(store: Store, held: Lease) -> None:
    renewed = store.leases.renew(held, seconds=500)
    assert renewed.expires > held.expires
    with pytest.raises(LeaseHeld, match="this test"):
        store.leases.take("group", "another")


def test_a_story_holds_only_articles_of_the_desk(store: Store, held: Lease) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        store.stories.keep([draft("s1", "nowhere")], held)


def test_grouping_remembers_its_cells(store: Store, held: Lease) -> None:
    store.grouping.keep(
        {f"vector/a{k}": {"ferry": k} for k in range(6)}, held, articles={f"vector/a{k}": f"a{k}" for k in range(6)}
    )
    store.grouping.keep({"counts/2031-05-04": [1, 2.5, None]}, held)
    assert store.grouping.get("counts/2031-05-04") == [1, 2.5, None]
    assert [key for key, _ in store.grouping.cells("vector/")] == [f"vector/a{k}" for k in range(6)]
    store.grouping.drop(["vector/a0"], held)
    store.upkeep.take_down_article("a1", "by request")
    assert [key for key, _ in store.grouping.cells()] == ["counts/2031-05-04", *(f"vector/a{k}" for k in range(2, 6))]


def test_a_breakdown_is_kept_without_texts_and_comes_back_with_them(store: Store, held: Lease) -> None:
    store.stories.keep([draft("s1", "a0", "a1", title="Ferry")], held)
    story = store.stories.one("s1")
    assert story is not None
    spans = (story.articles[0].span(0, 6), story.articles[1].span(0, 8, "title"))
    finding = Finding(
        lens="copies",
        kind="x",
        statement="s",
        evidence=spans,
        count=Count(value=1, of=2, what="reports"),
        data=NoteData(label="wire"),
    )
    facts = Provenance(sidelight="1", lenses=(("copies", "1"),), settings="d", models=(), inputs="digest-1")
    made = Breakdown(subject=story, overview=("One line.",), findings=(finding,), abstentions=(), provenance=facts)
    by = Stamp(name="lenses", settings="d")
    store.breakdowns.keep(by, made, NOON)
    assert store.breakdowns.one(by, story) == store.breakdowns.one(by, story, "digest-1") == made
    assert store.breakdowns.one(by, story, "digest-2") is None
    assert store.breakdowns.inputs(by, story) == "digest-1"
    assert store.breakdowns.one(Stamp(name="lenses", settings="other"), story) is None
    store.upkeep.take_down_article("a1", "by request")
    assert store.breakdowns.one(by, story) is None
    assert store.breakdowns.inputs(by, story) is None
