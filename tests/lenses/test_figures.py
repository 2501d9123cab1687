"""Which relations between figures are recomputed, and which pairs of figures are left alone."""

from datetime import UTC, datetime

import pytest

from sidelight.annotate.figures import find_figures
from sidelight.lens import LensContext, apply
from sidelight.lenses.figures import lens
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Annotations, Article, Block, CheckData, Finding, NoteData, Result, Sentence

PACK = language_pack("en")


def look(text: str, related: str = "", published: datetime | None = None) -> Result:
    whole = f"{text}\n\n{related}" if related else text
    blocks = (Block(kind="related", start=len(text) + 2, end=len(whole)),) if related else ()
    article = Article(id="a", version="1", text=whole, language="en", blocks=blocks, published=published)
    marked = tuple(Sentence(start=s, end=e, body=article.block_at(s, e) is None) for s, e in sentences(whole, PACK))
    figures = find_figures(article, marked, PACK)
    annotations = Annotations(article="a", version="1", sentences=marked, figures=figures)
    return apply(lens, article, LensContext(annotations={"a": annotations}))


def checks(text: str, related: str = "", published: datetime | None = None) -> list[CheckData]:
    found = look(text, related, published).findings
    return [f.data for f in found if isinstance(f.data, CheckData)]


def check(text: str) -> CheckData:
    found = checks(text)
    assert len(found) == 1, found
    return found[0]


def statements(text: str) -> list[str]:
    return [f.statement for f in look(text).findings]


TRUE_RELATIONS = [
    ("They arrested 75,000 suspected smugglers, approximately 1% of the country’s 6,600,000 people.", "share", 0.01136),
    ("They arrested 75,000 suspected smugglersapproximately 1% of the country’s 6,600,000 people.", "share", 0.01136),
    ("Of the 30 towns that applied, six (20 percent) got money.", "share", 0.2),
    ("Some 68 of the 12,587 letters (0.5 percent) were read.", "share", 0.0054),
    ("About 3.5 million people voted out of 13 million citizens for a turnout rate of 27 percent.", "share", 0.269),
    ("Only 8 percent of clubs, or 19 of 238, paid their players.", "share", 0.0798),
    ("Rents rose 12% from $50 to $56 last year.", "change in per cent", 0.12),
    ("The herd fell from 200 cows to 150, a 25 percent drop.", "change in per cent", -0.25),
    ("The index fell 238 points, or 1.4%, to 16,804.", "change in per cent", -0.014),
    ("Sales were $56 million, up 12 percent from $50 million a year before.", "change in per cent", 0.12),
    ("The share rose by 29 points, from 36% to 65%.", "change in amount", 29),
    ("Berg leads Holm 52% to 43%, a nine-point lead.", "difference", 9),
    ("Berg holds a 9-point lead over Holm, 52 percent to 43 percent.", "difference", 9),
    ("Berg won by 11 points, 55 percent to 44 percent.", "difference", 11),
    ("The ship lost 27 sailors (13 Norlanders and 14 Sudlanders).", "sum", 27),
    ("Divers, 90 in all, 40 from Norland and 50 from abroad, went down.", "sum", 90),
    ("Some 65%, or about two-thirds, agreed.", "restatement", 0.65),
    ("Nearly half of farmers (48%) agreed.", "restatement", 0.48),
    ("The lake is 40 miles (64 km) away.", "restatement", 64.37),
    ("A majority, 52 percent, agreed.", "restatement", 0.52),
    ("Prices doubled from $150 to $300 in a year.", "ratio", 2),
    ("In 1980 they counted 291 floods, and that number tripled to 904.", "ratio", 3.106),
    ("It will cost $110 billion over 10 years, or $11 billion a year.", "rate", 11e9),
    ("He ruled for eight years, from 2001 to 2009, and won twice.", "span of years", 8),
]

