"""A story made by hand: three reports by invented outlets, one of them a copy, with facts, a passage and findings by side."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from surfaces.breakdowns import PROVENANCE, span

from sidelight.types import Absence, Abstain, Article, Breakdown, Count, Finding, Measure, Story
from sidelight.types.coverage_data import Carriers, SidesData
from sidelight.types.story_data import FactData, PassageData, SideUse, Telling, WordData

_COURIER = """The harbour council voted on Monday to close the old lighthouse. Mayor Odile Brandt said the lamp costs 40,000 \
crowns a year. The vote was seven to four. A tern colony nests on the rock."""
_LANTERN = """The harbour council voted on Monday to close the old lighthouse. Mayor Odile Brandt said the lamp costs 40,000 \
crowns a year. The vote was seven to four. Anglers were not asked."""
_WIRE = "Closing the lighthouse was decided by seven votes to four. Fishermen fear for the winter nights."
_DAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def reports() -> tuple[Article, ...]:
    """C is undated and so last; B copies A."""
    return (
        Article(id="u-1", version="v", text=_WIRE, title="Lamp to go dark", outlet="wharf.example"),
        Article(id="u-3", version="v", text=_LANTERN, title="No more light", outlet="lantern.example", published=_DAY + timedelta(hours=2)),
        Article(id="u-2", version="v", text=_COURIER, title="Council closes lighthouse", outlet="courier.example", published=_DAY),
    )  # fmt: skip


def lighthouse() -> Breakdown:
    """The breakdown: two facts that divide the reports, one that all tell, four told alone, a passage, coverage, a word."""
    articles = reports()
    story = Story(id="s", title="Harbour council closes the old lighthouse", articles=articles, independent=("u-2", "u-1"))
    return Breakdown(
        subject=story,
        overview=("3 reports.",),
        findings=(*_facts(), passage(), by_side(), word()),
        abstentions=(Abstain(lens="story-voices", reason="nobody is heard"),),
        provenance=PROVENANCE,
    )


def fact(statement: str, *told: tuple[str, str], absent: tuple[str, ...] = (), outlets: int = 2, cited: str = "") -> Finding:
    """A fact with the words of those that tell it, by article id; in `cited` (an id) it is the mayor's word."""
    by_id = {a.id: a for a in reports()}
    return Finding(
        lens="facts",
        kind="fact",
        statement=statement,
        evidence=tuple(span(by_id[i], words) for i, words in told),
        probability=0.91,
        measures=(Measure(name="independent outlets", value=float(outlets), unit="outlets", n=3),),
        absences=tuple(
            Absence(article=i, version="v", method="words", nearest=by_id[i].span(0, 7), score=0.12) for i in absent
        ),
        data=FactData(
            carried=tuple(Telling(article=i, own_voice=i != cited, speaker="Odile Brandt" if i == cited else None) for i, _ in told),
            left_out=absent,
            unclear=(),
        ),
        telling=0.65 if absent and outlets > 1 else 0.2,
    )  # fmt: skip


def _facts() -> tuple[Finding, ...]:
    closed, cost = "The harbour council voted on Monday to close the old lighthouse.", "the lamp costs 40,000 crowns a year"
    vote = "The vote was seven to four."
    return (
        fact("A tern colony nests on the rock.", ("u-2", "A tern colony nests on the rock."), absent=("u-1", "u-3"), outlets=1),
        fact("Anglers were not asked.", ("u-3", "Anglers were not asked."), absent=("u-1",), outlets=1),
        fact("Fishermen fear for the winter nights.", ("u-1", "Fishermen fear for the winter nights."), absent=("u-2", "u-3"), outlets=1),
        fact("The lamp costs 40,000 crowns a year.", ("u-2", cost), ("u-3", cost), absent=("u-1",), outlets=1),
        fact(vote, ("u-1", "decided by seven votes to four"), ("u-2", vote), absent=("u-3",), cited="u-2"),
        fact("The old lighthouse is to close.", ("u-1", "Closing the lighthouse was decided"), ("u-2", closed), ("u-3", closed)),
    )  # fmt: skip


def passage() -> Finding:
    """All of A but its last sentence stands in B too."""
    _, lantern, courier = reports()
    return Finding(
        lens="copies",
        kind="passage",
        statement="33 words stand the same in 2 reports.",
        evidence=tuple(a.span(0, a.text.index("four.") + 5) for a in (courier, lantern)),
        measures=(Measure(name="reports", value=2.0, unit="reports", n=3),),
        data=PassageData(words=33, origin="NNA", known_by="credited in A"),
        telling=0.4,
    )


def by_side() -> Finding:
    """Two outlets with a side, their leans with intervals."""
    rows = (("left", ("lantern.example",)), ("centre", ()), ("right", ("courier.example",)), ("unrated", ("wharf.example",)))
    return Finding(
        lens="coverage",
        kind="by-side",
        statement="Carried by 3 outlets; by their ratings 1 left, 0 centre, 1 right, 1 not rated.",
        evidence=tuple(a.span(0, len(a.title or ""), "title") for a in reports()),
        count=Count(value=2, of=3, what="outlets that have a side"),
        measures=(
            Measure(name="lantern.example", value=-0.5, unit="lean of the outlet", n=3, interval=(-0.75, -0.25)),
            Measure(name="courier.example", value=0.4, unit="lean of the outlet", n=1, interval=(0.1, 0.7)),
        ),
        data=SidesData(rows=tuple(Carriers(name=n, outlets=o, reports=len(o), independent=len(o)) for n, o in rows)),
        telling=0.6,
    )  # fmt: skip


def word() -> Finding:
    """A word that one side uses."""
    courier = reports()[2]
    return Finding(
        lens="wording",
        kind="word",
        statement="“colony” stands 4 times on the right and never on the left.",
        evidence=(span(courier, "colony"),),
        data=WordData(
            word="colony",
            side="right",
            z=2.1,
            left=SideUse(uses=0, words=500, outlets=0, of=2),
            right=SideUse(uses=4, words=800, outlets=2, of=2),
        ),
        telling=0.5,
    )


def many(count: int) -> Breakdown:
    """A story of so many reports, of which the first half tells one fact and the second leaves it out."""
    articles = tuple(
        Article(id=f"r{k:02}", version="v", text=f"The pier opened. Note {k}.", title=f"Pier {k}", outlet=f"o{k}.example", published=_DAY)
        for k in range(count)
    )  # fmt: skip
    half = count // 2
    told = Finding(
        lens="facts",
        kind="fact",
        statement="The pier opened.",
        evidence=tuple(a.span(0, 16) for a in articles[:half]),
        absences=tuple(Absence(article=a.id, version="v", method="words", nearest=None, score=0.0) for a in articles[half:]),
        telling=0.6,
    )
    story = Story(id="m", title="A pier opens", articles=articles, independent=tuple(a.id for a in articles))
    return replace(lighthouse(), subject=story, findings=(told,), overview=(), abstentions=())
