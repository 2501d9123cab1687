"""Loaded language as the network and the linear model read it together: texts written for these tests, about a country and outlets that do not exist."""

import time
from itertools import combinations
from statistics import mean

import pytest

from sidelight.encode.loaded import read_loaded
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, LoadedReading, Sentence, Voice


def _read(text: str, quoted: str | None = None, body: bool = True) -> tuple[LoadedReading, ...]:
    """Readings of the text; where `quoted` is given, that stretch is somebody's quotation."""
    article = Article(id="a", version="v", text=text)
    marked = tuple(Sentence(start=s, end=e, body=body) for s, e in sentences(text, language_pack("en")))
    start = text.index(quoted) if quoted else 0
    voices = (Voice(start=start, end=start + len(quoted), kind="quoted", attribution=0),) if quoted else ()
    return read_loaded(article, marked, voices)


def _words(text: str, reading: LoadedReading) -> list[str]:
    return [text[s:e] for s, e, _ in reading.words]


PLAIN = "The council of Varn approved the budget on Tuesday by 12 votes to 9, the clerk's office said."
LOADED = [
    "The shameless ministers rammed their disgraceful and absurd budget through the council, a pathetic farce.",
    "Smug opposition lawmakers threw yet another hysterical tantrum over the perfectly sensible budget.",
]


@pytest.mark.parametrize("text", LOADED)
def test_judgement_scores_above_plain_report_whichever_camp_it_strikes(text: str) -> None:
    assert _read(text)[0].probability > 0.7 > 0.4 > _read(PLAIN)[0].probability


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The mayor presented a controversial plan for the harbour on Monday.", "controversial"),
        ("The state opened two mega-prisons in the north last year.", "mega-prisons"),
        ("The notorious harbour gang had left the city by 2019, records show.", "notorious"),
    ],
)
def test_a_word_of_judgement_is_marked_in_a_plain_sentence(text: str, word: str) -> None:
    assert _words(text, _read(text)[0])[:1] == [word]


def test_words_come_heaviest_first_with_weights_between_nought_and_one() -> None:
    weights = [w for _, _, w in _read(LOADED[0])[0].words]
    assert len(weights) >= 2
    assert weights == sorted(weights, reverse=True)
    assert all(0 < w <= 1 for w in weights)


def test_a_loaded_word_in_a_quotation_is_not_the_outlets() -> None:
    quoted = "“a disgraceful, absurd and pathetic farce”"
    text = f"The mayor of Varn called the vote {quoted} on Monday."
    (reading,) = _read(text, quoted)
    assert reading.own_voice < reading.probability - 0.2
    assert _words(text, reading) == []


def test_a_longer_quotation_without_a_known_speaker_is_not_the_outlets_either() -> None:
    text = "“It is a disgraceful, absurd and pathetic farce.” The council adjourned at noon."
    assert _read(text)[0].own_voice == 0.0
    assert _read(text)[0].words == ()


def test_scare_quotes_stay_the_outlets() -> None:
    text = "The council adopted what passes for a “disgraceful” budget in Varn on Monday."
    assert _words(text, _read(text)[0]) == ["disgraceful"]
    assert _read(text)[0].words[0][2] < 0.4  # somebody's word, held at arm's length: marked, never named


def test_every_body_sentence_has_a_reading_and_others_have_none() -> None:
    text = f"{PLAIN} {LOADED[0]}"
    assert [r.sentence for r in _read(text)] == [0, 1]
    assert _read(text, body=False) == ()


NAMES = ["Trump", "Biden", "Obama", "Romney", "Sanders", "Merkel", "Orban"]
GROUPS = ["Democrats", "Republicans", "conservatives", "liberals", "progressives", "Muslims", "Christians", "migrants"]
FRAMES = [
    "The plan of {} drew criticism from lawmakers on Monday.",
    "Supporters of {} cheered the absurd and reckless plan.",
    "Critics said that {} had long opposed the ban.",
]


@pytest.mark.parametrize("names", [NAMES, GROUPS], ids=["persons", "groups"])
def test_swapping_persons_or_groups_hardly_moves_the_score(names: list[str]) -> None:
    moves = []
    for frame in FRAMES:
        found = [_read(frame.format(name))[0].probability for name in names]
        moves += [abs(a - b) for a, b in combinations(found, 2)]
    assert mean(moves) < 0.03


@pytest.mark.parametrize(
    ("judged", "unjudged"),
    [
        (
            "The plan is naive and dishonest, the mayor's own figures show.",
            "The plan is not naive, the mayor's own figures show.",
        ),
        ("The house passed a dishonest bill on Monday in Varn.", "The bill was accused of being dishonest on Monday in Varn."),
        ("The cruel governor of Varn kept the camps open.", "The law bans cruel and unusual punishment in Varn."),
    ],
    ids=["denied", "another's charge", "a term of law"],
)
def test_judgement_weighs_less_where_it_is_not_the_outlets_judgement(judged: str, unjudged: str) -> None:
    assert _read(judged)[0].words[0][2] > 0.4
    assert all(weight < 0.4 for _, _, weight in _read(unjudged)[0].words)


