"""Who a source is, and in which role it speaks."""

import pytest

from sidelight.annotate.names import find_names
from sidelight.annotate.speakers import name_speakers
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Attribution, Sentence

PACK = language_pack("en")
INTRODUCED = "Norland President Ada Lindqvist met Sen. Tomas Ruiz at the Norland Fisheries Department. "


def said(text: str, *sources: str) -> list[Attribution]:
    """The attributions of these sources, each the next place where its words stand; what follows a bar only marks the place."""
    article = Article(id="a", version="v", text=text, language="en")
    marked = tuple(Sentence(start=s, end=e) for s, e in sentences(text, PACK))
    found: list[Attribution] = []
    place = 0
    for marked_source in sources:
        source, _, after = marked_source.partition("|")
        place = text.index(source + after, place)
        span = (place, place + len(source))
        stop = text.find(".", span[1])
        rest = (span[1], stop if stop > span[1] else len(text))
        found.append(Attribution(source=(span,), cue=(), content=(rest,), direct=False, speaker=None, speaker_kind="other"))
        place += 1
    return list(name_speakers(article, marked, find_names(article, marked, PACK), tuple(found), PACK))


def test_a_surname_is_the_person_named_in_full() -> None:
    (one,) = said(INTRODUCED + "Ruiz said no.", "Ruiz| said")
    assert one.speaker == "Tomas Ruiz"
    assert one.speaker_kind == "politician"


def test_a_pronoun_is_the_last_speaker_of_its_gender() -> None:
    text = INTRODUCED + "Lindqvist said the talks went well. She added that more would come. He did not stay, Ruiz told us."
    spoke = said(text, "Lindqvist| said", "She")
    assert [a.speaker for a in spoke][1] == "Ada Lindqvist"


def test_a_pronoun_that_two_people_fit_names_nobody() -> None:
    text = "Peter Lind and Paul Brandt wrote the report together last year. It rained, he said."
    assert said(text, "he| said")[0].speaker is None


def test_a_pronoun_is_who_spoke_at_the_sentence_end_not_whom_it_names_before() -> None:
    text = "On Monday Peter Lind called Mary Holm about the ports, press aide Helen Brandt said. She gave no reason."
    assert said(text, "She")[0].speaker == "Helen Brandt"


def test_a_pronoun_is_not_the_last_speaker_once_somebody_else_has_spoken() -> None:
    text = (
        INTRODUCED + "Ruiz said it was late. The bill is dead, the former mayor Peter Brandt told us.\n\n“It was weak,” he said."
    )
    assert said(text, "Ruiz| said", "he| said")[1].speaker == "Peter Brandt"


def test_nobody_in_a_clause_before_the_sentence_takes_its_pronoun() -> None:
    text = INTRODUCED + "Asked if Peter Brandt would help, Ruiz said no. He went home, he said."
    assert said(text, "Ruiz| said", "He| went")[1].speaker == "Tomas Ruiz"


def test_the_owner_of_what_opens_a_paragraph_takes_its_pronoun_from_the_last_speaker() -> None:
    text = INTRODUCED + "Ruiz said it was late. It rained.\n\nPeter Brandt’s plans have failed and he says so."
    assert said(text, "Ruiz| said", "he| says")[1].speaker == "Peter Brandt"


def test_a_name_that_only_describes_a_noun_takes_no_pronoun() -> None:
    text = "Peter Brandt won. The loud Tomas Ruiz supporter was glad. He cried, a friend said."
    assert said(text, "He| cried")[0].speaker != "Tomas Ruiz"


def test_a_name_in_a_heading_takes_no_pronoun() -> None:
    text = "Words flew.\n\nWATCH Peter Brandt on the ports\n\n“It was weak,” he said."
    assert said(text, "he| said")[0].speaker is None


def test_a_pronoun_is_not_whom_its_own_words_name() -> None:
    text = "Peter Brandt met the press. He said Brandt was ready."
    assert said(text, "He")[0].speaker is None


def test_an_unnamed_speaker_keeps_the_pronoun_that_follows() -> None:
    text = "Peter Brandt met an old sailor. The sailor said no. He said it twice."
    assert said(text, "The sailor", "He")[1].speaker is None


def test_somebody_unnamed_who_acts_takes_the_pronoun_and_leaves_it_unnamed() -> None:
    text = (
        INTRODUCED
        + "Ruiz said it rained.\n\nNobody knew what Ruiz meant, but a top harbour official tried to help. He wrote letters."
    )
    assert said(text, "Ruiz| said", "He| wrote")[1].speaker is None


