"""robots.txt (RFC 9309): what a site lets robots fetch, and how long it wants them to wait."""

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

from sidelight.config import Settings
from sidelight.errors import AddressRefused, FetchError, SidelightError, TooLarge
from sidelight.gather.fetch import Ask, fetch_politely
from sidelight.gather.guard import Resolver
from sidelight.types import RobotsFile

AGENT = "sidelight"

_KEPT = {"found": timedelta(hours=24), "absent": timedelta(hours=24), "unreachable": timedelta(minutes=30)}
"""RFC 9309, 2.4: not longer than 24 hours; one that could not be had is soon asked for again."""

_MOST_BYTES = 500_000
_MOST_RULES = 5_000
_LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What one robots.txt says to us. `paths` are patterns with whether they allow; `delay` is seconds between requests."""

    paths: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()

    def allow(self, url: str) -> bool:
        """The longest pattern that matches decides; of equals, the one that allows. robots.txt itself is always allowed."""
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        best = max(((len(pattern), allows) for pattern, allows in self.paths if _matches(pattern, path)), default=(0, True))
        return best[1]


class Robots:
    """The rules of every site asked in one run; safe to use from several threads.

    `known` are files kept from before; `fresh` those fetched here, to be kept.
    """

    def __init__(self, settings: Settings, resolve: Resolver, known: Iterable[RobotsFile] = ()) -> None:
        self._settings, self._resolve = settings, resolve
        self._files = {file.origin: file for file in known}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self.fresh: dict[str, RobotsFile] = {}

    def rules(self, url: str) -> Rules:
        """The rules of the address's site; its robots.txt is fetched where it is not known or too old.

        Raises:
            FetchError: it could not be had, so that nothing may be fetched there for now (RFC 9309, 2.3.1.4).
            AddressRefused: the site lies where nothing is fetched.
        """
        origin = origin_of(url)
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            file = self._files.get(origin)
            if file is None or not _valid(file):
                file = self._files[origin] = self.fresh[origin] = self._fetched(origin)
        if file.answer == "unreachable":
            told = f"nothing is fetched there for now: its robots.txt {file.text}"
            raise FetchError(told, where=url, kind="no robots.txt")
        return parse_rules(file.text)

    def check(self, url: str) -> None:
        """Refuse what robots may not fetch.

        Raises:
            FetchError: the site does not let robots fetch this address, or its robots.txt could not be had.
        """
        if not self.rules(url).allow(url):
            raise FetchError("its robots.txt does not let robots fetch it", where=url, kind="robots.txt")

    def _fetched(self, origin: str) -> RobotsFile:
        try:
            capture = fetch_politely(Ask(f"{origin}/robots.txt"), self._settings, self._resolve)
        except AddressRefused as error:
            if origin_of(error.where) == origin:
                raise
            told = "leads to where nothing is fetched"
            return RobotsFile(origin=origin, answer="unreachable", text=told, fetched=datetime.now(UTC))
        except TooLarge:
            told = f"is larger than {self._settings.fetch_max_bytes:,} bytes"
            return RobotsFile(origin=origin, answer="unreachable", text=told, fetched=datetime.now(UTC))
        except FetchError as error:
            # Redirects without end count as absent, as every 4xx does, but 429, which asks to wait (2.3.1.2, 2.3.1.3).
            absent = error.kind == "redirects" or (error.status is not None and 400 <= error.status < 500 and error.status != 429)
            answer: Literal["absent", "unreachable"] = "absent" if absent else "unreachable"
            return RobotsFile(origin=origin, answer=answer, text="" if absent else error.message, fetched=datetime.now(UTC))
        except SidelightError:
            return RobotsFile(origin=origin, answer="absent", text="", fetched=datetime.now(UTC))
        text = capture.body[:_MOST_BYTES].decode("utf-8-sig", "replace")
        # An HTML page in its place says nothing to robots.
        text = "" if text.lstrip().startswith("<") else text
        kept = written(parse_rules(text))
        return RobotsFile(origin=origin, answer="found", text=kept, fetched=capture.fetched or datetime.now(UTC))


def origin_of(url: str) -> str:
    """Scheme, host and port: what one robots.txt speaks for. An address that cannot be taken apart is given as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"


@lru_cache(maxsize=2_000)
def parse_rules(text: str) -> Rules:
    """The rules of the groups that name us, else of those for everybody; what cannot be read is passed over."""
    groups: list[tuple[set[str], list[tuple[str, bool]], list[float]]] = []
    sitemaps: list[str] = []
    naming = False
    for line in text.splitlines():
        name, _, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if name == "sitemap" and value:
            sitemaps.append(value)
        elif name == "user-agent":
            if not naming:
                groups.append((set(), [], []))
            groups[-1][0].add(_product(value))
            naming = True
        elif name in ("allow", "disallow") and groups:
            naming = False
            if value and len(groups[-1][1]) < _MOST_RULES:
                groups[-1][1].append((_normal(value), name == "allow"))
        elif name == "crawl-delay" and groups:
            naming = False
            if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", value):
                groups[-1][2].append(float(value))
    ours = [group for group in groups if AGENT in group[0]] or [group for group in groups if "*" in group[0]]
    delays = [delay for _, _, found in ours for delay in found]
    return Rules(
        paths=tuple(path for _, paths, _ in ours for path in paths),
        delay=min(max(delays, default=0.0), _LONGEST_DELAY),
        sitemaps=tuple(sitemaps[:50]),
    )


def _product(value: str) -> str:
    """The name of a robot without its version (RFC 9309, 2.2.1)."""
    found = re.match(r"[a-z_-]+", value.lower())
    return found[0] if found else value


def written(rules: Rules) -> str:
    """The rules as a robots.txt that says the same to us and nothing to others: what is kept of a long file."""
    lines = ["User-agent: *", *(f"{'Allow' if allows else 'Disallow'}: {path}" for path, allows in rules.paths)]
    lines += [f"Crawl-delay: {rules.delay:g}"] if rules.delay else []
    return "\n".join([*lines, *(f"Sitemap: {url}" for url in rules.sitemaps)])


def _valid(file: RobotsFile) -> bool:
    """Not too old; nor from a time that has not come yet, as after a clock was set back."""
    age = datetime.now(UTC) - file.fetched
    return timedelta(minutes=-5) < age < _KEPT[file.answer]


def _normal(path: str) -> str:
    """Octets in one form of percent-encoding (RFC 9309, 2.2.2); what is encoded and means something in a path stays so."""
    return re.sub(
        r"(?:%[0-9a-fA-F]{2})+|[^\x21-\x7e]+",
        lambda found: quote(unquote(found[0], errors="surrogateescape"), safe="", errors="surrogateescape"),
        path,
    )


def _matches(pattern: str, path: str) -> bool:
    """Whether the path begins with the pattern; `*` stands for anything, a `$` at the end for the path's end.

    Each piece is taken where it stands first, which never misses a match, so time grows with the lengths alone.
    """
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    for number, piece in enumerate(rest, start=1):
        if ends and number == len(rest):
            return len(path) - len(piece) >= place and path.endswith(piece)
        place = path.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return not ends or place == len(path)
