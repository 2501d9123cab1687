"""Error statuses of HTTP, as our errors: what was answered, and what to do."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from sidelight.errors import FetchError

_MOST_SECONDS = 30 * 86_400.0


def status_error(response: httpx.Response, where: str) -> FetchError:
    status = response.status_code
    advice = {
        401: "it wants a login; save the page and read the file",
        402: "it wants payment; save the page and read the file",
        403: "it refuses us; save the page in a browser and read the file",
        404: "check the address",
        410: "it is gone",
        429: "we asked too often; try again later",
        451: "it is withheld for legal reasons",
    }.get(status, "try again later" if status >= 500 else "open it in a browser")
    message = f"answered {status} {response.reason_phrase[:60]}".rstrip() + f"; {advice}"
    wait = retry_after(response.headers.get("retry-after"), datetime.now(UTC))
    return FetchError(message, where=where, kind=f"HTTP {status}", status=status, retry_after=wait)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that `Retry-After` asks us to wait (a number, or a date), at most 30 days; None where it says nothing."""
    text = (value or "").strip()
    if text.isdecimal() and len(text) < 12:
        return min(float(text), _MOST_SECONDS)
    try:
        found = parsedate_to_datetime(text)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found
        return min(max((found - now).total_seconds(), 0.0), _MOST_SECONDS)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
