"""A story's title: the headline that is most like the others and shouts least."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from sidelight.group.frequencies import Frequencies
from sidelight.group.headlines import Headline, headline
from sidelight.types import Article

_LOUD = re.compile(r"[A-Z]{4,}")


def central(reports: Sequence[Article], frequencies: Frequencies | None = None) -> Article | None:
    """The report whose headline is the story's title; None where none has a headline. Not changed by the reports' order."""
    counts = frequencies or Frequencies()
    titled = [(report, headline(report.title, counts)) for report in reports if report.title and report.title.strip()]
    if not titled:
        return None
    held: Counter[str] = Counter()
    for _, line in titled:
        held.update(line.weights.keys())
    return max(titled, key=lambda pair: (_worth(pair[1], held, len(titled)) - _noise(pair[0].title or ""), pair[0].id))[0]


def _worth(line: Headline, held: Counter[str], reports: int) -> float:
    """Mean share of the other headlines that hold each word, weighed by rarity; long headlines gain little."""
    length = math.sqrt(sum(weight * weight for weight in line.weights.values())) or 1.0
    shared = sum(weight * (held[term] - 1) / max(1, reports - 1) for term, weight in line.weights.items())
    return shared / length


def _noise(title: str) -> float:
    words = title.split()
    loud = len(_LOUD.findall(title)) / max(1, len(words))
    marks = 0.4 * title.count("!") + 0.3 * title.count("?") + 0.2 * title.count("‘") + 0.2 * title.count('"')
    size = 0.5 * (len(words) < 4) + 0.03 * max(0, len(words) - 14)
    return loud + marks + size + 0.3 * (":" in title)
