"""Many addresses: one request at a time and a pause for each host, robots.txt obeyed, tired hosts left alone."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from sidelight.config import Settings
from sidelight.errors import FetchError
from sidelight.gather.fetch import Ask
from sidelight.gather.guard import system_resolver
from sidelight.gather.polite import Told, ask_all
from sidelight.gather.robots import Robots
from sidelight.gather.schedule import LATEST, SOONEST, backed_off, learned, spread
from sidelight.types import Capture, RobotsFile

from .web import Web, web

HOSTS = ("127.0.0.1", "127.0.0.2")


@pytest.fixture
def site() -> Iterator[Web]:
    with web("0.0.0.0") as made:
        yield made


def settings(**more: object) -> Settings:
    return Settings(private_hosts=HOSTS, fetch_timeout=2.0, **more)  # type: ignore[arg-type]


def asked(urls: list[str], given: Settings, resolve: object = system_resolver) -> list[Told]:
    return list(ask_all([Ask(url) for url in urls], given, Robots(given, resolve), resolve))  # type: ignore[arg-type]


def kinds(told: list[Told]) -> list[str]:
    return [t.made.kind if isinstance(t.made, FetchError) else "ok" for t in told]


def test_every_address_is_told_once_and_hosts_are_asked_side_by_side(site: Web) -> None:
    for k in range(20):
        site.page(f"/{k}")
    urls = [site.url(f"/{k}", HOSTS[k % 2]) for k in range(20)]
    told = asked(urls, settings())
    assert sorted(t.ask.url for t in told) == sorted(urls)
    assert all(isinstance(t.made, Capture) and t.asked is not None for t in told)
    assert site.most_at_once["127.0.0.1"] == site.most_at_once["127.0.0.2"] == 1
    assert sum("GET /robots.txt" in request for request in site.asked) == 2


def test_strangers_get_a_pause_between_requests() -> None:
    """None of them exists, which is no reason to hurry."""

    def none(*_: object) -> list[str]:
        raise OSError

    given = Settings(host_pause=0.3)
    robots = Robots(given, none, [RobotsFile(origin="http://quay.example", answer="absent", text="", fetched=datetime.now(UTC))])
    began = time.monotonic()
    told = list(ask_all([Ask(f"http://quay.example/{k}") for k in range(3)], given, robots, none))
    assert kinds(told) == ["no such host"] * 3
    assert 0.6 <= time.monotonic() - began < 2


def test_a_delay_that_robots_txt_asks_for_is_kept_on_our_own_hosts_too(site: Web) -> None:
    site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 0.3")
    for k in range(3):
        site.page(f"/{k}")
    began = time.monotonic()
    assert kinds(asked([site.url(f"/{k}") for k in range(3)], settings())) == ["ok"] * 3
    assert 0.9 <= time.monotonic() - began < 3  # robots.txt is a request like the others


def test_what_robots_txt_forbids_is_not_asked(site: Web) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /private")
    site.page("/open")
    site.page("/private")
    told = {t.ask.url: t for t in asked([site.url("/open"), site.url("/private")], settings())}
    refused = told[site.url("/private")]
    assert isinstance(refused.made, FetchError)
    assert (refused.made.kind, refused.asked) == ("robots.txt", None)
    assert not any("GET /private" in request for request in site.asked)
    assert isinstance(told[site.url("/open")].made, Capture)


def test_a_redirect_to_a_place_that_robots_txt_forbids_is_not_followed(site: Web) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /private")
    site.redirect("/a", "/private")
    assert kinds(asked([site.url("/a")], settings())) == ["robots.txt"]


def test_a_host_that_asks_us_to_wait_is_left_alone(site: Web) -> None:
    for k in range(5):
        site.page(f"/{k}", b"", "429 Too Many Requests", Retry_After="3600")
    told = asked([site.url(f"/{k}") for k in range(5)], settings())
    assert sorted(kinds(told)) == ["HTTP 429"] + ["left alone"] * 4
    assert {t.wait for t in told} == {3600.0}
    assert sum("GET /0" in r or "GET /1" in r for r in site.asked) <= 1


def test_a_host_that_fails_three_times_on_end_is_left_alone(site: Web) -> None:
    for k in range(6):
        site.silent(f"/{k}")
    site.page("/robots.txt", b"")
    told = asked([site.url(f"/{k}") for k in range(6)], Settings(private_hosts=HOSTS, fetch_timeout=0.2))
    assert kinds(told) == ["timed out"] * 3 + ["left alone"] * 3
    assert [t.asked is None for t in told] == [False] * 3 + [True] * 3


def test_a_page_that_is_missing_tires_no_host(site: Web) -> None:
    assert kinds(asked([site.url(f"/{k}") for k in range(5)], settings())) == ["HTTP 404"] * 5


def test_closing_stops_the_asking(site: Web) -> None:
    for k in range(200):
        site.page(f"/{k}")
    given = settings(fetch_at_once=1)
    answers = ask_all([Ask(site.url(f"/{k}")) for k in range(200)], given, Robots(given, system_resolver))
    next(answers)
    answers.close()
    time.sleep(0.2)
    assert len(site.asked) < 20


def test_what_did_not_change_is_not_sent_again(site: Web) -> None:
    site.page("/feed", b"x", ETag='"v1"', Last_Modified="Sun, 04 May 2031 12:00:00 GMT")
    (told,) = asked([site.url("/feed")], settings())
    assert isinstance(told.made, Capture)
    assert (told.made.etag, told.made.modified) == ('"v1"', "Sun, 04 May 2031 12:00:00 GMT")
    site.page("/feed", b"", "304 Not Modified")
    given = settings()
    (again,) = ask_all([Ask(site.url("/feed"), told.made.etag, told.made.modified)], given, Robots(given, system_resolver))
    assert isinstance(again.made, Capture)
    assert (again.made.status, again.made.body, again.made.etag) == (304, b"", '"v1"')
    assert 'if-none-match: "v1"' in site.asked[-1].lower()


def test_the_schedule_learns_and_stays_within_its_bounds() -> None:
    quick = slow = 3600.0
    for _ in range(30):
        quick, slow = learned(quick, 3), learned(slow, 0)
    assert (quick, slow) == (SOONEST, LATEST)
    assert learned(3600.0, 5, ttl=7200.0) == 7200.0
    assert spread(1000.0, 0.0) == 900.0
    assert spread(1000.0, 1.0) == pytest.approx(1100.0)


def test_failures_wait_longer_each_time_and_never_less_than_asked() -> None:
    waits = [backed_off(n, 0.5) for n in range(1, 12)]
    assert waits[:3] == [600.0, 1200.0, 2400.0]
    assert waits == sorted(waits)
    assert waits[-1] == 86_400.0
    assert backed_off(1, 0.0) < 600.0 < backed_off(1, 1.0)
    assert backed_off(1, 0.5, retry_after=9_999.0) == 9_999.0
