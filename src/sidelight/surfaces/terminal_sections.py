"""Findings as lines: a lens's section, a finding with its words, a speaker over all that he said."""

from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from sidelight.surfaces.bars import Bar, bars_of
from sidelight.surfaces.excerpts import Piece, excerpt, shorten, words_of
from sidelight.surfaces.reading import HEADLINES, Item, Reading, Section, Speaker
from sidelight.surfaces.sheet import Sheet, clean
from sidelight.surfaces.wording import arithmetic, measures, sureness, verdict
from sidelight.types import AttributionData, CheckData, Finding, LoadedData, NoteData

_LONGEST_QUOTE = 360
_LONGEST_EXCERPT = 400
_MOST_EXCERPTS = 3
_SAID = 60
"""Characters of evidence that a statement must have for the evidence not to be quoted again under it."""
BELOW = "below the threshold"
INDENT = "     "
_HUES = {"figures": "cyan", "loaded": "yellow", "voices": "magenta", "provenance": ""}
_OTHER_HUE = "green"
_BAR = 21
"""Characters of a bar; odd, so that a scale has a middle."""
_FOR_BARS = 64
"""Columns below which measures are told in words."""


def section_lines(sheet: Sheet, reading: Reading, section: Section) -> None:
    sheet.heading(section.title, hue_of(section.lens))
    for k, item in enumerate(section.items):
        if k and section.lens != "provenance":
            sheet.blank()
        item_lines(sheet, reading, item)
    named = [s for s in section.speakers if s.name]
    for k, speaker in enumerate(section.speakers):
        if k == len(named) and named:
            sheet.blank()
            sheet.put(sheet.text("Sources without a name", "dim"), first="  ")
        if k or section.items:
            sheet.blank()
        _speaker(sheet, reading, speaker)


def item_lines(sheet: Sheet, reading: Reading, item: Item) -> None:
    finding, data = item.finding, item.finding.data
    below = [] if finding.displayed else [BELOW]
    if isinstance(data, LoadedData) and item.marks:
        _excerpts(sheet, reading, item, first=number_of(item))
        note_lines(sheet, [finding.statement if finding.displayed else "", sureness(finding), *below])
        return
    if finding.lens == "provenance":
        _provenance(sheet, reading, item)
        return
    off = isinstance(data, CheckData) and data.verdict == "off"
    sheet.put(sheet.text(finding.statement, "bold" if off else ""), first=number_of(item), lead=lead_of(item))
    told = [sureness(finding), *below]
    if isinstance(data, CheckData):
        told = [arithmetic(data), verdict(finding), *told]
    elif isinstance(data, NoteData) and data.value and data.value.casefold() not in finding.statement.casefold():
        told = [f"{data.label}: {data.value}", *told]
    note_lines(sheet, told)
    measure_lines(sheet, finding)
    if finding.lens not in HEADLINES:
        _excerpts(sheet, reading, item, first=INDENT, quiet=finding.statement)
    for absence in finding.absences:
        near = f", nearest “{shorten(absence.nearest.text, 120)}”" if absence.nearest else ""
        report = reading.by_id.get(absence.article)
        name = reading.label(report) if report else absence.article
        note_lines(sheet, [f"not found in {name} (by {absence.method}, best score {absence.score:.2f}{near})"])


def _provenance(sheet: Sheet, reading: Reading, item: Item) -> None:
    finding = item.finding
    label = finding.kind.replace("-", " ").capitalize()
    number = number_of(item)
    first = number + label.ljust(18) if sheet.width >= 60 else number
    line = finding.statement if sheet.width >= 60 else f"{label}: {finding.statement}"
    sheet.put(sheet.text(line if finding.displayed else f"{line} ({BELOW})"), first=first, lead=lead_of(item))
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
    told = [reading.cue_words(finding), *([] if finding.displayed else [BELOW, sureness(finding)])]
    aside = ", ".join(n for n in told if n)
    if aside:
        line.append(sheet.text(f" — {aside}", "dim"))
    if sheet.width >= 50:
        sheet.put(line, first=f"{number_of(item)}{label.ljust(9)} ", lead=hue_of(finding.lens))
    else:
        line = Text.assemble(sheet.text(f"{label}: ", "dim"), line, end="")
        sheet.put(line, first=number_of(item), lead=hue_of(finding.lens))


