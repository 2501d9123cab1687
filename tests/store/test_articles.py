"""Articles come in whole, once, and keep their ids and all their texts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from sidelight.errors import DeskUnreachable
from sidelight.store import Arrival, Progress, Stamp, Store, open_store, record_digest
from sidelight.types import Annotations, Article, FetchAttempt, Sentence

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
Make = Callable[..., Arrival]


def test_an_article_comes_back_as_it_went_in(store: Store, arrival: Make) -> None:
    came = arrival(1, "The ferry sank at its moorings.\n\nRead more: Ferries", "Ferry sinks", authors=("Ada Quill", "Bo Tern"))
    assert store.articles.write([came])[0].outcome == "new"
    assert store.articles.one(came.article.id) == came.article


def test_the_same_text_again_changes_nothing(store: Store, arrival: Make) -> None:
    came = arrival(1, "The ferry sank.", "Ferry sinks")
    store.articles.write([came])
    assert [w.outcome for w in store.articles.write([came, came])] == ["unchanged", "unchanged"]
    assert len(list(store.articles.versions(came.article.id))) == 1


@pytest.mark.parametrize(("text", "title"), [("The ferry sank twice.", "Ferry sinks"), ("The ferry sank.", "Ferry lost")])
def test_a_changed_text_or_headline_is_a_new_version_of_the_same_article(
    store: Store, arrival: Make, text: str, title: str
) -> None:
    first, second = arrival(1, "The ferry sank.", "Ferry sinks"), arrival(1, text, title, hours=1, published=NOON)
    assert [store.articles.write([a])[0].outcome for a in (first, second)] == ["new", "changed"]
    assert store.articles.one(first.article.id) == second.article
    assert store.articles.one(first.article.id, first.article.version) == first.article
    assert [(v.text, v.first_seen) for v in store.articles.versions(first.article.id)] == [
        ("The ferry sank.", NOON),
        (text, NOON + timedelta(hours=1)),
    ]


def test_a_text_taken_back_is_the_old_version_again_and_each_step_is_kept(store: Store, arrival: Make) -> None:
    steps = [arrival(1, text, hours=h) for h, text in enumerate(["It sank.", "It floats.", "It sank."])]
    for step in steps:
        store.articles.write([step])
    id = steps[0].article.id
    assert [version for _, version in store.articles.edits(id)] == [s.article.version for s in steps]
    assert store.articles.holding(id).versions == 2  # type: ignore[union-attr]
    assert store.articles.one(id).text == "It sank."  # type: ignore[union-attr]
    assert store.search.count("floats") == 0
    assert store.search.count("sank") == 1


def test_an_older_text_that_comes_late_does_not_replace_the_newer(store: Store, arrival: Make) -> None:
    store.articles.write([arrival(1, "The newer text.", hours=5)])
    assert store.articles.write([arrival(1, "The older text.", hours=1)])[0].outcome == "changed"
    id = store.articles.id_of("https://quayside.example/1")
    assert store.articles.one(str(id)).text == "The newer text."  # type: ignore[union-attr]


def test_new_facts_on_the_same_text_are_taken_and_old_ones_are_not_lost(store: Store, arrival: Make) -> None:
    store.articles.write([arrival(1, "The ferry sank.", authors=("Ada Quill",), published=None)])
    assert store.articles.write([arrival(1, "The ferry sank.", hours=2)])[0].outcome == "updated"
    kept = store.articles.one(str(store.articles.id_of("https://quayside.example/1")))
    assert kept is not None
    assert (kept.authors, kept.published) == (("Ada Quill",), NOON + timedelta(hours=2))


def test_another_outlet_cannot_take_over_an_article(store: Store, arrival: Make) -> None:
    store.articles.write([arrival(1, "The ferry sank.", id="7")])
    written = store.articles.write([arrival(1, "Buy our soap.", id="7", outlet="soap.example")])[0]
    assert (written.outcome, written.reason) == ("refused", "its id belongs to an article of quayside.example")
    assert store.articles.one("7").text == "The ferry sank."  # type: ignore[union-attr]


def test_an_address_stays_with_the_first_article_that_claims_it(store: Store, arrival: Make) -> None:
    store.articles.write([arrival(1, "The ferry sank.")])
    theirs = arrival(2, "Buy our soap.", outlet="soap.example", addresses=("https://quayside.example/1",))
    store.articles.write([theirs])
    first = store.articles.id_of("https://quayside.example/1")
    assert first is not None
    assert store.articles.one(first).text == "The ferry sank."  # type: ignore[union-attr]


def test_a_page_of_the_live_web_joins_the_article_that_an_archive_gave_another_id(store: Store, arrival: Make) -> None:
    store.articles.write([arrival(1, "The ferry sank.", id="archive-1")])
    fetched = [
        arrival(k, "The ferry sank at noon.", hours=1, addresses=("https://quayside.example/1",), by_address=True) for k in (1, 9)
    ]
    assert [(w.id, w.outcome) for w in store.articles.write(fetched)] == [("archive-1", "changed"), ("archive-1", "unchanged")]


def test_one_article_twice_in_one_batch_is_two_steps_of_it(store: Store, arrival: Make) -> None:
    batch = [arrival(1, "Draft."), arrival(2, "Other."), arrival(1, "Final.", hours=1)]
    assert [w.outcome for w in store.articles.write(batch)] == ["new", "new", "changed"]
    assert [a.text for a in store.articles.many([batch[0].article.id, batch[1].article.id])] == ["Final.", "Other."]


def test_records_once_read_are_known_again(store: Store, arrival: Make) -> None:
    line = b'{"id": "a"}\n'
    store.articles.write([arrival(1, "The ferry sank.", record=record_digest(line, "reader-1"))])
    known = store.imports.known([record_digest(line, "reader-1"), record_digest(line, "reader-2")])
    assert list(known) == [record_digest(line.strip(), "reader-1")]


def test_articles_attempts_and_progress_are_kept_together_or_not_at_all(store: Store, arrival: Make) -> None:
    asked = FetchAttempt(outlet="quayside.example", url="https://quayside.example/feed", asked=NOON, outcome="answered")
    here = Progress(source="file.jsonl", line=3, offset=99, size=1000, counts={"new": 1})
    broken = Arrival(article=arrival(2, "Late.").article, seen=datetime(2031, 5, 4))  # a time without zone
    with pytest.raises(Exception, match="without zone"):
        store.articles.write([arrival(1, "First."), broken], [asked], here)
    assert (store.articles.count(), store.imports.progress("file.jsonl")) == (0, None)
    store.articles.write([arrival(1, "First.")], [asked, asked], here)
    assert store.imports.progress("file.jsonl") == here
    assert [(h.outcome, h.count, h.hour) for h in store.health.hours(NOON, NOON + timedelta(hours=1))] == [("answered", 2, NOON)]


def test_the_stream_is_in_order_of_time_undated_last_however_many_pages(store: Store, arrival: Make) -> None:
    came = [
        arrival(k, f"Report {k}.", published=None if k % 7 == 0 else NOON + timedelta(hours=(k * 37) % 90)) for k in range(230)
    ]
    assert sum(1 for _ in store.articles.write_all(came)) == 230
    read = list(store.articles.all())
    dated = [a.published for a in read if a.published]
    assert dated == sorted(dated)
    assert [a.published for a in read[len(dated) :]] == [None] * 33
    assert {a.id for a in read} == {c.article.id for c in came}
    some = list(store.articles.all(since=NOON + timedelta(hours=10), until=NOON + timedelta(hours=20)))
    assert {a.published for a in some} <= {NOON + timedelta(hours=h) for h in range(10, 20)}
    assert some


def test_times_are_utc_whatever_zone_they_came_in(store: Store, arrival: Make) -> None:
    local = datetime(2031, 5, 4, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    store.articles.write([arrival(1, "The ferry sank.", published=local)])
    held = store.articles.one(str(store.articles.id_of("https://quayside.example/1")))
    assert held is not None
    assert held.published is not None
    assert held.published.isoformat() == "2031-05-04T12:00:00+00:00"


def test_hostile_characters_in_ids_and_names_are_kept_out_and_still_found(store: Store) -> None:
    odd = Article(id="a\0b\ud800", version="v", text="Text.", url="https://x.example/\0", authors=("N\0ul \udfff",))
    written = store.articles.write([Arrival(article=odd, seen=NOON)])[0]
    assert written.outcome == "new"
    assert store.articles.one(odd.id) == store.articles.one(written.id) is not None
    assert store.articles.write([Arrival(article=odd, seen=NOON)])[0].outcome in ("unchanged", "updated")


def test_annotations_are_kept_under_their_version_and_maker(store: Store, arrival: Make) -> None:
    one, other = Stamp(name="sentences", model="m1"), Stamp(name="sentences", model="m2")
    came = arrival(1, "The ferry sank.")
    made = Annotations(article=came.article.id, version=came.article.version, sentences=(Sentence(start=0, end=15),))
    store.articles.write([Arrival(article=came.article, seen=NOON, annotations=((one, made),)), arrival(2, "Another.")])
    assert list(store.annotations.of(one, [came.article.id])) == [made]
    assert list(store.annotations.of(other, [came.article.id])) == []
    assert (store.annotations.count_missing(one), store.annotations.count_missing(other)) == (1, 2)
    store.annotations.keep(other, [made])
    assert list(store.annotations.missing(other)) == [store.articles.id_of("https://quayside.example/2")]
    assert store.annotations.drop_other(other) == 1
    store.articles.write([arrival(1, "The ferry sank at noon.", hours=1)])
    assert list(store.annotations.of(other, [came.article.id])) == []


def test_sentences_are_those_of_the_newest_annotations(store: Store, arrival: Make) -> None:
    came = arrival(1, "The ferry stops. So does the bus.")
    store.articles.write([came])
    assert list(store.annotations.sentences([came.article.id])) == []
    for model, ends in (("older", (33,)), ("newer", (16, 33))):
        sentences = tuple(Sentence(start=17 * k, end=end) for k, end in enumerate(ends))
        made = Annotations(article=came.article.id, version=came.article.version, sentences=sentences, figures=())
        store.annotations.keep(Stamp(name="annotations", model=model), [made])
    (found,) = store.annotations.sentences([came.article.id])
    assert found == replace(made, figures=None)


def test_an_outlets_articles_are_listed_newest_first_without_their_texts(store: Store, arrival: Make) -> None:
    store.articles.write([arrival(n, f"Report number {n}.", f"Title {n}", hours=n) for n in range(3)])
    store.articles.write([arrival(7, "No date here.", "Undated", published=None)])
    store.articles.write([arrival(8, "Elsewhere.", outlet="gazette.example")])
    told = store.articles.lines("Quayside.example", 10)
    assert [line.title for line in told] == ["Title 2", "Title 1", "Title 0", "Undated"]
    assert [line.title for line in store.articles.lines("quayside.example", 2, 1)] == ["Title 1", "Title 0"]
    assert store.outlets.domains() == {"quayside.example", "gazette.example"}
    store.upkeep.take_down_article(told[0].article, "asked by its author")
    assert [line.title for line in store.articles.lines("quayside.example", 1)] == ["Title 1"]


def test_a_place_that_is_no_desk_is_refused_in_one_sentence() -> None:
    with pytest.raises(DeskUnreachable, match="a file or a postgresql"):
        open_store("mysql://somewhere/desk")
    with pytest.raises(DeskUnreachable, match="cannot be opened"):
        open_store("postgresql://nobody:secret@127.0.0.1:9/none")
