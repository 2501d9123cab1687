"""Web addresses as names of articles: one form for each, and the outlet's domain."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|ocid|cmpid|cmp|icid|ncid|smid|smtyp|"
    r"partner|sr_share|at_(?:medium|campaign|custom\d|link_\w+|format|ptr_name)|CMP|taid|guccounter|guce_\w+|__twitter_impression",
    re.IGNORECASE,
)
_PREFIXES = ("www.", "m.", "mobile.", "amp.", "edition.")


def canonical(url: str) -> str:
    """One form of an address: https, host in lower case, no fragment, no tracking parameters, no slash at the end.

    An address that cannot be taken apart is returned as it is.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return url.strip()
    if parts.scheme not in ("http", "https") or not host:
        return url.strip()
    place = f"[{host}]" if ":" in host else host
    if port and port not in (80, 443):
        place += f":{port}"
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    path = parts.path.rstrip("/") if len(parts.path) > 1 else ""
    return urlunsplit(("https", place, path, urlencode(kept), ""))


def outlet_of(url: str | None) -> str | None:
    """The address's domain, without the prefixes that name the same site ("www.", "m.", "amp." …)."""
    if not url:
        return None
    try:
        host = (urlsplit(url.strip()).hostname or "").rstrip(".")
    except ValueError:
        return None
    for prefix in _PREFIXES:
        if host.startswith(prefix) and host.count(".") > 1:
            host = host.removeprefix(prefix)
    return host or None


def is_home(url: str) -> bool:
    """Whether it is the front of a site, which no article's address is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path.strip("/").lower() in ("", "index.html", "index.php", "home") and not parts.query
