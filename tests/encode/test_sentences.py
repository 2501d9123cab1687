"""Reading single sentences: the same text, the same numbers, whatever was read before; what was read is not read again."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.encode.network import Remembered, load_graph, load_table
from sidelight.encode.sentences import LONGEST, read_sentence, read_with
from sidelight.encode.windows import read_windows
from sidelight.types import Article, Sentence

TEXT = "The council of Varn approved the ferry budget on Tuesday."


def test_a_reading_has_a_row_for_each_piece_and_a_vector_of_length_one() -> None:
    read = read_sentence(TEXT)
    assert len(read.words) == len(read.names) == len(read.hidden) == len(read.pieces.ids)
    assert abs(float(np.linalg.norm(read.vector)) - 1) < 1e-5
    assert [TEXT[s:e] for s, e in zip(read.pieces.starts, read.pieces.ends, strict=True)][:2] == ["The", "council"]


def test_the_same_sentence_reads_the_same_beside_any_other() -> None:
    table, graph = load_table(), load_graph("sentences")
    alone = read_with(TEXT, table, graph)
    for other in ("", "A shameless, absurd farce!", "word " * 300):
        read_with(other, table, graph)
        again = read_with(TEXT, table, graph)
        assert (alone.loaded, alone.opinion, alone.words.tolist()) == (again.loaded, again.opinion, again.words.tolist())


def test_a_sentence_longer_than_one_run_is_read_in_parts_to_its_end() -> None:
    text = "The ferry line of Varn ran late again this week, " * 20
    read = read_sentence(text)
    assert len(read.pieces.ids) > LONGEST
    assert len(read.words) == len(read.pieces.ids)
    assert text[read.pieces.starts[-1] : read.pieces.ends[-1]] == ","


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_text_is_read_and_every_place_lies_in_it(text: str) -> None:
    read = read_sentence(text)
    assert all(0 <= s < e <= len(text) for s, e in zip(read.pieces.starts, read.pieces.ends, strict=True))
    assert len(read.words) == len(read.pieces.ids)


def test_what_was_read_is_remembered_up_to_a_bound_the_latest_longest() -> None:
    made: list[str] = []
    held: Remembered[str, str] = Remembered(2)

    def read(key: str) -> str:
        return held.get(key, lambda: made.append(key) or key)  # type: ignore[func-returns-value]

    for key in ("a", "b", "a", "c", "a", "b"):
        assert read(key) == key
    assert made == ["a", "b", "c", "b"]


def test_windows_tag_the_body_alone_and_place_each_piece_in_the_text() -> None:
    text = "“We lost the ferry,” Ann Ek said. Read more of our stories here. The council met at noon."
    at = text.index("Read more"), text.index("The council")
    marked = (
        Sentence(start=0, end=at[0] - 1),
        Sentence(start=at[0], end=at[1] - 1, body=False),
        Sentence(start=at[1], end=len(text)),
    )
    tags = read_windows(Article(id="a", version="v", text=text), marked)
    words = [text[s:e] for s, e in zip(tags.starts, tags.ends, strict=True)]
    assert "Read" not in words
    assert words[0] == "“"
    said = words.index("said")
    assert tags.cue[said] > 0.5 > tags.cue[words.index("council")]
    assert tags.content[words.index("ferry")] > 0.5


def test_an_empty_report_has_no_tags() -> None:
    assert read_windows(Article(id="a", version="v", text=""), ()).starts == ()
