"""When an article says that it was published."""

import re
from datetime import UTC, datetime

_DAY = re.compile(r"\d{4}-?\d\d-?\d\d")


def moment(written: str) -> tuple[datetime, bool] | None:
    """The time in UTC, and whether only its day is written; None where it cannot be read. A time without zone is UTC.

    ISO 8601 (also with a space for the T, or more than six decimals) and RFC 5322 ("Tue, 05 Mar 2024 10:00:00 GMT").
    """
    text = re.sub(r"\s+", " ", written.strip())
    text = re.sub(r"(\.\d{6})\d+", r"\1", text)
    text = re.sub(r" ?(?:UTC|GMT)$", "+00:00", text) if text[:4].isdigit() else text
    found: datetime | None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        from email.utils import parsedate_to_datetime  # takes 30 ms to load, and few times are written so

        try:
            found = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError):
            return None
    day_only = bool(_DAY.fullmatch(text))
    try:
        aware = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return (aware, day_only) if aware.year > 1600 else None
