"""The settings: one frozen object, every field with its default, unit and range.

Read from flags, then `SIDELIGHT_…` variables, then a TOML file; the reading is done by `surfaces`, the checking here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from sidelight.errors import SettingsError


def _setting(default: Any, unit: str, meaning: str, low: float | None = None, high: float | None = None) -> Any:
    return field(default=default, metadata={"unit": unit, "meaning": meaning, "low": low, "high": high})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run may be told. Field metadata holds `unit`, `meaning`, `low` and `high`."""

    loaded_threshold: float = _setting(0.7, "probability", "a sentence is shown as loaded from this probability on", 0.0, 1.0)
    max_input_bytes: int = _setting(20_000_000, "bytes", "the largest single article that is read", 1_000, 1_000_000_000)
    max_article_chars: int = _setting(1_000_000, "characters", "the longest article text that is analysed", 1_000, 50_000_000)
    fetch_timeout: float = _setting(20.0, "seconds", "total time for one address, redirects included", 0.1, 600.0)
    fetch_max_bytes: int = _setting(10_000_000, "bytes", "the largest body fetched from an address", 1_000, 1_000_000_000)
    private_hosts: tuple[str, ...] = _setting((), "host names", "private hosts that may be fetched all the same")
    contact: str = _setting("", "address", "how a site's owner reaches you; sent in the user agent")
    fetch_at_once: int = _setting(16, "hosts", "hosts that are asked at once; each gets one request at a time", 1, 256)
    host_pause: float = _setting(
        1.0, "seconds", "pause between two requests to a host; longer where its robots.txt says so", 0.0, 600.0
    )
    revisit_hours: float = _setting(
        72.0,
        "hours",
        "for so long an article's page is looked at again, ever more seldom, for silent edits; 0 never looks",
        0.0,
        720.0,
    )
    home_hours: float = _setting(6.0, "hours", "between two looks at an outlet's home page; 0 never looks", 0.0, 720.0)
    workers: int = _setting(0, "processes", "processes for a batch; 0 takes one for each core", 0, 256)


def settings_from(values: Mapping[str, Any], base: Settings | None = None, where: str = "") -> Settings:
    """`base` (the defaults where None) with `values` laid over it; strings are read as the field's type.

    Raises:
        SettingsError: an unknown name, an unreadable value, or one outside its range, with the name and the range.
    """
    base = base or Settings()
    known = {f.name: f for f in fields(Settings)}
    merged = {name: getattr(base, name) for name in known}
    for name, value in values.items():
        if name not in known:
            raise SettingsError(f"there is no setting {name!r}; known are {', '.join(sorted(known))}", where=where)
        merged[name] = _read(name, value, merged[name], known[name].metadata, where)
    return Settings(**merged)


def _read(name: str, value: Any, default: Any, meta: Mapping[str, Any], where: str) -> Any:
    if isinstance(default, tuple):
        items = value.split(",") if isinstance(value, str) else value
        return tuple(str(item).strip() for item in items if str(item).strip())
    try:
        value = type(default)(value)
    except (TypeError, ValueError):
        raise SettingsError(f"setting {name} wants a number ({type(default).__name__}), not {value!r}", where=where) from None
    low, high = meta["low"], meta["high"]
    if low is not None and not low <= value <= high:
        raise SettingsError(f"setting {name} lies between {low} and {high} {meta['unit']}, not {value}", where=where)
    return value
