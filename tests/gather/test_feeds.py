"""What a feed holds, whatever its kind; and what no feed can do to us."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.errors import InputError, SidelightError, TooLarge
from sidelight.gather.feeds import MOST_ENTRIES, parse_feed
from sidelight.gather.opml import parse_opml
from sidelight.types import Capture, FeedDocument

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Eastmere Post</title><link>https://eastmere-post.example/</link><ttl>30</ttl>
<item><title>Ferry &amp;amp; harbour: a &lt;b&gt;vote&lt;/b&gt;</title><link>/2031/ferry</link><guid isPermaLink="false">tag:1</guid>
<pubDate>Sun, 04 May 2031 14:00:00 +0200</pubDate><dc:creator>Ana Brandt</dc:creator>
<description>&lt;p&gt;The council &lt;i&gt;voted&lt;/i&gt;.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The council voted nine to four to close the line.</p>]]></content:encoded>
<source url="https://wire.example/feed">The Wire</source></item>
<item><title>Only a title</title></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://hill.example/"><title type="html">Hill &amp;amp; Dale</title>
<link rel="self" href="feed.xml"/><link href="/"/><entry><id>urn:1</id><title>Rust on the bridge</title><link href="a/1"/>
<published>2031-05-04T10:00:00Z</published><updated>2031-05-04T12:30:00Z</updated><author><name>Jon Alder</name></author>
<content type="html">&lt;p&gt;Engineers found rust.&lt;/p&gt;</content></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x">
<title>Old Lamp</title></channel><item rdf:about="https://lamp.example/1"><title>A light</title><link>https://lamp.example/1</link></item></rdf:RDF>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1", "title": "The Lamp", "home_page_url": "https://lamp.example/",
    "items": [
        {"id": 7, "url": "https://lamp.example/7", "title": "A  light", "date_published": "2031-05-04T14:00:00+02:00",
         "authors": [{"name": "Ines Holm"}, {"name": 4}], "content_text": "One.\n\nTwo <2>."},
        "no item", {"id": "8", "content_html": "<p>Told.</p>", "external_url": "https://quay.example/8"},
    ],
}  # fmt: skip

NEWS = """<?xml version="1.0" encoding="UTF-8"?><!-- made by hand --><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://quay.example/1</loc><news:news><news:publication>
<news:name>Quay</news:name></news:publication><news:publication_date>2031-05-04T12:00:00+00:00</news:publication_date>
<news:title>Boats &amp; crews</news:title></news:news></url><url><loc>https://quay.example/about</loc></url></urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://quay.example/old.xml</loc>
<lastmod>2030-01-01</lastmod></sitemap><sitemap><loc>https://quay.example/new.xml</loc><lastmod>2031-05-04</lastmod></sitemap></sitemapindex>"""


def parsed(text: "str | bytes", url: str | None = "https://eastmere-post.example/feed") -> FeedDocument:
    return parse_feed(Capture(body=text.encode() if isinstance(text, str) else text, url=url))


def test_an_rss_item_gives_all_that_it_says() -> None:
    feed = parsed(RSS)
    assert (feed.title, feed.url, feed.ttl) == ("The Eastmere Post", "https://eastmere-post.example/", 1800.0)
    entry = feed.entries[0]
    assert (entry.id, entry.url, entry.title) == ("tag:1", "https://eastmere-post.example/2031/ferry", "Ferry & harbour: a vote")
    assert entry.published == datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
    assert (entry.summary, entry.authors, entry.source) == ("The council voted .", ("Ana Brandt",), "https://wire.example/feed")
    assert entry.html == "<p>The council voted nine to four to close the line.</p>"


def test_an_item_with_a_title_only_is_an_entry() -> None:
    assert [(e.id, e.url, e.published) for e in parsed(RSS).entries[1:]] == [("Only a title", None, None)]


def test_atom_addresses_are_made_whole_and_times_are_utc() -> None:
    feed = parsed(ATOM)
    (entry,) = feed.entries
    assert (feed.title, entry.url, entry.authors) == ("Hill & Dale", "https://hill.example/a/1", ("Jon Alder",))
    assert entry.published == datetime(2031, 5, 4, 10, 0, tzinfo=UTC)
    assert entry.updated == datetime(2031, 5, 4, 12, 30, tzinfo=UTC)


def test_rss_1_is_read() -> None:
    assert [(e.title, e.url) for e in parsed(RDF).entries] == [("A light", "https://lamp.example/1")]


def test_json_feed_is_read_and_what_has_a_wrong_type_left_out() -> None:
    feed = parsed(json.dumps(JSON_FEED))
    first, second = feed.entries
    assert (feed.title, first.id, first.title, first.authors) == ("The Lamp", "7", "A light", ("Ines Holm",))
    assert first.published == datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
    assert first.html == "<p>One.</p><p>Two &lt;2&gt;.</p>"
    assert (second.url, second.source, second.html) == ("https://quay.example/8", "https://quay.example/8", "<p>Told.</p>")


