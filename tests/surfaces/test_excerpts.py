"""Which words a finding marks, and how much around them is quoted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from surfaces.breakdowns import OFFER, TEXT, ferry_article, ferry_breakdown, place, span

from sidelight.surfaces.excerpts import excerpt, marks_of, shorten, surrounding
from sidelight.types import CheckData, Finding, LoadedData


def words(finding: Finding) -> list[tuple[str, bool]]:
    article = ferry_article()
    return [(TEXT[m.start : m.end], m.strong) for m in marks_of(finding, {"ferries": article})]


def test_loaded_words_are_strong_in_a_sentence_that_is_not() -> None:
    loaded = next(f for f in ferry_breakdown().findings if f.lens == "loaded")
    assert words(loaded) == [(OFFER, False), ("disgraceful", True), ("crumbling", True)]


def test_a_check_marks_claim_and_operands_and_not_its_whole_sentence() -> None:
    check = next(f for f in ferry_breakdown().findings if f.kind == "check")
    assert words(check) == [("75,000", True), ("about 1%", True), ("6,600,000", True)]


@pytest.mark.parametrize("wrong", [(0, 10**9), (5, 5), (9, 3), (-4, 3)])
def test_a_range_that_lies_in_no_text_is_left_out(wrong: tuple[int, int]) -> None:
    data = LoadedData(words=(), own_voice=0.9, named=(wrong, place(TEXT, "disgraceful")))
    finding = Finding(lens="loaded", kind="k", statement="s", evidence=(span(ferry_article(), OFFER),), data=data)
    assert words(finding) == [(OFFER, False), ("disgraceful", True)]


def test_a_check_on_the_headline_marks_the_headline() -> None:
    article = ferry_article()
    data = CheckData(relation="r", claim=(0, 11), operands=(), formula="", computed=None, stated=None, verdict=None)
    finding = Finding(lens="figures", kind="check", statement="s", evidence=(article.span(0, 20, "title"),), data=data)
    (mark,) = marks_of(finding, {"ferries": article})
    assert (mark.part, mark.start, mark.end) == ("title", 0, 11)


def test_without_sentences_the_line_is_quoted() -> None:
    start, end = surrounding(ferry_article(), "text", place(TEXT, "concerns"), None)
    assert TEXT[start:end].startswith("Critics have raised concerns")
    assert TEXT[start:end].endswith("Union said.")


def test_with_sentences_only_the_sentence_is_quoted() -> None:
    start, end = surrounding(ferry_article(), "text", place(TEXT, "concerns"), ferry_breakdown().annotations[0])
    assert TEXT[start:end] == "Critics have raised concerns over the plan."


def test_a_short_sentence_is_quoted_whole_however_many_its_marks() -> None:
    pieces = excerpt(
        TEXT, place(TEXT, OFFER), [place(TEXT, "Ilmar"), place(TEXT, "disgraceful"), place(TEXT, "Sund")], len(OFFER)
    )
    assert "".join(p.text for p in pieces) == OFFER


@given(st.lists(st.tuples(st.integers(0, 1990), st.integers(1, 60)), max_size=6), st.integers(80, 400))
def test_every_mark_survives_the_cut_and_nothing_is_invented(places: list[tuple[int, int]], limit: int) -> None:
    text = "".join(f"w{k:03d} " for k in range(400))
    marks = [(s, s + n) for s, n in places]
    pieces = excerpt(text, (0, len(text)), marks, limit)
    shown = "".join(p.text for p in pieces)
    for start, end in marks:
        assert (
            text[start:end].strip() in shown
            or len(text[start:end]) > limit
            or any(s <= start < e for s, e in marks if (s, e) != (start, end))
        )
    assert all(part.strip() in text for part in shown.split("…"))


@given(st.text(), st.integers(2, 80))
def test_a_shortened_text_is_never_longer_than_told(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit


def test_a_shortened_text_ends_with_a_whole_word() -> None:
    assert shorten("the boats are old, the crews are tired", 25) == "the boats are old, the…"
    assert shorten("the boats are old, the crews", 21) == "the boats are old…"
