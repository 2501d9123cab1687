"""Backups of a desk in use, what the doctor sees, texts that shrink, and what is taken down."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.errors import StoreError
from sidelight.store import Arrival, Member, Progress, Stamp, Store, StoryDraft, open_store, record_digest
from sidelight.store.retention import EXCERPT, excerpt
from sidelight.types import Annotations, Article, Breakdown, Finding, Provenance, Sentence

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
LONG = "The ferry Zanzibarine sank at its moorings on Sunday night. Nobody was hurt, the harbour master said. " * 8
BY = Stamp(name="sentences", model="m1")
Make = Callable[..., Arrival]


def read(article: Article) -> tuple[Annotations, Breakdown]:
    finding = Finding(lens="figures", kind="x", statement="s", evidence=(article.span(400, 420),))
    facts = Provenance(sidelight="1", lenses=(), settings="d", models=(), inputs="i")
    marks = Annotations(article=article.id, version=article.version, sentences=(Sentence(start=0, end=59),))
    return marks, Breakdown(subject=article, overview=(), findings=(finding,), abstentions=(), provenance=facts)


@pytest.fixture
def kept(store: Store, arrival: Make) -> Arrival:
    """A long article with annotations, a breakdown, a story whose title is its headline, and a recent neighbour."""
    came = arrival(1, LONG, "Zanzibarine sinks", authors=("Ada Quill",))
    marks, made = read(came.article)
    full = Arrival(
        article=came.article, seen=NOON, record=record_digest(b"line"), annotations=((BY, marks),), breakdown=(BY, made)
    )
    store.articles.write([full, arrival(2, LONG.replace("Zanzibarine", "Morning Star"), hours=500, outlet="hill.example")])
    held = store.leases.take("group", "test")
    members = (Member(article=came.article.id, why={"words": ["zanzibarine"]}),)
    store.stories.keep([StoryDraft(id="s1", title="Zanzibarine sinks", title_from=came.article.id, members=members)], held)
    return full


def troubles(store: Store) -> list[str]:
    return [f"{c.name}: {c.found}" for c in store.upkeep.doctor() if not c.ok and c.name != "disk"]


def test_old_texts_become_excerpts_while_findings_keep_their_words(store: Store, kept: Arrival) -> None:
    assert store.upkeep.shrink(NOON + timedelta(days=1)) == 1
    short = store.articles.one(kept.article.id)
    assert short is not None
    assert LONG.startswith(short.text)
    assert short.text.endswith((" said.", " night."))
    assert (short.version, short.title, short.authors) == (kept.article.version, kept.article.title, kept.article.authors)
    holding = store.articles.holding(short.id)
    assert holding is not None
    assert (holding.shrunk, holding.length) == (True, len(kept.article.text))
    made = store.breakdowns.one(BY, short)
    assert made is not None
    assert made.findings[0].evidence[0].text == kept.article.text[400:420]
    assert list(store.annotations.of(BY, [short.id])) == []
    assert (store.search.count("zanzibarine"), store.search.count("morning star")) == (1, 1)
    assert len(str(store.articles.one(str(store.articles.id_of("https://hill.example/2"))).text)) > 700  # type: ignore[union-attr]
    assert troubles(store) == []


def test_a_shrunk_text_that_comes_again_stays_shrunk_and_is_no_work_for_a_backfill(store: Store, kept: Arrival) -> None:
    store.upkeep.shrink(NOON + timedelta(days=1))
    assert store.articles.write([kept])[0].outcome == "unchanged"
    assert store.articles.holding(kept.article.id).shrunk  # type: ignore[union-attr]
    assert list(store.annotations.of(BY, [kept.article.id])) == []
    assert list(store.annotations.missing(BY)) == [store.articles.id_of("https://hill.example/2")]
    assert store.upkeep.shrink(NOON + timedelta(days=1)) == 0


@given(st.text(alphabet="ab. \n", max_size=900))
def test_an_excerpt_is_the_texts_beginning_and_short(text: str) -> None:
    short = excerpt(text)
    assert len(short) <= EXCERPT
    assert text.startswith(short.removesuffix("…"))
    assert bool(short) == bool(text)


def test_what_is_taken_down_is_gone_and_the_reason_stays(store: Store, kept: Arrival) -> None:
    id = kept.article.id
    assert store.upkeep.take_down_article(id, "asked by the person named") == 1
    assert store.articles.one(id) is None
    assert (list(store.articles.versions(id)), store.search.count("zanzibarine")) == ([], 0)
    assert list(store.annotations.of(BY, [id])) == []
    assert store.breakdowns.one(BY, kept.article) is None
    assert store.stories.resolve("s1") == "s1"
    assert store.stories.one("s1").title is None  # type: ignore[union-attr]
    assert store.stories.members("s1")[0].why is None
    holding = store.articles.holding(id)
    assert holding is not None
    assert holding.taken_down == "asked by the person named"
    stone = store.upkeep.taken_down(url="https://quayside.example/1")
    assert stone is not None
    assert (stone.reason, stone.article) == ("asked by the person named", id)
    assert troubles(store) == []


def test_what_was_taken_down_does_not_come_back_by_id_or_address(store: Store, kept: Arrival, arrival: Make) -> None:
    store.upkeep.take_down_article(kept.article.id, "court order")
    assert store.imports.known([str(kept.record)]) == {}
    again = [
        kept,
        arrival(1, "Another text.", id="new-id"),
        arrival(3, "By its AMP page.", addresses=("https://quayside.example/1",)),
    ]
    assert [(w.outcome, w.reason) for w in store.articles.write(again)] == [("refused", "taken down: court order")] * 3
    assert store.search.count("text") == 0


def test_no_word_of_it_is_left_in_the_file(tmp_path: Path, arrival: Make) -> None:
    with open_store(tmp_path / "desk.db") as store:
        store.articles.write(
            [arrival(1, LONG, "Zanzibarine sinks", id="a"), *(arrival(k, f"Report {k}.") for k in range(2, 300))]
        )
        store.upkeep.take_down_article("a", "court order")
        for path in tmp_path.iterdir():
            assert b"zanzibarine" not in path.read_bytes().lower(), path
        assert store.search.count("report") == 298


@pytest.mark.usefixtures("kept")
def test_an_outlet_is_taken_down_whole_also_before_anything_of_it_came(store: Store, arrival: Make) -> None:
    assert store.upkeep.take_down_outlet("Quayside.example", "closed") == 1
    assert store.upkeep.take_down_outlet("spam.example", "sells links") == 0
    written = store.articles.write(
        [arrival(7, "News.", outlet="quayside.example"), arrival(8, "Buy links.", outlet="spam.example")]
    )
    assert [w.reason for w in written] == ["taken down: closed", "taken down: sells links"]
    assert store.upkeep.taken_down(outlet="SPAM.example") is not None
    assert store.articles.count() == 1


def test_a_takedown_needs_a_reason_and_an_article(store: Store, kept: Arrival) -> None:
    with pytest.raises(StoreError, match="reason"):
        store.upkeep.take_down_article(kept.article.id, " ")
    with pytest.raises(StoreError, match="no such article"):
        store.upkeep.take_down_article("nowhere", "because")


def test_a_backup_of_a_desk_in_use_is_whole(tmp_path: Path, arrival: Make) -> None:
    with open_store(tmp_path / "desk.db") as store:
        store.articles.write([arrival(k, f"Report {k}. " * 100) for k in range(300)])
        stop = threading.Event()

        def keep_writing() -> None:
            number = 1000
            while not stop.is_set():
                store.articles.write([arrival(number, "Meanwhile.")])
                number += 1

        writer = threading.Thread(target=keep_writing)
        writer.start()
        try:
            store.upkeep.backup(tmp_path / "copy.db")
        finally:
            stop.set()
            writer.join()
        with pytest.raises(StoreError, match="overwrites nothing"):
            store.upkeep.backup(tmp_path / "copy.db")
    with open_store(tmp_path / "copy.db") as copy:
        assert copy.articles.count() >= 300
        assert copy.articles.count() == copy.search.count("report") + copy.search.count("meanwhile")
        assert troubles(copy) == []


def test_a_postgresql_desk_says_how_it_is_backed_up(store: Store, place: str, tmp_path: Path) -> None:
    if "://" not in place:
        pytest.skip("only PostgreSQL has its own tool")
    with pytest.raises(StoreError, match="pg_dump"):
        store.upkeep.backup(tmp_path / "copy")


@pytest.mark.usefixtures("kept")
def test_the_doctor_sees_what_is_wrong_and_says_what_to_do(store: Store) -> None:
    store.imports.keep(Progress(source="a.jsonl", line=40, offset=1, size=9))
    with store._db.writing() as connection:  # type: ignore[attr-defined]  # harm that the store itself never does
        connection.exec_driver_sql(
            "DELETE FROM search WHERE version_key > 0"
            if not store._db.sqlite
            else "INSERT INTO search (search) VALUES ('delete-all')"
        )  # type: ignore[attr-defined]
    seen = {c.name: c for c in store.upkeep.doctor([Stamp(name="sentences", model="m2")])}
    assert {name for name, c in seen.items() if not c.ok} - {"disk"} == {"search", "annotations", "imports"}
    assert all(c.advice for c in seen.values() if not c.ok)
    assert "line 40" in seen["imports"].found
    store.upkeep.rebuild_search()
    assert store.search.count("zanzibarine") == 1
    assert {c.name for c in store.upkeep.doctor([BY]) if not c.ok} - {"disk"} == {"imports"}
