"""A breakdown as text for a terminal, a pipe or a file."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from sidelight.surfaces.excerpts import Mark, Piece, excerpt, shorten, surrounding, words_of
from sidelight.surfaces.reading import Item, Reading, Section, Speaker
from sidelight.surfaces.sheet import Sheet
from sidelight.surfaces.wording import arithmetic, made_with, measures, published, sureness, verdict
from sidelight.types import Article, AttributionData, Breakdown, CheckData, LoadedData, NoteData, Range, Story
from sidelight.types.spans import Part

_LONGEST_QUOTE = 360
_LONGEST_EXCERPT = 400
_MOST_EXCERPTS = 3
_SAID = 60
"""Characters of evidence that a statement must have for the evidence not to be quoted again under it."""
_BELOW = "below the threshold"
_INDENT = "     "
_HUES = {"figures": "cyan", "loaded": "yellow", "voices": "magenta", "provenance": ""}
_OTHER_HUE = "green"


def render(breakdown: Breakdown, *, width: int = 80, colour: bool = False, everything: bool = False) -> str:
    """The breakdown in lines of at most `width` columns (never under 20), ended by a newline.

    Without `colour` there is not one escape code, and marked words stand in brackets. `everything` prints the
    findings below the display threshold too, and says that they are.
    """
    reading = Reading(breakdown, everything=everything)
    sheet = Sheet(width, colour=colour)
    _head(sheet, reading)
    _first(sheet, reading)
    for section in reading.sections:
        _section(sheet, reading, section)
    _silences(sheet, breakdown)
    sheet.blank()
    sheet.put(sheet.text(made_with(breakdown), "dim"))
    return sheet.finish()


def _head(sheet: Sheet, reading: Reading) -> None:
    subject = reading.breakdown.subject
    sheet.put(sheet.text(subject.title or _unnamed(subject), "bold"))
    if isinstance(subject, Story):
        sheet.put(sheet.text(f"{len(subject.articles)} articles, {len(subject.independent)} of them independent reports", "dim"))
        for article in subject.articles:
            sheet.put(sheet.text(" · ".join([article.title or "(without a title)", *_facts(article)])), first="  - ")
    else:
        facts = _facts(subject)
        if facts:
            sheet.put(sheet.text(" · ".join(facts), "dim"))
        if subject.url:
            sheet.put(sheet.text(subject.url, "dim"))
    sheet.blank()
    for line in reading.breakdown.overview:
        sheet.put(sheet.text(line))
    for failure in reading.breakdown.provenance.failed:
        sheet.put(sheet.text(f"{failure.id} could not be read: {failure.error}"), first="! ")


def _unnamed(subject: Article | Story) -> str:
    """What stands for a title: the file's name where the text came from one."""
    name = subject.id.replace("\\", "/").rsplit("/", 1)[-1]
    return f"Without a title ({name})" if "." in name else "Without a title"


def _facts(article: Article) -> list[str]:
    words = len(article.text.split())
    facts = [article.outlet or "", published(article), ", ".join(article.authors), f"{words:,} words" if words else "title only"]
    return [f for f in facts if f]


def _first(sheet: Sheet, reading: Reading) -> None:
    if not reading.first:
        return
    sheet.heading("Look at first")
    for item in reading.first:
        sheet.put(sheet.text(item.finding.statement), first=_number(item), most=2, lead=_lead(item))


def _section(sheet: Sheet, reading: Reading, section: Section) -> None:
    sheet.heading(section.title, _hue(section.lens))
    for k, item in enumerate(section.items):
        if k and section.lens != "provenance":
            sheet.blank()
        _item(sheet, reading, item)
    named = [s for s in section.speakers if s.name]
    for k, speaker in enumerate(section.speakers):
        if k == len(named) and named:
            sheet.blank()
            sheet.put(sheet.text("Sources without a name", "dim"), first="  ")
        if k or section.items:
            sheet.blank()
        _speaker(sheet, reading, speaker)


def _item(sheet: Sheet, reading: Reading, item: Item) -> None:
    finding, data = item.finding, item.finding.data
    below = [] if finding.displayed else [_BELOW]
    if isinstance(data, LoadedData) and item.marks:
        _excerpts(sheet, reading, item, first=_number(item))
        _notes(sheet, [finding.statement if finding.displayed else "", sureness(finding), *below])
        return
    if finding.lens == "provenance":
        _provenance(sheet, reading, item)
        return
    off = isinstance(data, CheckData) and data.verdict == "off"
    sheet.put(sheet.text(finding.statement, "bold" if off else ""), first=_number(item), lead=_lead(item))
    notes = [sureness(finding), *below]
    if isinstance(data, CheckData):
        notes = [arithmetic(data), verdict(finding), *notes]
    elif isinstance(data, NoteData) and data.value and data.value.casefold() not in finding.statement.casefold():
        notes = [f"{data.label}: {data.value}", *notes]
    _notes(sheet, notes)
    for line in measures(finding):
        _notes(sheet, [line])
    _excerpts(sheet, reading, item, first=_INDENT, quiet=finding.statement)
    for absence in finding.absences:
        near = f", nearest “{shorten(absence.nearest.text, 120)}”" if absence.nearest else ""
        _notes(sheet, [f"not found in {absence.article} (by {absence.method}, best score {absence.score:.2f}{near})"])


