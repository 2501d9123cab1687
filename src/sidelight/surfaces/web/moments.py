"""Days and times as pages print them; all are UTC."""

from datetime import datetime


def day(when: datetime | None) -> str:
    """ "Friday, 2 October 2026"; empty where unknown."""
    return f"{when:%A}, {when.day} {when:%B %Y}" if when else ""


def short_day(when: datetime | None) -> str:
    """ "2 Oct 2026"."""
    return f"{when.day} {when:%b %Y}" if when else "no date"


def moment(when: datetime | None) -> str:
    """ "2 Oct 2026, 08:30 UTC"; midnight to the second is a day alone."""
    if when is None:
        return "no date"
    return short_day(when) if (when.hour, when.minute, when.second) == (0, 0, 0) else f"{short_day(when)}, {when:%H:%M} UTC"
