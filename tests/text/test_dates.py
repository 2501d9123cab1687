"""Which stretches of a text are dates, and what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.resources.load import language_pack
from sidelight.text.dates import DateMention, dates

PACK = language_pack("en")


def only(text: str) -> DateMention:
    found = dates(text, PACK)
    assert len(found) == 1, [text[d.start : d.end] for d in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "year", "month", "day"),
    [
        ("It began in 2015.", "2015", 2015, None, None),
        ("It began in May 2015.", "May 2015", 2015, 5, None),
        ("It began on March 5, 2015.", "March 5, 2015", 2015, 3, 5),
        ("It began on 5 March 2015.", "5 March 2015", 2015, 3, 5),
        ("It began on Jan. 7.", "Jan. 7", None, 1, 7),
        ("It began on 12/25/2015.", "12/25/2015", 2015, 12, 25),
        ("It began on 2015-12-25.", "2015-12-25", 2015, 12, 25),
        ("It began on 9/11.", "9/11", None, 9, 11),
        ("It began in mid-2015.", "mid-2015", 2015, None, None),
    ],
)
def test_dates_are_read_in_the_forms_that_news_prints(
    text: str, words: str, year: int | None, month: int | None, day: int | None
) -> None:
    d = only(text)
    assert text[d.start : d.end] == words
    assert (d.year, d.month, d.day) == (year, month, day)


def test_a_season_keeps_its_year() -> None:
    d = only("It held many as of summer 2024.")
    assert (d.year, d.season) == (2024, "summer")


def test_a_decade_is_marked_as_one() -> None:
    assert only("It was so in the 1990s.").decade


def test_a_span_of_years_keeps_its_end() -> None:
    d = only("The 2016-17 season was long.")
    assert (d.year, d.until) == (2016, 2017)


@pytest.mark.parametrize(
    "text", ["It is 2000 miles away.", "It cost $2015.", "It has 1,990 rooms.", "It grew 2000% at 24/7.", "Model X2015."]
)
def test_a_four_digit_number_with_a_unit_is_no_year(text: str) -> None:
    assert dates(text, PACK) == []


@given(st.text(max_size=200))
def test_no_string_breaks_it_and_dates_never_overlap(text: str) -> None:
    last = 0
    for d in dates(text, PACK):
        assert last <= d.start < d.end <= len(text)
        last = d.end