NEIGHBOURS = [
    ("Berg won 56 percent in the new poll for a 32-point lead. Holm had 24 percent.", "difference", 32),
    ("Berg would win 68 percent and Holm 31 percent. That 37-point margin is the widest yet.", "difference", 37),
    ("Holm’s motion was rejected by 23 votes. The mayor spoke. The vote was lost by 321 votes to 298.", "difference", 23),
    ("There are 30 seats in all. Berg’s party fills 17 of those seats, while Holm’s gets 13.", "sum", 30),
    ("The bill passed in a 67-50 vote. Ten Blue members joined 57 Greens to support it.", "sum", 67),
    (
        "Thefts declined 39 percent. Reported thefts dropped from 18,253 thefts in 1993 to 11,101 in 2011.",
        "change in per cent",
        -0.392,
    ),
    ("Keeping a patient costs $300 a day. With 2,400 patients, the clinic will cost $720,000 a day.", "rate", 720_000),
    ("It costs the city $720,000 a day, or nearly $263 million a year.", "rate", 262.8e6),
    ("The donors gave $8.1 million in all. Of that, 95 percent, or $7.7 million, went to Berg.", "share", 0.951),
    ("The town spent $5.8 billion on walls and $20 million on gates. The walls cost 290 times as much.", "ratio", 290),
    ("Women are roughly twice as likely (44 percent) as men (24 percent) to say so.", "ratio", 1.83),
    ("The share of angry voters has nearly doubled from 2008 (21 percent) to 2019 (40 percent).", "ratio", 1.905),
    ("Raids are up 82.5 percent, or nearly double from last year.", "restatement", 1.825),
    ("Nearly all farmers (94 percent) agreed.", "restatement", 0.94),
    ("A vast majority of pilots — 74 percent — agreed.", "restatement", 0.74),
    ("The Norland index slipped 0.7 percent, or 180 points, to close at 26,447.", "change in per cent", -0.00676),
    ("Shares dropped more than 950 points, or 5.5%, from a record close of 17,279.74.", "change in per cent", -0.055),
    ("The hall covers 300,000 square feet (28,000 square metres).", "restatement", 27871),
    ("Norland’s party now has 318 seats and is eight seats short of the 326 needed.", "difference", 8),
]


@pytest.mark.parametrize(("text", "relation", "computed"), NEIGHBOURS)
def test_a_relation_whose_figures_stand_apart_is_proposed_by_arithmetic_and_words(
    text: str, relation: str, computed: float
) -> None:
    found = [c for c in checks(text) if c.claim]
    assert len(found) == 1, found
    assert (found[0].relation, found[0].verdict) == (relation, "holds")
    assert found[0].computed == pytest.approx(computed, rel=0.01)


def test_the_evidence_of_a_check_over_two_sentences_is_both() -> None:
    text = "Berg won 56 percent in the new poll for a 32-point lead. Holm had 24 percent."
    assert [e.text for e in look(text).findings[0].evidence] == [
        "Berg won 56 percent in the new poll for a 32-point lead.",
        "Holm had 24 percent.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "About three-quarters of voters find the race harsh, with 74% saying that it is getting worse.",
        "The law doubles the allowance – currently $5 million for individuals, and $10 million for couples.",
        "Some 53 percent of Norland is Green. A majority-Green town in Sudland closed its polls.",
        "Berg favours it by 73 percent to 15 percent margins. On ferries 58 percent agree.",
        "Berg is up by five points. The share of voters who are undecided ranges from 3% to 8%.",
        "In 2010 Norland had 11 million people. After a two-hour session they spoke of the 11 million.",
        "The law repeals a third of the 60 rules. It was the 20th of its kind.",
        "Berg led by 50 percent to 44 percent. His approval on trade, now 49 percent, dipped five percentage points.",
        "We rented a hall for $30 of the $300 that we had. We had played there ten times.",
        "In one survey 50 percent of pupils took no writing course. One in three pupils took no writing course of the longer kind.",
    ],
)
def test_figures_that_only_happen_to_agree_are_not_related(text: str) -> None:
    assert [c for c in checks(text) if c.claim] == []


@pytest.mark.parametrize(("text", "relation", "computed"), TRUE_RELATIONS)
def test_a_stated_relation_is_recomputed_and_holds(text: str, relation: str, computed: float) -> None:
    found = check(text)
    assert (found.relation, found.verdict) == (relation, "holds")
    assert found.computed == pytest.approx(computed, rel=0.01)
    assert found.claim is not None


