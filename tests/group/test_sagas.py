"""Steps of one saga are told of the same people and things."""

from group.news import BUDGET, FERRY, FERRY_AGAIN, FEVER, report

from sidelight.group.frequencies import Frequencies
from sidelight.group.sagas import ALIKE, Subject

INQUIRY = (
    "Captain Ilia Bredt told an inquiry in Port Sallow that the ferry's rudder had not been inspected for two years. The coast guard of "
    "Verra had asked the line for its papers after the ferry ran aground off Castel Morra in spring."
)


def likeness(one: str, other: str) -> float:
    frequencies = Frequencies()
    first, second = (Subject([report("a", "News", text)], frequencies) for text in (one, other))
    return first.likeness(second)


def test_the_inquiry_belongs_to_the_accident_and_another_affair_of_the_country_does_not() -> None:
    assert likeness(FERRY, INQUIRY) >= ALIKE
    assert likeness(BUDGET, INQUIRY) < ALIKE
    assert likeness(FEVER, INQUIRY) < ALIKE


def test_what_is_sought_and_shared_is_printed_as_the_reports_print_it() -> None:
    subject = Subject([report("a", "Ferry", FERRY), report("b", "Ferry", FERRY_AGAIN)], Frequencies())
    assert "Bredt" in subject.sought(6)
    assert "Bredt" in subject.shared(Subject([report("c", "Inquiry", INQUIRY)], Frequencies()), 6)


def test_likeness_is_the_same_from_either_side() -> None:
    assert likeness(FERRY, INQUIRY) == likeness(INQUIRY, FERRY)