@pytest.mark.parametrize(
    "text",
    [
        "The clerk raised the possibility that the mayor of Varn was a cowardly, dishonest thug.",
        "Is the mayor of Varn a dishonest thug?",
        "The plan was compared to a shameful farce in Varn on Monday.",
        "The mayor apologised for the thug slur on Monday in Varn.",
        "Papers portrayed the mayor of Varn, who had run the ferry for nine long years, as a dishonest thug.",
        "The so-called Ferry Act was passed on Monday in Varn.",
        "The council called it 'a shameful farce' on Monday in Varn.",
        "The budget passed with an 'obscene' clause on Monday in Varn.",
        "The governor has tremendous power over the ferry line in Varn.",
        "Their grief and fury were plain on Monday in Varn.",
        "What the guards loathe is the ferry line in Varn.",
        "The self-proclaimed capital of the islands is Varn.",
        "The unsubstantiated reports reached Varn on Monday.",
        "The clerk disparaged the mayor of Varn on Monday.",
        "It was the most controversial question that the council of Varn faced.",
        "The ferry line is controversial in Varn.",
        "This is a phony, disgraceful farce! — Ann Ek (@annek) May 4, 2015",
    ],
)
def test_words_that_pass_no_judgement_of_the_outlets_are_not_heavy(text: str) -> None:
    assert all(weight < 0.4 for _, _, weight in _read(text)[0].words)


@pytest.mark.parametrize("word", ["controversial", "onerous", "shambolic", "monstrous", "draconian"])
def test_an_attribute_of_judgement_is_heavy_whatever_stands_around_it(word: str) -> None:
    text = f"The house took up the premier's {word} ferry bill on Monday in Varn."
    assert [text[s:e] for s, e, weight in _read(text)[0].words if weight >= 0.75] == [word]


def test_a_word_that_swells_is_heavy_beside_the_judgement_that_it_swells() -> None:
    text = "The governor's plan for the ferry line is utterly absurd."
    assert [text[s:e] for s, e, weight in sorted(_read(text)[0].words) if weight >= 0.4] == ["utterly", "absurd"]


@pytest.mark.parametrize(
    "text",
    [
        "ANN EK: It is a disgraceful farce.\n\nBO LIND: It is.\n\nANN EK: A dishonest, pathetic mess.\n\nBO LIND: A vile one.",
        "A phony, disgraceful farce of a budget!\n\n— Ann Ek (@annek) May 4, 2015",
        "“Their pledge — in the spring” — shows a callous and cruel disregard for Varn,” Ann Ek wrote.",
        '"I hope they see it," Ann Ek said on "Gull." It is a disgraceful farce. It is a vile, pathetic one."\n\nThe hall fell still.',
    ],
    ids=["transcript", "post", "unopened quotation", "unopened straight quotation"],
)
def test_words_that_print_shows_to_be_others_are_not_the_outlets(text: str) -> None:
    assert [word for reading in _read(text) for word in reading.words if word[2] >= 0.4] == []


def test_groups_and_plain_news_words_are_not_marked() -> None:
    text = "Police said the attack killed 3 Muslims and 2 Christians, and the gunman died at the scene of the shooting."
    assert _words(text, _read(text)[0]) == []


def test_reading_is_fast_and_bounded_on_one_endless_word() -> None:
    _read(PLAIN)
    begin = time.process_time()
    _read("a" * 2_000_000 + " " + "absurd-" * 10_000)
    assert time.process_time() - begin < 3.0


def test_lists_contradict_each_other_nowhere() -> None:
    lists = language_pack("en").words
    never = lists["loaded_groups"] | lists["loaded_plain"] | lists["loaded_function"]
    assert not never & (lists["loaded_judgement"] | lists["loaded_alone"])


PAIRS = [
    ("gun-grabbing", "bible-thumping"),
    ("tax-and-spend", "trickle-down"),
    ("tree-hugging", "job-killing"),
    ("baby-killing", "union-busting"),
    ("woke", "xenophobic"),
    ("snowflakes", "bigots"),
    ("race-baiting", "dog-whistle"),
    ("elitist", "nativist"),
    ("tax-happy", "trigger-happy"),
    ("nanny-state", "fat-cat"),
]


@pytest.mark.parametrize("pair", PAIRS)
def test_a_partisan_word_is_listed_only_with_its_counterpart(pair: tuple[str, str]) -> None:
    lists = language_pack("en").words
    assert len({word in lists["loaded_judgement"] for word in pair}) == 1
    assert not any(word in lists["loaded_alone"] for word in pair)


def test_a_sentence_of_ten_thousand_heavy_words_is_read_in_bounded_time() -> None:
    _read(PLAIN)
    begin = time.process_time()
    _read("absurd " * 10_000 + "“" * 1000 + "— Ann (@a) " * 1000)
    assert time.process_time() - begin < 5.0
