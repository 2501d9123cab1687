"""Facts: what counts as one fact told twice, who carries it, and when a report may be said to leave it out."""

import dataclasses
import time

import pytest

from sidelight.config import Settings
from sidelight.extract import article_from_text
from sidelight.lens import LensContext, apply
from sidelight.lenses.facts import lens
from sidelight.lenses.facts.clauses import clauses
from sidelight.lenses.facts.telling import whole_quotation
from sidelight.pipeline.run import annotate
from sidelight.resources.load import language_pack
from sidelight.types import Article, Finding, Result, Story
from sidelight.types.story_data import FactData

REST = (
    "The harbour lay quiet under fog for most of the week. Gulls circled above the empty fish market. "
    "Two sailors repaired a torn net beside the old crane, and a dog slept on the warm stones."
)
OTHER_REST = (
    "Snow closed the mountain road before dawn. Teachers in the upper valley sent their pupils home at noon. "
    "A baker handed out bread at the crossroads until the ploughs arrived."
)


def report(name: str, *sentences: str, rest: str = REST) -> Article:
    made = article_from_text(" ".join((*sentences, rest)), title=None, settings=Settings())
    return dataclasses.replace(made, id=name, outlet=f"{name}.example")


def look(*articles: Article) -> Result:
    story = Story(id="s", title=None, articles=articles, independent=tuple(a.id for a in articles))
    return apply(lens, story, LensContext(annotations={a.id: annotate(a, lens.needs) for a in articles}))


def told(result: Result, words: str) -> Finding:
    """The one fact whose evidence holds these words."""
    found = [f for f in result.findings if any(words in span.text for span in f.evidence)]
    assert len(found) == 1, [f.statement for f in found]
    return found[0]


def carriers(finding: Finding) -> set[str]:
    assert isinstance(finding.data, FactData)
    return {telling.article for telling in finding.data.carried}


def same(one: str, other: str) -> bool:
    result = look(report("a", one, rest=REST), report("b", other, rest=OTHER_REST))
    return any(len(carriers(f)) == 2 for f in result.findings)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The council of Eastmere voted 9 to 4 on Monday to close the ferry line to the outer islands.",
            "On Monday Eastmere's council voted 9 to 4 to close the ferry line to the islands.",
        ),
        ("“We cannot run empty boats for ever,” said Mayor Jon Alder.", "“We cannot run empty boats for ever,” the mayor said."),
        (
            "The regional hospital paid $14,959,450 for three scanners that were never installed.",
            "The regional hospital paid nearly $15 million for three scanners that nobody installed, never once.",
        ),
        (
            "There is a one-in-three chance that the dam at Kolmar breaks this winter.",
            "There is a 1 in 3 chance that the Kolmar dam breaks this winter.",
        ),
    ],
)
def test_one_fact_in_near_words_is_found(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "The regional hospital paid $15 million for the scanners.",
            "The regional hospital paid $21 million for the scanners.",
            id="another figure",
        ),
        pytest.param(
            "The court freed the miners of Kolmar.",
            "The court may have to review whether miners elsewhere sleep.",
            id="other words",
        ),
        pytest.param(
            "Minister Ada Brandt opened the bridge at Sill.", "Minister Ada Brandt has two sisters in Velm.", id="a name alone"
        ),
        pytest.param(
            "Two fire posts of Kolmar were closed on Friday.",
            "Two helicopters of Kolmar were sent on Friday.",
            id="two of other things",
        ),
        pytest.param("Who closed the ferry line to the islands?", "Who closed the ferry line to the islands?", id="a question"),
    ],
)
def test_sibling_facts_stay_apart(one: str, other: str) -> None:
    assert not same(one, other)


def test_a_denial_and_what_it_denies_are_less_alike_than_two_reports_of_one_deed() -> None:
    from sidelight.lenses.facts.likeness import Likeness
    from sidelight.lenses.facts.statements import statements

    texts = (
        "The ministry signed the grain contract with Velmora.",
        "The ministry signed a grain contract with Velmora.",
        "The ministry never signed the grain contract with Velmora.",
        "The ministry may sign the grain contract with Velmora.",
    )
    articles = [report(str(k), text, rest="") for k, text in enumerate(texts)]
    pack = language_pack("en")
    likeness = Likeness([statements(0, a, annotate(a, lens.needs), pack)[0] for a in articles])
    base, again, denied, possible = range(4)
    assert likeness.probability(base, again) > likeness.probability(base, denied)
    assert likeness.probability(base, again) > likeness.probability(base, possible)
    assert likeness.features(base, denied) == pytest.approx(likeness.features(denied, base))


