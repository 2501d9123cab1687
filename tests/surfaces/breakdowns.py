"""A breakdown made by hand, about an invented country, with every kind of finding and one lens that nobody knows."""

from dataclasses import replace
from datetime import UTC, datetime

from sidelight.types import (
    Abstain,
    Annotations,
    Article,
    AttributionData,
    Block,
    Breakdown,
    CheckData,
    Count,
    Finding,
    LoadedData,
    Measure,
    NoteData,
    Provenance,
    Range,
    Sentence,
    Span,
)

TEXT = """President Ilmar Vost made a disgraceful offer to the harbour towns on Monday, to lease 12 of the country’s 48 ferries \
to the crumbling Sund line.

(Photo: A. Reiter/Harbour Press)

“We have offered the towns the opportunity to run part of our fleet,” said Vost. “We are willing to lend only \
seaworthy boats, and [we] ask for a fee.”

While Vost indicated that the fee will be “quite low”, it will be a boost for the ministry.

Critics have raised concerns over the plan. “The boats are old & the crews are tired,” a spokeswoman for the Sund Crews’ \
Union said.

In 2024 the ferries carried 75,000 passengers, about 1% of the country’s 6,600,000 people.

Add comment"""

OFFER = TEXT[: TEXT.index("\n")]
PROVENANCE = Provenance(
    sidelight="0.1.0",
    lenses=(("figures", "1"), ("loaded", "1")),
    settings="a3f09c11be77d2",
    models=(("loaded-linear", "2026.11"),),
    inputs="77b1c2d3e4f5a6",
)


def place(text: str, words: str) -> Range:
    """Where the words first stand."""
    start = text.index(words)
    return start, start + len(words)


def span(article: Article, words: str) -> Span:
    """The first place of the words as evidence."""
    return article.span(*place(article.text, words))


def made(article: Article, *findings: Finding, overview: tuple[str, ...] = ()) -> Breakdown:
    """A breakdown of the article with these findings and no annotations."""
    return Breakdown(subject=article, overview=overview, findings=findings, abstentions=(), provenance=PROVENANCE)


def note(article: Article, words: str, lens: str = "tides", statement: str = "a stretch is noted") -> Finding:
    """A finding of a lens that no surface knows, on the first place of the words."""
    return Finding(lens=lens, kind="stretch", statement=statement, evidence=(span(article, words),))


def ferry_article() -> Article:
    """The article, with a photo credit and a comment prompt as blocks."""
    return Article(
        id="ferries",
        version="v1",
        text=TEXT,
        title="President’s ferry offer stirs the harbour towns",
        url="https://courier.example/ferries",
        outlet="courier.example",
        authors=("Marta Linde",),
        published=datetime(2026, 2, 4, 13, 5, tzinfo=UTC),
        language="en",
        blocks=(
            Block(kind="photo-credit", start=place(TEXT, "(Photo")[0], end=place(TEXT, "Press)")[1]),
            Block(kind="comment-prompt", start=place(TEXT, "Add comment")[0], end=len(TEXT)),
        ),
    )


def ferry_breakdown() -> Breakdown:
    """The breakdown with all kinds of findings, one below the threshold, one abstention."""
    article = ferry_article()
    return replace(
        made(article, *_words(article), *_figures(article), *_voices(article), *_others(article)),
        overview=("Two voices are heard by name and without.", "One sentence in the outlet’s own voice is loaded."),
        abstentions=(Abstain(lens="portrayal", reason="two mentions are too few; from five on it would say something"),),
        annotations=(Annotations(article="ferries", version="v1", sentences=_sentences()),),
    )


def _sentences() -> tuple[Sentence, ...]:
    starts = ("President", "(Photo", "“We have", "“We are", "While", "Critics", "“The boats", "In 2024", "Add")
    places = [TEXT.index(s) for s in starts]
    ends = [*places[1:], len(TEXT)]
    return tuple(Sentence(start=s, end=s + len(TEXT[s:e].rstrip())) for s, e in zip(places, ends, strict=True))


def _words(article: Article) -> tuple[Finding, ...]:
    loaded = Finding(
        lens="loaded",
        kind="loaded-sentence",
        statement="The outlet’s own words pass judgement: “disgraceful”, “crumbling”",
        evidence=(span(article, OFFER),),
        probability=0.93,
        telling=0.9,
        data=LoadedData(
            words=(place(TEXT, "disgraceful"), place(TEXT, "crumbling")),
            own_voice=0.93,
            named=(place(TEXT, "disgraceful"), place(TEXT, "crumbling")),
        ),
    )
    weak = replace(
        loaded,
        statement="hardly loaded",
        evidence=(span(article, "Critics have raised concerns over the plan."),),
        probability=0.2,
        displayed=False,
        data=LoadedData(words=(), own_voice=0.2),
    )
    return loaded, weak


def _figures(article: Article) -> tuple[Finding, ...]:
    places = [place(TEXT, w) for w in ("about 1%", "75,000", "6,600,000")]
    return (
        Finding(
            lens="figures",
            kind="check",
            statement="75,000 of 6,600,000 is 1.14%, so “about 1%” holds",
            evidence=tuple(article.span(*p) for p in places),
            telling=0.6,
            data=CheckData(
                relation="share",
                claim=places[0],
                operands=tuple(places[1:]),
                formula="75000 / 6600000",
                computed=75_000 / 6_600_000,
                stated=0.01,
                verdict="holds",
            ),
        ),
    )


def _voices(article: Article) -> tuple[Finding, ...]:
    vost, union = "Ilmar Vost", "a spokeswoman for the Sund Crews’ Union"
    offered = (
        "“We have offered the towns the opportunity to run part of our fleet,”",
        "“We are willing to lend only seaworthy boats",
    )
    said = (
        (vost, "politician", None, True, offered),
        (vost, "politician", None, False, ("the fee will be “quite low”",)),
        (None, "anonymous", "Critics", False, ("concerns over the plan",)),
        (None, "organisation", union, True, ("“The boats are old & the crews are tired,”",)),
    )
    findings = []
    for speaker, kind, source, direct, content in said:
        ranges = tuple(place(TEXT, c) for c in content)
        sources = (place(TEXT, source or "Vost"),)
        data = AttributionData(
            speaker=speaker, speaker_kind=kind, principal="Sund Crews’ Union" if source == union else None,
            direct=direct, source=sources, cue=(place(TEXT, "said"),), content=ranges,
        )  # fmt: skip
        evidence = tuple(article.span(*r) for r in (*ranges, *sources))
        findings.append(
            Finding(
                lens="voices",
                kind="attribution",
                statement=f"{speaker or source} is heard",
                evidence=evidence,
                telling=0.3,
                data=data,
            )
        )
    shares = Finding(
        lens="voices",
        kind="shares",
        statement="Ilmar Vost has more than half of the attributed words",
        count=Count(value=27, of=41, what="attributed words"),
        measures=(Measure(name="Ilmar Vost", value=0.66, unit="fraction", n=41, interval=(0.52, 0.78)),),
    )
    return (*findings, shares)


def _others(article: Article) -> tuple[Finding, ...]:
    return (
        Finding(
            lens="provenance",
            kind="photo-credit",
            statement="A photo credit stands in the text",
            evidence=(span(article, "(Photo: A. Reiter/Harbour Press)"),),
            data=NoteData(label="photo credit"),
        ),
        note(article, "offer to the harbour towns on Monday, to lease 12", statement="The tide is not mentioned"),
    )
