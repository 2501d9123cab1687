"""Where sentences end, and that nothing is lost between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.resources.load import language_pack
from sidelight.text.normalize import normalize
from sidelight.text.sentences import sentences
from sidelight.text.tokens import words

PACK = language_pack("en")


def cut(text: str) -> list[str]:
    return [text[s:e] for s, e in sentences(text, PACK)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Adler met Sen. Brook.", "They talked."],
        ["It was then-Sen. Brook’s bill.", "It failed."],
        ["It grew 2.5 percent.", "Nobody cheered."],
        ["“Who pays?” the mayor asked.", "Nobody answered."],
        ["“Stop!” he shouted.", "The bus went on."],
        ["“We will pay.”", "The room was silent."],
        ["He moved to the U.S. in May.", "The visa came later."],
        ["They left the U.S.", "The visa had run out."],
        ["She lives in Washington, D.C., with J. R. Holt.", "He cooks."],
        ["The talks ended at 5 p.m. on Friday.", "No date was set."],
        ["He paused … and went on.", "Then he left."],
        ["See No. 7 on the list.", "It is empty."],
        ["The firm, Hale Inc., closed.", "It owed millions."],
        ["The vote is over.”", "Holt v. Brook will be heard."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


def test_a_blank_line_ends_a_sentence_without_a_full_stop() -> None:
    assert cut("Council votes on ferry\n\nThe council met.") == ["Council votes on ferry", "The council met."]


def test_lines_wrapped_at_a_width_do_not_end_sentences() -> None:
    wrapped = (
        "The council met on Monday evening to talk about the ferry line and\nthe harbour, which has lost money in each of "
        "the last four years\nand which the islanders say that they cannot do without in the\nwinter, when the road over "
        "the dam is often closed for days on\nend because of ice and of high water from the western sea."
    )
    assert len(cut(wrapped)) == 1


def test_a_missing_space_after_a_full_stop_is_seen() -> None:
    assert cut("The line will close.The mayor said so.") == ["The line will close.", "The mayor said so."]


def test_an_address_is_not_cut() -> None:
    assert cut("Read it on courier.example or Example.org today.") == ["Read it on courier.example or Example.org today."]


@given(st.text(st.sampled_from("ab AB.!?…”“\"'\n()1,-’"), max_size=80))
def test_sentences_cover_all_but_white_space_and_do_not_overlap(raw: str) -> None:
    text = normalize(raw).text
    last = 0
    for start, end in sentences(text, PACK):
        assert not text[last:start].strip()
        assert start < end
        assert start >= last
        last = end
    assert not text[last:].strip()


def test_words_hold_together_over_hyphens_and_apostrophes() -> None:
    assert [t.text for t in words("The mega-port’s U.S. owner, AT&T, paid $5.")] == [
        "The",
        "mega-port’s",
        "U.S",
        "owner",
        "AT&T",
        "paid",
        "$",
        "5",
    ]
