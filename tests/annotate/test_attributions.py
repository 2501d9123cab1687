"""Who says what: spans of sources, cues and contents, on texts written for the purpose."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.annotate.attributions import find_attributions
from sidelight.encode.windows import read_windows
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Attribution, Sentence

PACK = language_pack("en")


def found(text: str, skip: str = "") -> list[tuple[str, list[str], bool]]:
    """Source words, contents and directness of each attribution; sentences that hold `skip` are no part of the report."""
    return [
        (" ".join(text[s:e] for s, e in a.source), [text[s:e] for s, e in a.content], a.direct) for a in attributions(text, skip)
    ]


def attributions(text: str, skip: str = "") -> tuple[Attribution, ...]:
    split = tuple(
        Sentence(start=s, end=e, body=not (skip and skip in text[s:e])) for s, e in sentences(text, PACK) if text[s:e].strip()
    )
    return find_attributions(
        Article(id="a", version="1", text=text), split, read_windows(Article(id="a", version="1", text=text), split), PACK
    )


def test_a_quote_goes_to_its_tag() -> None:
    assert found("“We will rebuild the pier,” said Mayor Orla Venn.") == [
        ("Mayor Orla Venn", ["“We will rebuild the pier,”"], True)
    ]


def test_a_quote_continued_after_its_tag_is_one_attribution() -> None:
    text = "“The pier is gone,” Venn said. “It will be back by spring. We have the money.”"
    assert found(text) == [("Venn", ["“The pier is gone,”", "“It will be back by spring. We have the money.”"], True)]


def test_a_quote_over_paragraphs_without_closing_marks_is_one_attribution() -> None:
    text = "“The pier is gone,” Venn said.\n\n“It will be back by spring.\n\n“We have the money for it.”\n\nThe council meets on Friday."
    [(source, contents, direct)] = found(text)
    assert (source, direct) == ("Venn", True)
    assert contents[-1] == "“We have the money for it.”"
    assert len(contents) == 3


def test_straight_marks_work_like_curly_ones() -> None:
    assert found('"The pier is gone," he said. "It will be back."') == [
        ("he", ['"The pier is gone,"', '"It will be back."'], True)
    ]


def test_a_quote_inside_a_quote_stays_in_it() -> None:
    text = "“He told me, ‘The pier is gone,’ and I believed him,” said Lena Ostrow."
    assert found(text) == [("Lena Ostrow", ["“He told me, ‘The pier is gone,’ and I believed him,”"], True)]


def test_a_colon_introduces_a_quote() -> None:
    text = "Ostrow told reporters: “Nobody asked the fishermen. Nobody ever does.”"
    assert found(text) == [("Ostrow", ["“Nobody asked the fishermen. Nobody ever does.”"], True)]


def test_quotes_after_continued_and_a_colon_belong_to_the_one_who_continued() -> None:
    text = "“The pier is gone,” Venn said.\n\nVenn continued:\n\n“We have the money to build a new one.”"
    last = found(text)[-1]
    assert last[0] == "Venn"
    assert "“We have the money to build a new one.”" in last[1]


def test_another_speaker_takes_over() -> None:
    text = "“The pier is gone,” Venn said. “Nobody asked us,” said Lena Ostrow."
    assert [(source, len(contents)) for source, contents, _ in found(text)] == [("Venn", 1), ("Lena Ostrow", 1)]


def test_partial_quotes_lie_in_the_reported_clause_that_holds_them() -> None:
    text = "Venn hailed the plan as a piece of “rare good sense” that “will outlast every one of us here.”"
    [(source, contents, direct)] = found(text)
    assert (source, direct) == ("Venn", False)
    assert contents[0].startswith("the plan")
    assert contents[0].endswith("here.”")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Venn said that the pier would reopen in spring.", "Venn", "that the pier would reopen in spring"),
        ("The pier will reopen in spring, Venn said.", "Venn", "The pier will reopen in spring"),
        (
            "The pier will reopen in spring, according to the harbour board.",
            "the harbour board",
            "The pier will reopen in spring",
        ),
        (
            "According to the harbour board, the pier will reopen in spring.",
            "the harbour board",
            "the pier will reopen in spring",
        ),
        ("Venn told the council that the pier would reopen in spring.", "Venn", "that the pier would reopen in spring"),
        ("A new poll shows that most islanders want the pier back.", "A new poll", "that most islanders want the pier back"),
        (
            "Ann Lund, a lawyer for the fishermen, said the ban was illegal.",
            "Ann Lund, a lawyer for the fishermen",
            "the ban was illegal",
        ),
        ("While Venn said that the fee would be small, it will be a burden on the town.", "Venn", "that the fee would be small"),
        ("The board agreed on Monday to reopen the pier.", "The board", "to reopen the pier"),
        ("The board late on Monday night announced that the pier would reopen.", "The board", "that the pier would reopen"),
        ("Others, however, argue that the pier was never safe.", "Others", "that the pier was never safe"),
        ("Shopkeepers responded to the plan with dismay.", "Shopkeepers", "the plan with dismay"),
    ],
)
def test_reported_speech(text: str, source: str, content: str) -> None:
    assert [(s, c[0]) for s, c, _ in found(text)] == [(source, content)]


def test_an_apposition_that_ends_before_said_is_no_inverted_tag() -> None:
    text = "Jonas Reith, a former minister, said Morland would leave the customs union."
    assert found(text) == [("Jonas Reith, a former minister", ["Morland would leave the customs union"], False)]


def test_a_name_alone_after_said_is_who_said_it() -> None:
    text = "How long the repair takes depends on the weather, said Dr. Jonas M. Reith, a builder of piers."
    assert [source for source, _, _ in found(text)] == ["Dr. Jonas M. Reith, a builder of piers"]


def test_critics_who_raise_concerns_are_reported() -> None:
    [(source, contents, _)] = found("Critics have raised legal and ethical concerns over the plan.")
    assert source == "Critics"
    assert "the plan" in contents[0]


def test_a_participle_before_its_noun_reports_nothing() -> None:
    assert found("Police in Eastmere arrested 400 suspected smugglers on Monday.") == []


def test_of_two_tags_around_a_quote_each_has_the_quote_and_no_more() -> None:
    text = "On Monday, Venn elaborated: “The pier was never safe for anybody,” she said."
    assert all("elaborated" not in content for _, contents, _ in found(text) for content in contents)


def test_a_line_all_in_capitals_between_paragraphs_is_no_report() -> None:
    text = "The pier is gone.\n\nMAYOR VENN SAYS THE PIER WILL NEVER COME BACK\n\nIt fell in the storm."
    assert found(text) == []


def test_scare_quotes_are_nobodys_speech() -> None:
    assert found("The town has a “green” tram and a new library.") == []


def test_a_long_quote_without_a_source_is_still_somebody_elses() -> None:
    text = "The sign over the door was old. “No dogs, no drums and no debts past this gate.”"
    assert found(text) == [("", ["“No dogs, no drums and no debts past this gate.”"], True)]


def test_what_is_not_the_report_is_skipped() -> None:
    text = "Sign up: “The best letter in town,” says Mo Pell.\n\n“The pier is gone,” Venn said."
    assert [source for source, _, _ in found(text, skip="Sign up")] == ["Venn"]


def test_every_attribution_has_a_probability_and_no_speaker_yet() -> None:
    made = attributions("“The pier is gone,” Venn said. Critics say the council slept.")
    assert made
    assert all(a.speaker is None and a.probability is not None and 0 <= a.probability <= 1 for a in made)


@pytest.mark.parametrize("piece", ["“", '"', "said ", "he said, ", "according to ", "A, ", "“a” ", "‘ ", "( ", "x"])
def test_a_long_line_of_one_thing_takes_no_time(piece: str) -> None:
    begun = time.perf_counter()
    attributions(piece * (200_000 // len(piece)))
    assert time.perf_counter() - begun < 5


@given(st.text(alphabet="ab A.,:;“”\"‘’' \n—()said", max_size=200))
def test_ranges_lie_in_the_text_and_in_order(text: str) -> None:
    for one in attributions(text):
        ranges = (*one.source, *one.cue, *one.content)
        assert all(0 <= s < e <= len(text) for s, e in ranges)
        assert list(one.content) == sorted(one.content)
        assert one.content
