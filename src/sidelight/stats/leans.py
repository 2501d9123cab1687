"""What several raters say of one outlet, as one lean with its error bar."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import NormalDist

from sidelight.errors import RatingError
from sidelight.types import Lean, Rating

MASS = 0.9
"""Of the posterior, what the interval holds; the rest is cut off in equal parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterScale:
    """How one rater's figures relate to the lean: rating = offset + scale x lean + error, `sigma` the error's deviation.

    Raters of one `kind` ("audience", "judgement") share an error beside their own. `outlets` is how many the figures rest
    on; 0 for a rater that nobody has fitted.
    """

    rater: str
    kind: str
    scale: float = 1.0
    offset: float = 0.0
    sigma: float = 0.3
    outlets: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterModel:
    """Every rater that was fitted, and `shared`: the deviation of the error that raters of one kind have in common.

    A rater that it does not hold is taken to speak on the common scale, as a kind of its own, with the error `unknown`: 0.3,
    about what the fitted raters by judgement have (docs/method/leans.md), unless `model_for` found how well such raters agree.
    """

    raters: Mapping[str, RaterScale] = field(default_factory=dict)
    shared: float = 0.1
    unknown: float = 0.3

    def of(self, rater: str) -> RaterScale:
        """The rater's scale, or the one for a rater unknown."""
        return self.raters.get(rater) or RaterScale(rater=rater, kind=f"of its own: {rater}", sigma=self.unknown)


PRIOR_RATINGS = 10
"""The unknown raters' error is estimated as though ten more ratings had been off by 0.3."""

PRIOR_SPREAD = 0.6
"""Deviation of the prior, its mean 0: wider than the rated outlets' own spread (0.5), since the unrated need not be like them."""


def lean_of(
    ratings: Sequence[Rating], model: RaterModel | None = None, *, outlet: str = "", prior_spread: float = PRIOR_SPREAD
) -> Lean:
    """Combine what several raters say of one outlet into a posterior on [-1, 1].

    Normal errors, a normal prior around 0, the posterior cut off at both ends of the scale. A rater's offset is not taken
    away, since whose zero is the true middle is no question of statistics: it counts as part of the rater's error. So the
    mirror image of the ratings gives the mirror image of the lean, to the last bit; nor does the ratings' order matter.
    Of several figures of one rater the newest counts. With no ratings the posterior is the prior.

    Raises:
        RatingError: a rating outside [-1, 1], or ratings of more than one outlet.
    """
    model = model or RaterModel()
    names = {r.outlet for r in ratings} or {outlet}
    if len(names) > 1:
        raise RatingError(f"ratings of {len(names)} outlets cannot make one lean", where=", ".join(sorted(names)))
    figures = _newest(ratings)
    kinds: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for rater, value in figures.items():
        scale = model.of(rater)
        precision = scale.scale**2 / (scale.sigma**2 + scale.offset**2)
        kinds[scale.kind].append((value / scale.scale, precision))
    weights, pulls = [1 / prior_spread**2], [0.0]
    for held in kinds.values():
        whole = math.fsum(precision for _, precision in held)
        weight = 1 / (model.shared**2 + 1 / whole)
        weights.append(weight)
        pulls.append(weight * (math.fsum(value * precision for value, precision in held) / whole))
    sd = math.sqrt(1 / math.fsum(weights))
    mean, low, high = _cut_off(math.fsum(pulls) * sd**2, sd)
    return Lean(outlet=names.pop(), mean=mean, low=low, high=high, raters=tuple(sorted(figures)))


def model_for(ratings: Iterable[Rating], known: RaterModel) -> RaterModel:
    """`known`, with the error of raters that it does not hold estimated from how far they are apart on the outlets they share."""
    held: dict[str, list[Rating]] = defaultdict(list)
    for rating in ratings:
        if rating.rater not in known.raters:
            held[rating.outlet].append(rating)
    squares, freedom = [PRIOR_RATINGS * RaterModel().unknown ** 2], PRIOR_RATINGS
    for some in held.values():
        values = list(_newest(some).values())
        middle = math.fsum(values) / len(values)
        squares += [(value - middle) ** 2 for value in values]
        freedom += len(values) - 1
    return replace(known, unknown=math.sqrt(math.fsum(squares) / freedom))


def leans_of(ratings: Iterable[Rating], model: RaterModel | None = None) -> dict[str, Lean]:
    """The lean of every outlet that somebody rates, by domain. `model` is what is known of raters; of others `model_for` asks."""
    held: dict[str, list[Rating]] = defaultdict(list)
    for rating in ratings:
        held[rating.outlet].append(rating)
    fitted = model_for([r for some in held.values() for r in some], model or RaterModel())
    return {outlet: lean_of(held[outlet], fitted) for outlet in sorted(held)}


def _newest(ratings: Sequence[Rating]) -> dict[str, float]:
    """Rater → figure; several of one day are averaged."""
    held: dict[str, dict[date, list[float]]] = defaultdict(lambda: defaultdict(list))
    for rating in ratings:
        if not -1 <= rating.value <= 1:
            raise RatingError(f"is rated {rating.value} by {rating.rater}; ratings lie between -1 and 1", where=rating.outlet)
        held[rating.rater][rating.rated or date.min].append(rating.value)
    newest = {rater: days[max(days)] for rater, days in sorted(held.items())}
    return {rater: math.fsum(values) / len(values) for rater, values in newest.items()}


def _cut_off(mean: float, sd: float) -> tuple[float, float, float]:
    """Mean and central interval of a normal that is cut off at -1 and 1 (its own mean first brought between them)."""
    size = min(abs(mean), 1.0)
    normal = NormalDist(size, sd)
    below, upto = normal.cdf(-1), normal.cdf(1)
    inside = upto - below
    density = math.exp(-((-1 - size) ** 2) / (2 * sd**2)) - math.exp(-((1 - size) ** 2) / (2 * sd**2))
    centre = size + sd * density / (math.sqrt(2 * math.pi) * inside)
    low, high = (normal.inv_cdf(below + inside * part) for part in ((1 - MASS) / 2, (1 + MASS) / 2))
    if mean == 0:
        return 0.0, -high, high
    return (centre, low, high) if mean > 0 else (-centre, -high, -low)
