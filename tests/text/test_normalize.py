"""One normal form, and the way back to the raw text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text.normalize import normalize

MESSY = st.text(st.sampled_from("ab .\n\r\t\u00a0\u200b\ufeff\u2028e\u0301\u0323한ᄒ\u1161\u11ab𝒳é\x00\u202e\ud800"), max_size=40)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("one\r\ntwo", "one\ntwo"),
        ("one\n \n\n\ttwo", "one\n\ntwo"),
        ("a\u00a0 \tb", "a b"),
        ("pass\u200bword", "password"),
        ("soft\u00adly", "softly"),
        ("cafe\u0301", "café"),
        ("  \n both ends \u2029", "both ends"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("\u202eevil\u202c", "evil"),
        ("", ""),
    ],
)
def test_white_space_line_ends_and_invisible_characters(raw: str, text: str) -> None:
    assert normalize(raw).text == text


@given(MESSY)
def test_it_is_idempotent_and_composed(raw: str) -> None:
    text = normalize(raw).text
    assert normalize(text).text == text
    assert unicodedata.is_normalized("NFC", text)
    assert "   " not in text
    assert "\n\n\n" not in text


@given(MESSY)
def test_every_character_that_is_kept_is_found_in_the_raw_text_at_its_origin(raw: str) -> None:
    made = normalize(raw)
    for place, character in enumerate(made.text):
        origin = made.origin(place)
        assert 0 <= origin < len(raw)
        if not (character.isspace() or unicodedata.combining(character) or character == "\ufffd"):
            assert unicodedata.normalize("NFD", character)[0] == unicodedata.normalize("NFD", raw[origin])[0]


def test_the_way_back_crosses_a_composed_character() -> None:
    made = normalize("  cafe\u0301  au lait")
    assert made.text == "café au lait"
    assert made.origin(made.text.index("au")) == "  cafe\u0301  au lait".index("au")


@given(MESSY)
def test_origins_never_run_backwards(raw: str) -> None:
    made = normalize(raw)
    origins = [made.origin(k) for k in range(len(made.text))]
    assert origins == sorted(origins)
