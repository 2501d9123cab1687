"""One address to a `Capture`: guarded against private networks, endless bodies and slow ones."""

import contextlib
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

import httpx

from sidelight.config import Settings
from sidelight.errors import AddressRefused, FetchError, NotText
from sidelight.gather.bodies import body_of
from sidelight.gather.guard import Resolver, checked_addresses, system_resolver
from sidelight.gather.statuses import status_error
from sidelight.types import Capture

MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,text/plain;q=0.9,*/*;q=0.5"
)
_NO_PAGE = re.compile(r"(?:image|audio|video|font)/", re.IGNORECASE)
_MOST_ADDRESSES = 4


class Ask(NamedTuple):
    """What is asked for: an address, and the validators that an earlier answer gave."""

    url: str
    etag: str | None = None
    modified: str | None = None


class _Onward(NamedTuple):
    """Where an answer redirects to."""

    address: str
    for_good: bool


def fetch(url: str, settings: Settings | None = None, resolve: Resolver = system_resolver) -> Capture:
    """Fetch the one page that a person names. robots.txt is not asked: it speaks to robots that crawl (RFC 9309), and this
    does as a browser does. All else is as with `fetch_politely`.
    """
    return fetch_politely(Ask(url), settings, resolve)


def fetch_politely(
    ask: Ask,
    settings: Settings | None = None,
    resolve: Resolver = system_resolver,
    may: Callable[[str], None] = lambda _address: None,
) -> Capture:
    """Fetch one address; a page that did not change since the validators were given has status 304 and no body.

    Each host on the way is resolved once, checked, and connected to at the address that was checked.
    `may` is told every address before it is asked and raises where it may not be. Proxies of the environment are not used,
    since behind one nothing could be checked. `fetch_timeout` is the time for all of it: names, redirects and the body's last
    byte.

    Raises:
        AddressRefused: not http or https, a name with a password, or a host in a private network that `private_hosts`
            does not name. FetchError: no answer, an error status, too many redirects, out of time, a damaged body.
        TooLarge: a body over `fetch_max_bytes`. NotText: a picture, sound or film.
    """
    settings = settings or Settings()
    deadline = time.monotonic() + settings.fetch_timeout
    current = _parsed(ask.url.strip(), ask.url)
    moved, for_good = None, True
    for _ in range(MOST_REDIRECTS + 1):
        may(str(current))
        answer = _ask(current, ask, settings, deadline, resolve)
        if isinstance(answer, Capture):
            return replace(answer, moved=moved)
        current = _parsed(answer.address, str(current))
        for_good = for_good and answer.for_good
        moved = str(current) if for_good else moved
    advice = "open it in a browser and give the last address"
    raise FetchError(f"redirects more than {MOST_REDIRECTS} times; {advice}", where=ask.url, kind="redirects")


def user_agent(settings: Settings) -> str:
    """Who asks, and how to reach whoever runs it."""
    try:
        number = version("sidelight")
    except PackageNotFoundError:
        number = "0"
    contact = re.sub(r"[^\x20-\x7e]", "", settings.contact)
    return f"Sidelight/{number} (+{contact})" if contact else f"Sidelight/{number} (news reader run by one person)"


def _parsed(address: str, where: str) -> httpx.URL:
    try:
        parsed = httpx.URL(address)
        if where != address and parsed.is_relative_url:
            parsed = httpx.URL(where).join(parsed)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise AddressRefused("is no address that can be read; it wants https://HOST/…", where=where) from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise AddressRefused("is not fetched: only http and https addresses are", where=str(parsed)[:200])
    if parsed.userinfo:
        raise AddressRefused("carries a user name; give the address without it", where=str(parsed.copy_with(userinfo=b"")))
    return parsed.copy_with(fragment=None)


def _ask(url: httpx.URL, ask: Ask, settings: Settings, deadline: float, resolve: Resolver) -> Capture | _Onward:
    """The page, or where it redirects to."""
    where = str(url)
    port = url.port or (443 if url.scheme == "https" else 80)
    host = url.raw_host.decode("ascii")
    names = {name.lower() for name in settings.private_hosts}
    allowed = bool(names & {url.host.lower(), host, f"{host}:{port}"})
    addresses = checked_addresses(host, port, allowed, deadline - time.monotonic(), resolve, where)
    for last, address in enumerate(addresses[:_MOST_ADDRESSES], start=1):
        try:
            return _exchange(url, address, ask, settings, deadline)
        except httpx.ConnectError as error:
            if time.monotonic() >= deadline:
                raise _out_of_time(settings, where) from None
            if last == min(len(addresses), _MOST_ADDRESSES):
                raise _connect_error(error, where) from None
        except httpx.TimeoutException:
            raise _out_of_time(settings, where) from None
        except httpx.HTTPError as error:
            if time.monotonic() >= deadline:
                raise _out_of_time(settings, where) from None
            told = f"broke off or did not speak HTTP ({_reason(error)}); try again later"
            raise FetchError(told, where=where, kind="broke off") from None
    raise FetchError("did not answer; try again later", where=where, kind="no answer")


def _exchange(url: httpx.URL, address: str, ask: Ask, settings: Settings, deadline: float) -> Capture | _Onward:
    """One request to a checked address: the URL's host goes into the Host header and the TLS handshake only."""
    where = str(url)
    left = max(deadline - time.monotonic(), 0.01)
    pinned = url.copy_with(host=address.partition("%")[0])
    headers = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": user_agent(settings),
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip, deflate",
        "Accept-Language": "en,*;q=0.5",
    }
    if ask.etag:
        headers["If-None-Match"] = ask.etag
    if ask.modified:
        headers["If-Modified-Since"] = ask.modified
    extensions: dict[str, Any] = {"sni_hostname": url.raw_host.decode("ascii")}
    with (
        _cut_at(left) as trace,
        httpx.Client(verify=_trust(), trust_env=False, follow_redirects=False, timeout=left, headers=headers) as client,
        client.stream("GET", pinned, extensions=extensions | {"trace": trace}) as response,
    ):
        if response.status_code in _REDIRECTS and response.headers.get("location"):
            return _Onward(str(response.headers["location"]), response.status_code in _FOR_GOOD)
        if response.status_code == 304 and (ask.etag or ask.modified):
            return Capture(
                body=b"",
                url=where,
                status=304,
                fetched=datetime.now(UTC),
                etag=ask.etag,
                modified=ask.modified,
                max_age=_max_age(response),
            )
        if response.status_code != 200:
            raise status_error(response, where)
        media_type, charset = _content_type(response)
        if media_type and _NO_PAGE.match(media_type):
            raise NotText(f"is {media_type}, not a page with text", where=where)
        pieces = _pieces(response, deadline)
        body = body_of(pieces, response.headers.get("content-encoding", ""), settings.fetch_max_bytes, where)
    return Capture(
        body=body,
        url=where,
        media_type=media_type,
        charset=charset,
        status=response.status_code,
        fetched=datetime.now(UTC),
        etag=_validator(response, "etag"),
        modified=_validator(response, "last-modified"),
        max_age=_max_age(response),
    )


def _validator(response: httpx.Response, name: str) -> str | None:
    """A header that may be sent back as it came: short, and plain ASCII."""
    value = str(response.headers.get(name, "")).strip()
    return value if 0 < len(value) <= 500 and value.isascii() and value.isprintable() else None


def _max_age(response: httpx.Response) -> float | None:
    """Seconds; `no-cache` and `no-store` say nothing of how often one may ask. `Age` is what of it has passed (RFC 9111)."""
    told = str(response.headers.get("cache-control", ""))[:500]
    found = re.search(r"(?:^|[\s,])max-age\s*=\s*\"?([0-9]{1,9})(?![0-9])", told, re.IGNORECASE)
    if found is None or re.search(r"(?:^|[\s,])no-(?:cache|store)\b", told, re.IGNORECASE):
        return None
    age = re.fullmatch(r"\s*([0-9]{1,9})\s*", str(response.headers.get("age", "")))
    return max(float(found[1]) - (float(age[1]) if age else 0.0), 0.0)


@cache
def _trust() -> ssl.SSLContext:
    """Whose certificates are believed; making it takes 10 ms."""
    return httpx.create_ssl_context(trust_env=False)


@contextlib.contextmanager
def _cut_at(seconds: float) -> Iterator[Any]:
    """A trace callback that learns of the connection, whose socket is shut when the time is over.

    Timeouts of the HTTP library run anew with each byte; a server that drips its headers would never end. The socket is held
    by a second descriptor: TLS takes the first one away.
    """
    sockets: list[socket.socket] = []

    def trace(event: str, info: dict[str, Any]) -> None:
        if event == "connection.connect_tcp.complete":
            sockets.append(info["return_value"].get_extra_info("socket").dup())

    def cut() -> None:
        for each in sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield trace
    finally:
        timer.cancel()
        timer.join()
        for each in sockets:
            each.close()


def _pieces(response: httpx.Response, deadline: float) -> Iterator[bytes]:
    """The body as it came; a connection that our own clock shut must not pass for a body that ended."""
    yield from response.iter_raw()
    if time.monotonic() >= deadline:
        raise httpx.ReadTimeout("out of time")


def _content_type(response: httpx.Response) -> tuple[str | None, str | None]:
    given = response.headers.get("content-type", "")
    media_type = given.partition(";")[0].strip().lower() or None
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", given, re.IGNORECASE)
    return media_type, charset[1] if charset else None


def _connect_error(error: httpx.ConnectError, where: str) -> FetchError:
    reason = _reason(error)
    if "certificate" in reason.lower() or "ssl" in reason.lower():
        return FetchError(f"its secure connection cannot be trusted ({reason})", where=where, kind="untrusted TLS")
    return FetchError(f"did not answer ({reason}); check the address and your connection", where=where, kind="no answer")


def _out_of_time(settings: Settings, where: str) -> FetchError:
    advice = "try again later, or raise the setting fetch_timeout"
    return FetchError(f"was not fetched within {settings.fetch_timeout:g} seconds; {advice}", where=where, kind="timed out")


def _reason(error: Exception) -> str:
    text = re.sub(r"\s+", " ", str(error)).strip() or type(error).__name__
    return re.sub(r"^\[Errno -?\d+\] ", "", re.sub(r" ?\(_ssl\.c:\d+\)", "", text))[:120]
