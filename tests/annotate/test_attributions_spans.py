"""Spans that readers of unseen reports found wrong: where a content ends, where it goes on, what is none."""

import pytest

from sidelight.annotate.attributions import find_attributions
from sidelight.encode.windows import read_windows
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Sentence

PACK = language_pack("en")
SHOWN = 0.5
LEAD = "The pier was shut on Monday after a storm.\n\n"


def shown(text: str, title: str = "") -> list[tuple[str, str, list[str]]]:
    """Source, cue and contents of each attribution sure enough to be displayed, in a report's second paragraph."""
    text = LEAD + text
    split = tuple(Sentence(start=s, end=e) for s, e in sentences(text, PACK))
    made = find_attributions(
        Article(id="a", version="1", text=text, title=title),
        split,
        read_windows(Article(id="a", version="1", text=text, title=title), split),
        PACK,
    )
    return [
        (" ".join(text[s:e] for s, e in a.source), " ".join(text[s:e] for s, e in a.cue), [text[s:e] for s, e in a.content])
        for a in made
        if (a.probability or 0) > SHOWN and a.source
    ]


def contents(text: str) -> list[str]:
    return [" ".join(held) for _, _, held in shown(text)]


def test_another_speakers_clause_ends_a_content_and_is_told_too() -> None:
    text = "The Norland Coast Command said it had seen a boat, and Sudria's navy said the boat had put a mine into the water."
    assert contents(text) == ["it had seen a boat", "the boat had put a mine into the water"]


def test_while_another_said_ends_a_content_without_a_comma() -> None:
    text = "Norland condemned what it called reckless conduct while Osterian Premier Ivo Brann said the test was “wholly unacceptable”."
    assert contents(text) == ["what it called reckless conduct", "the test was “wholly unacceptable”"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Police asked that he be questioned about “his move toward the harbour gangs,” as the Daily Tern writes.",
            "that he be questioned about “his move toward the harbour gangs,”",
        ),
        (
            "Venn vowed to continue his predecessor's work: In 2008, for example, Mayor Tarn led a march over the pier.",
            "to continue his predecessor's work",
        ),
        (
            "Venn acknowledged that it would be “hard to enforce,” and as such was asking for the public to use good sense.",
            "that it would be “hard to enforce,”",
        ),
        (
            "Venn said the council should change its rules of debate, a tactic the Green League used for its ferries.",
            "the council should change its rules of debate",
        ),
    ],
)
def test_the_outlets_own_words_end_a_content(text: str, said: str) -> None:
    assert contents(text)[0] == said


def test_a_thing_revealed_is_no_statement_and_what_she_said_is() -> None:
    text = (
        "Venn revealed her own years with fraud -- as she said she would use her “voice and unique skill to stop harbour fraud.”"
    )
    assert contents(text) == ["she would use her “voice and unique skill to stop harbour fraud.”"]


@pytest.mark.parametrize(
    "text",
    [
        "One alderman whose added his name to the list is Councillor Rook, who's apparently following his fellow aldermen.",
        "Councillor Rook added his name to the list of those who are against the pier.",
        "According to harbour police sources Dina Pell has spoken with, the fire was set by two men.",
        "The views expressed here are solely the author's.",
        "Norland had been reluctant to discuss openly the possibility of closing the bay.",
        "What Ann Pell, writing for the harbour magazine “Tidings,” called “The Pier's Second Chance.”",
        "Venn described to the Daily Tern, “dropping its old system, a flaw that can leave sailors without help when they need it.”",
    ],
)
def test_what_reports_nothing_is_not_shown(text: str) -> None:
    assert shown(text) == []


def test_a_title_repeated_in_the_text_is_nobodys_statement() -> None:
    title = "Early Reading: Harbour Suspects Were Working On Their Own"
    split = (Sentence(start=0, end=len(title)),)
    for named, sure in (("Another title", 1), (title, 0)):
        made = find_attributions(
            Article(id="a", version="1", text=title, title=named),
            split,
            read_windows(Article(id="a", version="1", text=title, title=named), split),
            PACK,
        )
        assert sum((a.probability or 0) > SHOWN for a in made) == sure


def test_a_quotation_between_two_tags_is_told_once() -> None:
    text = "Venn added: “What is notable is the rare teamwork of so many people and groups,” Venn said in his farewell."
    assert len(shown(text)) == 1


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Sandbank, Eastmere and Tarn Boats claim that they wish to clean the harbour.", "Sandbank, Eastmere and Tarn Boats"),
        (
            "Wesmark, Ostmark, Calder and 10 other towns said they were among those that thieves had robbed.",
            "Wesmark, Ostmark, Calder and 10 other towns",
        ),
        ("On Monday, Orla Venn and Tim Rook said the pier was lost.", "Orla Venn and Tim Rook"),
        ("However, Venn and Rook said the pier was lost.", "Venn and Rook"),
        ("In Eastmere, Norland, Venn and Rook said the pier was lost.", "Venn and Rook"),
    ],
)
def test_those_who_speak_together_are_one_source(text: str, source: str) -> None:
    assert [s for s, _, _ in shown(text)] == [source]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The council would continue to enforce the bylaw, Mr. Venn said, but would no longer defend it in court.",
            "The council would continue to enforce the bylaw but would no longer defend it in court",
        ),
        ("The council would enforce the bylaw, Mr. Venn said, but would not say when.", "The council would enforce the bylaw"),
        ("“From now on,” he told the Daily Tern, “it's me, me, me.”", "“From now on,” “it's me, me, me.”"),
    ],
)
def test_what_a_tag_interrupts_goes_on_after_it(text: str, said: str) -> None:
    assert contents(text)[0] == said


def test_an_inserted_as_she_explained_ends_nothing() -> None:
    text = "Venn said that the pier, as she later explained, was a “heap of sand” and that it would fall."
    assert contents(text)[0].startswith("that the pier, as she later explained, was")


def test_a_sentence_glued_to_dots_is_a_new_sentence() -> None:
    text = "Venn agreed that the ties were built on trust....He said he regretted the delay of the ferry."
    assert contents(text) == ["that the ties were built on trust", "he regretted the delay of the ferry"]


def test_a_participle_before_a_quotation_opens_it() -> None:
    text = "Dolan said the town broke its charter, reasoning, “What the mayor objects to is the speech. This is wrong.”"
    assert shown(text) == [
        ("Dolan", "said", ["the town broke its charter"]),
        ("Dolan", "reasoning", ["“What the mayor objects to is the speech. This is wrong.”"]),
    ]


def test_back_in_a_month_is_when_it_was_said() -> None:
    text = "Venn said back in December, “We are moving that work to the harbour office, which we think is better.”"
    assert contents(text) == ["“We are moving that work to the harbour office, which we think is better.”"]


def test_such_is_nobody() -> None:
    text = "Venn acknowledged that it would be “hard to enforce,” and as such was asking for the public to “use good sense.”"
    assert [source for source, _, _ in shown(text)] == ["Venn"]
