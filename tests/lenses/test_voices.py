"""Who is heard, and how the words are shared."""

import pytest

from sidelight.lens import LensContext, apply
from sidelight.lenses.voices import lens
from sidelight.types import Annotations, Article, Attribution, AttributionData, Finding, Result

TEXT = (
    "“The pier is gone for good,” said Mayor Orla Venn. Critics say that the council slept through ten winters. "
    "Jonas Reith, her deputy, called the report “rare nonsense.”"
)


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def attribution(source: str, cue: str, content: str, **facts: object) -> Attribution:
    base = {"direct": False, "speaker": None, "speaker_kind": "other", "probability": 0.95}
    return Attribution(source=(place(source),), cue=(place(cue),), content=(place(content),), **(base | facts))  # type: ignore[arg-type]


MAYOR = attribution(
    "Mayor Orla Venn", "said", "“The pier is gone for good,”", direct=True, speaker="Orla Venn", speaker_kind="politician"
)
CRITICS = attribution("Critics", "say", "that the council slept through ten winters", speaker_kind="anonymous")
DEPUTY = attribution("Jonas Reith, her deputy", "called", "the report “rare nonsense.”", speaker="Jonas Reith")


def look(*attributions: Attribution, text: str = TEXT) -> Result:
    article = Article(id="a", version="1", text=text, title="Pier", language="en")
    known = Annotations(article="a", version="1", sentences=(), attributions=attributions)
    return apply(lens, article, LensContext(annotations={"a": known}))


def kinds(result: Result, kind: str) -> list[Finding]:
    return [f for f in result.findings if f.kind == kind]


def test_the_evidence_is_content_then_source_then_cue() -> None:
    [finding] = look(MAYOR).findings
    assert [span.text for span in finding.evidence] == ["“The pier is gone for good,”", "Mayor Orla Venn", "said"]
    assert isinstance(finding.data, AttributionData)
    assert (finding.data.speaker, finding.data.direct) == ("Orla Venn", True)


def test_the_statement_says_who_and_whether_word_for_word() -> None:
    assert [f.statement for f in kinds(look(MAYOR, CRITICS, DEPUTY), "attribution")] == [
        "Orla Venn, quoted: “The pier is gone for good,”",
        "Critics (unnamed) say, in the outlet's words: that the council slept through ten winters",
        "Jonas Reith called, partly quoted: the report “rare nonsense.”",
    ]


def test_a_spokesman_is_named_with_whom_he_speaks_for() -> None:
    spoken = attribution(
        "Jonas Reith, her deputy", "called", "the report “rare nonsense.”", speaker="Jonas Reith", principal="Orla Venn"
    )
    assert look(spoken).findings[0].statement.startswith("Jonas Reith (for Orla Venn) called, partly quoted: ")


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("Venn and Reith", "Venn and Reith (speaking together)"),
        ("Venn and her allies", "Venn and her allies (speaking together)"),
        ("he", "He (who is meant stays open)"),
        ("some councillors", "Some councillors (unnamed)"),
    ],
)
def test_the_statement_says_why_nobody_is_named(source: str, who: str) -> None:
    text = f"The pier is gone, {source} said on Friday."
    at = text.index(source)
    nobody = Attribution(
        source=((at, at + len(source)),), cue=((at + len(source) + 1, at + len(source) + 5),), content=((0, 16),), direct=True,
        speaker=None, speaker_kind="other", probability=0.95,
    )  # fmt: skip
    assert look(nobody, text=text).findings[0].statement.startswith(f"{who}, quoted: ")


@pytest.mark.parametrize(("probability", "shown"), [(0.95, True), (0.4, False), (None, False)])
def test_only_what_is_likely_is_shown(probability: float | None, shown: bool) -> None:
    unsure = attribution("Critics", "say", "that the council slept through ten winters", probability=probability)
    assert look(unsure).findings[0].displayed is shown


def test_a_quote_without_a_source_is_kept_but_not_shown() -> None:
    alone = Attribution(
        source=(), cue=(), content=(place("“rare nonsense.”"),), direct=True, speaker=None, speaker_kind="other", probability=0.95
    )
    assert [f.displayed for f in look(alone).findings] == [False]


REPORTED = attribution("Critics", "say", "slept through ten winters", speaker="Ada Holm")


def test_the_shares_count_each_word_once_by_speaker_and_those_that_nobody_can_be_named_for() -> None:
    [shares] = kinds(look(MAYOR, CRITICS, DEPUTY, REPORTED), "shares")
    assert [(m.name, m.n) for m in shares.measures] == [("Orla Venn", 6), ("Ada Holm", 4), ("Jonas Reith", 4), ("not named", 3)]
    assert sum(m.value for m in shares.measures) == pytest.approx(1)
    assert shares.count is not None
    assert (shares.count.value, shares.count.of) == (1, 4)
    assert "Of the 4 statements found" in shares.statement
    assert "1 of 4 statements" in shares.statement


def test_three_attributions_are_too_few_for_shares() -> None:
    assert kinds(look(MAYOR, CRITICS, DEPUTY), "shares") == []


def test_there_are_no_shares_where_a_long_quotation_is_nobodys() -> None:
    text = TEXT + " “Nobody ever asked the fishermen, not once in all those ten long winters.”"
    at = text.index("“Nobody")
    lost = Attribution(
        source=(), cue=(), content=((at, len(text)),), direct=True, speaker=None, speaker_kind="other", probability=0.6
    )
    assert kinds(look(MAYOR, CRITICS, DEPUTY, REPORTED, lost, text=text), "shares") == []


def test_who_without_a_name_is_not_shown() -> None:
    text = "Venn met the council, who said that the pool would close."
    who = Attribution(
        source=((22, 25),), cue=((26, 30),), content=((31, len(text) - 1),), direct=False, speaker=None,
        speaker_kind="other", probability=0.95,
    )  # fmt: skip
    assert [f.displayed for f in look(who, text=text).findings] == [False]


def test_named_direct_quotes_tell_more_than_what_is_reported_unnamed() -> None:
    mayor, critics = kinds(look(MAYOR, CRITICS), "attribution")
    assert mayor.telling > critics.telling


def test_it_abstains_where_nobody_is_reported() -> None:
    result = look()
    assert result.findings == ()
    assert "nobody is quoted" in result.abstentions[0].reason


def test_it_abstains_on_a_title_alone() -> None:
    assert "only a title" in look(text="").abstentions[0].reason


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mayor Orla Venn said that the pool would close in May.", True),
        ("Mayor Orla Venn wants the pool to close in May.", False),
        ("Mayor Orla Venn did not say that the pool would close in May.", False),
        ("Mayor Orla Venn did not say that “the pool will close for good and all in May.”", False),
        ("Mayor Orla Venn cited “the sea gives and the sea takes away from us all.”", False),
        ("Mayor Orla Venn knows that the pool will close in May.", False),
    ],
)
def test_what_is_held_or_left_unsaid_is_not_shown_as_said(text: str, shown: bool) -> None:
    from sidelight import read

    found = [f for f in read(text).findings if f.kind == "attribution"]
    assert any(f.displayed for f in found) == shown