FERRY = "The council of Eastmere voted 9 to 4 on Monday to close the ferry line to the outer islands."


def test_a_report_that_says_nothing_of_a_fact_leaves_it_out_with_the_search_that_shows_it() -> None:
    finding = told(look(report("a", FERRY), report("b", FERRY), report("c", rest=OTHER_REST)), "voted 9 to 4")
    assert carriers(finding) == {"a", "b"}
    [absence] = finding.absences
    assert (absence.article, finding.data) == ("c", dataclasses.replace(finding.data, left_out=("c",)))  # type: ignore[type-var]
    assert absence.score < 0.15
    assert "neighbouring sentences" in absence.method


def test_a_report_that_tells_it_in_other_words_is_not_said_to_leave_it_out() -> None:
    other = "The ferry line that serves Eastmere's outer islands will close: the council decided so on Monday by 9 votes to 4."
    finding = told(look(report("a", FERRY), report("b", FERRY), report("c", other, rest=OTHER_REST)), "voted 9 to 4 on Monday")
    assert "c" not in {absence.article for absence in finding.absences}


@pytest.mark.parametrize("end", ["The vote came after …", "Subscribe to read the full story", "Continue reading"])
def test_absence_is_claimed_only_where_the_whole_text_is_known(end: str) -> None:
    stub = report("c", rest=f"{OTHER_REST} {end}")
    finding = told(look(report("a", FERRY), report("b", FERRY), stub), "voted 9 to 4")
    assert finding.absences == ()
    assert isinstance(finding.data, FactData)
    assert finding.data.unclear == ("c",)


def test_a_teaser_of_few_words_leaves_nothing_out() -> None:
    finding = told(
        look(report("a", FERRY), report("b", FERRY), report("c", rest="Snow closed the mountain road.")), "voted 9 to 4"
    )
    assert finding.absences == ()


def test_what_one_report_alone_tells_is_printed_and_tells_less() -> None:
    result = look(report("a", FERRY, rest=REST), report("b", FERRY, rest=OTHER_REST))
    shared, alone = told(result, "voted 9 to 4"), told(result, "Snow closed the mountain road")
    assert alone.displayed
    assert carriers(alone) == {"b"}
    assert shared.telling > alone.telling


def test_what_some_leave_out_tells_more_than_what_all_carry() -> None:
    both = "Mayor Jon Alder promised a replacement bus for the school run from January."
    result = look(report("a", FERRY, both), report("b", FERRY, both, rest=OTHER_REST), report("c", FERRY, rest=""))
    partial, everywhere = told(result, "replacement bus"), told(result, "voted 9 to 4")
    assert carriers(everywhere) == {"a", "b", "c"}
    assert carriers(partial) == {"a", "b"}


def test_own_knowledge_and_hearsay_are_told_apart() -> None:
    said = "The harbour authority lost 2.4 million crowns on the line last year, said Councillor Ada Brandt."
    own = "The harbour authority lost 2.4 million crowns on the line last year."
    finding = told(look(report("a", said), report("b", own, rest=OTHER_REST)), "lost 2.4 million")
    assert isinstance(finding.data, FactData)
    assert [(t.article, t.own_voice, t.speaker) for t in finding.data.carried] == [
        ("a", False, "Ada Brandt"),
        ("b", True, None),
    ]


def test_the_statement_stands_in_one_of_the_reports_word_for_word() -> None:
    articles = (report("a", FERRY), report("b", "But " + FERRY[0].lower() + FERRY[1:], rest=OTHER_REST))
    result = look(*articles)
    assert result.findings
    assert all(any(f.statement in " ".join(a.text.split()) for a in articles) for f in result.findings)
    assert told(result, "voted 9 to 4").statement == FERRY


def test_copies_count_as_one_outlet() -> None:
    articles = (report("a", FERRY), report("b", FERRY, rest=OTHER_REST))
    story = Story(id="s", title=None, articles=articles, independent=("a",))
    result = apply(lens, story, LensContext(annotations={a.id: annotate(a, lens.needs) for a in articles}))
    assert [m.value for m in told(result, "voted 9 to 4").measures] == [1.0]


