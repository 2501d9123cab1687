"""Statements of all reports put together where they tell one fact."""

from collections.abc import Mapping, Sequence

import numpy as np

from sidelight.lenses.facts.index import Index
from sidelight.lenses.facts.likeness import Weights, likeness, weight_of
from sidelight.lenses.facts.statements import Told

Pairs = Mapping[tuple[int, int], float]
"""Two numbers of statements, the smaller first → probability that both tell one fact."""

SAME = 0.7
"""Two statements are one fact from this probability on: of 40 groups read, 37 were right (docs/method/facts.md, 2026-11)."""

LOOSEST = 0.4
"""No two statements of one fact may be less likely the same than this."""

_WORTH_A_LOOK = 0.34
"""Share of the shorter statement's weight that both must hold before they are compared."""


def clusters(told: Sequence[Told], weights: Weights, likely: Pairs) -> list[tuple[list[int], float]]:
    """Groups of at least two statements (numbers in `told`), each with the least probability that joined it."""
    known = dict(likely)
    home = list(range(len(told)))
    members = {k: [k] for k in home}
    least = dict.fromkeys(home, 1.0)

    def probability(i: int, j: int) -> float:
        pair = (min(i, j), max(i, j))
        if pair not in known:
            known[pair] = likeness(told[pair[0]], told[pair[1]], weights)
        return known[pair]

    for (i, j), value in sorted(likely.items(), key=lambda item: (-item[1], item[0])):
        one, other = home[i], home[j]
        if value < SAME or one == other:
            continue
        cross = [probability(a, b) for a in members[one] for b in members[other]]
        if min(cross) < LOOSEST or sum(cross) / len(cross) < SAME:
            continue
        for k in members[other]:
            home[k] = one
        members[one] += members.pop(other)
        least[one] = min(least[one], least[other], value)
    return [(sorted(group), least[k]) for k, group in members.items() if len(group) > 1]


def likely_pairs(told: Sequence[Told], weights: Weights) -> dict[tuple[int, int], float]:
    """The pairs that share enough to be compared, with their probability."""
    index = Index([t.keys for t in told], weights)
    whole = np.array([weight_of(t, weights) for t in told], dtype=np.float32)
    found = {}
    for i, one in enumerate(told):
        share = index.shared(one.keys, one.light)[i + 1 :] / np.maximum(np.minimum(whole[i + 1 :], whole[i]), 0.1)
        for j in (np.flatnonzero(share >= _WORTH_A_LOOK) + i + 1).tolist():
            if one.sentence != told[j].sentence or one.article != told[j].article:
                found[i, j] = likeness(one, told[j], weights)
    return found
