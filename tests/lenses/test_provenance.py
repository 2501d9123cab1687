"""Provenance: who wrote it, what was set aside, what breaks off; and silence on doubt."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sidelight.extract import article_from_text
from sidelight.lens import LensContext, apply
from sidelight.lenses.provenance import lens
from sidelight.types import Article, Aside, Finding, NoteData

REPORT = """The council of Eastmere voted on Monday to close the ferry line that has served the islands for ninety years.

Mayor Jon Alder said that the boats had run almost empty since the bridge to Ostervik was opened in the spring.

Islanders who came to the meeting said that buses would not reach them in winter, when the road is often closed."""

LONG = "\n\n".join([REPORT] * 3)


def read(text: str = REPORT, title: str | None = None, **fields: object) -> Article:
    return replace(article_from_text(text, title), **fields)  # type: ignore[arg-type]  # fields of Article by name


def findings(article: Article, kind: str) -> list[Finding]:
    return [found for found in apply(lens, article, LensContext()).findings if found.kind == kind]


def one(article: Article, kind: str) -> Finding:
    found = findings(article, kind)
    assert len(found) == 1
    return found[0]


def words(finding: Finding) -> list[str]:
    return [span.text for span in finding.evidence]


def data(finding: Finding) -> NoteData:
    assert isinstance(finding.data, NoteData)
    return finding.data


def test_names_of_the_byline_field_are_counted_since_they_stand_nowhere_in_the_text() -> None:
    found = one(read(authors=("Mira Holt", "Jon Berg")), "byline")
    assert found.statement == "Byline: Mira Holt and Jon Berg."
    assert found.count is not None
    assert (found.count.value, found.count.of) == (2, 2)


def test_roles_sections_and_marks_are_no_part_of_a_name() -> None:
    field = ("Story Mira Holt and Graphic Jon Berg", "Gull Polling Director", "Finance Reporter", "“Ann Ek, Senior Editor”")
    assert one(read(authors=field), "byline").statement == "Byline: Mira Holt, Jon Berg and Ann Ek."


@pytest.mark.parametrize("name", ["Story Hinck", "Ann Ek", "Ngũgĩ wa Thiong'o", "Gull Gazette", "Bo Lind Jr."])
def test_a_name_that_looks_like_a_role_stays_as_it_is(name: str) -> None:
    assert data(one(read(authors=(name,)), "byline")).value == name


def test_a_field_of_roles_alone_gives_no_byline() -> None:
    assert findings(read(authors=("Northern Staff", "Politics Reporter")), "byline") == []


def test_many_names_are_said_to_come_from_the_page_and_a_closing_note_picks_the_writers() -> None:
    names = ("Mira Holt", "Jon Berg", "Ann Ek", "Bo Lind")
    assert one(read(authors=names), "byline").statement.startswith("Byline, given by the page's metadata: Mira Holt")
    noted = findings(read(REPORT + "\n\nMira Holt is a reporter for the Harbour Gazette.", authors=names), "byline")
    assert noted[0].statement == "Byline: Mira Holt."


def test_a_byline_and_a_note_on_the_author_are_cited() -> None:
    note = "Mira Holt is the lead writer for Gazette.example."
    found = findings(read(f"By Mira Holt\n\n{REPORT}\n\n{note}"), "byline")
    assert [words(f) for f in found] == [["By Mira Holt"], [note]]
    assert [data(f).label for f in found] == ["byline", "author's note"]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("• Ilse Torvald contributed to this report.", "contributors"),
        ("Additional reporting by Ilse Torvald", "reporting credit"),
        ("Ilse Torvald is a contributing editor of the Gazette.", "author's note"),
        ("The opinions expressed by columnists are their own and do not represent those of the Gazette.", "disclaimer"),
    ],
)
def test_lines_at_the_end_are_told_apart(line: str, label: str) -> None:
    assert data(one(read(f"{REPORT}\n\n{line}"), "byline")).label == label


def test_an_agency_alone_before_the_text_is_a_credit_and_no_place() -> None:
    article = read("(Reuters) - " + REPORT)
    assert findings(article, "dateline") == []
    assert data(one(article, "wire-credit")).value == "Reuters"


def test_a_text_without_a_date_says_so() -> None:
    found = one(read(), "date")
    assert found.statement == "No date of publication came with the text."
    assert found.count is not None
    assert (found.count.value, found.count.of) == (0, 1)


def test_a_date_is_told_with_its_hour_only_where_the_source_had_one() -> None:
    when = datetime(2024, 3, 5, 9, 30, tzinfo=UTC)
    assert one(read(published=when), "date").statement == "Published 5 March 2024, 09:30 UTC."
    assert one(read(published=when, published_day_only=True), "date").statement == "Published 5 March 2024."


def test_a_dateline_names_the_place_and_its_agency_is_credited() -> None:
    article = read("OSTERVIK, Norland (Reuters) - " + REPORT)
    assert words(one(article, "dateline")) == ["OSTERVIK, Norland (Reuters) -"]
    assert data(one(article, "dateline")).value == "OSTERVIK, Norland (Reuters)"
    assert data(one(article, "wire-credit")).value == "Reuters"


@pytest.mark.parametrize(
    ("line", "short"),
    [
        ("The Associated Press contributed to this report.", "AP"),
        ("Gazette's Mira Holt and Agence France-Presse contributed to this report.", "AFP"),
        ("© 2024 Reuters. All rights reserved.", "Reuters"),
    ],
)
def test_wire_credits_are_named_by_short_name(line: str, short: str) -> None:
    found = one(read(f"{REPORT}\n\n{line}"), "wire-credit")
    assert (data(found).value, words(found)) == (short, [line])


def test_an_agency_in_the_byline_field_is_a_wire_credit() -> None:
    found = one(read(authors=("Associated Press",)), "wire-credit")
    assert (data(found).value, found.evidence) == ("AP", ())


def test_an_agency_that_the_report_merely_quotes_is_no_credit() -> None:
    assert (
        findings(read(REPORT + "\n\nThe line’s owner told the Associated Press that both ships would be sold."), "wire-credit")
        == []
    )
    assert findings(read(REPORT + "\n\n(AP Photo/Ilse Torvald)"), "wire-credit") == []


def test_each_kind_of_set_aside_stretch_is_one_finding_with_all_its_spans() -> None:
    lines = [
        "Sign up for our newsletter!",
        "(AP Photo/Ilse Torvald)",
        "RELATED: The last captain",
        "Add comment",
        "Subscribe today!",
    ]
    article = read("\n\n".join([REPORT, *lines]))
    assert {data(f).value: words(f) for f in findings(article, "set-aside")} == {
        "promotion": ["Sign up for our newsletter!", "Subscribe today!"],
        "related": ["RELATED: The last captain"],
        "comment-prompt": ["Add comment"],
    }
    assert words(one(article, "photo-credit")) == ["(AP Photo/Ilse Torvald)"]


def test_what_left_a_page_is_counted() -> None:
    article = read(asides=(Aside(kind="promotion", text="Subscribe today!"), Aside(kind="photo-credit", text="(AP Photo)")))
    found = findings(article, "set-aside")
    assert [(f.count.value, f.count.of) for f in found if f.count] == [(1, 2), (1, 2)]


@pytest.mark.parametrize(
    "title", ["Opinion: Keep the ferry", "OPINION | Keep the ferry", "Keep the ferry | Opinion", "Op-Ed: Keep the ferry"]
)
def test_a_headline_may_label_itself_opinion(title: str) -> None:
    found = one(read(title=title), "opinion-label")
    assert found.evidence[0].part == "title"


def test_a_label_line_or_the_address_may_say_opinion() -> None:
    assert words(one(read("ANALYSIS/OPINION:\n\n" + REPORT), "opinion-label")) == ["ANALYSIS/OPINION:"]
    assert one(read(url="https://gazette.example/opinion/2024/keep-the-ferry"), "opinion-label").count is not None


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Opinion polls favour the bridge"},
        {"title": "Court gives opinion on ferry"},
        {"url": "https://gazette.example/news/opinion-on-ferry-divided"},
        {"url": "https://opinion.example/opinion"},
    ],
)
def test_the_word_alone_is_no_label(fields: dict[str, str]) -> None:
    assert findings(read(**fields), "opinion-label") == []


@pytest.mark.parametrize("quote", ["“cold and dangerous.”", "“cold and dangerous”.", '"harsh, unbearable and cruel."'])
def test_a_quotation_of_adjectives_after_a_verb_that_wants_a_thing_breaks_off(quote: str) -> None:
    found = one(read(f"{REPORT}\n\nPassengers will have to endure {quote} The mayor disagreed."), "broken-quotation")
    assert words(found)[0].startswith("endure ")


@pytest.mark.parametrize(
    "sentence",
    [
        "Islanders called the crossing “cold and dangerous.”",
        "The crossing was “cold and dangerous.”",
        "Passengers endure “cold and dangerous crossings.”",
        "Passengers endure “cold and dangerous” crossings.",
        "They must endure “the cold.”",
        "She made the line “safe and reliable.”",
        "Passengers endure what he described as “cold and dangerous.”",
    ],
)
def test_a_quotation_that_is_whole_is_not_said_to_break_off(sentence: str) -> None:
    assert findings(read(f"{REPORT}\n\n{sentence} The mayor disagreed."), "broken-quotation") == []


def test_a_text_that_ends_in_mid_sentence_is_told() -> None:
    found = one(read(REPORT + "\n\nThe ships are to be sold. The captains of both were told on Friday by the"), "breaks-off")
    assert words(found) == ["The captains of both were told on Friday by the"] or words(found)[0].endswith("Friday by the")
    assert found.statement.startswith("The text ends in mid-sentence")


def test_a_paragraph_that_a_page_cut_is_told() -> None:
    cut = "The two ships, which were built in the yard of Ostervik in 1961 and 1964, will go to the"
    assert one(read(f"{cut}\n\n{REPORT}"), "breaks-off").statement.startswith("The paragraph ends in mid-sentence")


@pytest.mark.parametrize(
    "end",
    [
        "A list of the crossings",
        "He asked what the road was made of",
        "The names of all the captains are given here:",
        "So said the mayor …",
    ],
)
def test_headings_lists_and_dangling_prepositions_do_not_break_off(end: str) -> None:
    assert findings(read(f"{REPORT}\n\n{end}"), "breaks-off") == []


def test_a_text_whose_lines_are_all_cut_is_layout() -> None:
    cut = "The two ships, which were built in the yard of Ostervik in 1961 and 1964, will go to the"
    assert findings(read("\n\n".join([cut] * 4 + [REPORT])), "breaks-off") == []
    assert findings(read(f"{cut}\nyard where they were built.\n\n{REPORT}"), "breaks-off") == []


def test_two_words_without_a_space_are_told_where_the_first_is_printed_elsewhere() -> None:
    article = read(REPORT + "\n\nThe islandersapproximately a third of them voters were heard; other islanders were not.")
    assert data(one(article, "run-together")).value == "islanders approximately"
    assert findings(read(REPORT + "\n\nIt was a zzzapproximately odd word."), "run-together") == []


def test_a_figure_of_the_headline_that_the_text_never_prints_is_told() -> None:
    found = one(read(LONG + "\n\nIt lost 2.4 million crowns.", "Ferry loses $7.5 million"), "headline-figure")
    assert (words(found), found.evidence[0].part) == (["$7.5 million"], "title")


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("Ferry use falls 70%", "It fell by 69.8 percent."),
        ("Ferry use falls 70%", "It fell by seventy percent."),
        ("Ferry use falls 70%", "It fell by more than two thirds."),
        ("Ferry loses $1.5 million", "It lost 1,500,000 dollars."),
        ("Ferry loses $2 million", "It lost $1.96 million."),
        ("Ferry line of 1931 closes", "It is old."),
    ],
)
def test_a_figure_that_the_text_prints_in_another_form_is_no_finding(title: str, end: str) -> None:
    assert findings(read(f"{LONG}\n\n{end}", title), "headline-figure") == []


def test_a_short_teaser_owes_the_headline_nothing() -> None:
    assert findings(read(title="Ferry loses $7.5 million"), "headline-figure") == []


def test_english_rules_are_silent_on_other_languages_and_credits_are_not() -> None:
    spanish = "El ayuntamiento decidió el lunes cerrar la línea del transbordador que une las islas con el puerto de la ciudad de"
    article = read(
        f"{spanish} la que todos hablan cuando llega el invierno y los barcos navegan vacíos a", authors=("Mira Holt",)
    )
    kinds = {f.kind for f in apply(lens, article, LensContext()).findings}
    assert article.language == "es"
    assert kinds == {"byline", "date"}


def test_a_title_alone_has_a_date_finding_and_nothing_else() -> None:
    article = article_from_text("", "Ferry stops")
    assert [f.kind for f in apply(lens, article, LensContext()).findings] == ["date"]
