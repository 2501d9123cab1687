"""What counts as a name, what kind it is, and whose it is."""

import random

import pytest

from sidelight.annotate.names import find_names
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Entity, Sentence

PACK = language_pack("en")


def names(text: str) -> list[Entity]:
    article = Article(id="a", version="v", text=text, language="en")
    return list(find_names(article, tuple(Sentence(start=s, end=e) for s, e in sentences(text, PACK)), PACK))


def printed(text: str) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], n.type) for n in names(text)]


def bearers(text: str) -> dict[str, str | None]:
    return {text[n.start : n.end]: n.name for n in names(text)}


def test_a_title_is_no_part_of_a_persons_name() -> None:
    text = "On Friday President Ada Lindqvist met Sen. Tomas Ruiz and Foreign Minister Orla Brandt."
    assert printed(text) == [("Ada Lindqvist", "person"), ("Tomas Ruiz", "person"), ("Orla Brandt", "person")]


def test_a_possessive_ending_is_no_part_of_a_name() -> None:
    text = "She read Tomas Ruiz’s letter and the Harbour Workers Union's reply."
    assert printed(text) == [("Tomas Ruiz", "person"), ("Harbour Workers Union", "organisation")]


def test_a_surname_alone_means_the_person_named_in_full() -> None:
    text = "Ruiz will not run again. The decision of Tomas Ruiz came late, and Mr. Ruiz gave no reason."
    assert set(bearers(text).values()) == {"Tomas Ruiz"}


def test_a_surname_of_two_people_goes_by_the_title_or_to_nobody() -> None:
    text = "Thomas Vandermeer and Helen Vandermeer came. Mrs. Vandermeer spoke first. Nobody asked Vandermeer why."
    assert [n.name for n in names(text)] == ["Thomas Vandermeer", "Helen Vandermeer", "Helen Vandermeer", None]


def test_fathers_and_sons_with_other_middle_initials_stay_two() -> None:
    text = "The library honours Robert H. Vandermeer. His son Robert W. Vandermeer paid for it."
    assert [n.name for n in names(text)] == ["Robert H. Vandermeer", "Robert W. Vandermeer"]


def test_a_short_form_in_brackets_means_the_body_before_it() -> None:
    text = "The Coastal Fisheries Agency (CFA) closed two ports. Fishermen blame the CFA for it."
    assert bearers(text) == {"Coastal Fisheries Agency": "Coastal Fisheries Agency", "CFA": "Coastal Fisheries Agency"}


def test_a_country_is_one_place_under_all_its_names() -> None:
    text = "He left the United States in May and came back to the U.S. in June; America had changed."
    assert {n.name for n in names(text)} == {"United States"}
    assert {n.type for n in names(text)} == {"place"}


def test_a_party_is_an_organisation_and_its_country_part_of_its_name() -> None:
    assert printed("He leads the Danish Rural Party since spring.") == [("Danish Rural Party", "organisation")]


@pytest.mark.parametrize("word", ["American", "Republicans", "Catholics", "Monday", "Texans", "English"])
def test_nationalities_creeds_and_days_are_no_names(word: str) -> None:
    assert printed(f"They told the {word} visitors to wait.") == []


def test_the_first_word_of_a_sentence_is_no_name_for_its_capital() -> None:
    assert printed("Critics objected. Furthermore, officials agreed. Residents of the town left.") == []


def test_an_unknown_first_word_that_acts_is_a_person() -> None:
    assert printed("Lindqvist said the bridge is safe.") == [("Lindqvist", "person")]


def test_a_headline_in_title_case_names_only_whom_the_report_names() -> None:
    text = "Angry Farmers Block Capital After Ruiz Breaks Promise\n\nTomas Ruiz broke his promise, farmers said."
    assert bearers(text) == {"Ruiz": "Tomas Ruiz", "Tomas Ruiz": "Tomas Ruiz"}


def test_capitals_all_through_a_line_make_no_names() -> None:
    assert printed("CLICK HERE TO READ MORE STORIES\n\nNothing else was printed that day.") == []


def test_words_joined_by_and_are_one_body_only_before_its_head() -> None:
    text = "She sits on the Ways and Means Committee with Tomas Ruiz and Orla Brandt."
    assert printed(text)[0] == ("Ways and Means Committee", "organisation")
    assert [t for t, _ in printed(text)[1:]] == ["Tomas Ruiz", "Orla Brandt"]


def test_an_election_with_its_year_is_one_name_and_no_place() -> None:
    assert printed("He lost the 1983 United Kingdom general election.") == [("1983 United Kingdom general election", "other")]


def test_unknown_words_in_a_list_of_places_are_places() -> None:
    text = "Lines run to Paris, Vellmar, Ostrava and Brussels."
    assert [(t, k) for t, k in printed(text) if t in ("Vellmar", "Ostrava")] == [("Vellmar", "place"), ("Ostrava", "place")]


def test_a_party_tag_is_no_name() -> None:
    assert printed("Sen. Tomas Ruiz, R-S.C., and Rep. Orla Brandt (D-Calif.) agreed.") == [
        ("Tomas Ruiz", "person"),
        ("Orla Brandt", "person"),
    ]


