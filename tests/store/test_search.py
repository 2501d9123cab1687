"""A search finds words and phrases, narrows by outlet and day, and takes anything that anyone types."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sidelight.store import Arrival, Query, Store, open_store, parse_query

Make = Callable[..., Arrival]


@pytest.fixture
def harbour(store: Store, arrival: Make) -> Store:
    store.articles.write(
        [
            arrival(1, "The café by the old harbour opens on Monday, the mayor said.", "A café opens"),
            arrival(2, "The harbour is old. Its café stays closed.", "Harbour news", hours=24, outlet="hill.example"),
            arrival(3, "Naïve plans for a new bridge met with anger.", "Bridge plans", hours=48, outlet="news.hill.example"),
        ]
    )
    return store


def titles(store: Store, typed: str) -> list[str | None]:
    return sorted(str(hit.title) for hit in store.search.find(typed))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cafe", ["A café opens", "Harbour news"]),
        ("CAFÉ harbour", ["A café opens", "Harbour news"]),
        ('"old harbour"', ["A café opens"]),
        ("old-harbour", ["A café opens"]),
        ("naive", ["Bridge plans"]),
        ("bridge cafe", []),
        ("outlet:hill.example", ["Bridge plans", "Harbour news"]),
        ("outlet:quayside.example cafe", ["A café opens"]),
        ("since:2031-05-05", ["Bridge plans", "Harbour news"]),
        ("cafe since:2031-05-06", []),
        ("since:2031", ["A café opens", "Bridge plans", "Harbour news"]),
    ],
)
def test_words_phrases_and_filters(harbour: Store, typed: str, found: list[str]) -> None:
    assert titles(harbour, typed) == found
    assert harbour.search.count(typed) == len(found)


def test_the_caller_turns_a_side_into_outlets(harbour: Store) -> None:
    assert parse_query("side:left bridge").sides == ("left",)
    assert [h.title for h in harbour.search.find("cafe", outlets=["hill.example"])] == ["Harbour news"]
    assert harbour.search.find("cafe", outlets=[]) == ()


def test_hits_say_where_the_words_stand(harbour: Store) -> None:
    hit = harbour.search.find('"old harbour" cafe')[0]
    assert [hit.excerpt[a:b] for a, b in hit.hits] == ["café", "old harbour"]
    assert [(hit.title or "")[a:b] for a, b in hit.title_hits] == ["café"]


def test_an_excerpt_of_a_long_text_is_cut_around_its_hits_and_lies_in_the_text(store: Store, arrival: Make) -> None:
    text = "Nothing happened here. " * 200 + "Then the lighthouse fell. " + "Nothing happened here. " * 200
    came = arrival(1, text)
    store.articles.write([came])
    hit = store.search.find("lighthouse")[0]
    assert came.article.text[hit.start : hit.start + len(hit.excerpt)] == hit.excerpt
    assert [hit.excerpt[a:b] for a, b in hit.hits] == ["lighthouse"]
    assert len(hit.excerpt) <= 260


def test_pages_of_a_search_do_not_overlap(store: Store, arrival: Make) -> None:
    store.articles.write([arrival(k, f"A flood, the {k}th.") for k in range(25)])
    pages = [store.search.find("flood", limit=10, offset=at) for at in (0, 10, 20)]
    assert [len(page) for page in pages] == [10, 10, 5]
    assert len({hit.article for page in pages for hit in page}) == 25


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(Path(tmp_path_factory.mktemp("search")) / "desk.db")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text() | st.text(alphabet="\"'*():^-+{}[]&|!<>~\\%_ aeorNOT\0outlet:since2½ﬁ\ud800"))
@example("NEAR(a b) OR AND NOT *")
@example('"""')
@example("since:9999-99-99 since:0000 outlet: side:")
@example("a" * 50_000)
@example(" ".join(f"w{k}" for k in range(5000)))
def test_nothing_that_anyone_types_is_an_error(small: Store, typed: str) -> None:
    assert len(small.search.find(typed)) == small.search.count(typed) == 0


@pytest.mark.parametrize("typed", ["'a' | b & !c <-> :*", "½ ﬁ \0 \ud800", 'x" OR 1=1 --', "\\' \\\\", "a" * 3000, '"a b" "c'])
def test_hostile_searches_on_either_database(harbour: Store, typed: str) -> None:
    assert isinstance(harbour.search.count(typed), int)
    assert len(harbour.search.find(typed)) == harbour.search.count(typed)


def test_a_query_can_be_made_without_typing(harbour: Store) -> None:
    asked = Query(words=("cafe",), since=datetime(2031, 5, 5, tzinfo=UTC).date())
    assert [h.title for h in harbour.search.find(asked)] == ["Harbour news"]


def test_a_huge_text_is_kept_and_found(store: Store, arrival: Make) -> None:
    text = " ".join(f"word{k}x" for k in range(90_000))
    assert store.articles.write([arrival(1, "Unusual beginning. " + text)])[0].outcome == "new"
    assert store.search.count("unusual word7x") == 1


@pytest.mark.parametrize("sign", ["", " é"])
def test_hits_are_the_same_whether_or_not_a_text_has_letters_outside_ascii(store: Store, arrival: Make, sign: str) -> None:
    """Texts that are all ASCII are searched another way, which must find the same."""
    text = "Ferry-line closed; FERRY LINE opened. Ferrying_line, line ferry: a “ferry\nline” again." + sign
    store.articles.write([arrival(1, text)])
    (hit,) = store.search.find('"ferry line" opened')
    told = [hit.excerpt[a:b] for a, b in hit.hits]
    assert told == ["Ferry-line", "FERRY LINE", "opened", "ferry\nline"]