def test_one_report_is_no_story() -> None:
    [abstention] = look(report("a", FERRY)).abstentions
    assert "two with a text" in abstention.reason


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("The bank earned 9 million and paid 2 million in fines.", ["The bank earned 9 million", "paid 2 million in fines."]),
        (
            "He was fined, but structural engineers cleared the bridge.",
            ["He was fined", "structural engineers cleared the bridge."],
        ),
        ("The fog, the rain and the wind kept the boats in port.", ["The fog, the rain and the wind kept the boats in port."]),
        ("“I sat and waited,” she said.", ["“I sat and waited,” she said."]),
        (
            "The tax was repealed in May, which pleased the millers of Sill.",
            ["The tax was repealed in May", "which pleased the millers of Sill."],
        ),
    ],
)
def test_sentences_are_cut_only_where_both_sides_state_something(sentence: str, pieces: list[str]) -> None:
    assert [sentence[s:e] for s, e in clauses(sentence, 0, len(sentence), language_pack("en"))] == pieces


def test_thirty_reports_take_about_a_second() -> None:
    words = ["dam", "bridge", "harbour", "school", "budget", "mayor", "court", "road", "factory", "union", "valley", "winter"]
    lines = [
        f"The {words[i % 12]} of {words[(i * 5 + k) % 12]} number {k + 3} was closed after the {words[(i + k) % 12]} vote {i}."
        for i in range(30)
        for k in range(30)
    ]
    articles = [report(f"r{i:02}", *lines[30 * i : 30 * i + 30], rest="") for i in range(30)]
    story = Story(id="s", title=None, articles=tuple(articles))
    context = LensContext(annotations={a.id: annotate(a, lens.needs) for a in articles})
    began = time.process_time()
    apply(lens, story, context)
    assert time.process_time() - began < 6


def test_one_line_said_a_thousand_times_is_read_once() -> None:
    noise = report("a", *["The dam at Kolmar broke on Friday night."] * 1000, rest="")
    result = look(noise, report("b", "The dam at Kolmar broke on Friday night."))
    assert carriers(told(result, "The dam at Kolmar broke")) == {"a", "b"}


POST = "The ferry line will close in May and nobody on this council has asked the islanders what they think of it"


def test_an_embedded_post_is_its_sender_s_words_and_its_signature_states_nothing() -> None:
    post = f"\n\n{POST}. https://t.example/x1 — Ada Brandt (@adabrandt) May 3, 2026\n\n"
    result = look(report("a", FERRY, post), report("b", FERRY, post, rest=OTHER_REST))
    assert not [f.statement for f in result.findings if "@adabrandt" in f.statement or "t.example" in f.statement]
    data = told(result, "nobody on this council").data
    assert isinstance(data, FactData)
    assert not any(telling.own_voice for telling in data.carried)


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("“We cannot run empty boats.", "We cannot run empty boats."),
        ('We could barely breathe," Alder said.', "We could barely breathe"),
        ("“We cannot run empty boats,” Alder said.", "“We cannot run empty boats,” Alder said."),
        ('The mayor called it "a farce" and left.', 'The mayor called it "a farce" and left.'),
        ("It's not the islands' boat.”", "It's not the islands' boat."),
        ("”and left.", "”and left."),
        ("“", "“"),
    ],
)
def test_half_a_quotation_mark_is_not_printed(words: str, whole: str) -> None:
    assert whole_quotation(words) == whole


@pytest.mark.parametrize(
    "line",
    [
        "Ferry line to the outer islands closes",
        "FILE PHOTO: The ferry line to the outer islands of Eastmere was closed.",
        "Where: Eastmere, a town of about 21,000 on the outer islands.",
        "The mayor of Eastmere is seen on the ferry to the outer islands.",
    ],
)
def test_headings_captions_and_labels_are_no_facts(line: str) -> None:
    result = look(report("a", FERRY, f"\n\n{line}\n\n"), report("b", FERRY, f"\n\n{line}\n\n", rest=OTHER_REST))
    assert not [f for f in result.findings if any(line in span.text for span in f.evidence)]


def test_what_a_headline_tells_is_not_left_out() -> None:
    silent = dataclasses.replace(
        report("c", rest=OTHER_REST), title="Eastmere council votes 9 to 4 to close ferry line to outer islands"
    )
    finding = told(look(report("a", FERRY), report("b", FERRY), silent), "voted 9 to 4")
    assert not finding.absences


def test_the_rest_of_a_shared_sentence_is_printed_only_where_it_is_a_sentence_itself() -> None:
    longer = (
        FERRY[:-1] + ", which pleased nobody in the outer harbour, and the mayor of Sill opened a second fish market in June."
    )
    result = look(report("a", longer), report("b", FERRY, rest=OTHER_REST))
    alone = [f.statement for f in result.findings if len(carriers(f)) == 1]
    assert "the mayor of Sill opened a second fish market in June." in alone
    assert not [words for words in alone if "voted" in words or "pleased" in words]