def test_names_come_in_order_do_not_overlap_and_lie_in_the_text() -> None:
    dice = random.Random(20)
    parts = ["Ada Lind", "of", "the", "Party", "(CFA)", "’s", ", ", "U.S.", "Mr.", "2016", "election", "“", "\n\n", "de", "J."]
    for _ in range(300):
        text = " ".join(dice.choice(parts) for _ in range(30)).strip()
        last = 0
        for name in names(text):
            assert last <= name.start < name.end <= len(text)
            last = name.end


def test_one_long_line_takes_no_more_than_its_share_of_time() -> None:
    found = names("Ada Lind Party of the " * 20_000)
    assert len(found) > 1000


def test_a_surname_that_is_a_common_word_is_a_name_once_a_person_bears_it() -> None:
    text = "Peter List, a former organizer, left. It was late, List said in a letter."
    assert [(n.name, n.type) for n in names(text)] == [("Peter List", "person")] * 2


def test_a_title_makes_a_person_of_a_word_that_is_also_a_place() -> None:
    text = "They met President Moon in May. On Friday Moon denied it."
    assert [n.type for n in names(text)] == ["person", "person"]


def test_a_misprinted_form_gives_way_to_the_one_with_a_given_name() -> None:
    text = "Photos Hillary Vandermeer. Then Hillary Vandermeer spoke. Michaels Brandt is Michael Brandt."
    assert {n.name for n in names(text)} == {"Hillary Vandermeer", "Michael Brandt"}


def test_an_administrators_title_is_no_part_of_the_name() -> None:
    assert printed("On Friday County Administrator Peter Lind resigned.") == [("Peter Lind", "person")]


def test_a_surname_in_capitals_is_the_person_named_in_full() -> None:
    text = "Helen Vandermeer came. VANDERMEER: I came late. The NRWV left."
    assert bearers(text) == {"Helen Vandermeer": "Helen Vandermeer", "VANDERMEER": "Helen Vandermeer", "NRWV": "NRWV"}


def test_a_title_of_the_other_gender_is_another_person() -> None:
    text = "Helen Vandermeer came. Mr. Vandermeer stayed."
    assert [n.name for n in names(text)] == ["Helen Vandermeer", "Vandermeer"]


def test_an_article_glued_to_a_name_makes_no_person() -> None:
    assert "person" not in [n.type for n in names("It was late, TheOstrava Heron reported.")]


def test_the_place_of_a_dateline_is_no_person_of_that_name() -> None:
    text = "WASHINGTON — It rained. George Washington wrote of it."
    assert printed(text) == [("WASHINGTON", "place"), ("George Washington", "person")]


def test_a_name_that_repeats_itself_gives_way_to_the_plain_form() -> None:
    text = "Peter Brandt Peter Louis Brandt said so. Peter Brandt left."
    assert {n.name for n in names(text)} == {"Peter Brandt"}


def test_the_office_of_a_secretary_is_no_part_of_the_name() -> None:
    text = "Deputy Secretary of Harbour Affairs Peter Brandt met Minister for Fisheries Ada Lindqvist on Friday."
    assert printed(text) == [("Peter Brandt", "person"), ("Ada Lindqvist", "person")]


def test_the_office_before_the_word_secretary_is_no_person() -> None:
    assert printed("On Friday Veterans Affairs Secretary Peter Brandt left.") == [("Peter Brandt", "person")]


def test_a_son_with_junior_behind_his_name_is_not_the_father() -> None:
    text = "Peter Brandt spoke first. Then Peter Brandt Jr. wrote of it. Brandt Jr. was late; Brandt had gone."
    assert [n.name for n in names(text)] == ["Peter Brandt", "Peter Brandt Jr.", "Peter Brandt Jr.", "Peter Brandt"]


def test_a_junior_is_also_whom_a_pet_name_without_the_word_means() -> None:
    assert set(bearers("Robert Vandermeer Jr. spoke. Bob Vandermeer sat down.").values()) == {"Robert Vandermeer Jr."}


def test_a_state_goes_by_its_usual_name_where_a_report_prints_the_full_style_too() -> None:
    text = "She wrote of the Republic of Korea in her letter. South Korea did not answer."
    assert {n.name for n in names(text)} == {"South Korea"}


def test_a_full_style_of_five_words_is_one_name() -> None:
    assert [n[0] for n in printed("He left the Democratic People’s Republic of Korea in May.")] == [
        "Democratic People’s Republic of Korea"
    ]


def test_a_surname_that_is_a_common_word_is_a_name_once_the_person_is_introduced() -> None:
    text = "On Friday Democrat Ellen Story recalled it all. “It was late,” Story says."
    assert [n.name for n in names(text)] == ["Ellen Story", "Ellen Story"]


def test_a_bare_surname_that_has_long_meant_one_person_goes_on_when_a_relative_is_named_once() -> None:
    spoke = "Vandermeer spoke. " * 12
    found = names(f"Thomas Vandermeer came. {spoke}Helen Vandermeer came late. Nobody asked Vandermeer why.")
    assert (found[-1].name, found[-2].name) == ("Thomas Vandermeer", "Helen Vandermeer")


def test_the_younger_of_a_name_is_the_son_or_nobody() -> None:
    assert names("Peter Brandt spoke. Peter Brandt Jr. left. The younger Mr. Brandt wept.")[-1].name == "Peter Brandt Jr."
    assert names("Peter Brandt spoke. His son left. The younger Mr. Brandt wept.")[-1].name is None
