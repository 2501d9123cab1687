"""What is told of a speaker away from his name: before it, behind it, in the next sentence, by a role alone."""

import pytest
from annotate.test_speakers import INTRODUCED, said


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("A retired teacher from Dale, Mary Holm came early.", "public"),
        ("Now the harbour prosecutor in Dale, Mary Holm came early.", "official"),
        ("The ferry carried two voters, Mary Holm and Peter Brandt.", "public"),
        ("The ferry carried two voters, Peter Brandt and Mary Holm.", "public"),
        ("The Norland ambassador to the UN, Mary Holm, came early.", "official"),
        ("Norland’s envoy to the UN, Mary Holm, came early.", "official"),
        ("Mary Holm, the U.S. ambassador to Norland, came early.", "official"),
        ("The spokeswoman, Mary Holm, told of Barack Obama’s order.", "other"),
        ("Mary Holm, a spokeswoman for the Republican governor, came early.", "party"),
        ("Mary Holm, who served as communications director for the senator, came early.", "party"),
        ("Mary Holm’s campaign hired a ferry.", "politician"),
        ("Mary Holm told of the port in her book.", "expert"),
        ("“It was late,” said Mary Holm, 57.", "public"),
        ("Mary Holm, who served as U.S. ambassador to Norland, came early.", "official"),
        ("Mary Holm, chief strategist for the Republican National Committee, came early.", "party"),
        ("Mary Holm, director of harbour research at Tidal Bank, came early.", "company"),
        ("Mary Holm, an ichthyologist, came early.", "expert"),
        ("Mary Holm has just conducted a new survey of ports.", "expert"),
        ("Mary Holm, a libertarian thinker and law professor at a college, came early.", "expert"),
        ("Mary Holm, head of the Harbour Research Council, came early.", "organisation"),
        ("Tidewaters president Mary Holm came early.", "organisation"),
        ("On Friday Conservative Remainer Mary Holm came early.", "politician"),
        ("Former aide Mary Holm of CBS News came early.", "outlet"),
        ("The ferry, whose party Mary Holm had joined, came early.", "other"),
        ("For Mary Holm, the reason was political.", "other"),
    ],
)
def test_a_role_is_read_where_the_text_tells_it(told: str, kind: str) -> None:
    assert said(f"{told} It rained. Holm said no.", "Holm| said")[0].speaker_kind == kind


def test_who_is_told_by_a_role_is_named_by_the_next_sentence() -> None:
    text = "Dale’s harbour commissioner said the port was full. Mary Holm said she had warned of it."
    first, second = said(text, "Dale’s harbour commissioner", "Mary Holm")
    assert (first.speaker, first.speaker_kind) == ("Mary Holm", "official")
    assert second.speaker_kind == "official"


def test_a_person_with_a_role_of_his_own_is_not_who_was_told_by_another() -> None:
    text = "Dale’s harbour commissioner said the port was full. Professor Mary Holm said she had warned of it."
    assert said(text, "Dale’s harbour commissioner", "Mary Holm")[0].speaker is None


def test_a_description_is_who_spoke_right_before_and_has_no_other() -> None:
    text = "Mary Holm called on Peter Brandt to go. “It was late,” Ruiz’s former strategist said."
    spoke = said(INTRODUCED + text, "Mary Holm", "Ruiz’s former strategist")
    assert [a.speaker for a in spoke] == ["Mary Holm", "Mary Holm"]


def test_a_pronoun_is_whom_a_role_alone_means() -> None:
    text = INTRODUCED + "Tomas Ruiz said no. Lindqvist spoke of the ports.\n\nThe senator was late. Then he said why."
    assert said(text, "Tomas Ruiz", "Lindqvist", "he| said")[2].speaker == "Tomas Ruiz"


def test_a_pronoun_is_nobody_who_stands_in_a_clause_before() -> None:
    text = INTRODUCED + "Ruiz spoke of the ports. Meeting Peter Brandt on Monday, he said no."
    assert said(text, "Ruiz| spoke", "he| said")[1].speaker == "Tomas Ruiz"


