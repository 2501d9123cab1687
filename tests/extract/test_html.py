"""Pages to articles: the body, the facts that a page states of itself, and pages made to break us."""

import json
import time
from pathlib import Path

import pytest

from sidelight.errors import EmptyInput, SidelightError, TooLarge
from sidelight.extract import article_from_capture
from sidelight.types import Article, Capture

SENTENCES = [
    "The council of Eastmere voted on Monday to close the ferry line that has served the islands for ninety years.",
    "Mayor Jon Alder said that the boats had run almost empty since the bridge to Ostervik was opened in spring.",
    "Islanders who came to the meeting said that buses would not reach them in winter, when the road is often closed.",
    "The harbour authority is to sell both ships by the end of the year, and the captains have been offered other work.",
]
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
LINKED = '<p>The <a href="/ruling">whole ruling</a> was printed by the harbour authority on Tuesday, with a list of costs.</p>'
FACTS = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Gazette"},
        {
            "@type": ["NewsArticle"],
            "headline": "Ferry line closes &amp; islanders protest",
            "datePublished": "2024-03-05T09:30:00+01:00",
            "author": [{"@type": "Person", "name": "Mira Holt"}, {"@type": "Person", "name": "Jon Alder"}],
        },
    ],
}


def page(body: str = BODY, head: str = "", url: str | None = "https://www.gazette.example/ferry?utm_source=x") -> Article:
    html = f"<!doctype html><html lang='en'><head>{head}</head><body><nav><a href='/x'>Home</a></nav><article>{body}</article></body></html>"
    return article_from_capture(Capture(body=html.encode(), url=url, media_type="text/html"))


def test_the_body_is_paragraphs_without_the_menu() -> None:
    article = page("<h1>Ferry line closes</h1>" + BODY)
    assert article.text.split("\n\n")[-4:] == SENTENCES
    assert "Home" not in article.text
    assert article.from_html


def test_json_ld_gives_title_time_and_authors() -> None:
    article = page(head=f'<script type="application/ld+json">{json.dumps(FACTS)}</script><title>Ferry | Gazette</title>')
    assert article.title == "Ferry line closes & islanders protest"
    assert article.authors == ("Mira Holt", "Jon Alder")
    assert article.published is not None
    assert article.published.isoformat() == "2024-03-05T08:30:00+00:00"
    assert (article.outlet, article.language) == ("gazette.example", "en")


def test_meta_elements_stand_in_where_json_ld_is_broken() -> None:
    head = """<script type="application/ld+json">{broken</script><meta property="og:title" content="Ferry line closes">
    <meta name="author" content="By Mira Holt and Jon Alder"><meta property="article:published_time" content="2024-03-05">"""
    article = page(head=head)
    assert (article.title, article.authors) == ("Ferry line closes", ("Mira Holt", "Jon Alder"))
    assert article.published_day_only


def test_a_visible_byline_is_read_where_the_page_states_none() -> None:
    assert page('<h1>Ferry</h1><div class="byline">By <a rel="author" href="/mira">Mira Holt</a></div>' + BODY).authors == (
        "Mira Holt",
    )


def test_promotion_leaves_the_text_and_is_kept_aside() -> None:
    article = page(BODY + "<p>Sign up for our newsletter and never miss a story.</p><p>(AP Photo/Ilse Torvald)</p>")
    assert "newsletter" not in article.text
    assert {aside.kind for aside in article.asides} <= {"promotion", "photo-credit"}
    assert ("promotion", "Sign up for our newsletter and never miss a story.") in [(a.kind, a.text) for a in article.asides]


def test_the_headline_is_not_read_again_as_the_first_line_of_the_report() -> None:
    article = page("<h1>Ferry line closes</h1><p>Ferry line closes</p>" + BODY)
    assert article.title == "Ferry line closes"
    assert "Ferry line closes" not in article.text


