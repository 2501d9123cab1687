"""What the mailed page holds: the article's exact characters, marks that overlap, and nothing that acts or calls out."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from surfaces.breakdowns import TEXT, ferry_article, ferry_breakdown, made, note, place

from sidelight.surfaces.html.page import fragment, render, web_address
from sidelight.types import Annotations, Article, Breakdown, Finding, Sentence

HOSTILE = "</article></style><script>alert(1)</script><img src=x onerror=alert(2)>\" ' & {{ 7*7 }} \x00\x1b[31m\u202e"
ALLOWED = {
    "a", "article", "aside", "b", "body", "dd", "details", "div", "dl", "dt", "fieldset", "footer", "h1", "h2", "h3", "h4", "head", "header", "html", "input",
    "label", "legend", "li", "main", "meta", "p", "section", "small", "span", "style", "summary", "title", "ul",
}  # fmt: skip


def page(breakdown: Breakdown) -> html.HtmlElement:
    return html.document_fromstring(render(breakdown))


def article_text(breakdown: Breakdown) -> str:
    (element,) = page(breakdown).iter("article")
    return str(element.text_content())


def test_the_article_element_holds_the_text_character_for_character() -> None:
    assert article_text(ferry_breakdown()) == TEXT
    assert page(ferry_breakdown()).xpath("count(//article/p)") == TEXT.count("\n\n") + 1


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_marks_that_nest_and_overlap_lose_no_character(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ab <&\"'é字\n"), min_size=1).map(lambda t: t.replace("\r", "")))
    article = Article(id="a", version="v", text=text)
    bounds = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda b: b[0] < b[1])
    spans = data.draw(st.lists(st.tuples(bounds, st.sampled_from(["figures", "loaded", "voices", "x"])), max_size=8))
    findings = [Finding(lens=lens, kind="k", statement="s", evidence=(article.span(*b),)) for b, lens in spans]
    # White space before the first paragraph and behind the last is all that a page may drop; a text in normal form has none.
    assert article_text(made(article, *findings)).strip("\n") == text.strip("\n")


def test_an_overlap_carries_the_classes_of_both_findings_and_leads_to_both() -> None:
    article = Article(id="a", version="v", text="one two three four")
    tree = page(made(article, note(article, "one two three", "aa"), note(article, "three four", "bb")))
    shared = next(s for s in tree.xpath("//article//span") if s.text == "three")
    assert {"l0", "l1", "f1", "f2"} <= set(shared.get("class").split())
    assert [a.get("href") for a in tree.xpath("//article//a")] == ["#f1", "#f2"]


def test_every_anchor_has_its_target_and_every_id_is_unique() -> None:
    tree = page(ferry_breakdown())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {h[1:] for h in tree.xpath("//a/@href") if h.startswith("#")}
    assert targets <= set(ids)
    cards = {i for i in ids if re.fullmatch(r"f\d+", i)}
    assert {i for i in cards if i in targets} | {"f7"} >= cards - {"f3"}
    for card in tree.xpath("//li[contains(@class,'card')][.//a]"):
        assert f"m{card.get('id')[1:]}" in ids


def test_blocks_that_are_set_aside_are_greyed_and_named() -> None:
    asides = page(ferry_breakdown()).xpath("//article/p[contains(@class,'aside')]")
    assert [(p.get("data-label"), p.text_content()) for p in asides] == [
        ("photo credit", "(Photo: A. Reiter/Harbour Press)"),
        ("comment prompt", "Add comment"),
    ]


def test_a_block_inside_a_paragraph_greys_only_its_own_words() -> None:
    source = ferry_article()
    block = replace(source.blocks[1], start=place(TEXT, "Add comment")[0] + 4)
    tree = page(made(replace(source, blocks=(block,))))
    assert [s.text for s in tree.xpath("//article//span[@data-label]")] == ["comment"]


def test_a_text_wrapped_at_a_fixed_width_is_one_paragraph() -> None:
    text = "This line goes\non here. And ends.\nNext one."
    breakdown = made(Article(id="a", version="v", text=text))
    annotated = Annotations(article="a", version="v", sentences=(Sentence(start=0, end=23), Sentence(start=24, end=33)))
    assert page(replace(breakdown, annotations=(annotated,))).xpath("count(//article/p)") == 2
    assert page(breakdown).xpath("count(//article/p)") == 3


def test_nothing_from_the_article_becomes_markup() -> None:
    article = Article(
        id=HOSTILE, version="v", text=f"Start {HOSTILE} end", title=HOSTILE, url=f"https://{HOSTILE}", outlet=HOSTILE, authors=(HOSTILE,),
        language='en" onload="x',
    )  # fmt: skip
    finding = Finding(lens=HOSTILE, kind=HOSTILE, statement=HOSTILE, evidence=(article.span(0, 20), article.span(0, 9, "title")))
    out = render(made(article, finding, overview=(HOSTILE,)))
    tree = html.document_fromstring(out)
    assert {e.tag for e in tree.iter() if isinstance(e.tag, str)} <= ALLOWED
    attributes = {a for e in tree.iter() for a in e.attrib}
    assert not {a for a in attributes if a.startswith("on")} | (attributes & {"src", "style", "srcset", "action"})
    assert "49" not in out
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", out)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", " https://a.example", "https:///nowhere", "//a.example/x", "file:///etc", "http://[", "ftp://a.example", ""],
)  # fmt: skip
def test_an_address_that_is_not_plainly_of_the_web_is_not_linked(url: str) -> None:
    assert web_address(url) is None
    tree = page(made(replace(ferry_article(), url=url)))
    assert not [h for h in tree.xpath("//a/@href") if not h.startswith("#")]


def test_the_publisher_is_linked_without_telling_it_whence() -> None:
    (link,) = page(ferry_breakdown()).xpath("//a[starts-with(@href,'http')]")
    assert link.get("href") == "https://courier.example/ferries"
    assert {"noopener", "noreferrer"} <= set(link.get("rel").split())


def test_the_policy_lets_in_the_style_sheet_by_its_hash_and_nothing_else() -> None:
    out = render(ferry_breakdown())
    style = re.search(r"<style>(.*?)</style>", out, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', out)
    assert style
    assert policy
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_every_switch_has_a_label_and_every_region_a_name() -> None:
    tree = page(ferry_breakdown())
    boxes = tree.xpath("//input[@type='checkbox']/@id")
    assert boxes == [f"lens-{k}" for k in range(5)]
    assert boxes == tree.xpath("//fieldset//label/@for")
    assert all(tree.xpath(f"//*[@id='{i}']") for i in tree.xpath("//@aria-labelledby"))
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == len(tree.xpath("//header")) == 1


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        full = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
        parts = [int(full[k : k + 2], 16) / 255 for k in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_every_colour_of_words_stands_out_by_4_5_to_1_in_light_and_dark() -> None:
    style = render(ferry_breakdown())
    themes = re.findall(r":root\{([^}]*--paper[^}]*--focus[^}]*)\}", style)
    assert len(themes) == 2
    for theme in themes:
        colours = dict(re.findall(r"--([a-z]+\d*):(#[0-9a-f]+)", theme))
        for name in ("ink", "quiet", *(f"h{k}" for k in range(5))):
            assert contrast(colours[name], colours["paper"]) >= 4.5, name
            assert contrast(colours[name], colours["card"]) >= 4.5, name


def test_below_the_threshold_is_left_out_unless_asked_for() -> None:
    assert "hardly loaded" not in render(ferry_breakdown())
    asked = html.document_fromstring(render(ferry_breakdown(), everything=True))
    assert "below the threshold" in asked.xpath("string(//li[contains(@class,'below')])")


def test_an_article_of_which_only_the_title_is_known_has_a_page() -> None:
    article = Article(id="a", version="v", text="", title="Ferries late again")
    finding = Finding(lens="loaded", kind="loaded-sentence", statement="x", evidence=(article.span(0, 7, "title"),))
    tree = page(made(article, finding))
    assert tree.xpath("string(//h1)") == "Ferries late again"
    assert tree.xpath("//h1//a/@href") == ["#f1"]


def test_a_notebook_gets_the_page_in_a_frame_that_runs_no_script() -> None:
    frame = html.fragment_fromstring(fragment(ferry_breakdown()))
    assert frame.tag == "iframe"
    assert "allow-scripts" not in frame.get("sandbox")
    assert frame.get("srcdoc").replace("about:srcdoc#", "#") == render(ferry_breakdown())
