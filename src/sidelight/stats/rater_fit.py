"""Fits what each rater's figures mean, from outlets that several raters share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sidelight.stats.leans import RaterModel, RaterScale
from sidelight.types import Rating

Array = NDArray[Any]

STEPS, STILL = 20000, 1e-7
"""Steps at most, and the change of every scale and error below which there is no more to find."""

PRIOR_OUTLETS, PRIOR_SIGMA = 10, 0.3
"""A rater's error is estimated as though ten more outlets had been off by 0.3: sixteen outlets alone give too sure a figure."""


def fit_raters(ratings: Sequence[Rating], kinds: Mapping[str, str], anchor: str) -> RaterModel:
    """Crossed outlet and rater effects, by EM: rating = offset + scale x (lean + kind's error) + error, all normal.

    `kinds` names each rater's kind, raters not named in it are left out. The lean's unit is the `anchor`'s (its scale is 1); its
    zero is where the raters' offsets average to zero. Both kinds' shared errors have one deviation: the data cannot tell how the
    disagreement between kinds is to be shared out, so neither is taken for the truth. Only outlets of two raters or more count.
    """
    names = sorted(kinds)
    table = _table(ratings, names)
    groups = sorted(set(kinds.values()))
    belongs = np.array([[1.0, *(kinds[name] == group for group in groups)] for name in names])
    state = _State.start(len(names), len(groups))
    seen = ~np.isnan(table)
    values = np.where(seen, table, 0.0)
    for _ in range(STEPS):
        mean, spread = _expect(state, seen, values, belongs)
        last, state = state, _maximise(state, seen, values, belongs, mean, spread, names.index(anchor))
        if np.abs([*(state.scale - last.scale), *(state.noise - last.noise), state.shared - last.shared]).max() < STILL:
            break
    offset = state.offset - state.offset.mean()
    raters = {
        name: RaterScale(
            rater=name,
            kind=kinds[name],
            scale=round(float(state.scale[i]), 3),
            offset=round(float(offset[i]), 3),
            sigma=round(float(np.sqrt(state.noise[i])), 3),
            outlets=int(seen[:, i].sum()),
        )
        for i, name in enumerate(names)
    }
    return RaterModel(raters=raters, shared=round(float(np.sqrt(state.shared)), 3))


def _table(ratings: Sequence[Rating], names: list[str]) -> Array:
    """Outlets by raters, NaN where there is no figure, outlets of one rater left out."""
    outlets = sorted({r.outlet for r in ratings})
    row, column = {o: i for i, o in enumerate(outlets)}, {n: i for i, n in enumerate(names)}
    table = np.full((len(outlets), len(names)), np.nan)
    for rating in ratings:
        if rating.rater in column:
            table[row[rating.outlet], column[rating.rater]] = rating.value
    shared: Array = table[(~np.isnan(table)).sum(axis=1) >= 2]
    return shared


@dataclass(slots=True)
class _State:
    """`noise` and `shared` are variances, `middle` and `spread` the rated outlets' mean lean and its variance."""

    offset: Array
    scale: Array
    noise: Array
    shared: float
    middle: float
    spread: float

    @classmethod
    def start(cls, raters: int, groups: int) -> "_State":
        return cls(np.zeros(raters), np.ones(raters), np.full(raters, 0.05), 0.02 / groups, 0.0, 0.25)


def _expect(state: _State, seen: Array, values: Array, belongs: Array) -> tuple[Array, Array]:
    """Posterior mean (outlets, 1 + kinds) and covariance of each outlet's lean and kinds' errors."""
    loads = belongs * state.scale[:, None]
    precision = np.diag([1 / state.spread, *([1 / state.shared] * (belongs.shape[1] - 1))])
    whole = precision + np.einsum("or,ri,rj->oij", seen / state.noise, loads, loads)
    pull = np.einsum("or,ri->oi", seen * (values - state.offset) / state.noise, loads)
    pull[:, 0] += state.middle / state.spread
    spread = np.linalg.inv(whole)
    return np.einsum("oij,oj->oi", spread, pull), spread


def _maximise(state: _State, seen: Array, values: Array, belongs: Array, mean: Array, spread: Array, anchor: int) -> _State:
    """Offsets, scales and variances that make the expected likelihood largest; then the anchor's scale is made 1."""
    offset, scale, noise = state.offset.copy(), state.scale.copy(), state.noise.copy()
    for i, of in enumerate(belongs):
        rated = seen[:, i]
        n, told, x = rated.sum(), values[rated, i], mean[rated] @ of
        around = np.einsum("i,oij,j->o", of, spread[rated], of)
        squares = (x * x + around).sum()
        offset[i], scale[i] = np.linalg.solve([[n, x.sum()], [x.sum(), squares]], [told.sum(), told @ x])
        left = ((told - offset[i] - scale[i] * x) ** 2).sum() + scale[i] ** 2 * around.sum()
        noise[i] = (left + PRIOR_OUTLETS * (PRIOR_SIGMA * scale[i]) ** 2) / (n + PRIOR_OUTLETS)
    unit = scale[anchor]
    middle = mean[:, 0].mean()
    variance = ((mean[:, 0] - middle) ** 2 + spread[:, 0, 0]).mean()
    held = [seen[:, belongs[:, k] > 0].any(axis=1) for k in range(1, belongs.shape[1])]
    shared = np.concatenate([(mean[h, k] ** 2 + spread[h, k, k]) for k, h in enumerate(held, start=1)]).mean()
    return _State(offset, scale / unit, noise, float(shared * unit**2), float(middle * unit), float(variance * unit**2))
