"""The tables that ship, and users' own in the same form."""

import csv
import tomllib
from datetime import date
from pathlib import Path
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.errors import RatingError
from sidelight.resources.load import read_bytes
from sidelight.resources.ratings import (
    load_outlets,
    load_rater_model,
    load_raters,
    load_ratings,
    read_outlets_csv,
    read_ratings_csv,
    stands_for,
)
from sidelight.stats.leans import leans_of
from sidelight.stats.sides import side_of

HEAD = "outlet,rating,rater,date\n"


def test_every_shipped_rating_names_a_rater_with_its_year_source_and_terms() -> None:
    raters = load_raters()
    ratings = load_ratings().ratings
    assert {r.rater for r in ratings} == set(raters) == set(load_rater_model().raters)
    assert all(r.rated and r.rated.year == raters[r.rater].year for r in ratings)
    assert all(x.measures and x.source and x.terms and str(x.year) in x.name for x in raters.values())
    assert all(x.terms in load_ratings().terms for x in raters.values())


def test_shipped_ratings_are_unique_on_the_scale_and_small() -> None:
    ratings = load_ratings().ratings
    assert len({(r.outlet, r.rater) for r in ratings}) == len(ratings) > 3000
    assert len(read_bytes("outlets/ratings.csv")) < 400_000


def test_an_outlet_ships_with_two_raters_or_a_large_audience() -> None:
    held: dict[str, list[int | None]] = {}
    for r in load_ratings().ratings:
        held.setdefault(r.outlet, []).append(r.n)
    assert all(len(counts) > 1 or (counts[0] or 0) >= 200 for counts in held.values())


def test_shipped_facts_hold_codes_and_no_sentence() -> None:
    outlets = load_outlets()
    assert len(outlets) > 600
    for domain, outlet in outlets.items():
        assert domain == outlet.domain == domain.lower()
        assert outlet.country is None or (len(outlet.country) == 2 and outlet.country.isupper())
        assert outlet.language in (None, "en")
        assert outlet.owner is None or (len(outlet.owner) < 75 and "%" not in outlet.owner)


def test_a_users_table_is_read_whatever_the_order_of_its_columns() -> None:
    text = "\ufeffDate, Rater ,Rating,Outlet,colour\n2026-03-31,Vale Survey,-0.25,WWW.Vale.example,blue\n\n2025,Vale Survey,1,https://kest.example/news,\n"
    first, second = read_ratings_csv(text, "mine", "mine.csv").ratings
    assert (first.outlet, first.value, first.rater, first.rated) == ("vale.example", -0.25, "Vale Survey", date(2026, 3, 31))
    assert (second.outlet, second.value, second.rated, second.n) == ("kest.example", 1.0, date(2025, 1, 1), None)


def test_words_are_read_by_the_mapping_that_is_given() -> None:
    words = {"Left": -1.0, "lean left": -0.5, "centre": 0.0}
    text = "outlet,rating,rater\na.example,LEFT,r\nb.example,Lean Left,r\nc.example,0.3,r\n"
    assert [r.value for r in read_ratings_csv(text, "w", "w.csv", words).ratings] == [-1.0, -0.5, 0.3]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("outlet,rating\na.example,0.1\n", "r.csv: has no column 'rater'"),
        ("outlet;rating;rater\na.example;0.1;x\n", "r.csv: has no column 'outlet'; its first line names outlet, rating, rater, parted by commas"),
        ("", "r.csv: has no column 'outlet'"),
        (HEAD, "r.csv: holds no rating"),
        (HEAD + "a.example,0.1,x,\nb.example,1.2,x,\n", "r.csv, line 3: has the rating 1.2; ratings lie between -1"),
        (HEAD + "a.example,nan,x,\n", "r.csv, line 2: has the rating nan"),
        (HEAD + "a.example,left,x,\n", "r.csv, line 2: has the rating 'left', which is no number"),
        (HEAD + "a.example,,x,\n", "r.csv, line 2: has the rating ''"),
        (HEAD + ",0.1,x,\n", "r.csv, line 2: names no outlet"),
        (HEAD + "The Vale,0.1,x,\n", "r.csv, line 2: names no outlet's domain: 'The Vale'"),
        (HEAD + "a.example,0.1,,\n", "r.csv, line 2: names no rater"),
        (HEAD + "a.example,0.1,x,31.3.2026\n", "r.csv, line 2: has the date '31.3.2026'"),
        (HEAD + "a.example,0.1,x,2026,5\n", "r.csv, line 2: has 5 fields, the first line 4"),
        (HEAD + '"a.example,0.1,x,\n', "is no table of comma-separated values"),
        ("outlet,rating,rater,n\na.example,0.1,x,-3\n", "r.csv, line 2: has n '-3'"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_is_refused_in_one_sentence_with_its_line(text: str, message: str) -> None:
    with pytest.raises(RatingError) as caught:
        read_ratings_csv(text, "r", "r.csv")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_word_is_told_which_are_known() -> None:
    with pytest.raises(RatingError, match=r"'far out', which is no number or one of left, right"):
        read_ratings_csv(HEAD + "a.example,far out,x,\n", "r", "r.csv", {"right": 1, "left": -1})


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_but_never_breaks(text: str) -> None:
    for head in ("", HEAD):
        try:
            ratings = read_ratings_csv(head + text, "r", "r.csv").ratings
        except RatingError:
            continue
        assert all(-1 <= r.value <= 1 for r in ratings)


def test_facts_of_outlets_are_read_from_the_least_columns() -> None:
    outlet = read_outlets_csv("domain,name\nVale.example,The Vale\n", "o.csv")["vale.example"]
    assert (outlet.name, outlet.country, outlet.owner) == ("The Vale", None, None)


@pytest.mark.parametrize(
    ("domain", "parent"),
    [
        ("vale.example", "vale.example"),
        ("blogs.vale.example", "vale.example"),
        ("a.sport.vale.example", "sport.vale.example"),
        ("kest.example", None),
        ("someone.wordpress.com", None),
        ("wordpress.com", "wordpress.com"),
    ],
)
def test_a_subdomain_stands_for_its_outlet_but_not_for_a_platform(domain: str, parent: str | None) -> None:
    assert stands_for(domain, {"vale.example", "sport.vale.example", "wordpress.com"}) == parent


def test_each_outlet_of_the_demonstration_gets_the_side_of_its_raters_mean() -> None:
    ratings = read_ratings_csv(read_bytes("demo/ratings.csv").decode("utf-8"), "demo", "demo/ratings.csv").ratings
    leans = leans_of(ratings, load_rater_model())
    for outlet, lean in leans.items():
        mean = fmean(r.value for r in ratings if r.outlet == outlet)
        assert side_of(lean) == ("left" if mean < -0.2 else "right" if mean > 0.2 else "centre"), outlet
    assert set(leans) < set(read_outlets_csv(read_bytes("demo/outlets.csv").decode("utf-8"), "demo/outlets.csv"))


def test_the_shipped_figures_are_those_of_the_compilation(shared: Path) -> None:
    columns = {
        key: rater["key"] for key, rater in tomllib.loads(read_bytes("outlets/raters.toml").decode("utf-8"))["raters"].items()
    }
    with (shared / "data" / "outlets" / "raters.csv").open(encoding="utf-8", newline="") as lines:
        told = {row["domain"]: row for row in csv.DictReader(lines)}
    for r in load_ratings().ratings[::37]:
        assert r.value == pytest.approx(max(-1, min(1, float(told[r.outlet][columns[r.rater]]))), abs=1e-4)
