"""Statements of all reports put together where they tell one fact."""

from collections.abc import Mapping, Sequence

import numpy as np

from sidelight.lenses.facts.index import Index
from sidelight.lenses.facts.likeness import Likeness
from sidelight.lenses.facts.statements import Told

Pairs = Mapping[tuple[int, int], float]
"""Two numbers of statements, the smaller first → probability that both tell one fact."""

SAME = 0.6
"""Two statements are one fact from this probability on; measured in docs/method/facts.md, 2026-11."""

LOOSEST = 0.4
"""No two statements of one fact may be less likely the same than this."""

TWICE = 0.9
"""Two statements of one report are one fact from this probability on: a report says most things once."""

_WORTH_A_LOOK = 0.34
"""Share of the shorter statement's weight that both must hold before they are compared."""


def clusters(likeness: Likeness, likely: Pairs) -> list[tuple[list[int], float]]:
    """Groups of at least two statements (their numbers), each with the least probability that joined it."""
    told, probability = likeness.told, likeness.probability
    home = list(range(len(told)))
    members = {k: [k] for k in home}
    least = dict.fromkeys(home, 1.0)
    for (i, j), value in sorted(likely.items(), key=lambda item: (-item[1], item[0])):
        one, other = home[i], home[j]
        least_alike = TWICE if told[i].article == told[j].article else SAME
        if value < least_alike or one == other or told[i].aside or told[j].aside:
            continue
        cross = [probability(a, b) for a in members[one] for b in members[other]]
        if min(cross) < LOOSEST or sum(cross) / len(cross) < SAME:
            continue
        for k in members[other]:
            home[k] = one
        members[one] += members.pop(other)
        least[one] = min(least[one], least[other], value)
    return [(sorted(group), least[k]) for k, group in members.items() if len(group) > 1]


def joined(groups: Sequence[tuple[list[int], float]], told: Sequence[Told]) -> list[tuple[list[int], float]]:
    """Groups put together that the same reports tell in the same sentences, or in one quotation's neighbouring ones.

    Only where one of the two cannot be read without the other: half a sentence, or a few words of a quotation.
    """
    found: list[tuple[list[int], float]] = []
    for group, least in sorted(groups):
        places = _places(group, told)
        for k, (other, lowest) in enumerate(found):
            if not (_stands(group, told) and _stands(other, told)) and _neighbours(places, _places(other, told)):
                found[k] = (sorted([*other, *group]), min(lowest, least))
                break
        else:
            found.append((group, least))
    return found


def _stands(group: Sequence[int], told: Sequence[Told]) -> bool:
    return any(told[n].stands for n in group)


def _places(group: Sequence[int], told: Sequence[Told]) -> dict[int, list[Told]]:
    places: dict[int, list[Told]] = {}
    for number in group:
        places.setdefault(told[number].article, []).append(told[number])
    return places


def _neighbours(one: Mapping[int, Sequence[Told]], other: Mapping[int, Sequence[Told]]) -> bool:
    return one.keys() == other.keys() and all(any(_beside(a, b) for a in one[k] for b in other[k]) for k in one)


def _beside(one: Told, other: Told) -> bool:
    gap = abs(one.sentence - other.sentence)
    one_voice = one.said and other.said and (one.said_in == other.said_in or (one.speaker and one.speaker == other.speaker))
    return gap == 0 or (gap == 1 and bool(one_voice))


def likely_pairs(likeness: Likeness) -> dict[tuple[int, int], float]:
    """The pairs that share enough to be compared, with their probability."""
    told = likeness.told
    index = Index([t.keys for t in told], likeness.weights)
    whole = np.array(likeness.heavy, dtype=np.float32)
    found = {}
    for i, one in enumerate(told):
        share = index.shared(one.keys, one.light)[i + 1 :] / np.maximum(np.minimum(whole[i + 1 :], whole[i]), 0.1)
        for j in (np.flatnonzero(share >= _WORTH_A_LOOK) + i + 1).tolist():
            if one.sentence != told[j].sentence or one.article != told[j].article:
                found[i, j] = likeness.probability(i, j)
    return found
