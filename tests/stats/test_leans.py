"""A lean is a measurement with an error bar: mirrored exactly, narrowed by every rater, never moved by the ratings' order."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.errors import RatingError
from sidelight.resources.ratings import load_rater_model
from sidelight.stats.leans import PRIOR_SPREAD, RaterModel, RaterScale, lean_of, leans_of, model_for
from sidelight.stats.sides import MIRROR, side_of, side_probabilities
from sidelight.types import Lean, Rating

KNOWN = sorted(load_rater_model().raters)
figures = st.floats(min_value=-1, max_value=1, allow_nan=False)
ratings = st.dictionaries(st.sampled_from([*KNOWN, "Vale Survey", "Press Compass"]), figures, max_size=9).map(
    lambda held: [Rating(outlet="vale.example", rater=rater, value=value) for rater, value in held.items()]
)


def rated(*values: float, outlet: str = "vale.example") -> list[Rating]:
    return [Rating(outlet=outlet, rater=f"rater {i}", value=value) for i, value in enumerate(values)]


def negated(some: list[Rating]) -> list[Rating]:
    return [dataclasses.replace(r, value=-r.value) for r in some]


def mirror(lean: Lean) -> Lean:
    return dataclasses.replace(lean, mean=0.0 - lean.mean, low=0.0 - lean.high, high=0.0 - lean.low)


@given(ratings)
def test_negated_ratings_give_the_mirrored_lean_to_the_last_bit(some: list[Rating]) -> None:
    model = load_rater_model()
    assert lean_of(negated(some), model) == mirror(lean_of(some, model))


@given(ratings, st.randoms(use_true_random=False))
def test_the_order_of_ratings_does_not_matter(some: list[Rating], rng: object) -> None:
    turned = list(some)
    rng.shuffle(turned)  # type: ignore[attr-defined]  # hypothesis hands a random.Random
    assert lean_of(turned, load_rater_model()) == lean_of(some, load_rater_model())


@given(ratings)
def test_the_interval_holds_the_mean_and_lies_on_the_scale(some: list[Rating]) -> None:
    lean = lean_of(some, load_rater_model())
    assert -1 <= lean.low < lean.mean < lean.high <= 1


@given(figures, st.integers(1, 6))
def test_one_more_rater_who_agrees_narrows_the_interval(value: float, raters: int) -> None:
    fewer, more = lean_of(rated(*[value] * raters)), lean_of(rated(*[value] * (raters + 1)))
    assert more.high - more.low < fewer.high - fewer.low


@given(figures)
def test_a_second_rater_of_the_same_kind_adds_less_than_one_of_another(value: float) -> None:
    scales = {name: RaterScale(rater=name, kind=kind) for name, kind in (("a", "one"), ("b", "one"), ("c", "other"))}
    model = RaterModel(raters=scales, shared=0.2)
    first, same, other = (Rating(outlet="o.example", rater=r, value=value) for r in "abc")
    alike, apart = lean_of([first, same], model), lean_of([first, other], model)
    assert apart.high - apart.low < alike.high - alike.low


def test_no_ratings_give_a_wide_interval_around_the_middle() -> None:
    lean = lean_of([], outlet="unrated.example")
    assert (lean.outlet, lean.mean, lean.raters) == ("unrated.example", 0.0, ())
    assert lean.low == -lean.high
    assert lean.high > 0.75
    assert side_of(lean) is None


def test_a_rater_is_read_on_its_own_scale() -> None:
    model = RaterModel(raters={"narrow": RaterScale(rater="narrow", kind="k", scale=0.25, sigma=0.05)})
    lean = lean_of([Rating(outlet="o.example", rater="narrow", value=0.15)], model)
    assert lean.mean == pytest.approx(0.6, abs=0.1)


def test_an_offset_counts_as_error_and_moves_nobody() -> None:
    plain = RaterModel(raters={"r": RaterScale(rater="r", kind="k", sigma=0.1)})
    biased = RaterModel(raters={"r": RaterScale(rater="r", kind="k", sigma=0.1, offset=0.3)})
    zero = [Rating(outlet="o.example", rater="r", value=0.0)]
    assert lean_of(zero, biased).mean == 0
    assert lean_of(zero, biased).high > lean_of(zero, plain).high


def test_of_one_raters_figures_the_newest_counts() -> None:
    old = Rating(outlet="o.example", rater="r", value=-0.9, rated=date(2020, 1, 1))
    new = Rating(outlet="o.example", rater="r", value=0.4, rated=date(2025, 1, 1))
    undated = Rating(outlet="o.example", rater="r", value=-0.9)
    assert lean_of([new, undated, old]) == lean_of([new])


@pytest.mark.parametrize("value", [1.01, -1.5, float("nan"), float("inf")])
def test_a_rating_off_the_scale_is_refused_with_outlet_and_rater(value: float) -> None:
    with pytest.raises(RatingError, match=r"o\.example.*Vale Survey"):
        lean_of([Rating(outlet="o.example", rater="Vale Survey", value=value)])


def test_two_outlets_make_no_one_lean() -> None:
    with pytest.raises(RatingError, match=r"2 outlets"):
        lean_of([*rated(0.1), *rated(0.2, outlet="other.example")])


def test_unknown_raters_who_agree_are_believed_more_than_those_who_do_not() -> None:
    def survey(gap: float) -> list[Rating]:
        return [r for i in range(12) for r in rated(i / 20 - gap, i / 20 + gap, outlet=f"o{i}.example")]

    agreeing, quarrelling = (model_for(survey(gap), RaterModel()).unknown for gap in (0.02, 0.4))
    assert agreeing < RaterModel().unknown < quarrelling
    assert model_for(negated(survey(0.3)), RaterModel()) == model_for(survey(0.3), RaterModel())
    assert model_for([], RaterModel()) == RaterModel()


def test_leans_of_many_outlets_stand_under_their_domains() -> None:
    leans = leans_of([*rated(0.5), *rated(-0.5, outlet="other.example")])
    assert list(leans) == ["other.example", "vale.example"]
    assert leans["other.example"].mean < 0 < leans["vale.example"].mean


@given(ratings)
def test_sides_are_mirrored_with_the_ratings(some: list[Rating]) -> None:
    lean, turned = lean_of(some, load_rater_model()), lean_of(negated(some), load_rater_model())
    masses, mirrored = side_probabilities(lean), side_probabilities(turned)
    assert {MIRROR[side]: mass for side, mass in masses.items()} == mirrored
    assert sum(masses.values()) == pytest.approx(1)
    side = side_of(lean)
    assert side_of(turned) == (MIRROR[side] if side else None)


@pytest.mark.parametrize(
    ("values", "side"),
    [
        ((-0.6, -0.5, -0.7), "left"),
        ((0.0, 0.05, -0.05), "centre"),
        ((0.6, 0.5, 0.7), "right"),
        ((0.2, 0.2), None),
        ((-0.2,), None),
    ],
)
def test_a_side_is_said_only_where_two_thirds_of_the_mass_lie_there(values: tuple[float, ...], side: str | None) -> None:
    assert side_of(lean_of(rated(*values), RaterModel(unknown=0.2))) == side


def test_the_prior_is_wider_than_the_scale_of_any_side() -> None:
    assert PRIOR_SPREAD > 0.5
