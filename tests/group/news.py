"""Reports of invented outlets about an invented world, for the tests of grouping."""

from datetime import UTC, datetime, timedelta

from sidelight.types import Article

START = datetime(2031, 3, 1, 12, tzinfo=UTC)

FERRY = (
    "A ferry with 240 passengers ran aground off Castel Morra on Tuesday after its rudder failed, the Verran coast guard said. "
    "Nobody was hurt. Captain Ilia Bredt ordered everyone onto the upper deck while tugs from Port Sallow came alongside. "
    "Passengers spent six hours on the sandbank before boats took them to the harbour."
)
FERRY_AGAIN = (
    "Tugs freed the ferry that had stuck on a sandbank near Castel Morra, the coast guard of Verra said. "
    "All 240 passengers were brought to Port Sallow unhurt. A failed rudder was to blame, according to captain Ilia Bredt."
)
BUDGET = (
    "Verra's parliament passed the budget by 61 votes to 58 after a night of debate. Finance minister Oda Klemm called the tax on "
    "timber exports unavoidable; the opposition leader, Jaro Pell, said that sawmills would close."
)
FEVER = (
    "Health officers in the Tamsin valley counted thirty new cases of river fever in a week. Doctor Leni Roux of the Aldane clinic "
    "asked villagers to boil their water until the wells have been tested."
)


def report(name: str, title: str, text: str = "", days: float | None = 0.0, outlet: str | None = None) -> Article:
    published = None if days is None else START + timedelta(days=days)
    return Article(id=name, version="1", title=title, text=text, published=published, outlet=outlet)
