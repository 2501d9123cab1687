"""A breakdown as one HTML file: no script, no network, nothing outside it."""

import base64
import hashlib
import html
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from sidelight.surfaces.excerpts import shorten, words_of
from sidelight.surfaces.html.segments import Paragraph, paragraphs
from sidelight.surfaces.html.story import QUIET, story_fields
from sidelight.surfaces.reading import Item, Reading, Section
from sidelight.surfaces.wording import VERDICTS, arithmetic, made_of, made_with, measures, published, sureness
from sidelight.types import Article, AttributionData, Breakdown, CheckData, LoadedData, NoteData, Story
from sidelight.types.spans import Part

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_QUOTE = 280
_FRAME = (
    '<iframe title="{title}" sandbox="allow-popups allow-popups-to-escape-sandbox" '
    'style="width:100%;height:44rem;border:1px solid #8886;resize:vertical" srcdoc="{page}"></iframe>'
)


def render(breakdown: Breakdown, *, everything: bool = False) -> str:
    """The whole page, which can be mailed or opened from a disk. `everything` shows what is below the threshold too.

    Its content security policy lets nothing in but its own style sheet, by that sheet's hash.
    """
    return _page(Reading(breakdown, everything=everything), here="")


def fragment(breakdown: Breakdown) -> str:
    """The page in a frame of its own, for a notebook: neither's styles, anchors or ids reach the other."""
    title = f"Breakdown: {breakdown.subject.title or 'an article'}"
    # A framed document's links start from its parent's address: its own has to be spelled out.
    page = _page(Reading(breakdown), here="about:srcdoc")
    return _FRAME.format(title=html.escape(_printable(title)), page=html.escape(page))


def _page(reading: Reading, here: str) -> str:
    story = isinstance(reading.breakdown.subject, Story)
    lenses = [s.lens for s in reading.sections]
    numbers = [i.number for s in reading.sections for i in s.every if i.marks]
    if story:
        fields = story_fields(reading)
        style = _template("page.css").render(lenses=[*lenses, QUIET], numbers=[]).strip() + "\n" + _source("story.css").strip()
        texts = [_text(reading, r.article) | {"report": r} for r in fields["view"].reports]
    else:
        fields = _article_fields(reading, lenses)
        style = _template("page.css").render(lenses=lenses, numbers=numbers).strip()
        texts = [_text(reading, a) for a in reading.articles]
    return _template("story.html" if story else "page.html").render(
        here=here,
        style=style,
        digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        reading=reading,
        subject=reading.breakdown.subject,
        unnamed="A story without a title" if story else "An article",
        texts=texts,
        made_with=made_with(reading.breakdown),
        made_of=made_of(reading.breakdown),
        **fields,
    )


def _article_fields(reading: Reading, lenses: list[str]) -> dict[str, Any]:
    return {
        "sections": [_section(reading, s) for s in reading.sections],
        "lens_of": {i.number: lenses.index(s.lens) for s in reading.sections for i in s.every},
        "name_of": {i.number: s.title.lower() for s in reading.sections for i in s.every},
    }


def web_address(url: str | None) -> str | None:
    """The address if it may be linked: http or https, with a host; else None."""
    if not url or _UNPRINTABLE.search(url) or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_printable,
    )
    environment.filters["web_address"] = web_address
    return environment


def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _source(name: str) -> str:
    return files("sidelight.surfaces.html").joinpath(name).read_text("utf-8")


def _printable(value: Any) -> Any:
    """A string without control characters and directional overrides, each replaced by one U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", value) if type(value) is str else value


def _text(reading: Reading, article: Article) -> dict[str, Any]:
    return {
        "article": article,
        "facts": [f for f in (article.outlet, published(article), ", ".join(article.authors)) if f],
        "title": list(_cut(reading, article, "title")),
        "paragraphs": list(_cut(reading, article, "text")),
    }


def _cut(reading: Reading, article: Article, part: Part) -> Iterator[Paragraph]:
    marks = [
        (item, mark)
        for section in reading.sections
        for item in section.every
        for mark in item.marks
        if mark.article == article.id and mark.part == part
    ]
    if part == "title":
        yield from paragraphs(words_of(article, part), marks)
    else:
        annotations = reading.annotations.get(article.id)
        sentences = annotations.sentences if annotations and annotations.version == article.version else None
        yield from paragraphs(article.text, marks, article.blocks, sentences or ())


def _section(reading: Reading, section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "lens": section.lens,
        "count": len(section.every),
        "cards": [_card(reading, i) for i in section.items],
        "speakers": [{"speaker": s, "cards": [_card(reading, i) for i in s.items]} for s in section.speakers],
    }


def _card(reading: Reading, item: Item) -> dict[str, Any]:
    """What the template needs of one finding: a statement or a quotation, what is told beside it, and a verdict."""
    finding, data = item.finding, item.finding.data
    card: dict[str, Any] = {"item": item, "statement": finding.statement, "quote": "", "label": "", "verdict": "", "notes": []}
    notes = [sureness(finding), *measures(finding)]
    if isinstance(data, AttributionData):
        label = "quoted" if data.direct else "reported"
        cue = reading.cue_words(finding)
        notes = [cue, *([] if finding.displayed else [sureness(finding)])]
        card |= {"statement": "", "quote": reading.quotation(item, _QUOTE), "label": label}
    elif isinstance(data, CheckData):
        notes = [arithmetic(data), *notes]
        card |= {"verdict": data.verdict or "", "label": VERDICTS.get(data.verdict or "", "")}
    elif isinstance(data, NoteData) and data.value and data.value.casefold() not in finding.statement.casefold():
        notes = [f"{data.label}: {data.value}", *notes]
    if finding.lens == "provenance":
        card["label"] = finding.kind.replace("-", " ")
    if not isinstance(data, AttributionData | CheckData | LoadedData):
        card["quote"] = _evidence(reading, item)
    for absence in finding.absences:
        notes.append(f"not found in {absence.article} (by {absence.method}, best score {absence.score:.2f})")
    card["notes"] = [n for n in (*notes, "" if finding.displayed else "below the threshold") if n]
    return card


def _evidence(reading: Reading, item: Item) -> str:
    words = shorten(reading.words(item.marks[0]), 120) if item.marks else ""
    return f"“{words}”" if words and words[:60].casefold() not in item.finding.statement.casefold() else ""
