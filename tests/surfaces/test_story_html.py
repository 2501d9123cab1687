"""A story's page: the matrix leads to the words in each report, and nothing in it acts, calls out or rates an article."""

import re
from dataclasses import replace

from lxml import html
from surfaces.breakdowns import made, note
from surfaces.stories import fact, lighthouse, many, passage, reports
from surfaces.test_html import ALLOWED, HOSTILE, contrast

from sidelight.surfaces.html.page import fragment, render
from sidelight.types import Absence, Article, Breakdown, Finding, Story

STORY_TAGS = ALLOWED | {
    "caption", "circle", "line", "mark", "nav", "ol", "rect", "svg", "table", "tbody", "td", "th", "thead", "tr",
}  # fmt: skip


def page(breakdown: Breakdown) -> html.HtmlElement:
    return html.document_fromstring(render(breakdown))


def cells(tree: html.HtmlElement, number: int) -> list[str]:
    return [td.get("class") for td in tree.xpath(f"//tr[@id='f{number}']/td")]


def words(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def test_reports_stand_under_letters_in_time_order_with_what_they_copy() -> None:
    listed = [words(li) for li in page(lighthouse()).xpath("//ol[@class='reports']/li")]
    assert [one.split()[0] for one in listed] == ["A", "B", "C"]
    assert "Council closes lighthouse courier.example 2 March 2026, 09:30 UTC 35 words" in listed[0]
    assert listed[1].endswith("not independent: shares 33 words with A")
    assert "undated" in listed[2]


def test_the_matrix_has_a_row_a_fact_and_a_cell_a_report() -> None:
    tree = page(lighthouse())
    assert [th.text_content() for th in tree.xpath("//table//thead//th")] == ["A", "B", "C", "Fact"]
    groups = [words(th) for th in tree.xpath("//tr[@class='group']")]
    assert groups == ["Told by some, left out by others 1", "Told by all 1"]
    assert cells(tree, 1) == ["told", "left-out", "told"]
    assert cells(tree, 2) == ["told", "told", "told"]


def test_a_cell_leads_to_the_words_in_that_report_and_they_are_marked() -> None:
    tree = page(lighthouse())
    assert tree.xpath("//tr[@id='f1']/td/a/@href") == ["#m1-A", "#m1-C"]
    for letter, told in (("A", "The vote was seven to four."), ("C", "decided by seven votes to four")):
        (anchor,) = tree.xpath(f"//section[@id='r-{letter}']//article//span[@id='m1-{letter}']")
        assert "f1" in anchor.getnext().get("class").split()
        marked = tree.xpath(f"//section[@id='r-{letter}']//article//span[contains(concat(@class, ' '), ' f1 ')]")
        assert "".join(m.text for m in marked) == told


def test_a_row_opens_to_the_words_of_each_report_whom_they_cite_and_the_nearest_words_of_those_that_leave_it_out() -> None:
    row = page(lighthouse()).xpath("//tr[@id='f1']//details")[0]
    told = [words(p) for p in row.xpath(".//p[contains(@class,'words')]")]
    assert told == [
        "A citing Odile Brandt: The vote was seven to four.",
        "C decided by seven votes to four",
        "B The har likeness 0.12",
    ]
    assert words(row.xpath(".//details/summary")[0]) == "B was searched: the nearest words"


def test_all_that_one_text_tells_alone_is_folded_under_its_reports() -> None:
    lists = page(lighthouse()).xpath("//details[@class='alone']")
    assert [words(d.find("summary")) for d in lists] == [
        "Only in A and B, copies of one text 1",
        "Only in A courier.example 1",
        "In B lantern.example, perhaps in others 1",
        "Only in C wharf.example 1",
    ]
    assert not any(d.get("open") for d in lists)
    base = lighthouse()
    more = [fact(f"Alone {k} is told.", ("u-2", "A tern colony"), absent=("u-1", "u-3"), outlets=1) for k in range(30)]
    (alone,) = page(replace(base, findings=tuple(more))).xpath("//details[@class='alone']")
    assert len(alone.xpath("./ul/li")) == 30


def test_what_one_text_tells_alone_has_its_anchor_in_the_text_and_no_mark_there() -> None:
    base = lighthouse()
    tree = page(base)
    number = tree.xpath("//li[contains(., 'A tern colony nests')]/@id")[0][1:]
    assert tree.xpath(f"//article//span[@id='m{number}-A']")
    assert f"#f{number}" not in tree.xpath("//article//a/@href")
    assert "#f1" in tree.xpath("//article//a/@href")


def test_every_article_holds_its_text_character_for_character() -> None:
    found = {a.text_content() for a in page(lighthouse()).iter("article")}
    assert found == {a.text for a in reports()}


def test_every_anchor_has_its_target_and_every_id_is_unique() -> None:
    base = lighthouse()
    piece = fact("The vote was seven", ("u-1", "decided by seven"), ("u-2", "The vote was seven"), absent=("u-3",))
    for breakdown in (replace(base, findings=(*base.findings, piece)), many(12), many(30)):
        tree = page(breakdown)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {h[1:] for h in tree.xpath("//a/@href") if h.startswith("#")} <= set(ids)
        assert set(tree.xpath("//@aria-labelledby")) <= set(ids)


def test_marks_that_begin_at_the_same_place_in_two_reports_have_each_an_anchor() -> None:
    articles = tuple(Article(id=i, version="v", text="The pier opened.", title=f"Pier {i}") for i in ("a", "b"))
    told = Finding(lens="facts", kind="fact", statement="It opened.", evidence=tuple(a.span(0, 8) for a in articles))
    tree = page(replace(made(articles[0], told), subject=Story(id="s", title="t", articles=articles)))
    assert tree.xpath("//article//span[@class='at']/@id") == ["m1-A", "m1-B"]


def test_versions_of_a_passage_stand_side_by_side_with_what_differs_marked() -> None:
    one = Article(id="a", version="v", text="The mayor said that the old lamp will go dark in May for good.")
    other = Article(id="b", version="v", text="The mayor said that the proud old lamp will go black in May for good.")
    shared = replace(passage(), evidence=(one.span(0, len(one.text)), other.span(0, len(other.text))))
    tree = page(replace(made(one, shared), subject=Story(id="s", title="t", articles=(one, other), independent=("a",))))
    versions = tree.xpath("//div[@class='version']")
    assert [words(v.xpath("p")[1]) for v in versions] == [one.text, other.text]
    assert [m.text for m in versions[1].iter("mark")] == ["proud", "black"]
    assert not list(versions[0].iter("mark"))


def test_a_long_passage_is_shortened_in_the_middle_and_can_be_opened() -> None:
    text = " ".join(f"word{k}" for k in range(200))
    articles = tuple(Article(id=i, version="v", text=text) for i in ("a", "b"))
    shared = replace(passage(), evidence=tuple(a.span(0, len(text)) for a in articles))
    tree = page(replace(made(articles[0], shared), subject=Story(id="s", title="t", articles=articles)))
    (version,) = tree.xpath("//div[@class='version']")
    assert words(version.xpath("p")[0]) == "AB"
    assert "… 115 words …" in words(version.xpath("p")[1])
    assert words(version.xpath("details/p")[0]) == text


def test_leans_are_drawn_beside_outlets_with_intervals_and_on_no_report() -> None:
    tree = page(lighthouse())
    rows = [words(d) for d in tree.xpath("//div[@role='listitem'][.//*[local-name()='circle']]")]
    assert rows == ["lantern.example −0.50 −0.75 to −0.25 · 3 raters", "courier.example +0.40 +0.10 to +0.70 · 1 rater"]
    (dot, interval) = (tree.xpath("//*[local-name()='circle']/@cx")[0], tree.xpath("//*[@class='span']/@x")[0])
    assert (float(dot), float(interval)) == (50.0, 25.0)
    for part in tree.xpath("//section[@id='reports' or @id='texts']") + tree.xpath("//table"):
        assert "0.50" not in part.text_content()
        assert "0.40" not in part.text_content()


def test_nothing_is_called_by_an_articles_id() -> None:
    assert not re.search(r"u-[123]", render(lighthouse(), everything=True))


def test_nothing_from_a_report_becomes_markup() -> None:
    articles = tuple(
        Article(id=f"{k}{HOSTILE}", version="v", text=f"Start {HOSTILE} end", title=HOSTILE, outlet=HOSTILE, url=f"https://{HOSTILE}")
        for k in range(2)
    )  # fmt: skip
    spans = tuple(a.span(0, 30) for a in articles)
    near = Absence(article=articles[1].id, version="v", method=HOSTILE, nearest=spans[1], score=0.1)
    told = Finding(lens="facts", kind="fact", statement=HOSTILE, evidence=spans[:1], absences=(near,))
    other = Finding(lens=HOSTILE, kind=HOSTILE, statement=HOSTILE, evidence=spans)
    breakdown = replace(
        made(articles[0], told, other, replace(passage(), evidence=spans)),
        subject=Story(id="s", title=HOSTILE, articles=articles),
    )
    out = render(breakdown)
    tree = html.document_fromstring(out)
    assert {e.tag for e in tree.iter() if isinstance(e.tag, str)} <= STORY_TAGS
    attributes = {a for e in tree.iter() for a in e.attrib}
    assert not {a for a in attributes if a.startswith("on")} | (attributes & {"src", "style", "srcset", "action"})
    assert "49" not in out
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", out)


def test_the_style_sheet_has_no_rule_that_calls_out_and_its_colours_stand_out_in_light_and_dark() -> None:
    style = re.search(r"<style>(.*?)</style>", render(lighthouse()), re.DOTALL)
    assert style
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    themes = re.findall(r":root\{([^}]*--paper[^}]*--focus[^}]*)\}", style[1])
    assert len(themes) == 2
    for theme in themes:
        colours = dict(re.findall(r"--([a-z]+\d*):(#[0-9a-f]+)", theme))
        for name in ("ink", "quiet", "h0", "h1", "h2", "h3"):
            assert contrast(colours[name], colours["paper"]) >= 4.5, name


def test_a_lens_that_nobody_knows_shows_its_words_with_the_reports_letter() -> None:
    articles = reports()
    unknown = note(articles[2], "seven to four", lens="tides")
    tree = page(replace(lighthouse(), findings=(unknown,)))
    assert words(tree.xpath("//ul[@class='cards']//p[@class='words']")[0]).startswith("A The harbour council voted")
    assert [m.text for m in tree.xpath("//ul[@class='cards']//mark")] == ["seven to four"]


def test_a_notebook_gets_the_story_in_a_frame() -> None:
    frame = html.fragment_fromstring(fragment(lighthouse()))
    assert frame.get("srcdoc").replace("about:srcdoc#", "#") == render(lighthouse())


def test_a_story_without_findings_still_shows_its_reports() -> None:
    tree = page(replace(lighthouse(), findings=()))
    assert "The lenses found nothing to show." in tree.text_content()
    assert len(tree.xpath("//article")) == 3


def test_of_many_reports_that_leave_a_fact_out_the_nearest_words_are_shown_and_the_rest_counted() -> None:
    row = page(many(24)).xpath("//tr[@id='f1']//details")[0]
    assert len(row.xpath(".//p[@class='words near']")) == 4
    assert words(row.xpath(".//p[@class='note']")[0]) == "nothing nearer in the 8 others"
    assert len(page(many(12)).xpath("//tr[@id='f1']//p[@class='words near']")) == 6
