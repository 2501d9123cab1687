"""Copies: each passage that reports share is a finding, in order of publication, with its origin where that is known."""

from datetime import UTC, datetime

import pytest

from sidelight.lens import LensContext, apply
from sidelight.lenses.copies import lens
from sidelight.types import Article, Passage, Result, Story
from sidelight.types.story_data import PassageData

TEXT = "The dam at Kolmar held through the night, the water board said, and the sirens stayed silent."


def report(name: str, day: int | None) -> Article:
    published = datetime(2026, 3, day, tzinfo=UTC) if day else None
    return Article(id=name, version="1", text=TEXT, outlet=f"{name}.example", published=published)


EARLY, LATE, UNDATED = report("z-early", 1), report("a-late", 2), report("b-undated", None)


def passage(*articles: Article, kind: str = "copy", words: int = 17, origin: str | None = None, by: str | None = None) -> Passage:
    spans = tuple(a.span(0, len(TEXT)) for a in articles)
    return Passage(spans=spans, words=words, kind=kind, origin=origin, origin_known_by=by)


def look(*passages: Passage, articles: tuple[Article, ...] = (UNDATED, LATE, EARLY)) -> Result:
    return apply(lens, Story(id="s", title=None, articles=articles), LensContext(passages=passages))


def test_a_copy_shows_its_reports_in_order_of_publication_and_undated_ones_last() -> None:
    [finding] = look(passage(UNDATED, LATE, EARLY)).findings
    assert finding.kind == "passage"
    assert [span.article for span in finding.evidence] == ["z-early", "a-late", "b-undated"]


def test_whose_words_they_are_is_said_with_how_it_is_known() -> None:
    [finding] = look(passage(EARLY, LATE, origin="NNA", by="credited in z-early")).findings
    assert finding.data == PassageData(words=17, origin="NNA", known_by="credited in z-early")
    assert finding.statement == "17 words stand the same in 2 reports; they come from NNA (credited in z-early)."


def test_an_unknown_origin_is_not_guessed() -> None:
    [finding] = look(passage(EARLY, LATE)).findings
    assert finding.data == PassageData(words=17, origin=None, known_by=None)
    assert "come from" not in finding.statement


@pytest.mark.parametrize("kind", ["shared-quotation", "boilerplate"])
def test_what_is_no_copy_keeps_its_own_kind_and_tells_less(kind: str) -> None:
    copy, other = look(passage(EARLY, LATE), passage(EARLY, UNDATED, kind=kind)).findings
    assert (copy.kind, other.kind) == ("passage", kind)
    assert copy.telling > other.telling


def test_a_longer_copy_tells_more() -> None:
    longer, shorter = look(passage(EARLY, LATE), passage(EARLY, UNDATED, words=300)).findings
    assert (longer.data, shorter.data) == (
        PassageData(words=300, origin=None, known_by=None),
        PassageData(words=17, origin=None, known_by=None),
    )
    assert longer.telling > shorter.telling


def test_a_passage_whose_other_report_is_not_at_hand_is_no_finding() -> None:
    result = look(passage(EARLY, UNDATED), articles=(EARLY, LATE))
    assert result.findings == ()
    assert "no passage stands in two" in result.abstentions[0].reason


def test_one_report_is_nothing_to_compare() -> None:
    assert "two would be enough" in look(passage(EARLY, LATE), articles=(EARLY,)).abstentions[0].reason


def test_a_quotation_that_three_reports_share_is_one_finding() -> None:
    pairs = [passage(*two, kind="shared-quotation") for two in ((EARLY, LATE), (EARLY, UNDATED), (LATE, UNDATED))]
    [finding] = look(*pairs).findings
    assert finding.statement == "17 quoted words stand the same in 3 reports."
    assert [span.article for span in finding.evidence] == ["z-early", "a-late", "b-undated"]
