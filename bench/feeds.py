"""Feeds: polling many with nothing new, fetching many articles, an update with nothing due; beside feedparser alone.

    python bench/feeds.py [--feeds 1000] [--articles 2000] [--kills 0]

A web on loopback serves all of it from another process: a tenth of the feeds by their validators (304), the rest with the same
bytes again.
`kills` ends an update over that many articles with SIGKILL so many times and counts what was lost or doubled. Prints JSON:
seconds by the clock, which other work on the machine lengthens, and megabytes.
"""

import argparse
import io
import json
import multiprocessing
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SIDELIGHT = str(Path(sys.executable).parent / "sidelight")
ITEMS = 5
SENTENCE = (
    "The council of place {} voted nine to four on Monday to close ferry line {}. "
    "The mayor said that the boats ran empty all winter. "
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    ports: Any = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(ports,), daemon=True)
    server.start()
    port = ports.get()
    os.environ["SIDELIGHT_PRIVATE_HOSTS"] = "127.0.0.1"
    out: dict[str, Any] = {"processors": os.cpu_count(), "load": round(os.getloadavg()[0], 1)}
    with tempfile.TemporaryDirectory() as folder:
        out["feeds"] = polling(f"http://127.0.0.1:{port}", options.feeds, str(Path(folder) / "feeds.db"))
        out["feedparser alone"] = alone(options.feeds)
        out["articles"] = fetching(f"http://127.0.0.1:{port}", options.articles, str(Path(folder) / "articles.db"))
        if options.kills:
            out["kills"] = killed(f"http://127.0.0.1:{port}", options.articles, options.kills, str(Path(folder) / "killed.db"))
    server.terminate()
    print(json.dumps(out, indent=1))


class Handler(BaseHTTPRequestHandler):
    """`/feed/N` has items without pages; `/list/N` names N pages; `/page/N` is one."""

    def do_GET(self) -> None:
        kind, _, number = self.path.lstrip("/").partition("/")
        etag = f'"{number}"' if kind == "feed" and number.endswith("0") else None
        if etag and self.headers.get("If-None-Match") == etag:
            self.answer(304, b"")
        elif kind == "feed":
            self.answer(200, feed(int(number)), etag)
        elif kind == "list":
            pages = "".join(item(f"http://{self.headers['Host']}/page/{n}", n) for n in range(int(number)))
            self.answer(200, rss(pages))
        elif kind == "page":
            self.answer(200, page(int(number)))
        else:
            self.answer(404, b"")

    def answer(self, status: int, body: bytes, etag: str | None = None) -> None:
        """One answer; the connection is closed after it."""
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        if etag:
            self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def serve(ports: Any) -> None:
    """The web, in a process of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ports.put(server.server_address[1])
    server.serve_forever()


def item(url: str | None, number: int) -> str:
    """One item; without an address it is a headline."""
    link = f"<link>{url}</link>" if url else ""
    more = f"{link}<guid>tag:{number}</guid><description>Nine to four.</description>"
    return f"<item><title>Council {number} closes its ferry</title>{more}</item>"


def rss(items: str) -> bytes:
    """A feed of items."""
    return f'<rss version="2.0"><channel><title>Invented</title>{items}</channel></rss>'.encode()


def feed(number: int) -> bytes:
    """A feed of its own items."""
    return rss("".join(item(None, number * ITEMS + k) for k in range(ITEMS)))


def page(number: int) -> bytes:
    """An article of some 2,500 characters within 20 kB of page."""
    body = "".join(f"<p>{SENTENCE.format(number, part)}</p>" for part in range(18))
    menu = "".join(f'<li><a href="/section/{k}">Section {k}</a></li>' for k in range(300))
    name = f"Council {number} closes its ferry"
    inner = f"<nav><ul>{menu}</ul></nav><article><h1>{name}</h1>{body}</article>"
    return f"<html><head><title>{name}</title></head><body>{inner}</body></html>".encode()


def timed(*arguments: str) -> dict[str, float]:
    """Seconds, processor seconds and megabytes of a command."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([SIDELIGHT, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": round(seconds, 2), "processor": round(used, 2), "MB": round(after.ru_maxrss / 1e3)}


def make_due(desk: str) -> None:
    """As if the time had come for every feed."""
    from sidelight.store import open_store

    with open_store(desk) as store:
        store.feeds.keep([replace(state, due=datetime.now(UTC)) for state in store.feeds.all()])


def watch(desk: str, urls: list[str]) -> None:
    """Feeds of one list."""
    from sidelight.gather.opml import Line, written_opml

    path = Path(desk).with_suffix(".opml")
    path.write_text(written_opml([Line(url) for url in urls], "bench"), "utf-8")
    subprocess.run([SIDELIGHT, "add", str(path), "--desk", desk], stdout=subprocess.DEVNULL, check=True)


def polling(site: str, count: int, desk: str) -> dict[str, Any]:
    """The first update, one with nothing new, and one with nothing due (the median of five)."""
    watch(desk, [f"{site}/feed/{n}" for n in range(count)])
    out: dict[str, Any] = {"count": count, "first": timed("update", "--no-group", "--desk", desk)}
    make_due(desk)
    out["nothing new"] = timed("update", "--no-group", "--desk", desk)
    rounds = sorted((timed("update", "--desk", desk) for _ in range(5)), key=lambda found: found["seconds"])
    return out | {"nothing due": rounds[2]}


def alone(count: int) -> dict[str, Any]:
    """Feedparser's parsing of the same feeds, without fetching; what we do not parse again where nothing is new."""
    import feedparser

    started = time.perf_counter()
    for number in range(count):
        feedparser.parse(io.BytesIO(feed(number)))
    return {"parsing, seconds": round(time.perf_counter() - started, 2)}


def fetching(site: str, count: int, desk: str) -> dict[str, Any]:
    """A fourth of the articles, then all: memory should not grow."""
    out: dict[str, Any] = {"count": count}
    for number in (count // 4, count):
        other = f"{desk}.{number}"
        watch(other, [f"{site}/list/{number}"])
        out[f"{number}"] = timed("update", "--no-group", "--desk", other)
    return out


def killed(site: str, count: int, kills: int, desk: str) -> dict[str, Any]:
    """Ends it again and again; then counts."""
    from sidelight.store import open_store

    chance = random.Random(7)
    watch(desk, [f"{site}/list/{count}"])
    with open_store(desk) as store:
        for _ in range(kills):
            before = store.articles.count()
            process = subprocess.Popen([SIDELIGHT, "update", "--no-group", "--desk", desk], stderr=subprocess.DEVNULL)
            wanted = before + chance.randrange(2 * count // (3 * kills) + 1)
            while process.poll() is None and store.articles.count() < wanted:
                time.sleep(0.02)
            time.sleep(chance.uniform(0.0, 0.3))
            process.send_signal(signal.SIGKILL)
            process.wait()
        subprocess.run([SIDELIGHT, "update", "--no-group", "--desk", desk], stderr=subprocess.DEVNULL, check=True)
        titles = Counter(article.title for article in store.articles.all())
        hours = store.health.hours(datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
        counted = sum(hour.count for hour in hours if hour.reason == "page")
    doubled = sum(times - 1 for times in titles.values())
    return {"kills": kills, "articles": count, "lost": count - len(titles), "doubled": doubled, "pages counted": counted}


if __name__ == "__main__":
    main()
