"""Bytes, records and texts to articles: names, versions, languages, and one sentence for what is no article."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.config import Settings
from sidelight.errors import EmptyInput, InputError, NotText, SidelightError, TooLarge
from sidelight.extract import article_from_capture, article_from_record, article_from_text
from sidelight.extract.address import canonical, outlet_of
from sidelight.extract.moments import moment
from sidelight.types import Article, Capture

NEWS = """The council of Eastmere voted on Monday to close the ferry line that has run between the islands and the town for
ninety years, and the mayor said that buses would take its place."""

SPANISH = """El ayuntamiento de la ciudad decidió el lunes cerrar la línea del transbordador que une las islas con el puerto,
una medida que muchos vecinos consideran injusta y que el alcalde defiende porque los barcos navegan casi vacíos."""


def test_nothing_of_a_plain_text_is_cut_and_it_has_no_title() -> None:
    raw = "  Headline like line\r\n\r\nSign up for our newsletter!\r\n\r\n(AP Photo/Ilse Torvald)\r\n"
    article = article_from_capture(Capture(body=raw.encode(), path="news/a.txt"))
    assert article.text == "Headline like line\n\nSign up for our newsletter!\n\n(AP Photo/Ilse Torvald)"
    assert article.title is None
    assert [b.kind for b in article.blocks] == ["promotion", "photo-credit"]


def test_the_id_is_the_given_one_else_the_path_else_of_the_address_else_of_the_text() -> None:
    assert article_from_text(NEWS, id="a1").id == "a1"
    assert article_from_capture(Capture(body=NEWS.encode(), path="news/a.txt")).id == "news/a.txt"
    one = article_from_text(NEWS, url="http://www.gazette.example/ferry/?utm_source=x#top")
    two = article_from_text("Changed.", url="https://www.gazette.example/ferry")
    assert one.id == two.id
    assert len(one.id) == 16
    assert article_from_text(NEWS).id == article_from_text(NEWS).id != article_from_text(NEWS + " More.").id


def test_a_changed_headline_is_a_new_version_of_the_same_article() -> None:
    one, two = article_from_text(NEWS, "Ferry stops", id="a"), article_from_text(NEWS, "Ferry saved", id="a")
    assert (one.id, one.text) == (two.id, two.text)
    assert one.version != two.version
    assert article_from_text(NEWS + " ", "Ferry stops", id="b").version == one.version


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("Café “Zürich”, naïve: 5 €".encode(), None),
        (b"\xef\xbb\xbf" + "Café “Zürich”, naïve: 5 €".encode(), "latin-1"),
        ("Café “Zürich”, naïve: 5 €".encode("utf-16"), None),
        ("Café “Zürich”, naïve: 5 €".encode("utf-32"), None),
        ("Café “Zürich”, naïve: 5 €".encode("cp1252"), "iso-8859-1"),
        ("Café “Zürich”, naïve: 5 €".encode("cp1252"), "windows-1252"),
        ("Café “Zürich”, naïve: 5 €".encode(), "iso-8859-1"),
        ("Café “Zürich”, naïve: 5 €".encode(), "no-such-charset"),
    ],
)
def test_characters_come_through_whatever_the_encoding_says(body: bytes, charset: str | None) -> None:
    assert article_from_capture(Capture(body=body, path="a", charset=charset)).text == "Café “Zürich”, naïve: 5 €"


def test_an_undeclared_old_encoding_is_guessed() -> None:
    text = "Der Bürgermeister von Osterhövel sagte, die Fähre über den Fluß werde künftig häufiger fahren. " * 5
    assert article_from_capture(Capture(body=text.encode("cp1252"), path="a")).text == text.strip()


def test_one_broken_byte_does_not_spoil_the_accents() -> None:
    body = ("Café Zürich naïve. " * 300).encode() + b"\xff" + b" Ende."
    text = article_from_capture(Capture(body=body, path="a")).text
    assert text.count("é") == 300
    assert text.count("\ufffd") == 1


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"PK\x03\x04rest",
        bytes(range(256)) * 40,
        b"\0" * 5000,
        b"\x7fELF\x02\x01" + b"\0" * 90,
    ],
)
def test_binary_data_is_no_text(body: bytes) -> None:
    with pytest.raises(NotText) as caught:
        article_from_capture(Capture(body=body, path="a.txt"))
    assert str(caught.value).startswith("a.txt: ")
    assert "\n" not in str(caught.value)


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_an_article_or_one_sentence(body: bytes) -> None:
    found = outcome(lambda: article_from_capture(Capture(body=body, path="a")))
    assert "\n" not in str(found) if isinstance(found, SidelightError) else found.text or found.title


def outcome(make: Callable[[], Article]) -> Article | SidelightError:
    """What comes of it; an error must be one sentence."""
    try:
        return make()
    except SidelightError as error:
        return error


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\ufeff"])
def test_neither_title_nor_text_is_empty_input(text: str) -> None:
    with pytest.raises(EmptyInput):
        article_from_text(text)
    assert article_from_text(text, "Ferry stops").title == "Ferry stops"


def test_a_text_over_the_limit_is_refused_by_name() -> None:
    settings = Settings(max_article_chars=1000)
    assert len(article_from_text("x" * 1000, settings=settings).text) == 1000
    for size in (1001, 10_000_000):
        with pytest.raises(TooLarge, match=r"1,000 characters.*max_article_chars"):
            article_from_text("x" * size, settings=settings, where="a.txt")
    assert article_from_text("\n" * 50_000 + "x", settings=settings).text == "x"


def test_languages_are_told_from_twenty_words_on() -> None:
    assert article_from_text(NEWS).language == "en"
    assert article_from_text(SPANISH).language == "es"
    assert article_from_text("El alcalde cierra la línea.").language is None


def test_a_paragraph_in_another_language_is_marked() -> None:
    flat = SPANISH.replace("\n", " ")
    article = article_from_text(f"{NEWS}\n\n{flat}\n\n{NEWS}\n\n{NEWS}")
    assert article.language == "en"
    assert [(b.kind, article.text[b.start : b.end]) for b in article.blocks] == [("other-language", flat)]


def test_names_in_an_english_text_are_no_other_language() -> None:
    names = ", ".join(["Mira Holt", "Jon Alder", "Ilse Torvald", "Søren Åkesson", "Zoë Ngugi", "Paulo Reis"] * 4)
    assert article_from_text(f"{NEWS}\n\n{names}").blocks == ()


def test_a_record_becomes_an_article_with_all_that_it_says() -> None:
    record = {
        "id": "a1", "text": NEWS, "title": "Ferry\nstops", "url": "https://www.gazette.example/ferry", "outlet": "gazette.example",
        "published": "2024-03-05T10:00:00+02:00", "authors": "By Mira Holt and Jon Alder, Jr.", "story": "s1", "lean": 0.5,
    }  # fmt: skip
    article = article_from_record(record)
    assert (article.id, article.title, article.outlet, article.story) == ("a1", "Ferry stops", "gazette.example", "s1")
    assert article.authors == ("Mira Holt", "Jon Alder, Jr.")
    assert article.published == datetime(2024, 3, 5, 8, tzinfo=UTC)
    assert not article.published_day_only


def test_a_record_with_a_title_alone_or_html_is_an_article() -> None:
    assert article_from_record({"title": "Ferry stops", "text": "", "authors": None}).title == "Ferry stops"
    paragraphs = "".join(f"<p>{NEWS} It was vote number {k}.</p>" for k in range(4))
    article = article_from_record(
        {"html": f"<html><body><article><h1>Ferry</h1>{paragraphs}</article></body></html>", "title": "Mine"}
    )
    assert article.from_html
    assert article.title == "Mine"
    assert "vote number 3" in article.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ["a"]), ("id", True), ("text", 5), ("html", {}), ("title", ["x"]), ("url", 1), ("published", 1700000000), ("published", "soon"),
        ("authors", {"name": "x"}), ("authors", [1]), ("story", 3), ("outlet", 3),
    ],
)  # fmt: skip
def test_a_field_of_a_wrong_type_is_told_in_one_sentence(field: str, value: Any) -> None:
    with pytest.raises(InputError, match=field) as caught:
        article_from_record({"id": "a1", "text": NEWS} | {field: value})
    assert "\n" not in str(caught.value)


def test_a_record_with_neither_title_nor_text_is_empty() -> None:
    with pytest.raises(EmptyInput, match="a1"):
        article_from_record({"id": "a1", "text": " "})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20), lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(max_size=4), x, max_size=3), max_leaves=6
)  # fmt: skip
FIELDS = st.sampled_from(["id", "text", "title", "url", "outlet", "published", "authors", "story", "other"])


@given(st.dictionaries(FIELDS, JSON, max_size=6))
def test_any_record_gives_an_article_or_an_input_error(record: dict[str, Any]) -> None:
    found = outcome(lambda: article_from_record(record))
    assert isinstance(found, InputError) or (isinstance(found, Article) and found.id)


@pytest.mark.parametrize(
    ("written", "time", "day_only"),
    [
        ("2024-03-05", datetime(2024, 3, 5, tzinfo=UTC), True),
        ("2024-03-05T10:00:00", datetime(2024, 3, 5, 10, tzinfo=UTC), False),
        ("2024-03-05 10:00:00Z", datetime(2024, 3, 5, 10, tzinfo=UTC), False),
        ("2024-03-05T23:30:00-05:00", datetime(2024, 3, 6, 4, 30, tzinfo=UTC), False),
        ("2024-03-05T10:00:00.123456789Z", datetime(2024, 3, 5, 10, 0, 0, 123456, tzinfo=UTC), False),
        ("Tue, 05 Mar 2024 10:00:00 GMT", datetime(2024, 3, 5, 10, tzinfo=UTC), False),
    ],
)
def test_times_are_read_to_utc(written: str, time: datetime, day_only: bool) -> None:
    assert moment(written) == (time, day_only)


@pytest.mark.parametrize(
    "written", ["", "yesterday", "05/03/2024", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2024-13-40"]
)
def test_what_is_no_time_is_none(written: str) -> None:
    assert moment(written) is None


def test_addresses_have_one_form_and_name_their_outlet() -> None:
    plain = canonical("https://gazette.example/a?id=5")
    assert canonical("HTTP://Gazette.example:80/a/?utm_source=x&id=5&fbclid=y#c") == plain
    assert canonical("https://gazette.example") == canonical("https://gazette.example/")
    assert canonical("not an address") == "not an address"
    assert outlet_of("https://www.gazette.example/a") == "gazette.example"
    assert outlet_of("https://amp.gazette.example/a") == "gazette.example"
    assert outlet_of("https://m.example/a") == "m.example"
    assert outlet_of(None) is None
    assert outlet_of("http://[bad") is None
