"""In which role a source speaks, and whom a description stands for."""

import pytest
from annotate.test_speakers import INTRODUCED, said


@pytest.mark.parametrize(
    ("introduced", "kind"),
    [
        ("Harbour Affairs Secretary Mary Holm, a former governor of Dale,", "official"),
        ("Mary Holm of Dale, the ranking Republican on the harbour committee,", "politician"),
        ("Coast Guard Capt. Mary Holm", "official"),
        ("White House adviser Mary Holm", "official"),
        ("Mary Holm, the former Brandt administration lawyer,", "expert"),
        ("Mary Holm, co-director and senior scientist at a marine centre,", "expert"),
        ("Dale Rev. Dr. Mary Holm", "organisation"),
        ("Mary Holm, a Baptist minister,", "organisation"),
        ("Dr. Mary Holm", "other"),
        ("Fox News political analyst Mary Holm", "outlet"),
        ("Harbour Bank analyst Mary Holm", "expert"),
    ],
)
def test_the_present_office_that_is_printed_tells_the_role(introduced: str, kind: str) -> None:
    text = f"On Friday {introduced} came to Dale. Holm said no."
    one = said(text, "Holm| said")[0]
    assert (one.speaker, one.speaker_kind) == ("Mary Holm", kind)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Norland’s Tidal News news agency", "outlet"),
        ("Iceland’s National Harbour Development Administration", "official"),
        ("a message on the ferry line’s website", "document"),
        ("The U.S. Strategic Command", "official"),
    ],
)
def test_the_last_words_of_a_body_tell_its_role(source: str, kind: str) -> None:
    assert said(f"On Friday {source} said it was late.", f"{source}| said")[0].speaker_kind == kind


def test_another_is_of_the_kind_of_the_noun_it_leaves_out() -> None:
    text = "One senator from Dale resigned, while another called for a vote."
    assert said(text, "another")[0].speaker_kind == "politician"
    assert said("One showed the harbour. Another showed a ferry.", "Another")[0].speaker_kind == "anonymous"


@pytest.mark.parametrize("source", ["Harbour Bank, Tidal Bank and Coastal Bank", "Ohio, Iowa, and Texas", "Lindqvist and Ruiz"])
def test_a_list_of_names_is_not_its_first(source: str) -> None:
    assert said(INTRODUCED + f"{source} said no.", f"{source}| said")[0].speaker is None


def test_the_wire_service_is_the_outlet_named_as_a_source_before() -> None:
    text = "“It was late,” The Associated Press reports.\n\nThe wire service adds that it rained."
    assert said(text, "The Associated Press", "The wire service")[1].speaker == "The Associated Press"


def test_the_state_is_the_only_one_that_the_sentence_before_names() -> None:
    assert said("Ohio clerk Mary Holm spoke. “It was late,” the state said.", "the state")[0].speaker == "Ohio"
    assert said("Ohio and Iowa met. “It was late,” the state said.", "the state")[0].speaker is None


def test_a_party_and_a_state_are_the_politician_who_leads_the_sentence_before() -> None:
    text = "Rep. Peter Brandt, head of the caucus, was not pleased on Monday.\n\n“No,” the Ohio Republican said."
    assert said(text, "the Ohio Republican")[0].speaker == "Peter Brandt"
    assert said(text.replace("Rep.", "Democratic Rep."), "the Ohio Republican")[0].speaker is None
    assert said(text.replace("Rep.", "Iowa Rep."), "the Ohio Republican")[0].speaker is None


def test_a_pronoun_is_who_agreed_in_the_sentence_before() -> None:
    text = "Paul Lind asked for time. He wrote to the court. Peter Brandt, who won last year, agreed that it was late. But he said no."
    assert said(text, "Paul Lind", "He| wrote", "he| said")[2].speaker == "Peter Brandt"


def test_whom_an_apposition_only_mentions_does_not_take_the_pronoun_of_whom_it_describes() -> None:
    text = "The tale was told by Helen Lind, the press secretary for first lady Mary Brandt, on Friday. She even claimed a win."
    assert said(text, "She")[0].speaker == "Helen Lind"


def test_one_who_stands_for_anybody_takes_no_pronoun() -> None:
    text = INTRODUCED + "Lindqvist said it was late. One cannot predict it. She left, she said."
    assert said(text, "Lindqvist| said", "One", "she| said")[2].speaker == "Ada Lindqvist"


def test_the_signature_of_a_quotation_is_who_speaks_next() -> None:
    text = INTRODUCED + "It rained.\n\n“It was late.” — Norland Sen. Mary Holm\n\n“It rained again,” she said."
    assert said(text, "she| said")[0].speaker == "Mary Holm"


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Holm was one of those Republicans.", "politician"),
        ("Holm is a professor who studies the sea.", "expert"),
        ("Holm is a leader in all she does.", "other"),
        ("In his Supreme Court petition, Mr. Holm wrote of it.", "other"),
    ],
)
def test_a_sentence_that_says_what_somebody_is_tells_the_role(told: str, kind: str) -> None:
    text = f"On Friday Mary Holm came to Dale. {told} Holm said no."
    assert said(text, "Holm| said")[0].speaker_kind == kind


def test_a_source_cut_out_of_an_office_is_who_holds_it() -> None:
    text = "Health and Human Services Secretary Mary Holm, under oath, told the house no."
    one = said(text, "Health| and")[0]
    assert (one.speaker, one.speaker_kind) == ("Mary Holm", "official")


def test_one_of_several_is_of_their_kind() -> None:
    assert (
        said("One of the bill’s top Republican critics said no.", "One of the bill’s top Republican critics")[0].speaker_kind
        == "party"
    )
    assert said("One of the nurses said no.", "One of the nurses")[0].speaker_kind == "public"


@pytest.mark.parametrize(
    ("introduced", "kind"),
    [
        ("Secretary of State John Kerry", "official"),
        ("John Kerry, the former secretary of state,", "politician"),
        ("Secretary of State John Kerry sat. Then candidate John Kerry", "politician"),
    ],
)
def test_a_known_politician_is_an_official_only_by_a_present_office(introduced: str, kind: str) -> None:
    assert said(f"On Friday {introduced} came to Dale. Kerry said no.", "Kerry| said")[0].speaker_kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Jon Alder gave a lecture. In their letter to Jon Alder, the scholars make clear that they oppose his plan. The scholars say that it hurts the poor.",
        "Mayor Jon Alder met the lawmakers of Dale. The lawmakers said that the talks had failed.",
    ],
)
def test_several_people_are_never_one_person(text: str) -> None:
    from sidelight import read
    from sidelight.types import AttributionData

    said = [f.data for f in read(text).findings if isinstance(f.data, AttributionData)]
    assert said
    assert not any(d.speaker == "Jon Alder" for d in said if d.source and text[slice(*d.source[0])].lower().startswith("the "))
