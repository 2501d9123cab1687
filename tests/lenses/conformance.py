"""What every lens must keep, as functions of a lens, so that a lens of a third party can be put through them too."""

import dataclasses
import pickle
import random
import socket

import pytest

from sidelight.breakdown.assemble import assemble
from sidelight.breakdown.export import to_json
from sidelight.config import Settings
from sidelight.extract import article_from_text
from sidelight.group.copies import passages
from sidelight.lens import Lens, LensContext, Subject, apply, articles_of
from sidelight.pipeline.run import annotate
from sidelight.types import Article, Lean, Period, Result, Story

NEWS = """By Mira Holt

The council of Eastmere voted 9 to 4 on Monday to close the controversial ferry line, a disastrous step in the eyes of many islanders.

“We cannot run empty boats for ever,” said Mayor Jon Alder. “The line lost 2.4 million crowns last year.”

Passenger numbers fell from 48,000 in 2019 to 36,000 in 2024, a drop of 25%, according to the harbour authority. Critics said the figures left out the school run.

Councillor Ada Brandt, who voted against, called the decision “a quiet expulsion of the old and the poor.” She said the islands had been promised “safe and reliable.”

The expulsion begins in March; an expulsion of this size was on no agenda, and the expulsion may go to court. What a way to run a harbour!

Sign up for our newsletter!"""

OTHER = """The ferry to the outer islands will stop in March. Mayor Jon Alder said that the town “cannot run empty boats for ever”.

The economy is the third of its kind; no economy so far has touched the boats, and the economy of last year spared them. Ms. Brandt, a councillor, told reporters that she would appeal. About 1,200 people live on the islands, and 300 of them, or 25%, are over seventy."""

WIRE = """The harbour authority put the line's passengers at 36,000 last year, a quarter fewer than five years before, and said the oldest of its three boats would have needed a new engine before the winter at a price that it called out of all proportion."""

THIRD = f"""Islanders are to lose their boat. The expulsion, as residents named it, was decided on Monday; the expulsion will cut off the school run, and another expulsion of this kind is feared next year. An expulsion takes minutes to vote; living with the expulsion takes longer, and no expulsion was ever taken back.

{WIRE}

Nobody at the town hall would say when the last boat sails."""

FOURTH = f"""The town will save 2.4 million crowns a year. The economy measure, the largest economy of the term, passed on Monday, and a second economy on the winter roads is to follow that economy soon. An economy is never popular; every economy has its day, and this economy is due.

{WIRE}

The opposition wants a vote of its own."""

FOREIGN = """El ayuntamiento de la ciudad decidió el lunes cerrar la línea del transbordador que une las islas con el puerto,
una medida que muchos vecinos consideran injusta y que el alcalde defiende porque los barcos navegan casi vacíos durante el invierno."""

LEANS = {
    "left.example": Lean(outlet="left.example", mean=-0.6, low=-0.8, high=-0.4, raters=("a", "b")),
    "right.example": Lean(outlet="right.example", mean=0.5, low=0.3, high=0.7, raters=("a", "b")),
    "left-too.example": Lean(outlet="left-too.example", mean=-0.5, low=-0.7, high=-0.3, raters=("a", "b")),
    "right-too.example": Lean(outlet="right-too.example", mean=0.6, low=0.4, high=0.8, raters=("a", "b")),
}


def article(text: str, outlet: str | None = None, title: str | None = None) -> Article:
    """An article as `sidelight read` would make it."""
    return dataclasses.replace(article_from_text(text, title=title, settings=Settings()), outlet=outlet)


def subject_for(lens: Lens, *articles: Article) -> Subject:
    """The kind of subject that the lens reads, holding these articles."""
    if "article" in lens.subjects:
        return articles[0]
    story = Story(id="s", title=None, articles=articles, independent=tuple(a.id for a in articles))
    if "story" in lens.subjects:
        return story
    from datetime import date

    return Period(first=date(2026, 1, 1), last=date(2026, 1, 31), stories=(story,))


def context_for(lens: Lens, subject: Subject, leans: dict[str, Lean] | None = None) -> LensContext:
    """What the lens needs: annotations of every article, passages, leans."""
    made = {a.id: annotate(a, lens.needs) for a in articles_of(subject)}
    return LensContext(annotations=made, leans=LEANS if leans is None else leans, passages=passages(articles_of(subject)))