def _excerpts(sheet: Sheet, reading: Reading, item: Item, *, first: str, quiet: str | None = None) -> None:
    """The sentences that an item's marks stand in; none whose words the statement `quiet` has in full already."""
    places = reading.places(item.marks)
    for place in places[:_MOST_EXCERPTS]:
        article, part, around = place.article, place.part, place.around
        text = words_of(article, part)
        if quiet and text[slice(*around)].casefold() in quiet.casefold():
            continue
        pieces = list(excerpt(text, around, [(m.start, m.end) for m in place.marks if m.strong], _LONGEST_EXCERPT))
        if len(pieces) == 1:
            pieces = [Piece(pieces[0].text, False)]
        named = len(reading.articles) > 1 or part == "title"
        name = reading.label(article)
        where = (f"{name}, title: " if part == "title" else f"{name}: ") if len(reading.articles) > 1 else "title: "
        body = sheet.marked(pieces)
        if named:
            body = Text.assemble(sheet.text(where, "dim"), body, end="")
        if quiet is None:
            sheet.put(body, first=first, lead=lead_of(item))
            first = INDENT
        else:
            sheet.put(body, first=f"{first}│ ", rest=f"{first}│ ")
    if len(places) > _MOST_EXCERPTS:
        more = len(places) - _MOST_EXCERPTS
        note_lines(sheet, [f"and {more} more place{'' if more == 1 else 's'}"])


def measure_lines(sheet: Sheet, finding: Finding) -> None:
    """The finding's measures as bars where there is something to compare and room, else its count and measures in words."""
    bars = bars_of(finding) if sheet.width >= _FOR_BARS else ()
    if not bars:
        for line in measures(finding):
            note_lines(sheet, [line])
    for group, some in groupby(bars, key=lambda b: b.group):
        held = tuple(some)
        if group:
            note_lines(sheet, [group])
        names = min(max(cell_len(clean(b.name)) for b in held), sheet.width // 4)
        values = max(cell_len(b.value) for b in held)
        for bar in held:
            name = sheet.text(bar.name)
            name.truncate(names, overflow="ellipsis", pad=True)
            lead = Text.assemble(INDENT, name, "  ", (_drawn(bar), hue_of(finding.lens)), f"  {bar.value.rjust(values)}", end="")
            aside = sheet.text(f"  {bar.aside}" if bar.aside else "", "dim")
            aside.truncate(max(sheet.width - lead.cell_len, 0), overflow="ellipsis")
            sheet.put(Text.assemble(lead, aside, end=""))


def _drawn(bar: Bar) -> str:
    """A bar of characters; of a scale with its zero in the middle a place on a line, its interval as a stroke."""
    last = _BAR - 1
    if not bar.point:
        full = round(bar.end * _BAR)
        return "█" * full + "░" * (_BAR - full)
    cells = ["┊" if k == last // 2 else "·" for k in range(_BAR)]
    if bar.low is not None and bar.high is not None:
        for k in range(round(bar.low * last), round(bar.high * last) + 1):
            cells[k] = "─"
    cells[round(bar.end * last)] = "●"
    return "".join(cells)


def note_lines(sheet: Sheet, notes: list[str]) -> None:
    line = " · ".join(n for n in notes if n)
    if line:
        sheet.put(sheet.text(line, "dim"), first=INDENT)


def hue_of(lens: str) -> str:
    return _HUES.get(lens, _OTHER_HUE)


def lead_of(item: Item) -> str:
    return f"bold {hue_of(item.finding.lens)}".strip()


def number_of(item: Item) -> str:
    return f"{item.number:>3}  "
