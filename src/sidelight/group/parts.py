"""Whether a story is one: the parts that its reports fall into by average link."""

import heapq
from collections.abc import Mapping, Sequence


def parts_of(members: Sequence[str], near: Mapping[str, Mapping[str, float]], least: float) -> list[list[str]]:
    """Members put together, the likeliest first, as long as two parts' mean probability is `least` or more. Parts and the
    members in each come in the members' order."""
    parts = {place: [place] for place in range(len(members))}
    places = {name: place for place, name in enumerate(members)}
    sums: dict[int, dict[int, float]] = {
        place: {places[other]: p for other, p in near[name].items() if other in places} for name, place in places.items()
    }
    waiting = [(-p, one, other, 1, 1) for one, held in sums.items() for other, p in held.items() if one < other and p >= least]
    heapq.heapify(waiting)
    while waiting:
        _, one, other, size, other_size = heapq.heappop(waiting)
        if len(parts.get(one, ())) != size or len(parts.get(other, ())) != other_size:
            continue  # either has grown, or stands in another part by now
        parts[one] += parts.pop(other)
        gone, held = sums.pop(other), sums[one]
        held.pop(other, None)
        gone.pop(one, None)
        for third, total in gone.items():
            held[third] = held.get(third, 0.0) + total
            del sums[third][other]
        for third, total in held.items():
            sums[third][one] = total
            mean = total / (len(parts[one]) * len(parts[third]))
            if mean >= least:
                first, second = sorted((one, third))
                heapq.heappush(waiting, (-mean, first, second, len(parts[first]), len(parts[second])))
    return [[members[place] for place in sorted(part)] for _, part in sorted(parts.items())]
