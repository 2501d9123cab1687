"""The lens `loaded` on texts written for it: what a reader is shown, and how it is said."""

import pytest

from sidelight.config import Settings
from sidelight.encode.loaded import read_loaded
from sidelight.lens import LensContext, apply
from sidelight.lenses.loaded import lens
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Annotations, Article, Finding, LoadedData, Result, Sentence, Voice


def _result(text: str, quotes: tuple[str, ...] = (), title: str | None = None, settings: Settings | None = None) -> Result:
    article = Article(id="a", version="v", text=text, title=title, language="en")
    marked = tuple(Sentence(start=s, end=e) for s, e in sentences(text, language_pack("en")))
    voices = tuple(
        Voice(start=text.index(q), end=text.index(q) + len(q), kind="quoted", attribution=k) for k, q in enumerate(quotes)
    )
    known = Annotations(article="a", version="v", sentences=marked, voices=voices, loaded=read_loaded(article, marked, voices))
    return apply(lens, article, LensContext(annotations={"a": known}, settings=settings or Settings()))


def _shown(result: Result) -> list[Finding]:
    return [f for f in result.findings if f.displayed]


def _marked(text: str, finding: Finding) -> list[str]:
    assert isinstance(finding.data, LoadedData)
    return [text[s:e] for s, e in finding.data.named or finding.data.words]


STORY = (
    "The premier of Ostrava made a controversial offer to Varn on Monday, opening the country's controversial "
    "mega-prisons to inmates from abroad. “We are willing to take convicts into our mega-prison,” the premier said. "
    "Police arrested 7,500 people in 2023, about 1% of the country's 660,000 residents. "
    "The suspects include members of the notorious Gull gang."
)
QUOTE = "“We are willing to take convicts into our mega-prison,”"


def test_the_outlets_own_words_are_named_and_counted_and_the_premiers_are_not() -> None:
    first, last = _shown(_result(STORY, (QUOTE,)))
    assert first.statement == ("The outlet's own words “controversial” (twice in the text) and “mega-prisons” pass judgement.")
    assert _marked(STORY, first) == ["controversial", "controversial", "mega-prisons"]
    assert last.statement == "The outlet's own word “notorious” passes judgement."


def test_a_word_is_counted_over_all_of_the_outlets_text_and_not_in_quotations() -> None:
    text = (
        "The absurd plan passed on Monday in the house of Varn. Ministers had not called the plan absurd before. "
        "“It is absurd, absurd and once more absurd,” said the clerk. Few in Varn spoke of an absurd plan in May."
    )
    assert "“absurd” (three times in the text)" in _shown(_result(text))[0].statement


def test_every_sentence_has_one_finding_with_both_probabilities() -> None:
    findings = _result(STORY, (QUOTE,)).findings
    assert len(findings) == 4
    assert all(f.kind == "loaded-sentence" and f.probability is not None for f in findings)
    assert isinstance(findings[1].data, LoadedData)
    assert findings[1].data.own_voice < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Smug opposition lawmakers staged another pathetic, hysterical protest. The house rose at noon.",
        "Callous ruling-party lawmakers forced through another disgraceful, absurd law. The house rose at noon.",
    ],
)
def test_judgement_is_shown_against_either_camp(text: str) -> None:
    assert [f.evidence[0].start for f in _shown(_result(text))] == [0]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 7,500 people in 2023. The court fined the company 2.4 million crowns on Friday.",
        "A fire killed three people in Varn overnight. The cause is under investigation, the fire service said.",
        "The Liberals won 41 seats and the Conservatives 39. A coalition is expected by the end of May.",
    ],
)
def test_plain_report_of_grave_things_is_not_shown(text: str) -> None:
    assert _shown(_result(text)) == []


def test_a_stricter_setting_shows_no_more() -> None:
    text = "The ministers pushed their reckless and bloated scheme through a divided house. The house rose at noon."
    loose = _shown(_result(text, settings=Settings(loaded_threshold=0.1)))
    assert len(_shown(_result(text, settings=Settings(loaded_threshold=1.0)))) <= len(loose) == 1


def test_a_title_alone_and_a_single_sentence_abstain_with_what_would_be_enough() -> None:
    assert "only a title is known" in _result("", title="Absurd plan passes").abstentions[0].reason
    assert "fewer than 2 sentences" in _result("The absurd plan passed on Monday in the house.").abstentions[0].reason