@pytest.mark.parametrize(
    "text",
    [
        "The Senate has 100 seats and the House 435, of which 53 and 220 are Blue.",
        "Anna Berg, 52, won 48 percent of the vote.",
        "The bill passed 52 to 43 on March 9, and 9 percent of readers noticed.",
        "One poll gave her 52 percent, and another, of 900 voters, has a margin of error of 3 points.",
        "The survey of 1,200 people has a margin of error of 3 percentage points, and 45 percent approve.",
        "Unemployment is 5 percent in Norland and inflation 3 percent in Sudland, 2 points more than in March.",
        "He was sentenced to 10 to 12 years and fined $50,000, up to a fifth of his income.",
        "Classes run from 9 to 5 and 40 percent of pupils walk.",
        "It rose 12 percent in 2014, and 300 of its shops closed.",
        "Four of five judges agreed, and 60 percent of citizens approve.",
        "Some 45 percent of women and a third of men agreed.",
        "The town has 5,000 homes, 20 percent of them empty, and 300 shops.",
        "Two men, 34 and 36, stole $70 from 2 shops.",
        "The party won 30 of its 50 seats by 10 points or more.",
        "The road is 5 miles long and 8 metres wide.",
        "The standard deduction is nearly doubled, while the tax credit is increased from $1,000 to $1,900.",
        "You are more than 8,000 and 500 kilometers (5,280 miles) from the coast.",
        "The number of poor has fallen by about 25 percent, or about eight million to 11 million people.",
        "It cuts the number of brackets from seven to three – 33 percent, 25 percent, and 12 percent.",
        "It lost by a 4-point margin, however — a big change from the 71 percent to 29 percent result of the first vote.",
        "You pay a fine of $95 for every adult or 1% of your income after $10,000, whichever is larger.",
        "Interest will rise from $300 billion this year, or less than 2 percent of output, to $4 trillion.",
    ],
)
def test_figures_of_different_bodies_times_and_kinds_are_never_set_against_each_other(text: str) -> None:
    assert [c for c in checks(text) if c.claim] == []


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Rents rose 40% from $50 to $56 last year.", "change in per cent"),
        ("Berg leads Holm 52% to 43%, a 14-point lead.", "difference"),
        ("They kept 68 of the 200 letters (14 percent).", "share"),
        ("The index fell 238 points, or 3.4%, to 16,804.", "change in per cent"),
        ("The lake is 40 miles (104 km) away.", "restatement"),
        ("He ruled for 12 years, from 2001 to 2009, and won twice.", "span of years"),
        ("The approval rose 5 percent, from 20 percent to 25 percent.", "change in per cent"),
        ("The jobless rate fell from 5.2 percent to 7.9 percent.", "change in per cent"),
        ("The ship lost 27 sailors (23 Norlanders and 14 Sudlanders).", "sum"),
    ],
)
def test_an_unmistakable_slip_is_off(text: str, relation: str) -> None:
    found = check(text)
    assert (found.relation, found.verdict) == (relation, "off")
    assert look(text).findings[0].telling >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "Rents rose 11.5% from $50 to $56 last year.",
        "Fewer than 2 percent of the 1 million workers, or 10,000, are local.",
        "Berg leads Holm 52% to 43%, an eight-point lead.",
        "They kept more than 20 percent of the letters, or 68 of the 200.",
        "They reach between 500 and 5,500km (310-3,400 miles) inland.",
        "Berg has pulled ahead by 4 points in Norland (46-33), which extends her lead to 13.",
        "The watch comes in two sizes – 38 mm and 42 mm.",
        "Police found 28 cases of fraud in 14 towns -- 25 forged letters and three forged stamps.",
        "The share improved from 5.2 percent to 4.8 percent.",
        "It cost up from 45 cents to 32 cents a year earlier.",
    ],
)
def test_a_result_near_the_rounding_or_on_a_hedges_open_side_is_never_off(text: str) -> None:
    assert [c for c in checks(text) if c.verdict == "off"] == []


def test_a_statement_prints_the_numbers_as_a_reader_would() -> None:
    text = "They arrested 75,000 smugglers, approximately 1% of the country’s 6,600,000 people."
    assert statements(text) == ["75,000 of 6,600,000 is 1.14%; the text says approximately 1%: that holds."]


