"""Numbers, dates and certainty in words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from surfaces.breakdowns import ferry_article, ferry_breakdown

from sidelight.surfaces.wording import arithmetic, made_of, made_with, measures, number, published, sureness, verdict
from sidelight.types import CheckData, Count, Finding, LoadedData, Measure


@pytest.mark.parametrize(
    ("value", "words"),
    [(75_000, "75,000"), (0.011363636, "0.01136"), (-0.98287, "−0.9829"), (36.33, "36.33"), (0.5, "0.5"), (1e15, "1,000,000,000,000,000"), (123456.7, "123,457"), (float("inf"), "inf"), (-12, "−12")],
)  # fmt: skip
def test_a_number_has_four_digits_that_matter_and_thousands_set_apart(value: float, words: str) -> None:
    assert number(value) == words


def check(**fields: object) -> CheckData:
    base = CheckData(relation="share", claim=None, operands=(), formula="12 / 48", computed=0.25, stated=None, verdict=None)
    return replace(base, **fields)  # type: ignore[arg-type]  # the fields are named by each test


def test_a_sum_is_shown_with_what_the_text_states() -> None:
    assert arithmetic(check()) == "12 / 48 = 0.25"
    assert arithmetic(check(formula="12000 / 48000", stated=0.3)) == "12,000 / 48,000 = 0.25; stated 0.3"
    assert arithmetic(check(computed=None)) == ""


def finding(**fields: object) -> Finding:
    base = Finding(lens="x", kind="k", statement="s", count=Count(value=1, of=2, what="boats"))
    return replace(base, **fields)  # type: ignore[arg-type]  # the fields are named by each test


@pytest.mark.parametrize(
    ("probability", "words"), [(None, ""), (0.934, "93% sure"), (0.999, "over 99% sure"), (0.001, "under 1% sure")]
)
def test_certainty_is_never_complete(probability: float | None, words: str) -> None:
    assert sureness(finding(probability=probability)) == words


def test_of_a_loaded_sentence_the_outlets_own_words_count() -> None:
    loaded = finding(probability=0.9, data=LoadedData(words=(), own_voice=0.7))
    assert sureness(loaded) == "70% sure"
    assert sureness(replace(loaded, data=LoadedData(words=(), own_voice=0.3))) == ""
    assert sureness(replace(loaded, data=LoadedData(words=(), own_voice=0.3), displayed=False)) == "30% sure"


def test_a_verdict_that_the_statement_has_is_not_said_again() -> None:
    assert verdict(finding(data=check(verdict="off"))) == "does not add up"
    assert verdict(finding(statement="about 1%: that holds", data=check(verdict="holds"))) == ""
    assert verdict(finding()) == ""


def test_counts_and_measures_are_left_out_where_the_statement_has_them() -> None:
    share = Measure(name="Vost", value=0.59, unit="fraction", n=58)
    assert list(measures(finding(measures=(share,)))) == ["1 of 2 boats", "Vost: 59%, n = 58"]
    assert list(measures(finding(statement="1 of 2: Vost 59%", measures=(share,)))) == []
    wide = replace(share, interval=(0.46, 0.7))
    assert list(measures(finding(statement="1 of 2: Vost 59%", measures=(wide,)))) == [
        "Vost: 59% (90% interval 46% to 70%), n = 58"
    ]


def test_a_day_without_a_time_is_only_a_day() -> None:
    article = replace(ferry_article(), published=datetime(2026, 2, 4, tzinfo=UTC), published_day_only=True)
    assert published(article) == "4 February 2026"
    assert published(ferry_article()) == "4 February 2026, 13:05 UTC"
    assert published(replace(article, published=None)) == ""


def test_all_that_made_a_breakdown_can_be_read_off() -> None:
    assert (
        made_with(ferry_breakdown())
        == "Sidelight 0.1.0 · lenses figures 1, loaded 1 · settings a3f09c11be77 · inputs 77b1c2d3e4f5"
    )
    assert ("loaded-linear", "2026.11") in made_of(ferry_breakdown())
