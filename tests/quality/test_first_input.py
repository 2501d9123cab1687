"""The article that the project began with, as a reader would paste it: what its breakdown must say."""

import pytest

from sidelight import read
from sidelight.types import Article, AttributionData, Breakdown, CheckData, Finding, LoadedData


@pytest.fixture(scope="module")
def breakdown(shared) -> Breakdown:  # type: ignore[no-untyped-def]
    return read(shared / "data" / "first-input" / "el-salvador-prison-offer.txt")


@pytest.fixture(scope="module")
def article(breakdown: Breakdown) -> Article:
    assert isinstance(breakdown.subject, Article)
    return breakdown.subject


def said(breakdown: Breakdown) -> list[AttributionData]:
    return [f.data for f in breakdown.displayed if isinstance(f.data, AttributionData)]


def words(article: Article, finding: Finding) -> list[str]:
    assert isinstance(finding.data, LoadedData)
    return [article.text[s:e] for s, e in finding.data.named]


def checks(breakdown: Breakdown) -> list[CheckData]:
    return [f.data for f in breakdown.displayed if isinstance(f.data, CheckData)]


def quotations(breakdown: Breakdown, article: Article, speaker: str) -> int:
    """How many stretches in quotation marks are given to the speaker."""
    return sum(article.text[s:e].count("“") for d in said(breakdown) if d.speaker == speaker for s, e in d.content)


@pytest.mark.parametrize(("speaker", "count"), [("Nayib Bukele", 3), ("Marco Rubio", 2), ("US State Department", 2)])
def test_quoted_words_go_to_their_speakers(breakdown: Breakdown, article: Article, speaker: str, count: int) -> None:
    assert quotations(breakdown, article, speaker) == count


def test_the_offices_statement_is_one_over_three_sentences(breakdown: Breakdown, article: Article) -> None:
    [statement] = [d for d in said(breakdown) if d.speaker and "office" in d.speaker]
    assert sum(article.text[s:e].count(".") for s, e in statement.content) >= 3
    assert statement.direct


def test_critics_and_officials_are_reported_but_unnamed(breakdown: Breakdown, article: Article) -> None:
    sources = {article.text[s:e].lower() for d in said(breakdown) if d.speaker is None for s, e in d.source}
    assert sources == {"critics", "american officials"}


def test_the_outlets_adjectives_are_told_from_those_it_quotes(breakdown: Breakdown, article: Article) -> None:
    marked = [w for f in breakdown.displayed if isinstance(f.data, LoadedData) for w in words(article, f)]
    assert sorted(w for w in marked if w != "notorious") == ["controversial", "controversial", "mega-prisons"]


def test_the_figures_are_recomputed(breakdown: Breakdown) -> None:
    found = {(round(abs(c.computed), 4), c.verdict) for c in checks(breakdown) if c.computed is not None}
    assert found == {(0.0114, "holds"), (0.9829, None), (0.3633, None)}


def test_the_related_headlines_rate_cannot_be_checked(breakdown: Breakdown, article: Article) -> None:
    [untold] = [c for c in checks(breakdown) if c.verdict == "cannot-tell"]
    assert untold.claim is not None
    assert article.text[slice(*untold.claim)] == "70%"


def test_the_fall_is_measured_from_before_its_cause(breakdown: Breakdown) -> None:
    [baseline] = [f for f in breakdown.displayed if f.kind == "baseline"]
    assert "2015" in baseline.statement
    assert "2022" in baseline.statement


def test_the_quotation_that_breaks_off_is_noted(breakdown: Breakdown) -> None:
    [broken] = [f for f in breakdown.displayed if f.kind == "broken-quotation"]
    assert "endure" in broken.statement


def test_promotion_and_credits_are_set_aside_and_named_and_nothing_is_cut(breakdown: Breakdown, article: Article, shared) -> None:  # type: ignore[no-untyped-def]
    raw = (shared / "data" / "first-input" / "el-salvador-prison-offer.txt").read_text("utf-8")
    assert article.text.split() == raw.split()
    assert [b.kind for b in article.blocks].count("promotion") == 2
    assert {b.kind for b in article.blocks} == {"photo-credit", "promotion", "related", "author-bio", "contact", "comment-prompt"}
    aside = [(b.start, b.end) for b in article.blocks if b.kind != "related"]
    spans = [s for f in breakdown.findings if f.lens != "provenance" for s in f.evidence]
    assert not any(s.start < end and start < s.end for s in spans for start, end in aside)