def test_it_is_not_who_printed_what_an_unnamed_one_says() -> None:
    text = "Reuters reported it first. An agency spokesman said it was late."
    assert said(text, "Reuters", "An agency spokesman", "it| was")[2].speaker is None


def test_who_is_made_to_speak_in_a_letter_is_not_its_writer() -> None:
    text = "The letter said Peter Brandt “held me back”. “It hurt,” she said."
    assert said(text, "she| said")[0].speaker is None


def test_somebody_of_unknown_gender_gives_way_to_one_whom_the_pronoun_fits() -> None:
    text = "Quillon Brandt took out his phone and rang Mary Holm. “Late again,” she said."
    assert said(text, "she| said")[0].speaker != "Quillon Brandt"


def test_the_company_is_not_one_named_long_before() -> None:
    text = "Boeing rose. " + "It rained in Dale and the sea was grey. " * 20 + "The company said it was late."
    assert said(text, "The company")[0].speaker is None


def test_a_pronoun_before_a_name_in_its_sentence_is_somebody_else() -> None:
    text = "The fleet was built on what he had from Peter Brandt, something he denies."
    assert said(text, "he| denies")[0].speaker is None


def test_a_senator_without_a_name_stays_so_when_he_speaks_again() -> None:
    text = INTRODUCED + "One senator said it was late. “I do not like it,” the senator said."
    assert said(text, "One senator", "the senator")[1].speaker is None


def test_the_president_is_who_is_called_so_without_a_country() -> None:
    text = "President Ada Lindqvist wrote to Eastland President Peter Brandt, she said. Brandt was late. The president was not."
    assert said(text, "The president")[0].speaker == "Ada Lindqvist"


def test_two_presidents_of_equal_weight_are_neither_the_president() -> None:
    text = "Norland President Ada Lindqvist met Eastland President Peter Brandt. The president was late."
    assert said(text, "The president")[0].speaker is None


def test_a_senator_of_another_place_is_not_the_senator_meant() -> None:
    text = "Sen. Tomas Ruiz, a Texas senator, left. The Ohio senator stayed."
    assert said(text, "The Ohio senator")[0].speaker is None


@pytest.mark.parametrize("source", ["The committee", "the police", "the film", "the record"])
def test_a_body_or_a_thing_is_never_a_person_whose_role_has_the_word(source: str) -> None:
    text = f"Tomas Ruiz, a senator who leads the committee and watches the police, the film and the record, left. Now {source} said no."
    assert said(text, f"{source}| said")[0].speaker is None


def test_one_of_two_networks_close_by_is_not_the_network() -> None:
    text = "CNN printed what BuzzFeed News had sent. Its choice, the network said, was its own."
    assert said(text, "the network")[0].speaker is None


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("A backer of the fishing bill, Norlandish Sen. Tomas Ruiz of Dale,", "Tomas Ruiz"),
        ("Another witness, Judge Mary Holm,", "Mary Holm"),
        ("Her older sister, Mary Holm,", "Mary Holm"),
        ("A friend of the senator, Mary Holm,", None),
        ("A lawyer for the officer who fell, Mary Holm,", None),
        ("Two sisters, Mary Holm and Anna Holm,", None),
    ],
)
def test_a_description_is_the_person_named_at_its_end_unless_it_holds_another(source: str, speaker: str | None) -> None:
    assert said(INTRODUCED + f"{source} said no.", source)[0].speaker == speaker


@pytest.mark.parametrize(
    ("source", "speaker", "kind"),
    [
        (
            "The Dale chapter of the Norland Fishers Association",
            "Dale chapter of the Norland Fishers Association",
            "organisation",
        ),
        ("The city of Boston", "city of Boston", "official"),
        ("Pew Research Center’s count", "Pew Research Center", "document"),
        ("A summary by the Norland Fishers Association", "Norland Fishers Association", "document"),
        ("The Norland Fishers Association task force", "Norland Fishers Association task force", "organisation"),
        ("A new CNN/Reuters poll", "CNN/Reuters poll", "document"),
        ("A CNN/NRC poll", "CNN/NRC poll", "document"),
    ],
)
def test_a_part_of_a_body_a_town_and_a_count_have_their_printed_names(source: str, speaker: str, kind: str) -> None:
    one = said(INTRODUCED + f"{source} said no.", source)[0]
    assert (one.speaker, one.speaker_kind) == (speaker, kind)


