"""Where a content begins and ends, and which quotation is whose, in the forms that news prose takes."""

import pytest

from sidelight.annotate.attributions import find_attributions
from sidelight.encode.windows import read_windows
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Sentence

PACK = language_pack("en")


def found(text: str) -> list[tuple[str, list[str], bool]]:
    """Source words, contents and directness of each attribution that has a source."""
    split = tuple(Sentence(start=s, end=e) for s, e in sentences(text, PACK) if text[s:e].strip())
    made = find_attributions(
        Article(id="a", version="1", text=text), split, read_windows(Article(id="a", version="1", text=text), split), PACK
    )
    return [(" ".join(text[s:e] for s, e in a.source), [text[s:e] for s, e in a.content], a.direct) for a in made if a.source]


@pytest.mark.parametrize(
    "text",
    [
        'The ferry never came back."It was the last boat we had on the island," Venn said.',
        'Nobody asked. "Why should a town pay for a boat that does not float?""It was the last boat we had," Venn said.',
    ],
)
def test_a_quotation_glued_to_the_paragraph_before_it_keeps_its_marks(text: str) -> None:
    [(_, contents, direct)] = [f for f in found(text) if f[0] == "Venn"]
    assert direct
    assert contents[0].startswith('"It was the last boat')


def only(text: str, source: str) -> list[str]:
    """The contents of the one attribution with this source."""
    [contents] = [contents for who, contents, _ in found(text) if who == source]
    return contents


@pytest.mark.parametrize(
    "text",
    [
        "Ostrow told the Post in an interview that the ferry was lost.",
        "Ostrow told “Dale & Friends” that the ferry was lost.",
        "Ostrow told the families of the nine victims that the ferry was lost.",
        "Ostrow told the Dale Post before she left the town hall that the ferry was lost.",
        "Ostrow told reporters at a meeting of harbour towns in Eastmere that the ferry was lost.",
    ],
)
def test_hearers_places_and_programmes_are_no_part_of_what_is_said(text: str) -> None:
    assert only(text, "Ostrow") == ["that the ferry was lost"]


def test_who_is_urged_is_no_part_of_what_is_urged() -> None:
    assert only("Ostrow urged those angered by the fire to remain calm.", "Ostrow") == ["to remain calm"]


@pytest.mark.parametrize(
    "text",
    [
        "In an interview with the Eastmere Post, Venn said, “There is no place in our town for this ferry. None.”",
        "In a note with the heading, “Venn’s View of the Ferry,” Venn said, “There is no place in our town for this ferry. None.”",
        "Asked if he believes the council was wrong, Venn said, “There is no place in our town for this ferry. None.”",
        "Venn repeated that view in an interview on Monday: “There is no place in our town for this ferry. None.”",
    ],
)
def test_the_outlets_circumstance_leaves_the_quotation_direct(text: str) -> None:
    [(contents, direct)] = [(contents, direct) for who, contents, direct in found(text) if who == "Venn"]
    assert contents == ["“There is no place in our town for this ferry. None.”"]
    assert direct


def test_a_programme_named_after_the_tag_is_not_quoted() -> None:
    text = "“We lost it,” Venn said on “Meet the Town.” “We will build it again next year.”"
    assert only(text, "Venn") == ["“We lost it,”", "“We will build it again next year.”"]


def test_a_gloss_between_a_quotation_and_its_tag_is_the_outlets() -> None:
    text = "“We must not sink it as we did in the year of the flood,” the last time the town built a ferry, Venn said."
    assert only(text, "Venn") == ["“We must not sink it as we did in the year of the flood,”"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Lund said that the ferry was safe, the Post reports.", "Lund", "that the ferry was safe"),
        ("Lund said that the ferry was safe, but police say that it leaks.", "Lund", "that the ferry was safe"),
        ("Lund has said the plan is “rubbish,” and has called it a waste.", "Lund", "the plan is “rubbish,”"),
        ("Lund said the ferry had sunk, that's down to bad luck.", "Lund", "the ferry had sunk"),
        ("Lund called the ferry “rotten,” and the meeting seemed to end there.", "Lund", "the ferry “rotten,”"),
        (
            "Lund said if reports were true, the ferry was lost for good.",
            "Lund",
            "if reports were true, the ferry was lost for good",
        ),
        ("Lund said Friday he’ll be able to mend the ferry.", "Lund", "he’ll be able to mend the ferry"),
        ("Lund said Friday the plan to close the pier had failed.", "Lund", "the plan to close the pier had failed"),
        ("But the ferry was safe for years, Lund said.", "Lund", "the ferry was safe for years"),
    ],
)
def test_a_content_ends_where_another_statement_begins(text: str, source: str, content: str) -> None:
    assert next(contents for who, contents, _ in found(text) if who == source) == [content]


def test_the_outlets_clause_before_a_quoted_sentence_is_not_said() -> None:
    text = "That is far from what the town sees in Dale, where she runs the harbour, “Our town just takes in enough,” Lund says."
    assert only(text, "Lund") == ["“Our town just takes in enough,”"]


def test_told_names_its_hearer_and_never_its_speaker() -> None:
    text = "“I could not get on the boat,” Thomas M. Harte, a Dale broker, told the Eastmere Press."
    assert only(text, "Thomas M. Harte, a Dale broker") == ["“I could not get on the boat,”"]


def test_quotations_after_wrote_that_belong_to_the_writer() -> None:
    text = "Venn wrote that:\n\n“We have lost the ferry. It will not come back for years.”"
    assert only(text, "Venn") == ["“We have lost the ferry. It will not come back for years.”"]


def test_a_post_belongs_to_its_account() -> None:
    text = "Many saw it.\n\nThe ferry was fine, says Venn. Sad!\n\n— Lena Ostrow (@lostrow) March 4, 2016\n\nThe board met."
    assert only(text, "Lena Ostrow (@lostrow)") == ["The ferry was fine, says Venn. Sad!"]


def test_a_quotation_belongs_to_the_writer_and_outlet_named_below_it() -> None:
    text = "The town voted.\n\n“The ferry is lost, and it was time to let it go… it leaked”\n\nJonas Reith, The Eastmere Week"
    assert only(text, "Jonas Reith, The Eastmere Week") == ["“The ferry is lost, and it was time to let it go… it leaked”"]


def test_a_heading_glued_to_a_sentence_is_no_part_of_the_source() -> None:
    assert only("Story highlights Venn says that the ferry is lost", "Venn") == ["that the ferry is lost"]


def test_the_apposition_of_an_apposition_still_names_the_speaker() -> None:
    text = "Roy Beck, head of Dale Boats, another builder of piers, said the ferry was lost."
    assert only(text, "Roy Beck, head of Dale Boats, another builder of piers") == ["the ferry was lost"]


def test_what_else_a_speaker_said_is_no_part_of_his_name() -> None:
    text = "“They kept every promise they made to us,” said Mimi Lund of Dale, a sailor who noted that the ferry runs."
    assert only(text, "Mimi Lund of Dale, a sailor") == ["“They kept every promise they made to us,”"]


def test_a_think_tank_does_not_think() -> None:
    text = "“The ferry is going to come back later than that,” Ann Holm of the Dale think tank Third Pier told the Post."
    assert only(text, "Ann Holm of the Dale think tank Third Pier") == ["“The ferry is going to come back later than that,”"]