def test_a_document_is_nobodys_he() -> None:
    text = INTRODUCED + "Ruiz spoke of the ports. A study told of the loss. It will rise, he said."
    assert said(text, "Ruiz| spoke", "A study", "he| said")[2].speaker == "Tomas Ruiz"


def test_they_are_the_body_that_spoke_unless_people_are_named_since() -> None:
    text = "Norland Fisheries Department said the port was full. They added that more would come."
    assert said(text, "Norland Fisheries Department", "They")[1].speaker == "Norland Fisheries Department"
    text = "Norland Fisheries Department said the fishermen were late. They added that more would come."
    assert said(text.replace("fishermen", "senators"), "Norland Fisheries Department", "They")[1].speaker is None


def test_who_stands_behind_an_apposition_is_the_person_before_it() -> None:
    assert said(INTRODUCED + "The port met Ruiz, now the committee’s chairman, who said no.", "who")[0].speaker == "Tomas Ruiz"


def test_an_office_behind_a_spokesman_is_its_holders() -> None:
    text = INTRODUCED + "Mary Holm, a spokeswoman for Senate Harbour Committee Chairman Tomas Ruiz, said no."
    one = said(text, "Mary Holm, a spokeswoman for Senate Harbour Committee Chairman Tomas Ruiz")[0]
    assert (one.speaker, one.principal) == ("Mary Holm", "Tomas Ruiz")


def test_a_press_secretary_speaks_for_the_house_before_him() -> None:
    one = said("On Friday White House press secretary Mary Holm said no.", "White House press secretary Mary Holm")[0]
    assert (one.speaker, one.speaker_kind, one.principal) == ("Mary Holm", "official", "White House")


def test_a_known_name_is_known_with_the_names_in_its_middle() -> None:
    assert said("On Friday Hillary Rodham Clinton came. Clinton said no.", "Clinton| said")[0].speaker_kind == "politician"


def test_where_only_the_end_of_a_source_is_left_the_person_before_it_speaks() -> None:
    assert said("The port met Sen. Tomas Ruiz of Ohio saying no.", "Ohio")[0].speaker == "Tomas Ruiz"


def test_two_who_are_each_of_a_place_are_not_one() -> None:
    text = INTRODUCED + "Rep. Mary Holm of Dale and Rep. Peter Brandt of Ohio said no."
    assert said(text, "Rep. Mary Holm of Dale and Rep. Peter Brandt of Ohio")[0].speaker is None


def test_an_adverb_that_a_source_was_cut_out_with_is_no_part_of_it() -> None:
    text = INTRODUCED + "Meanwhile, a Norland Fisheries Department spokesman, Peter Brandt, said no."
    one = said(text, "Meanwhile, a Norland Fisheries Department spokesman, Peter Brandt")[0]
    assert (one.speaker, one.speaker_kind) == ("Peter Brandt", "official")


def test_what_is_mine_is_not_the_writer() -> None:
    assert said("It rained. My father said no.", "My father")[0].speaker_kind == "affected"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The United Nations Security Council", "organisation"),
        ("PolitiFact", "outlet"),
        ("The White House Office of Harbours", "official"),
        ("one of the senator’s aides", "party"),
        ("some of the nurses", "public"),
        ("The statement", "document"),
        ("Country after country", "official"),
        ("The International Harbour Agency", "organisation"),
        ("The Project on Government Oversight", "organisation"),
        ("The Bureau of Harbours", "official"),
        ("A proof of life video", "document"),
        ("A fact sheet", "document"),
        ("Nearly eight of 10 voters", "public"),
        ("Many Asian-Americans", "public"),
        ("The Guardian", "outlet"),
    ],
)
def test_a_source_has_the_kind_of_its_words(source: str, kind: str) -> None:
    assert said(f"It rained. {source} said no.", f"{source}| said")[0].speaker_kind == kind
