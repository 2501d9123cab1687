"""What a reader sees in a terminal."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from surfaces.breakdowns import TEXT, ferry_breakdown, made, note

from sidelight.surfaces.sheet import clean
from sidelight.surfaces.terminal import render
from sidelight.types import Article, AttributionData, Finding

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
LETTERS = st.text(st.sampled_from("ab é字ー한e\u0301\u0e33x-“”.,[]{}\u200b"), min_size=1)


def columns(line: str) -> int:
    """Terminal columns by the Unicode tables of the interpreter: two for wide, none for combining, else one."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in line)
    return len(line) + wide - sum(unicodedata.category(c) in ("Mn", "Me", "Cf") for c in line)


def heading(text: str, title: str) -> int:
    return text.index(f"\n{title} ")


@given(width=st.integers(20, 200), colour=st.booleans())
@settings(max_examples=40, deadline=None)
def test_no_line_is_wider_than_told(width: int, colour: bool) -> None:
    text = ESCAPE.sub("", render(ferry_breakdown(), width=width, colour=colour, everything=True))
    assert max(map(columns, text.splitlines())) <= width


@given(width=st.integers(20, 60), title=LETTERS, words=LETTERS, statement=LETTERS)
@settings(max_examples=150, deadline=None)
def test_wide_and_combining_characters_keep_the_width(width: int, title: str, words: str, statement: str) -> None:
    article = Article(id="a", version="v", text=words, title=title, outlet=words)
    finding = Finding(lens=title, kind="k", statement=statement, evidence=(article.span(0, max(1, len(words) // 2)),))
    text = render(made(article, finding, overview=(statement,)), width=width, colour=False)
    assert max(map(columns, text.splitlines())) <= width


def test_a_terminal_narrower_than_twenty_columns_gets_twenty() -> None:
    text = render(ferry_breakdown(), width=3, colour=False)
    assert max(map(columns, text.splitlines())) <= 20


def test_words_are_not_split_where_they_fit() -> None:
    for width in (40, 80, 120):
        shown = render(ferry_breakdown(), width=width, colour=False).split()
        allowed = {w.strip("[]") for w in TEXT.split()}
        long = [w for w in allowed if len(w) >= 9 and w.isalpha()]
        assert {"opportunity", "disgraceful", "spokeswoman"} <= set(long)
        assert {"opportunity", "[disgraceful]", "spokeswoman"} <= set(shown)


def test_without_colour_there_is_no_escape_code_and_marked_words_stand_in_brackets() -> None:
    text = render(ferry_breakdown(), width=100, colour=False)
    assert "\x1b" not in text
    assert "a [disgraceful] offer" in text
    assert "carried [75,000] passengers, [about 1%] of the" in text


def test_with_colour_the_same_words_are_underlined_and_have_no_brackets() -> None:
    text = render(ferry_breakdown(), width=100, colour=True)
    assert "\x1b[1;4mdisgraceful\x1b[0m" in text
    assert "[disgraceful]" not in text


def test_marks_are_curly_where_the_article_has_square_brackets_of_its_own() -> None:
    article = Article(id="a", version="v", text="“He [the mayor] was late,” she said.")
    text = render(made(article, note(article, "late")), width=80, colour=False)
    assert "“He [the mayor] was {late},” she said." in text


def test_a_title_cannot_steer_the_terminal() -> None:
    hostile = "Calm\x1b[2J\x1b]0;owned\x07 title\x9b31m \u202edesrever\r\nnext"
    article = Article(
        id="a", version="v", text="Plain\x1b[31m text\x00.", title=hostile, url=hostile, outlet=hostile, authors=(hostile,)
    )
    finding = Finding(lens=hostile, kind=hostile, statement=hostile, evidence=(article.span(0, 10), article.span(0, 4, "title")))
    for colour in (False, True):
        text = ESCAPE.sub("", render(made(article, finding, overview=(hostile,)), width=80, colour=colour))
        assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Cf") for c in text)


@given(st.text())
def test_cleaning_leaves_nothing_that_a_terminal_obeys(text: str) -> None:
    assert all(unicodedata.category(c) not in ("Cc", "Cs") for c in clean(text))
    assert clean(clean(text)) == clean(text)


def test_markup_of_the_rendering_library_in_an_article_is_only_text() -> None:
    article = Article(id="a", version="v", text="The [bold red]sign[/] said :warning: nothing.", title="[link=x]Title[/link]")
    text = render(made(article, note(article, "nothing")), width=80, colour=False)
    assert "The [bold red]sign[/] said :warning: {nothing}." in text
    assert "[link=x]Title[/link]" in text


def test_sections_come_in_the_order_of_reading() -> None:
    text = render(ferry_breakdown(), width=80, colour=False)
    titles = ("LOOK AT FIRST", "FIGURES", "WORDS", "VOICES", "TIDES", "PROVENANCE", "WHAT THE LENSES DO NOT SAY")
    places = [heading(text, t) for t in titles]
    assert places == sorted(places)
    assert "portrayal: two mentions are too few" in text
    assert "settings a3f09c11be77" in text


def test_the_most_telling_finding_is_named_first_and_shown_in_full_once() -> None:
    text = render(ferry_breakdown(), width=80, colour=False)
    first = text[heading(text, "LOOK AT FIRST") : heading(text, "FIGURES")]
    assert "“disgraceful”" in first.splitlines()[2]
    assert text.count("[crumbling]") == 1


def test_what_is_said_of_several_sentences_alike_is_named_first_only_once() -> None:
    breakdown = ferry_breakdown()
    twin = replace(breakdown.findings[0], evidence=(breakdown.findings[1].evidence[0],))
    text = render(replace(breakdown, findings=(twin, *breakdown.findings)), width=80, colour=False)
    assert text[heading(text, "LOOK AT FIRST") : heading(text, "FIGURES")].count("pass judgement") == 1


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("the boats’ crews are tired", "“the boats’ crews are tired”"),
        ("“the boats are old”", "“the boats are old”"),
        ('that "the boats are old"', 'that "the boats are old"'),
    ],
)
def test_a_quotation_gets_marks_only_where_the_article_has_them_outside(content: str, shown: str) -> None:
    article = Article(id="a", version="v", text=f"{content} said Vost.")
    data = AttributionData(
        speaker="Vost", speaker_kind="other", principal=None, direct=True, source=(), cue=(), content=((0, len(content)),)
    )  # fmt: skip
    said = Finding(lens="voices", kind="attribution", statement="s", evidence=(article.span(0, len(content)),), data=data)
    assert f"quoted    {shown}\n" in render(made(article, said), width=80, colour=False)


def test_a_quotation_that_is_cut_is_closed_behind_the_omission() -> None:
    long = "“" + "so many words were said " * 40 + "”"
    article = Article(id="a", version="v", text=f"{long} said Vost.")
    data = AttributionData(
        speaker="Vost", speaker_kind="other", principal=None, direct=True, source=(), cue=(), content=((0, len(long)),)
    )  # fmt: skip
    said = Finding(lens="voices", kind="attribution", statement="s", evidence=(article.span(0, len(long)),), data=data)
    text = render(made(article, said), width=80, colour=False)
    assert "…”" in text
    assert len(text) < 900


def test_a_speaker_stands_once_over_all_that_he_said_and_unnamed_sources_come_last() -> None:
    text = render(ferry_breakdown(), width=80, colour=False)
    voices = text[heading(text, "VOICES") : heading(text, "TIDES")]
    assert voices.count("Ilmar Vost, politician") == 1
    assert voices.index("quoted    “We have offered") < voices.index("reported  the fee will be “quite low”")
    assert voices.index("reported  the fee") < voices.index("Sources without a name") < voices.index("Critics, anonymous")


def test_an_unnamed_source_that_says_most_still_comes_after_the_named() -> None:
    breakdown = ferry_breakdown()
    long = next(f for f in breakdown.findings if f.statement.startswith("Critics"))
    assert isinstance(long.data, AttributionData)
    whole = replace(long.data, content=((0, len(TEXT)),))
    text = render(replace(breakdown, findings=(replace(long, data=whole), *breakdown.findings)), width=80, colour=False)
    assert text.index("Ilmar Vost, politician") < text.index("Critics, anonymous")


def test_credits_are_quoted_behind_their_kind() -> None:
    text = render(ferry_breakdown(), width=80, colour=False)
    lines = text[heading(text, "PROVENANCE") :].splitlines()
    assert lines[2].split()[1:] == ["Photo", "credit", "A", "photo", "credit", "stands", "in", "the", "text"]
    assert lines[3].strip() == "“(Photo: A. Reiter/Harbour Press)”"


def test_below_the_threshold_is_shown_only_when_asked_for_and_said_to_be_so() -> None:
    asked = render(ferry_breakdown(), width=80, colour=False, everything=True)
    assert "below the threshold" not in render(ferry_breakdown(), width=80, colour=False)
    assert asked.count("below the threshold") == 1


def test_a_breakdown_without_findings_still_says_what_was_read() -> None:
    empty = replace(ferry_breakdown(), findings=(), overview=("Nothing stands out.",), annotations=())
    text = render(empty, width=80, colour=False)
    assert text.startswith("President’s ferry offer")
    assert "Nothing stands out." in text


def test_a_long_sentence_is_cut_but_its_marked_words_are_kept() -> None:
    article = Article(id="a", version="v", text=f"{'filler words ' * 60}a scandalous deal {'and more words ' * 60}.")
    text = render(made(article, note(article, "scandalous")), width=80, colour=False)
    assert "[scandalous]" in text
    assert "…" in text
    assert len(text) < 1200
