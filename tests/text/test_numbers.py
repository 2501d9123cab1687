"""Which stretches of a text are quantities, what they are worth, and what their words leave open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.resources.load import language_pack
from sidelight.text.numbers import Quantity, quantities

PACK = language_pack("en")


def read(text: str) -> list[Quantity]:
    return quantities(text, PACK)


def only(text: str) -> Quantity:
    found = read(text)
    assert len(found) == 1, [text[q.start : q.end] for q in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("They counted 6,600,000 birds.", 6_600_000, "count"),
        ("They counted 12 birds.", 12, "count"),
        ("It weighed 1.5 tonnes.", 1.5, "tonnes"),
        ("A share of 12.5% was sold.", 12.5, "percent"),
        ("A share of 12 per cent was sold.", 12, "percent"),
        ("He leads by 9 percentage points.", 9, "points"),
        ("It is a nine-point lead.", 9, "points"),
        ("It cost $1.2 billion.", 1.2e9, "USD"),
        ("It cost £3bn.", 3e9, "GBP"),
        ("It cost €5m.", 5e6, "EUR"),
        ("It cost $400K.", 400_000, "USD"),
        ("It cost 20 billion dollars.", 20e9, "USD"),
        ("They sold three million tickets.", 3e6, "count"),
        ("They sold a dozen tickets.", 12, "count"),
        ("They sold half a million tickets.", 500_000, "count"),
        ("They sold two hundred and five tickets.", 205, "count"),
        ("They sold twenty-five tickets.", 25, "count"),
        ("Two-thirds of the tickets went.", 2 / 3, "fraction"),
        ("Half of the tickets went.", 0.5, "fraction"),
        ("One in five tickets went.", 0.2, "fraction"),
        ("Nine out of 10 tickets went.", 0.9, "fraction"),
        ("It lasted 12 years.", 12, "years"),
        ("It is 40 miles away.", 40, "miles"),
        ("The economy shrank, at -0.3% a year.", -0.3, "percent"),
    ],
)
def test_quantities_are_read_with_their_unit(text: str, value: float, unit: str) -> None:
    q = only(text)
    assert q.value == pytest.approx(value)
    assert q.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "The 5th man came third in the third round.",
        "It began in 2015, in May 2016, on March 5, 2017, on 9/11 and in the 1990s.",
        "They met at 5:30 p.m. and again at 7 pm.",
        "The gang MS-13, the F-35, COVID-19 and the G-20 were named.",
        "H.R. 1 and Section 230 are read on Route 9 and Channel 4.",
        "The score was 51-48.",
        "Call 202-555-0100 now.",
        "They flew in a Boeing 737.",
        "It was one of the reasons.",
        "In the first quarter it began.",
        "She serves a third term.",
    ],
)
def test_names_dates_times_ordinals_and_scores_are_no_quantities(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("It holds about 300 men.", "about", 270, 330),
        ("It holds over 40,000 men.", "over", 40_000, 50_000),
        ("It holds at least 40 men.", "at least", 40, 50),
        ("It holds nearly 50 men.", "nearly", 45, 50),
        ("It holds fewer than 12 men.", "fewer than", 9, 12),
        ("It holds up to 12 men.", "up to", 9, 12),
        ("It holds 12 men.", None, 12, 12),
    ],
)
def test_a_hedge_opens_the_bounds_on_its_own_side(text: str, hedge: str | None, low: float, high: float) -> None:
    q = only(text)
    assert q.hedge == hedge
    assert (q.low, q.high) == pytest.approx((low, high))


def test_a_hedge_glued_to_the_word_before_is_still_read() -> None:
    text = "They arrested 900 membersapproximately 1% of the town."
    share = read(text)[1]
    assert share.hedge == "approximately"
    assert text[share.reach : share.end] == "approximately 1%"


def test_a_word_that_merely_ends_like_a_hedge_is_none() -> None:
    assert only("It was thoroughly 20 miles.").hedge is None


def test_a_hyphen_joins_a_range_when_something_is_counted() -> None:
    q = only("A raise of 10-15 percent came.")
    assert (q.low, q.high, q.unit) == (10, 15, "percent")


def test_between_and_is_one_range() -> None:
    q = only("Between 5 and 10 percent left.")
    assert (q.low, q.high) == (5, 10)


def test_a_written_place_bounds_a_number_by_its_half() -> None:
    q = only("It cost $1.2 billion.")
    assert (q.low, q.high) == pytest.approx((1.15e9, 1.25e9))


def test_a_number_that_borrows_its_neighbours_unit() -> None:
    assert [q.unit for q in read("They won 52 to 43 percent.")] == ["percent", "percent"]


def test_an_age_is_in_years_whether_after_a_name_or_with_its_unit() -> None:
    assert [q.unit for q in read("Anna Berg, 45, has a 12-year-old son, and her club takes those 50 or older.")] == ["years"] * 3


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_no_string_breaks_it_and_offsets_lie_in_the_text(text: str) -> None:
    last = 0
    for q in read(text):
        assert last <= q.start < q.end <= len(text)
        assert 0 <= q.reach <= q.start
        assert q.low <= q.value <= q.high
        last = q.end


@given(
    st.lists(
        st.sampled_from(
            ["12", "1,200", "$", "%", "-", ".", " to ", "half", "two", "million", "2015", "in", "of", "(", "–", "9/11"]
        ),
        max_size=30,
    )
)
def test_any_mixture_of_number_parts_is_read_without_error(parts: list[str]) -> None:
    text = " ".join(parts) + "".join(parts)
    assert all(text[q.start : q.end].strip() for q in read(text))


def test_a_line_of_a_million_digits_is_read_in_linear_time() -> None:
    assert len(read("1,234 and " * 20_000)) == 20_000
    assert read("9" * 1_000_000) == []