def test_who_is_only_close_to_a_source_is_not_the_source() -> None:
    whole, cut = said(
        INTRODUCED + "A source close to Ruiz said no. A source close to Ruiz said yes.",
        "A source close to Ruiz",
        "Ruiz| said yes",
    )
    assert (whole.speaker, whole.speaker_kind) == (None, "anonymous")
    assert (cut.speaker, cut.speaker_kind) == (None, "anonymous")


@pytest.mark.parametrize(
    "source", ["Oskar and Ruiz", "The president and her former minister", "CNN and other outlets", "Judges Peter Brandt"]
)
def test_of_two_who_speak_together_neither_is_named_alone(source: str) -> None:
    assert said(INTRODUCED + f"{source} said no.", source)[0].speaker is None


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Mary Holm, a Dale-based trade lawyer and former assistant trade representative,", "expert"),
        ("Mary Holm, a former union organizer who now works as a labor consultant,", "expert"),
        ("Retired Gen. Peter Brandt", "expert"),
        ("Gen. Peter Brandt", "official"),
        ("Treasury Secretary Mary Holm", "official"),
        ("NRA President Mary Holm", "organisation"),
        ("Mary Holm, Ruiz’s finance director and an old friend,", "party"),
        ("Mary Holm, Union Pacific’s chairman and chief executive,", "company"),
        ("Mary Holm, executive director of Boston’s NAACP,", "organisation"),
        ("Mary Holm, head of analytics at Ostrava Advisers,", "company"),
        ("Mary Holm, chief investment strategist at Ostrava Funds,", "expert"),
        ("Democratic strategist Mary Holm", "party"),
        ("Mary Holm, secretary-general of En Marche,", "party"),
        ("CNN commentator and Ruiz supporter Mary Holm", "outlet"),
        ("Mary Holm, a longtime political strategist and Ruiz loyalist,", "party"),
        ("Mary Holm, senior research associate at the Dale Institute,", "expert"),
        ("Bishop Mary Holm", "organisation"),
    ],
)
def test_a_persons_kind_is_the_role_of_today_and_of_whom_he_serves(source: str, kind: str) -> None:
    one = said(INTRODUCED + f"{source} said no.", source)[0]
    assert (one.speaker, one.speaker_kind) == ("Peter Brandt" if "Peter" in source else "Mary Holm", kind)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("the White House", "official"),
        ("the National Front", "party"),
        ("the Norland Fisheries Administration", "official"),
        ("the Norland Daily, Norland’s official English-language newspaper,", "outlet"),
        ("the Norland National Transportation Safety Board", "organisation"),
        ("the National Transportation Safety Board", "official"),
    ],
)
def test_a_bodys_kind_is_in_its_name_or_behind_its_comma(source: str, kind: str) -> None:
    assert said(INTRODUCED + f"Then {source} said no.", source)[0].speaker_kind == kind


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Turkish and Saudi authorities", "official"),
        ("Democratic gun owners", "public"),
        ("two people briefed on the talks", "anonymous"),
        ("a handful of people close to the governor", "anonymous"),
        ("a group of economists", "expert"),
        ("a number of Republican politicians", "politician"),
        ("supporters of the bill", "anonymous"),
        ("Republican opponents of the plan", "party"),
        ("a hotel owner", "company"),
        ("Critics", "anonymous"),
        ("Norlandish officials", "official"),
        ("some voters", "public"),
        ("a poll", "document"),
        ("economists", "expert"),
        ("a reporter", "outlet"),
    ],
)
def test_a_group_or_an_unnamed_one_has_a_kind_and_no_name(source: str, kind: str) -> None:
    one = said(INTRODUCED + f"Later {source} said no.", source)[0]
    assert (one.speaker, one.speaker_kind) == (None, kind)


def test_an_office_is_a_speaker_of_its_own() -> None:
    text = INTRODUCED + "“We agreed,” Ruiz’s office said in a statement."
    one = said(text, "Ruiz’s office")[0]
    assert one.speaker == "Ruiz’s office"
    assert one.speaker_kind == "politician"


