"""What can be added, and what is watched then."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.errors import FetchError, InputError
from sidelight.gather.opml import Line, parse_opml, written_opml
from sidelight.resources.packs import read_pack

from .newsroom import Newsroom, newsroom, page, rss, title

NEWS = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{}</loc><news:news><news:title>{}</news:title></news:news></url></urlset>'


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(tmp_path) as made:
        yield made


def watched(room: Newsroom) -> list[str]:
    return sorted(line.url.removeprefix(room.site.url("")) for line in room.desk.feeds())


def test_a_feed_is_watched_and_nothing_fetched_of_it_twice(room: Newsroom) -> None:
    room.publish([1])
    added = room.desk.add(room.site.url("/feed"), "mornings")
    assert (added.kind, [feed.title for feed in added.feeds]) == ("feed", ["The Eastmere Post"])
    assert [(line.folder, line.asked) for line in room.desk.feeds()] == [("mornings", None)]
    assert room.desk.add(room.site.url("/feed")).known == 1
    assert watched(room) == ["/feed"]


def test_of_a_site_its_feeds_are_found_but_not_those_of_comments(room: Newsroom) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/{kind}+xml" title="{name}" href="{href}">'
        for kind, name, href in [("rss", "Post RSS", "/feed"), ("atom", "Post Atom", "/atom"), ("rss", "Post Comments", "/comments/feed"), ("rss", "Sport", "/sport")]
    )  # fmt: skip
    room.site.page("/", page(1, links))
    added = room.desk.add(room.site.url("/"))
    assert (added.kind, watched(room)) == ("site", ["/feed", "/sport"])


@pytest.mark.parametrize("through_an_index", [False, True])
def test_a_news_sitemap_is_found_through_robots_txt(room: Newsroom, through_an_index: bool) -> None:
    room.site.page("/", page(1))
    first = "/index.xml" if through_an_index else "/news.xml"
    room.site.page("/robots.txt", f"Sitemap: {room.site.url('/pages.xml')}\nSitemap: {room.site.url(first)}".encode())
    parts = "".join(f"<sitemap><loc>{room.site.url(path)}</loc></sitemap>" for path in ("/pages-2.xml", "/news.xml"))
    room.site.page("/index.xml", f"<sitemapindex>{parts}</sitemapindex>".encode())
    room.site.page("/pages.xml", f"<urlset><url><loc>{room.site.url('/about')}</loc></url></urlset>".encode())
    room.site.page("/news.xml", NEWS.format(room.site.url("/news/1"), title(1)).encode())
    room.site.page("/news/1", page(1))
    room.desk.add(room.site.url("/"))
    assert watched(room) == ["/news.xml"]
    room.desk.update()
    assert room.titles() == [title(1)]


def test_an_index_whose_parts_are_named_by_dates_is_watched_itself(room: Newsroom) -> None:
    def index(*parts: str) -> None:
        named = "".join(f"<sitemap><loc>{room.site.url(part)}</loc></sitemap>" for part in parts)
        room.site.page("/index.xml", f"<sitemapindex>{named}</sitemapindex>".encode(), ETag='"same"')

    for k in (1, 2):
        room.site.page(f"/news/{k}", page(k))
        room.site.page(f"/news-2026-05-0{k}.xml", NEWS.format(room.site.url(f"/news/{k}"), title(k)).encode())
    index("/pages.xml", "/news-2026-05-01.xml")
    room.desk.add(room.site.url("/index.xml"))
    assert watched(room) == ["/index.xml"]
    room.desk.update()
    index("/pages.xml", "/news-2026-05-01.xml", "/news-2026-05-02.xml")
    room.due()
    room.desk.update()
    assert room.titles() == [title(1), title(2)]
    room.due()
    assert room.desk.update()[0].skipped == (("1", "unchanged"),)


def test_a_site_without_feeds_is_told(room: Newsroom) -> None:
    room.site.page("/", page(1))
    with pytest.raises(InputError, match="names no feed"):
        room.desk.add(room.site.url("/"))


def test_an_article_is_taken_in_at_once(room: Newsroom) -> None:
    room.site.page(
        "/news/7",
        page(7, '<meta property="og:type" content="article"><link rel="alternate" type="application/rss+xml" href="/feed">'),
    )
    added = room.desk.add(room.site.url("/news/7"))
    assert (added.kind, added.name, room.titles(), watched(room)) == ("article", title(7), [title(7)], [])


def test_a_list_brings_its_folders_and_goes_out_as_it_came(room: Newsroom, tmp_path: Path) -> None:
    lines = [
        Line("https://quay.example/feed", "Quay & Co", None, "news/local"),
        Line("https://hill.example/feed", "Hill", None, "news"),
        Line("https://lamp.example/feed"),
    ]
    (tmp_path / "list.opml").write_text(written_opml(lines, "Mine"), "utf-8")
    added = room.desk.add(str(tmp_path / "list.opml"))
    assert (added.kind, len(added.feeds)) == ("list", 3)
    out = parse_opml(room.desk.feeds_as_opml().encode(), "out")
    assert {(line.url, line.folder) for line in out} == {(line.url, line.folder) for line in lines}
    assert {line.title for line in out} == {"Quay & Co", "Hill", "https://lamp.example/feed"}


def test_a_list_may_lie_at_an_address(room: Newsroom) -> None:
    room.site.page("/list", written_opml([Line("https://quay.example/feed", "Quay")], "x").encode(), Content_Type="text/xml")
    assert room.desk.add(room.site.url("/list")).kind == "list"


def test_a_pack_is_added_without_a_network_and_names_its_outlets(room: Newsroom) -> None:
    added = room.desk.add("us-balanced")
    assert (added.kind, len(added.feeds)) == ("pack", len(read_pack("us-balanced")))
    assert {line.outlet for line in room.desk.feeds()} == {line.outlet for line in read_pack("us-balanced")}
    assert {line.folder for line in room.desk.feeds()} == {"us-balanced"}
    assert room.site.asked == []


def test_what_is_nothing_is_told_in_one_sentence(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Just words.")
    for what in ("nothing at all", str(tmp_path / "notes.txt"), "ftp://quay.example/feed", room.site.url("/missing")):
        with pytest.raises((InputError, FetchError)) as caught:
            room.desk.add(what)
        assert "\n" not in str(caught.value)
    assert watched(room) == []


def test_a_hostile_list_is_no_danger() -> None:
    bombs = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 9))
    text = (
        f'<!DOCTYPE o [<!ENTITY l0 "x">{bombs}]><opml><body><outline text="&l8;" xmlUrl="https://quay.example/"/></body></opml>'
    )
    assert len(str(parse_opml(text.encode(), "x"))) < 10_000
    assert parse_opml(("<opml>" + "<outline text='a'>" * 5_000).encode(), "x") == []


def test_feeds_of_every_hostile_kind_are_told_and_hold_up_nobody(room: Newsroom) -> None:
    """One update over a site that works and seven that do all they can."""
    from dataclasses import replace

    from sidelight.desk.add import add
    from sidelight.pipeline.update import update

    site = room.site
    room.publish([1])
    rss_of_nothing = rss([])
    site.drip("/drip", b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n", b"<")
    site.drip("/endless", b"HTTP/1.1 200 OK\r\n\r\n", b"<item/>" * 9000, pause=0)
    site.redirect("/loop", "/loop")
    site.redirect("/inside", "http://169.254.169.254/latest/meta-data/")
    site.page("/short", rss_of_nothing, Content_Length="90000")
    site.page("/page", page(1))
    site.answers["/reset"] = lambda connection, _: connection.close()
    names = ("/drip", "/endless", "/loop", "/inside", "/short", "/page", "/reset")
    lines = [Line(site.url(name, "127.0.0.2" if k % 2 else "127.0.0.1")) for k, name in enumerate(names)]
    path = room.place.with_name("hostile.opml")
    path.write_text(written_opml([Line(site.url("/feed")), *lines], "x"), "utf-8")
    settings = replace(room.desk.settings, fetch_timeout=0.7, fetch_max_bytes=2_000_000)
    add(room.store, str(path), settings)
    feeds, articles = update(room.store, settings)
    assert (feeds.seen, feeds.done, len(feeds.failed), articles.done) == (8, 1, 7, 1)
    assert all(line.error and "\n" not in line.error for line in room.desk.feeds() if not line.url.endswith("/feed"))
    assert {outcome for outcome, _ in room.health()} == {"answered", "failed"}
    assert sum(room.health().values()) == 9
