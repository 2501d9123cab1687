"""Linear models over hashed features: the weights ship, training is in `training/attributions.py`."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from math import exp
from zlib import crc32

import numpy as np

from sidelight.resources.load import read_bytes

BUCKETS = 1 << 15


def bucket(feature: str) -> int:
    """The feature's place among the weights; two features may share one."""
    return crc32(feature.encode()) % BUCKETS


@cache
def weights(name: str) -> tuple[float, ...]:
    """Bucket weights, then the bias; half precision in the file."""
    with np.load(BytesIO(read_bytes(f"model/attributions/{name}.npz"))) as stored:
        return tuple(float(w) for w in stored["weights"])


def probability(name: str, features: Iterable[str]) -> float:
    """The model's probability for one case. Repeated features count once."""
    table = weights(name)
    score = table[BUCKETS] + sum(table[b] for b in {bucket(f) for f in features})
    return 1 / (1 + exp(-max(min(score, 30.0), -30.0)))
