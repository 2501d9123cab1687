"""A newsroom on loopback: a site with a feed and pages, all invented; and a desk that watches it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from gather.web import Web, web

from sidelight.config import Settings
from sidelight.desk.open import Desk
from sidelight.store import open_store

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
HERE = Settings(private_hosts=("127.0.0.1", "127.0.0.2"), fetch_timeout=5.0, workers=1, home_hours=0.0, revisit_hours=0.0)


def title(number: int) -> str:
    return f"Council number {number} votes to close the ferry"


def text(number: int, paragraphs: int = 4) -> list[str]:
    return [
        f"The council of place {number} voted nine to four on Monday to close ferry line {part}. The mayor said that the boats ran empty all winter, and that nobody would miss them in the spring."
        for part in range(paragraphs)
    ]


def page(number: int, head: str = "", said: "list[str] | None" = None, headline: str | None = None) -> bytes:
    name = headline or title(number)
    body = "".join(f"<p>{part}</p>" for part in (said or text(number)))
    return f"<html><head><title>{name}</title>{head}</head><body><article><h1>{name}</h1>{body}</article></body></html>".encode()


def item(url: str | None, number: int, extra: str = "", headline: str | None = None) -> str:
    when = format_datetime(NOON + timedelta(minutes=number))
    link = f"<link>{escape(url)}</link>" if url else ""
    return f"<item><title>{escape(headline or title(number))}</title>{link}<guid isPermaLink='false'>tag:{number}</guid><pubDate>{when}</pubDate>{extra}</item>"


def whole(number: int, paragraphs: int = 8) -> str:
    body = "".join(f"<p>{part}</p>" for part in text(number, paragraphs))
    return f"<content:encoded><![CDATA[{body}]]></content:encoded>"


def rss(items: Iterable[str], name: str = "The Eastmere Post") -> bytes:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {space}><channel><title>{name}</title>{"".join(items)}</channel></rss>'.encode()


class Newsroom:
    """A site that serves articles by number, and a desk."""

    def __init__(self, site: Web, place: Path) -> None:
        self.site, self.place = site, place
        self.store = open_store(place)
        self.desk = Desk(self.store, HERE)

    def publish(self, numbers: Iterable[int], feed: str = "/feed", pages: bool = True) -> None:
        numbers = list(numbers)
        for number in numbers if pages else ():
            self.site.page(f"/news/{number}", page(number))
        self.site.page(feed, rss(item(self.site.url(f"/news/{n}"), n) for n in numbers), Content_Type="application/rss+xml")

    def watch(self, feed: str = "/feed") -> None:
        self.desk.add(self.site.url(feed))

    def due(self) -> None:
        """As if the time had come for every feed and every article that waits."""
        from dataclasses import replace

        from sidelight.store import Settled

        now = datetime.now(UTC)
        self.store.feeds.keep([replace(state, due=now) for state in self.store.feeds.all()])
        waiting = list(self.store.feeds.awaited(now + timedelta(days=400)))
        self.store.articles.write([], settled=Settled(later=tuple(replace(one, due=now) for one in waiting)))

    def titles(self) -> list[str]:
        return sorted(article.title or "" for article in self.store.articles.all())

    def asked(self, path: str) -> int:
        return sum(request.startswith(f"GET {path} ") for request in self.site.asked)

    def health(self) -> dict[tuple[str, str], int]:
        """How often each outcome and reason was counted."""
        found: dict[tuple[str, str], int] = {}
        for hour in self.store.health.hours(datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)):
            found[hour.outcome, hour.reason] = found.get((hour.outcome, hour.reason), 0) + hour.count
        return found


@contextmanager
def newsroom(folder: Path) -> Iterator[Newsroom]:
    with web("0.0.0.0") as site:
        made = Newsroom(site, folder / "desk.db")
        try:
            yield made
        finally:
            made.desk.close()
