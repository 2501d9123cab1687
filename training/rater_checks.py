"""How well raters agree and what their leans are worth, printed for docs/method/leans.md; used by training/outlets.py."""

import math
from collections import Counter
from statistics import correlation, quantiles

from sidelight.stats.leans import RaterModel, RaterScale, lean_of
from sidelight.stats.sides import side_of
from sidelight.types import Rating

Held = dict[str, list[Rating]]


def report(held: Held, model: RaterModel) -> None:
    """Pairs of raters, a held-out rater's coverage, sides against AllSides' own."""
    pairs(held, sorted(model.raters))
    for name in sorted(model.raters):
        coverage(held, model, model.raters[name])
    sides(held, model)
    widths(held, model)


def pairs(held: Held, names: list[str]) -> None:
    """Correlation and mean difference on the outlets that two raters share."""
    tables = [{r.rater: r.value for r in ratings} for ratings in held.values()]
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            both = [(t[one], t[other]) for t in tables if one in t and other in t]
            if len(both) >= 10:
                a, b = zip(*both, strict=True)
                gap = sum(a) / len(a) - sum(b) / len(b)
                print(f"  {one} and {other}: r {correlation(a, b):.2f}, difference {gap:+.2f}, {len(both)} outlets")


def coverage(held: Held, model: RaterModel, rater: RaterScale) -> None:
    """How often a rater's figure falls into the 90% interval that the other raters' lean and its own error predict."""
    inside = total = 0
    for ratings in held.values():
        mine = [r for r in ratings if r.rater == rater.rater]
        others = [r for r in ratings if r.rater != rater.rater]
        if not mine or not others:
            continue
        lean = lean_of(others, model)
        sd = math.hypot((lean.high - lean.low) / 3.29, model.shared, math.hypot(rater.sigma, rater.offset) / rater.scale)
        inside += abs(mine[0].value / rater.scale - lean.mean) <= 1.645 * sd
        total += 1
    print(f"  {rater.rater} left out: {inside} of {total} inside the 90% interval ({inside / total:.0%})")


def sides(held: Held, model: RaterModel) -> None:
    """The side that the other raters give, against the step of AllSides (which is left out, its readers' votes too)."""
    counts: Counter[tuple[str, str]] = Counter()
    for ratings in held.values():
        said = [r.value for r in ratings if r.rater == "allsides"]
        others = [r for r in ratings if not r.rater.startswith("allsides")]
        if said and others:
            truth = "left" if said[0] < 0 else "right" if said[0] > 0 else "centre"
            counts[truth, side_of(lean_of(others, model)) or "none"] += 1
    for truth in ("left", "centre", "right"):
        print(f"  AllSides {truth}: " + ", ".join(f"{s} {counts[truth, s]}" for s in ("left", "centre", "right", "none")))


def widths(held: Held, model: RaterModel) -> None:
    """Half the interval's width by number of raters, and the sides given."""
    by: dict[int, list[float]] = {}
    given: Counter[str] = Counter()
    for ratings in held.values():
        lean = lean_of(ratings, model)
        by.setdefault(len(ratings), []).append((lean.high - lean.low) / 2)
        given[side_of(lean) or "none"] += 1
    for n in sorted(by):
        low, middle, high = quantiles(by[n], n=4) if len(by[n]) > 1 else by[n] * 3
        print(f"  {n} raters, {len(by[n])} outlets: half width {middle:.2f} ({low:.2f} to {high:.2f})")
    print(f"  sides: {dict(given)}")
