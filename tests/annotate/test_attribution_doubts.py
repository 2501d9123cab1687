"""What a reader would not defend is found, but stays below what is shown."""

import pytest

from sidelight.annotate.attributions import find_attributions
from sidelight.annotate.attributions.doubts import DOUBTED
from sidelight.encode.windows import read_windows
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Sentence

PACK = language_pack("en")


def sure(text: str) -> list[tuple[str, str]]:
    """Source and cue of the attributions that are not doubted."""
    split = tuple(Sentence(start=s, end=e) for s, e in sentences(text, PACK) if text[s:e].strip())
    made = find_attributions(
        Article(id="a", version="1", text=text), split, read_windows(Article(id="a", version="1", text=text), split), PACK
    )
    kept = [a for a in made if a.source and (a.probability or 0) > DOUBTED]
    return [(text[slice(*a.source[0])], text[slice(*a.cue[0])] if a.cue else "") for a in kept]


@pytest.mark.parametrize(
    "text",
    [
        "Venn lambasted Mayor Lund and Deputy Mayor Orla Reith.",
        "Venn raised eyebrows last week by dining with fishermen.",
        "Lund has pleaded guilty.",
        "Lund rejected such limits.",
        "Lund embraced the “pier war” that his rivals want.",
        "The board showed no sign of backing off its plan.",
        "His closest allies say the same.",
        "Neither official said that the ferry was lost.",
        "According to the math, the ferry was lost.",
        "The ferry sank after media reports that it leaked.",
        "The debate between the two mayors promised a great deal.",
        "The men, Lund said, used “nets and hand grenades” that night.",
        "A guest who stayed next to the Imperial Pier said he had left early.",
        "Lund said after calling for a freeze on ferries from the isles.",
        "It was a view Lund said was wrong.",
        "Lund praised the renewed interest in mending it.",
        "Lund rebutted the claims that the ferry leaked.",
    ],
)
def test_deeds_targets_and_nobody_make_no_statement(text: str) -> None:
    assert sure(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Lund proposed a tax on ferries and boats.", "Lund"),
        ("Lund called on the council to sell the ferry.", "Lund"),
        ("Lund accused the council of selling the ferry in secret.", "Lund"),
        ("A new survey shows that most islanders want the ferry back.", "A new survey"),
        ("Lund noted that the ferry leaked.", "Lund"),
    ],
)
def test_clauses_demands_and_charges_are_statements(text: str, source: str) -> None:
    assert [who for who, _ in sure(text)] == [source]


def test_of_two_statements_in_one_another_only_one_is_sure() -> None:
    text = "Lund said that the ferry was safe for years, the Dale Post reports."
    assert [who for who, _ in sure(text)] == ["Lund"]


def test_what_a_post_says_others_said_is_the_posts() -> None:
    text = "Venn lied and he said the ferry was fine. — Lena Ostrow (@lostrow) March 4, 2016\n\nThe board met."
    assert [who for who, _ in sure(text)] == ["Lena Ostrow (@lostrow)"]
