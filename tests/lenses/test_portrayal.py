"""Who stands in which light in the outlet's own words."""

from sidelight.lens import LensContext, apply
from sidelight.lenses.portrayal import lens
from sidelight.types import (
    Annotations,
    Article,
    Attribution,
    Finding,
    Mention,
    MentionData,
    PortraitData,
    Result,
    Sentence,
    Sentiment,
    Voice,
)

LINE = "Venn failed the harbour again. "
TEXT = LINE * 4 + "“Venn is a fool,” said Alder."
BAD, PLAIN, GOOD = (0.95, 0.04, 0.01), (0.1, 0.8, 0.1), (0.01, 0.04, 0.95)


def look(lights: list[tuple[float, float, float]], voices: tuple[Voice, ...] = ()) -> Result:
    article = Article(id="a", version="1", text=TEXT, language="en")
    size = len(LINE)
    starts = [k * size for k in range(4)]
    sentences = (*(Sentence(start=s, end=s + size - 1) for s in starts), Sentence(start=4 * size, end=len(TEXT)))
    named = [
        Mention(start=s, end=s + 4, type="person", name="Karl Venn", pronoun=False, sentiment=light)
        for s, light in zip(starts, lights, strict=True)
    ]
    alder = TEXT.index("Alder")
    said = Attribution(
        source=((alder, alder + 5),),
        cue=(),
        content=((4 * size, 4 * size + 17),),
        direct=True,
        speaker="Alder",
        speaker_kind="other",
    )
    speaker = Mention(start=alder, end=alder + 5, type="person", name="Jon Alder", pronoun=False, sentiment=BAD)
    known = Annotations(
        article="a", version="1", sentences=sentences, attributions=(said,), voices=voices, mentions=(*named, speaker)
    )
    return apply(lens, article, LensContext(annotations={"a": known}))


def portraits(result: Result) -> list[Finding]:
    return [f for f in result.findings if f.kind == "portrait"]


def test_a_person_mostly_named_in_an_unfavourable_light_is_shown_with_the_sentences() -> None:
    found = portraits(look([BAD, BAD, BAD, PLAIN]))
    assert [f.statement for f in found] == ["The outlet's own words name Karl Venn 4 times, 3 in an unfavourable light."]
    assert found[0].displayed
    assert [e.text for e in found[0].evidence] == [LINE.strip()] * 3
    assert found[0].data == PortraitData(name="Karl Venn", mentions=4, unfavourable=3, favourable=0)


def test_both_lights_are_told() -> None:
    found = portraits(look([BAD, BAD, BAD, GOOD]))
    assert "3 in an unfavourable light and 1 in a favourable light" in found[0].statement


def test_mixed_light_is_kept_but_not_shown() -> None:
    found = portraits(look([BAD, GOOD, PLAIN, PLAIN]))
    assert [f.displayed for f in found] == [False]


def test_what_a_source_says_paints_no_portrait_of_the_outlets() -> None:
    inside = (Voice(start=0, end=len(LINE) * 2, kind="quoted", attribution=0),)
    result = look([BAD, BAD, BAD, BAD], inside)
    assert portraits(result) == []
    assert "4 such mentions of one person or body would let a portrait be drawn" in result.abstentions[0].reason


def test_every_mention_has_its_finding_with_whose_words_it_stands_in() -> None:
    inside = (Voice(start=0, end=len(LINE), kind="quoted", attribution=0),)
    data = [f.data for f in look([BAD, PLAIN, PLAIN, GOOD], inside).findings if f.kind == "mention"]
    assert [d.own_voice for d in data if isinstance(d, MentionData)] == [False, True, True, True, True]
    assert data[0] == MentionData(
        target=(0, 4), name="Karl Venn", sentiment=Sentiment(negative=0.95, neutral=0.04, positive=0.01), own_voice=False
    )


def test_a_text_that_names_nobody_is_abstained_on() -> None:
    article = Article(id="a", version="1", text="The pier is open again.", language="en")
    known = Annotations(article="a", version="1", sentences=(Sentence(start=0, end=23),), voices=(), mentions=())
    result = apply(lens, article, LensContext(annotations={"a": known}))
    assert (result.findings, len(result.abstentions)) == ((), 1)
