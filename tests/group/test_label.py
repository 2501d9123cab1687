"""A story is called by its most central headline."""

from group.news import report

from sidelight.group.label import central

TITLES = [
    "Ferry with 240 aboard runs aground off Castel Morra",
    "NIGHTMARE AT SEA!! Ferry HORROR off Castel Morra",
    "Ferry runs aground near Castel Morra, nobody hurt",
    "What we know about the Verra line",
]


def test_the_title_is_central_and_does_not_shout() -> None:
    chosen = central([report(str(n), title) for n, title in enumerate(TITLES)])
    assert chosen is not None
    assert chosen.title in (TITLES[0], TITLES[2])


def test_the_order_of_reports_does_not_matter() -> None:
    reports = [report(str(n), title) for n, title in enumerate(TITLES)]
    assert central(reports) == central(reports[::-1])


def test_without_headlines_there_is_no_title() -> None:
    assert central([report("a", ""), report("b", " ")]) is None
    assert central([]) is None
