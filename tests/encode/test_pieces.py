"""Word pieces: exact places in any text, the cutting of the models that the vocabulary is from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.encode.pieces import Cutter

WORDS = [
    "[UNK]",
    "ferry",
    "fer",
    "##ries",
    "##ry",
    "un",
    "##told",
    "the",
    "cafe",
    "don",
    "'",
    "t",
    "-",
    "“",
    "”",
    ".",
    "a",
    "##a",
    "8",
    "##0",
]
VOCABULARY = {word: k for k, word in enumerate(WORDS)}
TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


def cut(text: str) -> list[tuple[str, str]]:
    """Each piece with the stretch of text that it stands for."""
    found = Cutter(VOCABULARY).cut(text)
    return [(WORDS[k], text[s:e]) for k, s, e in zip(found.ids, found.starts, found.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The ferries", [("the", "The"), ("fer", "fer"), ("##ries", "ries")]),
        ("Café.", [("cafe", "Café"), (".", ".")]),
        ("Cafe\u0301", [("cafe", "Cafe")]),
        ("“don’t”", [("“", "“"), ("don", "don"), ("[UNK]", "’"), ("t", "t"), ("”", "”")]),
        ("UNTOLD", [("un", "UN"), ("##told", "TOLD")]),
        ("fe\u00adrry", [("ferry", "fe\u00adrry")]),
        ("zzz 80", [("[UNK]", "zzz"), ("8", "8"), ("##0", "0")]),
        ("the\u00a0ferry\u2003a", [("the", "the"), ("ferry", "ferry"), ("a", "a")]),
    ],
    ids=["capitals", "an accent", "an accent of its own", "marks", "all capitals", "a soft hyphen", "unknown", "odd spaces"],
)
def test_a_text_is_cut_into_known_pieces_each_with_its_place(text: str, pieces: list[tuple[str, str]]) -> None:
    assert cut(text) == pieces


@given(TEXT)
def test_pieces_stand_in_order_inside_the_text_and_do_not_overlap(text: str) -> None:
    found = Cutter(VOCABULARY).cut(text)
    places = [p for pair in zip(found.starts, found.ends, strict=True) for p in pair]
    assert all(0 <= s < e <= len(text) for s, e in zip(found.starts, found.ends, strict=True))
    assert all(
        s <= e or text[s : s + 1].casefold() != text[s : s + 1] for s, e in zip(found.ends, found.starts[1:], strict=False)
    )
    assert places == sorted(places) or not text.isascii()


@given(TEXT, TEXT)
def test_a_stretch_is_cut_as_if_it_stood_alone(before: str, text: str) -> None:
    cutter, whole = Cutter(VOCABULARY), f"{before} {text}"
    inside, alone = cutter.cut(whole, len(before) + 1), cutter.cut(text)
    assert inside.ids == alone.ids
    assert [s - len(before) - 1 for s in inside.starts] == alone.starts


@given(TEXT)
def test_letters_and_digits_of_english_are_all_in_some_piece(text: str) -> None:
    found = Cutter(VOCABULARY).cut(text)
    covered = {k for s, e in zip(found.starts, found.ends, strict=True) for k in range(s, e)}
    assert all(k in covered for k, c in enumerate(text) if c.isascii() and c.isalnum())


PRINT = st.characters(codec="utf-8", max_codepoint=0x52F, exclude_categories=["Cn"]) | st.sampled_from(
    "“”‘’–—…€™\u2003\u200b漢ﬁé한\u0301"
)


@given(st.text(PRINT, max_size=40))
def test_the_vocabulary_is_cut_as_the_tokenizer_package_cuts_it(text: str) -> None:
    tokenizers = pytest.importorskip("tokenizers", reason="only where training is installed")
    theirs = tokenizers.BertWordPieceTokenizer(vocab=dict(VOCABULARY) | {"[CLS]": 90, "[SEP]": 91, "[PAD]": 92, "[MASK]": 93})
    encoded = theirs.encode(text, add_special_tokens=False)
    ours = Cutter(VOCABULARY).cut(text)
    assert encoded.ids == ours.ids
    assert encoded.offsets == list(zip(ours.starts, ours.ends, strict=True))


def test_a_word_without_end_is_one_unknown_piece() -> None:
    assert cut("a" * 100_000) == [("[UNK]", "a" * 100_000)]