def test_of_a_sitemap_the_news_are_entries() -> None:
    (entry,) = parsed(NEWS).entries
    assert (entry.id, entry.title) == ("https://quay.example/1", "Boats & crews")
    assert entry.published == datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def test_an_index_gives_its_parts_the_newest_first() -> None:
    assert parsed(INDEX).parts == ("https://quay.example/new.xml", "https://quay.example/old.xml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<!doctype html><title>Home</title><p>Words", "a page, no feed"), ("Just words.", "no feed"), ("{", "no JSON"),
        ('{"title": "x"}', "no JSON Feed"), ("[" * 100_000, "no JSON"), ("<config><a/></config>", "no feed"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told_in_one_sentence(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        parsed(text)
    assert "\n" not in str(caught.value)


def test_a_feed_is_never_taken_for_a_files_name_or_an_address(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text(RSS)
    for text in (str(tmp_path / "secret.xml"), "http://127.0.0.1:9/feed"):
        with pytest.raises(InputError):
            parsed(text, url=None)


def test_entities_are_not_blown_up_and_files_are_not_read() -> None:
    steps = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 10))
    laughs = f'<!DOCTYPE r [<!ENTITY l0 "lol">{steps}]><rss version="2.0"><channel><title>&l9;</title></channel></rss>'
    assert len(parsed(laughs).title or "") < 100
    outside = (
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title></channel></rss>'
    )
    assert "root" not in (parsed(outside).title or "")
    sitemap = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + NEWS.partition("-->")[2].replace("Boats &amp;", "&x;")
    assert "root" not in str(parsed(sitemap).entries)


MONSTERS = {
    "too many tags": b"<rss><channel>" + b"<item><title>x</title></item>" * 110_000,
    "too deep": b"<rss><channel>" + b"<a>" * 5_000,
    "a tag without an end": b'<rss version="2.0"><channel><item ' + b'a="x" ' * 200_000,
    "many attributes": b'<rss version="2.0"><channel>' + (b"<item " + b'a="x" ' * 1_800 + b">x</item>") * 50,
    "open CDATA": b'<rss version="2.0"><channel>' + b"<![CDATA[" * 200_000,
    "open comments": b'<rss version="2.0"><channel>' + b"<!--" * 200_000,
    "a sitemap too deep": b"<urlset>" + b"<url>" * 5_000,
}


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_end_soon(name: str) -> None:
    began = time.monotonic()
    try:
        assert len(parsed(MONSTERS[name]).entries) <= MOST_ENTRIES
    except (InputError, TooLarge) as error:
        assert "\n" not in str(error)  # noqa: PT017 - either way is right, so long as it ends
    assert time.monotonic() - began < 5


def test_a_sitemap_with_a_broken_name_of_an_element_is_read_all_the_same() -> None:
    pages = "".join(f"<url><loc>https://quay.example/{n}</loc><news><title>Boats</title></news></url>" for n in (1, 2))
    held = parsed(f"<urlset>{pages.replace('<title>', '<n:ews:a>x</n:ews:a><title>', 1)}</urlset>")
    assert [entry.title for entry in held.entries] == ["Boats", "Boats"]


def test_an_author_without_end_is_no_author_and_takes_no_time() -> None:
    started = time.monotonic()
    held = parsed(f"<rss><channel><item><title>Ferry stops</title><author>{'a.' * 500_000}</author></item></channel></rss>")
    assert ([entry.authors for entry in held.entries], time.monotonic() - started < 5) == ([()], True)


@pytest.mark.parametrize(
    "address", ["https://[x/a", "https://a\u2100b.example/a", "https://news.example:99999/a", "https://:80/"]
)
def test_an_address_that_cannot_be_taken_apart_is_none(address: str) -> None:
    rss = f"<rss><channel><title>News</title><item><title>Ferry</title><guid>{address}</guid></item></channel></rss>"
    news = '<news:news xmlns:news="n"><news:title>Ferry</news:title></news:news>'
    for text in (
        json.dumps({"items": [{"id": "1", "url": address, "title": "Ferry"}]}),
        rss,
        f"<urlset><url><loc>{address}</loc>{news}</url></urlset>",
        f"<sitemapindex><sitemap><loc>{address}</loc></sitemap></sitemapindex>",
    ):
        held = parsed(text)
        assert ([entry.url for entry in held.entries if entry.url], held.parts) == ([], ())
    assert parse_opml(f'<opml><body><outline xmlUrl="{address}"/></body></opml>'.encode(), "list") == []


def test_of_endless_entries_the_first_are_read() -> None:
    many = '<rss version="2.0"><channel>' + "<item><title>x</title></item>" * (MOST_ENTRIES + 50) + "</channel></rss>"
    assert len(parsed(many).entries) == MOST_ENTRIES


@given(
    st.binary(max_size=300), st.sampled_from([RSS, ATOM, NEWS, json.dumps(JSON_FEED)]), st.integers(0, 3000), st.integers(0, 40)
)
def test_damage_anywhere_is_no_crash(noise: bytes, text: str, place: int, cut: int) -> None:
    body = text.encode()
    try:
        parsed(body[:place] + noise + body[place + cut :])
    except SidelightError as error:
        assert "\n" not in error.message  # noqa: PT017 - either way is right


def test_every_shared_feed_is_parsed(shared: Path) -> None:
    """Well-formed and ill-formed cases; one of 948, in a format that nobody uses any more, is told to be no feed."""
    files = [path for path in (shared / "data" / "feeds").rglob("*") if path.is_file()]
    refused = []
    for path in files:
        try:
            parse_feed(Capture(body=path.read_bytes(), path=str(path)))
        except InputError:
            refused.append(path.name)
    assert len(files) > 900
    assert len(refused) <= 1