def look(lens: Lens, subject: Subject, leans: dict[str, Lean] | None = None) -> Result:
    """What the lens says, every span checked."""
    return apply(lens, subject, context_for(lens, subject, leans))


def reports() -> tuple[Article, ...]:
    """Four reports of one event by outlets of different leans, two of which share a passage."""
    return (
        article(NEWS, "left.example"),
        article(OTHER, "right.example"),
        article(THIRD, "left-too.example"),
        article(FOURTH, "right-too.example"),
    )


def check_same_output_twice(lens: Lens) -> None:
    subject = subject_for(lens, *reports())
    assert look(lens, subject) == look(lens, subject)


def check_order_of_articles_does_not_matter(lens: Lens) -> None:
    first, second, *_ = reports()
    if "article" in lens.subjects:
        made = {a.id: annotate(a, lens.needs) for a in (first, second)}
        turned = dict(reversed(made.items()))
        assert apply(lens, first, LensContext(annotations=made)) == apply(lens, first, LensContext(annotations=turned))
    else:
        assert look(lens, subject_for(lens, *reports())) == look(lens, subject_for(lens, *reversed(reports())))


def check_empty_input(lens: Lens) -> None:
    bare = Article(id="t", version="v", text="", title="Council closes ferry line")
    result = look(lens, subject_for(lens, bare))
    assert all(f.evidence or f.count for f in result.findings)
    assert result.findings or result.abstentions


def check_abstains_on_a_language_it_does_not_know(lens: Lens) -> None:
    foreign = article(FOREIGN)
    assert foreign.language == "es"
    result = look(lens, subject_for(lens, foreign))
    if lens.languages:
        assert result.findings == ()
        assert "language" in result.abstentions[0].reason
    else:
        assert not any(a.lens != lens.name for a in result.abstentions)


def check_never_abstains_for_language_on_a_short_text(lens: Lens) -> None:
    short = article("El alcalde cierra la línea.")
    assert not any("language" in a.reason for a in look(lens, subject_for(lens, short)).abstentions)


def check_evidence_is_the_text(lens: Lens) -> None:
    subject = subject_for(lens, *reports())
    texts = {
        (a.id, part): (a.title or "" if part == "title" else a.text) for a in articles_of(subject) for part in ("title", "text")
    }
    spans = [span for f in look(lens, subject).findings for span in f.evidence]
    assert all(texts[span.article, span.part][span.start : span.end] == span.text for span in spans)


def check_json_and_pickle_round_trip(lens: Lens) -> None:
    import json

    subject = subject_for(lens, *reports())
    result = look(lens, subject)
    assert pickle.loads(pickle.dumps(result)) == result
    if not isinstance(subject, Period):
        made = assemble(
            subject,
            {lens.name: result},
            (annotate(articles_of(subject)[0], ["sentences"]),),
            {lens.name: lens.version},
            Settings(),
        )
        plain = to_json(made, everything=True)
        assert json.loads(json.dumps(plain)) == plain


def check_no_network(lens: Lens, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a lens opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    look(lens, subject_for(lens, *reports()))


def check_swapping_leans(lens: Lens) -> None:
    """A text lens must not move; a lens that needs leans must give the mirror image: its own `mirrored(result)` says what that is."""
    mirror = {name: dataclasses.replace(lean, mean=-lean.mean, low=-lean.high, high=-lean.low) for name, lean in LEANS.items()}
    subject = subject_for(lens, *reports())
    before, after = look(lens, subject), look(lens, subject, mirror)
    if "leans" in lens.needs:
        assert lens.mirrored(before) == after  # type: ignore[attr-defined]  # only lenses of ratings have it
    else:
        assert before == after


def check_noise(lens: Lens, seed: int) -> None:
    """Words and marks in any order: no exception, and every span still stands in the text."""
    rng = random.Random(seed)
    pieces = [*NEWS.split(), "“", "”", '"', "…", ".", "\n\n", "%", "12", "1,000", "—", "(", ")", "said", "é", "𝒳", "’s", "U.S."]
    text = " ".join(rng.choice(pieces) for _ in range(200))
    look(lens, subject_for(lens, article(text)))