def _provenance(sheet: Sheet, reading: Reading, item: Item) -> None:
    finding = item.finding
    label = finding.kind.replace("-", " ").capitalize()
    number = _number(item)
    first = number + label.ljust(18) if sheet.width >= 60 else number
    line = finding.statement if sheet.width >= 60 else f"{label}: {finding.statement}"
    sheet.put(sheet.text(line if finding.displayed else f"{line} ({_BELOW})"), first=first, lead=_lead(item))
    said = finding.statement.casefold()
    quotes = dict.fromkeys(w for w in map(reading.words, item.marks) if w[:_SAID].casefold() not in said)
    for words in list(quotes)[:_MOST_EXCERPTS]:
        sheet.put(sheet.text(f"“{shorten(words, 140)}”", "dim"), first=" " * len(first))
    if len(quotes) > _MOST_EXCERPTS:
        sheet.put(sheet.text(f"and {len(quotes) - _MOST_EXCERPTS} more", "dim"), first=" " * len(first))


def _speaker(sheet: Sheet, reading: Reading, speaker: Speaker) -> None:
    kind = "" if speaker.kind == "other" else speaker.kind
    title = sheet.text(speaker.name or shorten(speaker.described, 100) or "nobody named", "bold")
    aside = [kind, speaker.described if speaker.name else ""]
    title.append(sheet.text("".join(f", {a}" for a in aside if a), "not bold"))
    sheet.put(title, first="  ", rest="    ")
    for item in speaker.items:
        _attribution(sheet, reading, item)


def _attribution(sheet: Sheet, reading: Reading, item: Item) -> None:
    finding, data = item.finding, item.finding.data
    assert isinstance(data, AttributionData)
    label = "quoted" if data.direct else "reported"
    line = sheet.text(reading.quotation(item, _LONGEST_QUOTE))
    notes = [reading.cue_words(finding), *([] if finding.displayed else [_BELOW, sureness(finding)])]
    aside = ", ".join(n for n in notes if n)
    if aside:
        line.append(sheet.text(f" — {aside}", "dim"))
    if sheet.width >= 50:
        sheet.put(line, first=f"{_number(item)}{label.ljust(9)} ", lead=_hue(finding.lens))
    else:
        line = Text.assemble(sheet.text(f"{label}: ", "dim"), line, end="")
        sheet.put(line, first=_number(item), lead=_hue(finding.lens))


def _excerpts(sheet: Sheet, reading: Reading, item: Item, *, first: str, quiet: str | None = None) -> None:
    """The sentences that an item's marks stand in; none whose words the statement `quiet` has in full already."""
    places = list(_places(reading, item.marks))
    for (article, part, around), marks in places[:_MOST_EXCERPTS]:
        text = words_of(article, part)
        if quiet and text[slice(*around)].casefold() in quiet.casefold():
            continue
        pieces = list(excerpt(text, around, [(m.start, m.end) for m in marks if m.strong], _LONGEST_EXCERPT))
        if len(pieces) == 1:
            pieces = [Piece(pieces[0].text, False)]
        named = len(reading.articles) > 1 or part == "title"
        name = article.outlet or article.id
        where = (f"{name}, title: " if part == "title" else f"{name}: ") if len(reading.articles) > 1 else "title: "
        body = sheet.marked(pieces)
        if named:
            body = Text.assemble(sheet.text(where, "dim"), body, end="")
        if quiet is None:
            sheet.put(body, first=first, lead=_lead(item))
            first = _INDENT
        else:
            sheet.put(body, first=f"{first}│ ", rest=f"{first}│ ")
    if len(places) > _MOST_EXCERPTS:
        _notes(sheet, [f"and {len(places) - _MOST_EXCERPTS} more places"])


def _places(reading: Reading, marks: Iterable[Mark]) -> Iterator[tuple[tuple[Article, Part, Range], list[Mark]]]:
    places: dict[tuple[str, Part, Range], list[Mark]] = {}
    for mark in marks:
        article = reading.by_id[mark.article]
        around = surrounding(article, mark.part, (mark.start, mark.end), reading.annotations.get(mark.article))
        places.setdefault((mark.article, mark.part, around), []).append(mark)
    return (((reading.by_id[a], part, around), held) for (a, part, around), held in places.items())


def _notes(sheet: Sheet, notes: list[str]) -> None:
    line = " · ".join(n for n in notes if n)
    if line:
        sheet.put(sheet.text(line, "dim"), first=_INDENT)


def _silences(sheet: Sheet, breakdown: Breakdown) -> None:
    if not breakdown.abstentions:
        return
    sheet.heading("What the lenses do not say")
    for silence in breakdown.abstentions:
        sheet.put(sheet.text(f"{silence.lens}: {silence.reason}"), first="  - ")


def _hue(lens: str) -> str:
    return _HUES.get(lens, _OTHER_HUE)


def _lead(item: Item) -> str:
    return f"bold {_hue(item.finding.lens)}".strip()


def _number(item: Item) -> str:
    return f"{item.number:>3}  "
