"""What a robots.txt lets us fetch (RFC 9309), and what follows where there is none."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.config import Settings
from sidelight.errors import FetchError
from sidelight.gather.guard import system_resolver
from sidelight.gather.robots import Robots, parse_rules, written
from sidelight.types import RobotsFile

from .web import Web, web

HERE = Settings(private_hosts=("127.0.0.1",), fetch_timeout=2.0)


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as made:
        yield made


def allows(text: str, path: str) -> bool:
    return parse_rules(text).allow(f"https://quay.example{path}")


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /a", "/a/b", False), ("Disallow: /a", "/b", True), ("Disallow: /a", "/A", True), ("Disallow:", "/a", True),
        ("Disallow: /\nAllow: /news", "/news/1", True), ("Disallow: /\nAllow: /news", "/old", False),
        ("Allow: /a\nDisallow: /a", "/a", True), ("Disallow: /*.pdf$", "/x/y.pdf", False), ("Disallow: /*.pdf$", "/y.pdf?z", True),
        ("Disallow: /*/print/", "/a/print/b", False), ("Disallow: /a*b*c$", "/axbxbc", False), ("Disallow: /a$", "/ab", True),
        ("Disallow: /caf%C3%A9", "/café/menu", False), ("Disallow: /café", "/caf%c3%a9", False), ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: /%7Ejon", "/~jon/", False), ("Disallow: /?q=", "/?q=ferry", False), ("Disallow: /", "/robots.txt", True),
    ],
)  # fmt: skip
def test_the_longest_rule_that_matches_decides(rules: str, path: str, allowed: bool) -> None:
    assert allows(f"User-agent: *\n{rules}", path) is allowed


def test_rules_for_us_go_before_those_for_everybody() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-Agent: Other\nUser-agent: SIDELIGHT\nDisallow: /private # not for robots\nCrawl-delay: 4"
    assert allows(text, "/news")
    assert not allows(text, "/private")
    assert parse_rules(text).delay == 4.0


def test_groups_of_one_name_are_one_group_and_scraps_are_passed_over() -> None:
    text = "Disallow: /\n<html>\nUser-agent: *\nDisallow: /a\nUser-agent: *\nDisallow: /b\nnonsense\nSitemap: https://quay.example/s.xml"
    assert [allows(text, path) for path in ("/", "/a", "/b")] == [True, False, False]
    assert parse_rules(text).sitemaps == ("https://quay.example/s.xml",)


def test_what_is_kept_of_a_file_says_the_same_to_us() -> None:
    text = (
        "User-agent: other\nDisallow: /x\n" * 50
        + "User-agent: *\nDisallow: /a*b$\nAllow: /caf%c3%a9\nCrawl-delay: 2.5\nSitemap: https://q.example/s"
    )
    rules = parse_rules(text)
    assert parse_rules(written(rules)) == rules
    assert len(written(rules)) < 200


@given(st.lists(st.tuples(st.booleans(), st.text(st.characters(codec="utf-8"), max_size=20)), max_size=8))
def test_whatever_the_rules_they_are_kept_as_they_are(paths: list[tuple[bool, str]]) -> None:
    rules = parse_rules("User-agent: *\n" + "\n".join(f"{'Allow' if allows else 'Disallow'}: /{path}" for allows, path in paths))
    assert parse_rules(written(rules)) == rules


def test_many_stars_take_no_time() -> None:
    began = time.monotonic()
    assert allows("User-agent: *\nDisallow: /" + "*a" * 2000 + "b", "/" + "a" * 5000)
    assert time.monotonic() - began < 1


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_file_breaks_the_reading(text: str, path: str) -> None:
    assert parse_rules("User-agent: *\n" + text).allow(f"https://quay.example/{path}".replace("[", "").replace("]", "")) in (
        True,
        False,
    )


@pytest.mark.parametrize(
    ("status", "open_to_us"), [("404 Not Found", True), ("403 Forbidden", True), ("500 Broken", False), ("429 Slow", False)]
)
def test_where_there_is_none_all_is_allowed_and_where_it_cannot_be_had_nothing(site: Web, status: str, open_to_us: bool) -> None:
    site.page("/robots.txt", b"", status)
    robots = Robots(HERE, system_resolver)
    if open_to_us:
        robots.check(site.url("/a"))
    else:
        with pytest.raises(FetchError, match=r"for now: its robots\.txt answered") as caught:
            robots.check(site.url("/a"))
        assert caught.value.kind == "no robots.txt"


def test_a_dead_site_and_a_slow_one_let_us_fetch_nothing_for_now(site: Web) -> None:
    site.silent("/robots.txt")
    for url in (site.url("/a"), "http://127.0.0.1:9/a"):
        with pytest.raises(FetchError, match=r"robots\.txt"):
            Robots(Settings(private_hosts=("127.0.0.1",), fetch_timeout=0.3), system_resolver).check(url)


def test_a_mark_of_the_byte_order_and_a_version_hide_no_rule(site: Web) -> None:
    site.page("/robots.txt", b"\xef\xbb\xbfUser-agent: Sidelight/2.0\nDisallow: /a\n\nUser-agent: *\nAllow: /")
    with pytest.raises(FetchError, match="does not let robots"):
        Robots(HERE, system_resolver).check(site.url("/a"))


def test_one_too_large_to_be_had_opens_nothing(site: Web) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /\n" + b"#" * 3_000)
    with pytest.raises(FetchError, match="is larger than"):
        Robots(replace(HERE, fetch_max_bytes=2_000), system_resolver).check(site.url("/a"))


def test_one_that_leads_inside_is_asked_for_once(site: Web) -> None:
    site.redirect("/robots.txt", "http://127.0.0.2/robots.txt")
    robots = Robots(HERE, system_resolver)
    for _ in range(3):
        with pytest.raises(FetchError, match="leads to where nothing is fetched"):
            robots.check(site.url("/a"))
    assert len(site.asked) == 1


def test_a_page_in_its_place_says_nothing(site: Web) -> None:
    site.page("/robots.txt", b"<html>User-agent: *\nDisallow: /</html>")
    Robots(HERE, system_resolver).check(site.url("/a"))


def test_it_is_asked_once_a_day_and_again_after_the_clock_was_set_back(site: Web) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /a")
    now = datetime.now(UTC)
    for fetched, asked in ((now - timedelta(hours=23), 0), (now - timedelta(hours=25), 1), (now + timedelta(days=2), 2)):
        file = RobotsFile(origin=site.url(""), answer="absent", text="", fetched=fetched)
        robots = Robots(HERE, system_resolver, [file])
        for _ in range(3):
            try:
                robots.check(site.url("/a"))
            except FetchError as error:
                assert error.kind == "robots.txt"  # noqa: PT017 - only the fresh file forbids it
        assert len(site.asked) == asked
        assert bool(robots.fresh) == bool(asked)