def test_a_department_is_known_again_by_its_noun_and_by_its_website() -> None:
    text = INTRODUCED + "The department closed two ports. According to the department’s website, they were unsafe."
    spoke = said(text, "The department", "the department’s website")
    assert [a.speaker for a in spoke] == ["Norland Fisheries Department"] * 2
    assert {a.speaker_kind for a in spoke} == {"official"}


def test_a_role_is_the_person_introduced_with_it() -> None:
    text = INTRODUCED + "The senator was hopeful. The president was not."
    assert [a.speaker for a in said(text, "The senator", "The president")] == ["Tomas Ruiz", "Ada Lindqvist"]


def test_a_role_that_two_people_have_names_nobody() -> None:
    text = "Sen. Tomas Ruiz and Sen. Orla Brandt disagreed. The senator said so."
    assert said(text, "The senator")[0].speaker is None


def test_a_named_spokesman_speaks_for_his_principal() -> None:
    text = INTRODUCED + "Ruiz spokeswoman Mary Holm said no."
    one = said(text, "Ruiz spokeswoman Mary Holm")[0]
    assert (one.speaker, one.principal, one.speaker_kind) == ("Mary Holm", "Tomas Ruiz", "party")


def test_an_unnamed_spokesman_of_a_named_body_leaves_the_body() -> None:
    text = INTRODUCED + "A spokesman for the Norland Fisheries Department said no."
    one = said(text, "A spokesman for the Norland Fisheries Department")[0]
    assert (one.speaker, one.principal, one.speaker_kind) == (None, "Norland Fisheries Department", "official")


def test_the_name_behind_a_comma_is_the_speaker() -> None:
    text = INTRODUCED + "Ruiz’s lawyer, Mary Holm, said no."
    one = said(text, "Ruiz’s lawyer, Mary Holm,")[0]
    assert (one.speaker, one.principal) == ("Mary Holm", "Tomas Ruiz")


def test_a_campaign_and_a_poll_are_speakers_under_their_printed_names() -> None:
    text = INTRODUCED + "The Ruiz campaign said no. A new Pew Research Center poll shows why."
    campaign, poll = said(text, "The Ruiz campaign", "A new Pew Research Center poll")
    assert (campaign.speaker, campaign.speaker_kind) == ("Ruiz campaign", "party")
    assert (poll.speaker, poll.speaker_kind) == ("Pew Research Center poll", "document")


def test_two_people_who_speak_as_one_are_not_named_as_either() -> None:
    text = INTRODUCED + "Lindqvist and Ruiz said no."
    assert said(text, "Lindqvist and Ruiz")[0].speaker is None


def test_an_attribution_without_a_source_names_nobody() -> None:
    article = Article(id="a", version="v", text="It is said that it rains.", language="en")
    bare = Attribution(source=(), cue=((3, 10),), content=((11, 24),), direct=False, speaker=None, speaker_kind="other")
    (one,) = name_speakers(article, (Sentence(start=0, end=25),), (), (bare,), PACK)
    assert (one.speaker, one.speaker_kind, one.principal) == (None, "other", None)


def test_the_writer_is_the_author_where_he_says_i() -> None:
    one = said(INTRODUCED + "That, I think, was a mistake.", "I| think")[0]
    assert (one.speaker, one.speaker_kind) == (None, "author")


@pytest.mark.parametrize(
    ("introduced", "kind"),
    [
        ("Mary Holm, a professor at Dale University,", "expert"),
        ("Harbour Bank CEO Mary Holm", "company"),
        ("police chief Mary Holm", "official"),
        ("campaign manager Mary Holm", "party"),
        ("radio host Mary Holm", "outlet"),
        ("Mary Holm, whose son died, a widow,", "other"),
        ("Mary Holm, president of the Harbour Workers Union,", "organisation"),
    ],
)
def test_the_words_beside_a_name_tell_the_role(introduced: str, kind: str) -> None:
    text = f"On Friday {introduced} came to Dale. Holm said no."
    one = said(text, "Holm| said")[0]
    assert (one.speaker, one.speaker_kind) == ("Mary Holm", kind)


@pytest.mark.parametrize(
    "text",
    [
        "In Marrow, the town of Ada Brandt, “it rains,” said the, Ada Brandt’s, clerk.",
        "According to a Halden Institute white-papers series, the ferry is late.",
        "“We won,” said, of all people, Vice. Jon Alder left.",
    ],
)
def test_odd_sources_name_nobody_rather_than_fail(text: str) -> None:
    from sidelight import read

    assert all(f.lens for f in read(text).findings)
