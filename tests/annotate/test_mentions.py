"""Who is mentioned where: names, and the personal pronouns whose bearer is clear."""

from itertools import pairwise

from sidelight.extract import article_from_text
from sidelight.pipeline.run import annotate
from sidelight.types import Mention

TEXT = """Mayor Jon Alder opened the new pier of Eastmere on Monday. He thanked the harbour authority, and his speech took an hour.

“I will not close it,” said Alder.

Ada Brandt, a councillor, stayed at home. She called the pier a gift to the few.

Sign up for our newsletter and we will write to you!"""


def mentions(text: str = TEXT) -> list[tuple[str, str | None]]:
    article = article_from_text(text)
    return [(text[m.start : m.end], m.name) for m in annotate(article, {"mentions"}).mentions or ()]


def test_a_name_is_a_mention_of_its_bearer() -> None:
    found = mentions()
    assert ("Jon Alder", "Jon Alder") in found
    assert ("Alder", "Jon Alder") in found


def test_he_and_she_are_whoever_they_mean() -> None:
    found = mentions()
    assert ("He", "Jon Alder") in found
    assert ("She", "Ada Brandt") in found


def test_i_is_whoever_says_it() -> None:
    assert ("I", "Jon Alder") in mentions()


def test_it_and_we_are_mentions_that_name_nobody() -> None:
    assert ("it", None) in mentions()


def test_where_two_people_fit_the_pronoun_names_neither() -> None:
    found = dict(mentions("Jon Alder and Karl Venn met on the pier on Monday. He was late."))
    assert found["He"] is None


def test_what_is_no_report_mentions_nobody() -> None:
    assert "we" not in dict(mentions())


def test_a_country_in_capitals_is_no_pronoun() -> None:
    assert mentions("The US sold the pier.") == []


def test_mentions_do_not_overlap_and_stand_in_order() -> None:
    found: tuple[Mention, ...] = annotate(article_from_text(TEXT), {"mentions"}).mentions or ()
    assert all(a.end <= b.start for a, b in pairwise(found))
