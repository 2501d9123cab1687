"""When a feed is asked again: sooner where it brings news, later where it does not, much later where it fails."""

FIRST = 1_800.0
"""Seconds until a feed is asked the second time."""

SOONEST, LATEST = 600.0, 43_200.0
"""Ten minutes to twelve hours: feeds of large outlets change every few minutes, of small ones once a day."""

LONGEST_FRESH = 21_600.0
"""Six hours: some servers call everything fresh for a year."""

_SOONER, _LATER = 0.6, 1.3
"""A feed with news at every other asking stays where it is, near the pace at which it changes: 0.6 * 1.3 * 1.3 is about 1."""

_JITTER = 0.1

_FIRST_WAIT, _LONGEST_WAIT = 600.0, 86_400.0
_WAIT_JITTER = 0.25


def learned(interval: float, news: int, ttl: float | None = None) -> float:
    """The interval in seconds after an asking that brought so many new entries; not below what the feed asks for (`ttl`)."""
    changed = interval * (_SOONER if news else _LATER)
    return min(max(changed, SOONEST, min(ttl or 0.0, LATEST)), LATEST)


def not_before(seconds: float, max_age: float | None) -> float:
    """Seconds until the next asking, not while the answer is still fresh (`Cache-Control: max-age`), but six hours at most."""
    return max(seconds, min(max_age or 0.0, LONGEST_FRESH))


def spread(interval: float, chance: float) -> float:
    """The interval, up to a tenth shorter or longer, so that feeds do not fall due all at once; `chance` is from 0 to 1."""
    return interval * (1 - _JITTER + 2 * _JITTER * chance)


def backed_off(failures: int, chance: float, retry_after: float | None = None) -> float:
    """Seconds to wait after so many failures on end: ten minutes, doubled each time up to a day, a quarter more or less.

    Never sooner than the server asks for (`Retry-After`).
    """
    wait: float = min(_FIRST_WAIT * 2 ** min(max(failures - 1, 0), 20), _LONGEST_WAIT)
    return max(wait * (1 - _WAIT_JITTER + 2 * _WAIT_JITTER * chance), retry_after or 0.0)