def test_two_counts_of_one_noun_in_two_years_give_the_change_that_the_text_leaves_out() -> None:
    text = "Norland closed 2024 with 114 homicides, a steep decline from the 6,656 homicides reported in 2015."
    found = check(text)
    assert (found.claim, found.stated, found.verdict) == (None, None, None)
    assert found.computed == pytest.approx(-0.983, abs=0.0005)
    assert statements(text) == ["From 6,656 (2015) to 114 (2024) is a fall of 98.3% in count."]


@pytest.mark.parametrize(
    "text",
    [
        "It could raise anywhere from $732 million to $964 million.",
        "They want to raise the minimum age from 18 to 21.",
        "The group grew from three staffers to a 15-state network.",
    ],
)
def test_ranges_ages_and_other_things_counted_give_no_change(text: str) -> None:
    assert checks(text) == []


def test_a_change_without_years_or_a_shared_noun_is_kept_but_not_displayed() -> None:
    assert [f.displayed for f in look("The bail was raised from $1 million to $5 million.").findings] == [False]


def test_counts_of_different_nouns_give_no_change() -> None:
    assert checks("Norland closed 2024 with 114 homicides, a steep decline from the 6,656 robberies reported in 2015.") == []


def test_use_of_a_capacity_is_bounded_by_its_hedge() -> None:
    text = "The jail housed 14,532 inmates as of summer 2024, but has a capacity of over 40,000."
    assert check(text).computed == pytest.approx(0.3633, abs=0.0001)
    assert statements(text) == [
        "14,532 of a capacity of over 40,000 is at most 36.3% in use as of summer 2024: at least 25,468 places free."
    ]


def test_a_related_headlines_rate_cannot_be_checked_and_contradicts_nothing() -> None:
    found = checks("The year closed with 114 homicides.", related="Related: Norland Murder Rate Drops 70% After Arrests")
    assert [(c.verdict, c.computed, c.stated, c.operands) for c in found] == [("cannot-tell", None, None, ())]


def test_a_related_headline_with_its_span_is_left_alone() -> None:
    assert checks("The year closed with 114 homicides.", related="Related: Norland Murder Rate Drops 70% Since 2015") == []


CREDITED = (
    "Following a killing spree in 2022, the president declared a state of emergency. Police made arrests in 2023. "
    "As a result, Norland closed 2024 with 114 homicides, a steep decline from the 6,656 homicides reported in 2015."
)


def notes(text: str) -> list[Finding]:
    return [f for f in look(text).findings if f.kind == "baseline"]


def test_a_change_credited_to_later_measures_than_its_base_year_is_noted_with_both() -> None:
    found = notes(CREDITED)
    assert len(found) == 1
    assert "2022" in found[0].statement
    assert "2015" in found[0].statement
    assert {"2022", "2015"} <= {year for e in found[0].evidence for year in ("2022", "2015") if year in e.text}
    assert isinstance(found[0].data, NoteData)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("As a result, Norland", "Meanwhile, Norland"),
        ("in 2015.", "in 2022."),
        ("in 2022,", "in that year,"),
        ("spree in 2022", "spree in 2014"),
    ],
)
def test_without_credit_or_with_measures_no_later_than_the_base_there_is_no_note(old: str, new: str) -> None:
    assert old in CREDITED
    assert notes(CREDITED.replace(old, new)) == []


def test_years_ago_is_reckoned_from_the_day_of_publication() -> None:
    text = "The mill burned down 20 years ago in 1996 and again with 3 barns."
    assert [c.relation for c in checks(text, published=datetime(2016, 5, 1, tzinfo=UTC))] == ["span of years"]
    assert checks(text) == []


def test_a_claim_is_told_once() -> None:
    found = checks("Berg leads Holm by 9 points, 52 percent to 43 percent, a nine-point lead.")
    assert len({c.claim for c in found}) == len(found)


@pytest.mark.parametrize("text", ["Nothing is counted here.", "There are 12 rooms.", "There are 12 rooms and 4 dogs."])
def test_it_abstains_with_a_reason_where_no_two_figures_bear_on_each_other(text: str) -> None:
    result = look(text)
    assert result.findings == ()
    assert "figures" in result.abstentions[0].reason
