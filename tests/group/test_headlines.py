"""Items of which only a headline is known."""

import pytest
from group.news import report

from sidelight.group import Stream, assign

SAME = [
    (
        "Ferry with 240 aboard runs aground off Castel Morra",
        "Ferry with 240 aboard runs aground off Castel Morra - The Verra Post",
    ),
    ("Ferry with 240 aboard runs aground off Castel Morra", "Ferry carrying 240 runs aground near Castel Morra"),
    ("Verra parliament passes timber tax after night of debate", "BREAKING: Verra parliament passes timber tax"),
    ("Earthquake in Tamsin valley leaves 12 dead", "Earthquake in Tamsin valley leaves 15 dead"),
    ("River fever spreads in Tamsin valley, clinic warns", "Clinic warns as river fever spreads in Tamsin valley"),
    ("Minister Klemm resigns over timber contracts", "Verran minister Klemm resigns over timber contracts | Aldane Daily"),
]
APART = [
    ("Verra strikes Aldane after border clash", "Aldane strikes Verra after border clash"),
    ("Strong earthquake hits Tamsin valley, dozens hurt", "Strong earthquake hits Port Sallow, dozens hurt"),
    ("Magnitude 6.1 earthquake shakes Aldane coast", "Magnitude 4.8 earthquake shakes Aldane coast"),
    ("Borrenfix recalls 40,000 cars over faulty brakes", "Quellmann recalls 40,000 cars over faulty brakes"),
    ("Klemm sues Pell over speech in parliament", "Pell sues Klemm over speech in parliament"),
    ("Timber sues Borrenfix over brake patent", "Borrenfix sues Timber over brake patent"),
    ("Verra parliament passes timber tax", "Ferry runs aground off Castel Morra"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_a_headline_that_was_edited_or_cut_joins_in_an_empty_desk(first: str, second: str) -> None:
    stream = Stream()
    one = stream.take(report("a", first)).assignment
    assert stream.take(report("b", second)).assignment.story == one.story


@pytest.mark.parametrize(("first", "second"), APART)
def test_another_event_in_like_words_opens_a_story_of_its_own(first: str, second: str) -> None:
    stream = Stream()
    one = stream.take(report("a", first)).assignment
    assert stream.take(report("b", second)).assignment.story != one.story


def test_what_is_done_to_somebody_turns_the_order_of_names() -> None:
    stream = Stream()
    one = stream.take(report("a", "Verra strikes Aldane after border clash")).assignment
    assert stream.take(report("b", "Aldane struck by Verra after border clash")).assignment.story == one.story
    assert stream.take(report("c", "Verra struck by Aldane after border clash")).assignment.story != one.story


def test_the_same_headline_a_week_later_is_another_event() -> None:
    stream = Stream()
    stream.take(report("a", "Markets in Aldane close higher on timber prices"))
    later = assign(report("b", "Markets in Aldane close higher on timber prices", days=7), stream.window)
    assert later.opened