@pytest.mark.parametrize("prompt", ["Most read in Football", "More from the Harbour Gazette", "Join our commenting forum"])
def test_a_heading_over_other_stories_or_comments_leaves_the_text(prompt: str) -> None:
    article = page(BODY + f"<p>{prompt}</p>")
    assert prompt not in article.text
    assert prompt in [aside.text for aside in article.asides]


def test_links_of_the_body_keep_their_place() -> None:
    article = page(BODY + LINKED)
    assert [(link.url, link.text) for link in article.links] == [("https://www.gazette.example/ruling", "whole ruling")]
    place = article.links[0].place
    assert place is not None
    assert article.text[place[0] : place[1]] == "whole ruling"


def test_a_page_may_name_another_address_of_its_own_site_only() -> None:
    own = page(head='<link rel="canonical" href="https://gazette.example/2024/ferry">')
    other = page(head='<link rel="canonical" href="https://herald.example/ferry">')
    assert own.url == "https://gazette.example/2024/ferry"
    assert other.url == "https://www.gazette.example/ferry?utm_source=x"
    assert other.outlet == "gazette.example"


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a"])
def test_html_is_told_by_name_or_first_bytes(name: str) -> None:
    html = f"\n<!-- made by hand --><!DOCTYPE html><html><body><article>{BODY}</article></body></html>"
    assert article_from_capture(Capture(body=html.encode(), path=name)).from_html


def test_a_text_that_speaks_of_html_stays_text() -> None:
    assert not article_from_capture(Capture(body=b"The <html> tag is thirty years old.", path="a.txt")).from_html


def test_a_page_in_an_old_encoding_says_so_itself() -> None:
    html = f'<html><head><meta charset="windows-1252"><title>Café</title></head><body><article>{BODY}</article></body></html>'
    assert article_from_capture(Capture(body=html.encode("cp1252"), path="a.html")).title == "Café"


HOSTILE = {
    "deep": "<div>" * 100_000 + "word " * 50,
    "soup": "<p><b><i><a></p></b>" * 20_000 + "text",
    "attributes": "<html><body " + "a=1 " * 300_000 + "><p>hi",
    "one word": "<html><body><p>" + "x" * 3_000_000,
    "tables": "<html><body>" + "<table><tr><td>" * 5_000 + "text",
    "no end": "<html><body><p>The ferry <!-- ",
    "nothing": "<html></html>",
    "scripts": "<html><body><script>" + "var x;" * 200_000 + "</script>",
    "entities": "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><html><body><p>&b;</p></body></html>",
    "json": '<html><head><script type="application/ld+json">' + "[" * 100_000 + "</script></head><body><p>hi",
    "null": "<html><body><p>The\0 ferry\0 stops\0</p></body></html>",
    "declared": '<?xml version="1.0" encoding="utf-16"?><html><body><p>The ferry stops.</p></body></html>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_gives_an_article_or_one_sentence_soon(name: str) -> None:
    begin = time.perf_counter()
    found: Article | SidelightError
    try:
        found = article_from_capture(Capture(body=HOSTILE[name].encode(), path=f"{name}.html"))
    except SidelightError as error:
        found = error
    assert time.perf_counter() - begin < 10
    if isinstance(found, SidelightError):
        assert str(found).startswith(f"{name}.html: ")
        assert "\n" not in str(found)
    else:
        assert found.text or found.title


def test_a_page_of_nothing_but_tags_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(TooLarge, match="tags"):
        article_from_capture(Capture(body=b"<html><body>" + b"<p>a" * 500_000, path="a.html"))


def test_a_page_without_an_article_says_so() -> None:
    with pytest.raises(EmptyInput):
        article_from_capture(Capture(body=b"<html><body></body></html>", path="a.html"))


def test_real_pages_are_read_without_a_fault(shared: Path) -> None:
    import gzip

    for file in sorted((shared / "data" / "pages").glob("*/*.html.gz"))[::6]:
        article = article_from_capture(Capture(body=gzip.decompress(file.read_bytes()), path=file.name[:-3]))
        assert len(article.text) > 500
        assert article.title
        assert article.published
