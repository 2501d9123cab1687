"""What the desk knows of outlets: a user's ratings before those that ship, facts likewise."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from functools import cache
from typing import NamedTuple

from sidelight.resources.load import read_bytes
from sidelight.resources.ratings import SHIPPED, load_outlets, load_rater_model, load_ratings, read_ratings_csv, stands_for
from sidelight.stats.leans import RaterModel, lean_of, model_for
from sidelight.stats.sides import Side, side_of
from sidelight.store import Store
from sidelight.types import Lean, Outlet, Rating


class Outlooks(NamedTuple):
    """Facts of outlets, and the ratings in use with what is known of those who gave them.

    An outlet that the desk's own sets rate has those ratings alone; all others have the shipped ones.
    """

    outlets: Mapping[str, Outlet]
    ratings: Mapping[str, tuple[Rating, ...]]
    model: RaterModel

    def leans(self, domains: Iterable[str]) -> dict[str, Lean]:
        """The lean of each of these outlets that anybody rates, itself or the outlet that it is a part of."""
        named = {domain: stands_for(domain, self.ratings) for domain in domains}
        return {
            domain: replace(lean_of(self.ratings[known], self.model), outlet=domain)
            for domain, known in sorted(named.items())
            if known is not None
        }

    def raters(self, domain: str) -> tuple[Rating, ...]:
        """The figures that its lean is made of."""
        known = stands_for(domain, self.ratings)
        return () if known is None else self.ratings[known]

    def facts(self, domain: str) -> Outlet | None:
        """Of the outlet, or of the one that it is a part of."""
        known = stands_for(domain, self.outlets)
        return None if known is None else self.outlets[known]

    def told(self, domains: Iterable[str]) -> list[object]:
        """All that is known of these outlets, as plain values: where it changes, what rests on it is made anew."""
        named = sorted(set(domains))
        leans = [[d, round(lean.mean, 6), round(lean.low, 6), round(lean.high, 6)] for d, lean in self.leans(named).items()]
        return [leans, [[d, *map(str, asdict(facts).values())] for d in named if (facts := self.facts(d)) is not None]]

    def on_side(self, side: Side, domains: Iterable[str]) -> frozenset[str]:
        """Those of the outlets that are counted with this side."""
        return frozenset(domain for domain, lean in self.leans(domains).items() if side_of(lean) == side)


@cache
def shipped_outlooks() -> Outlooks:
    """What is known without a desk."""
    return Outlooks(load_outlets(), _by_outlet(load_ratings().ratings), load_rater_model())


def outlooks_of(store: Store, domains: Iterable[str] | None = None) -> Outlooks:
    """What the desk knows, laid over what ships; of these outlets alone where they are named, which a command has sooner."""
    shipped = shipped_outlooks() if domains is None else _shipped_of(set(domains))
    sets = [found for name in store.outlets.rating_sets() if (found := store.outlets.ratings(name)) is not None]
    own = [rating for held in sets for rating in held.ratings]
    facts = {outlet.domain: outlet for outlet in store.outlets.all()}
    further = {domain: outlet for outlet in facts.values() for domain in outlet.domains}
    return Outlooks(
        outlets={**shipped.outlets, **further, **facts},
        ratings={**shipped.ratings, **_by_outlet(own)},
        model=model_for(own, shipped.model),
    )


def _shipped_of(domains: Iterable[str]) -> Outlooks:
    """Of the table of ratings only the lines of these outlets, and of those that they may be a part of, are read."""
    wanted = {".".join(labels[i:]) for domain in domains for labels in [domain.split(".")] for i in range(len(labels) - 1)}
    first, *lines = read_bytes("outlets/ratings.csv").decode("utf-8").splitlines()
    held = [line for line in lines if line.partition(",")[0] in wanted]
    found = read_ratings_csv("\n".join([first, *held]), SHIPPED, "outlets/ratings.csv").ratings if held else ()
    return Outlooks(load_outlets(), _by_outlet(found), load_rater_model())


def _by_outlet(ratings: Iterable[Rating]) -> dict[str, tuple[Rating, ...]]:
    held: dict[str, list[Rating]] = defaultdict(list)
    for rating in ratings:
        held[rating.outlet].append(rating)
    return {outlet: tuple(some) for outlet, some in held.items()}
