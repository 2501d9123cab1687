"""Raters' scales and errors are found again in figures that were made from known ones."""

import dataclasses

import numpy as np
import pytest

from sidelight.stats.rater_fit import fit_raters
from sidelight.types import Rating

KINDS = {"anchor": "judgement", "narrow": "judgement", "wide": "audience", "shifted": "audience"}
TRUE = {"anchor": (1.0, 0.0, 0.15), "narrow": (0.3, 0.0, 0.06), "wide": (1.0, 0.0, 0.3), "shifted": (0.8, 0.12, 0.1)}


def made(outlets: int, shared: float, seed: int = 7) -> list[Rating]:
    """Figures of four raters, each of whom leaves out a fifth of the outlets."""
    rng = np.random.default_rng(seed)
    found = []
    for i in range(outlets):
        lean, kinds = rng.normal(0, 0.4), {"judgement": rng.normal(0, shared), "audience": rng.normal(0, shared)}
        for name, (scale, offset, sigma) in TRUE.items():
            if rng.random() > 0.2:
                value = offset + scale * (lean + kinds[KINDS[name]]) + rng.normal(0, sigma)
                found.append(Rating(outlet=f"o{i}.example", rater=name, value=float(value)))
    return found


@pytest.fixture(scope="module")
def ratings() -> list[Rating]:
    return made(300, shared=0.12)


def test_scale_offset_error_and_what_a_kind_shares_are_found_again(ratings: list[Rating]) -> None:
    model = fit_raters(ratings, KINDS, "anchor")
    assert model.raters["anchor"].scale == 1.0
    assert model.shared == pytest.approx(0.12, abs=0.05)
    middle = np.mean([offset for _, offset, _ in TRUE.values()])
    for name, (scale, offset, sigma) in TRUE.items():
        found = model.raters[name]
        assert found.scale == pytest.approx(scale, rel=0.15), name
        assert found.offset == pytest.approx(offset - middle, abs=0.04), name
        assert found.sigma == pytest.approx(sigma, abs=0.05), name
        assert 200 < found.outlets < 280


def test_the_mirror_image_of_the_figures_turns_the_offsets_alone(ratings: list[Rating]) -> None:
    model = fit_raters(ratings, KINDS, "anchor")
    turned = fit_raters([dataclasses.replace(r, value=-r.value) for r in ratings], KINDS, "anchor")
    assert turned.shared == model.shared
    for name, rater in model.raters.items():
        assert turned.raters[name] == dataclasses.replace(rater, offset=-rater.offset)


def test_raters_without_a_kind_are_left_out(ratings: list[Rating]) -> None:
    strange = [Rating(outlet=r.outlet, rater="stranger", value=1.0) for r in ratings[:50]]
    assert sorted(fit_raters([*ratings[:400], *strange], KINDS, "anchor").raters) == sorted(KINDS)
