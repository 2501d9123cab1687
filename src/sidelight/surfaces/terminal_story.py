"""A story as lines: its reports under letters, its facts as a matrix, its copied passages side by side."""

from itertools import groupby

from rich.text import Text

from sidelight.surfaces.excerpts import ELLIPSIS, shorten
from sidelight.surfaces.fact_cells import SYMBOLS, Cell
from sidelight.surfaces.reading import Item, Section
from sidelight.surfaces.sheet import Sheet
from sidelight.surfaces.side_by_side import TITLES, Alone, Report, Row, SideBySide, Words, listed
from sidelight.surfaces.terminal_sections import BELOW, INDENT, hue_of, item_lines, lead_of, note_lines, number_of, section_lines
from sidelight.surfaces.variants import Change, changes
from sidelight.types.story_data import PassageData

_ALONE_AT_MOST = ((3, 8), (6, 5))
"""Facts shown of what one report tells alone, by how many reports there are at most; of stories of more, `_ALONE_AT_LEAST`."""
_ALONE_AT_LEAST = 3
_LONGEST_PASSAGE = 320
_LONGEST_CHANGE = 60
_CHANGES_AT_MOST = 6
_CELL_STYLES: dict[Cell, str] = {"told": "bold", "left-out": "bold yellow", "undecided": "dim"}
_WORDS_AT_MOST = 2
"""Lines for the words of one report under a fact, and for its statement."""


def story_head(sheet: Sheet, view: SideBySide) -> None:
    """How many reports, how many of them on their own, and each under its letter."""
    sheet.put(sheet.text(view.counted, "dim"))
    for line in view.overview:
        sheet.put(sheet.text(line))
    sheet.heading("Reports")
    for report in view.reports:
        first = f" {report.letter.rjust(2)}  "
        sheet.put(sheet.text(" · ".join(report.facts)), first=first, lead="bold")
        sheet.put(sheet.text(report.heading, "dim"), first=" " * len(first), most=2)
        if report.copied:
            sheet.put(sheet.text(report.copied, "yellow"), first=" " * len(first))


def story_section(sheet: Sheet, view: SideBySide, section: Section, *, everything: bool) -> None:
    """Facts as a matrix, copies side by side, any other lens's findings as they are."""
    if section.lens == "facts":
        _facts(sheet, view, section, everything=everything)
    elif section.lens == "copies":
        sheet.heading(section.title, hue_of(section.lens))
        for k, item in enumerate(section.items):
            if k:
                sheet.blank()
            _passage(sheet, view, item, everything=everything)
    else:
        section_lines(sheet, view.reading, section)


def _facts(sheet: Sheet, view: SideBySide, section: Section, *, everything: bool) -> None:
    sheet.heading(section.title, hue_of(section.lens))
    told = ", ".join(f"{SYMBOLS[cell]} {word}" for cell, word in _KEY.items())
    sheet.put(sheet.text(told, "dim"))
    for group, rows in view.matrix:
        sheet.blank()
        letters = _columns(sheet, view.reports, [r.letter for r in view.reports], ["bold"] * len(view.reports))
        sheet.put(sheet.text(f"{TITLES[group]} ({len(rows)})", "bold"), first=letters or INDENT)
        for row in rows:
            before = sheet.length
            _row(sheet, view, row, everything=everything)
            if sheet.length - before > 3:
                sheet.blank()
    for alone in view.alone:
        _alone(sheet, alone, view, everything=everything)


_KEY: dict[Cell, str] = {"told": "tells it", "left-out": "was searched, does not", "undecided": "could not be settled"}


def _row(sheet: Sheet, view: SideBySide, row: Row, *, everything: bool) -> None:
    finding = row.item.finding
    most = None if everything else _WORDS_AT_MOST
    cells = _columns(sheet, view.reports, [SYMBOLS[c] for c in row.cells], [_CELL_STYLES[c] for c in row.cells], row.item)
    sheet.put(sheet.text(finding.statement), first=cells or number_of(row.item), most=most, lead=lead_of(row.item))
    if cells is None:
        note_lines(sheet, [_in_words(row, view.reports)])
    for words in row.words:
        if words.worth or (everything and words.citing):
            _words(sheet, words, most=most)
    if everything:
        for near in row.near:
            _near(sheet, near.report, near.text, near.score)
    notes = [view.support(row), view.doubt(row), "" if finding.displayed else BELOW]
    note_lines(sheet, notes)


def _words(sheet: Sheet, words: Words, *, most: int | None) -> None:
    citing = f"citing {words.citing}" if words.citing and (words.same or words.citing not in words.text) else ""
    shown = "" if words.same else words.text
    line = Text.assemble(sheet.text(f"{citing}: " if citing and shown else citing, "dim"), sheet.text(shown), end="")
    letters = " ".join(r.letter for r in words.reports)
    if len(letters) > sheet.width // 6:
        letters = f"{len(words.reports)} reports"
    sheet.put(line, first=f"{INDENT}{letters} ", rest=f"{INDENT}  ", most=most, lead="bold")


def _near(sheet: Sheet, report: Report, text: str, score: float) -> None:
    line = f"nearest ({score:.2f}): {text}" if text else "nothing near it"
    sheet.put(sheet.text(line, "dim"), first=f"{INDENT}{report.letter} {SYMBOLS['left-out']} ")


def _alone(sheet: Sheet, alone: Alone, view: SideBySide, *, everything: bool) -> None:
    sheet.blank()
    sheet.put(sheet.text(alone.title, "bold"), first=INDENT)
    shown = alone.left_out + alone.unsettled if everything else alone.left_out[: _most_alone(view)]
    for row in shown:
        finding = row.item.finding
        unsure = [r.letter for r, c in zip(view.reports, row.cells, strict=True) if c == "undecided"]
        aside = [f"not settled for {listed(unsure)}" if unsure else "", "" if finding.displayed else BELOW]
        line = sheet.text(finding.statement)
        if any(aside):
            line.append(sheet.text(f" ({', '.join(a for a in aside if a)})", "dim"))
        sheet.put(line, first=number_of(row.item), most=None if everything else _WORDS_AT_MOST, lead=lead_of(row.item))
        if everything:
            for near in row.near:
                _near(sheet, near.report, near.text, near.score)
    if not everything:
        more, unsettled = len(alone.left_out) - len(shown), len(alone.unsettled)
        rest = [f"{more} more" if more else "", f"{unsettled} that others may tell too" if unsettled else ""]
        told = listed([r for r in rest if r]) if alone.left_out else f"{unsettled}"
        note_lines(
            sheet, [f"{'and ' if alone.left_out else ''}{told} (--all shows {_them(more + unsettled)})" if any(rest) else ""]
        )


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


def _most_alone(view: SideBySide) -> int:
    return next((most for reports, most in _ALONE_AT_MOST if len(view.reports) <= reports), _ALONE_AT_LEAST)


def _columns(
    sheet: Sheet, reports: tuple[Report, ...], cells: list[str], styles: list[str], item: Item | None = None
) -> Text | None:
    """A cell a report behind the finding's number, spaced where there is room; None where there is none, even close together."""
    number = number_of(item) if item else INDENT
    wide = max((len(r.letter) for r in reports), default=1)
    for gap in (1, 0):
        if len(number) + len(cells) * (wide + gap) + 2 - gap <= sheet.width // 3 and (gap or wide == 1):
            line = Text(number, style=f"bold {hue_of('facts')}" if item else "", end="")
            for cell, style in zip(cells, styles, strict=True):
                line.append(cell.ljust(wide + gap), style=style)
            line.append(" " * (2 - gap), style="")
            return line
    return None


def _in_words(row: Row, reports: tuple[Report, ...]) -> str:
    said: list[tuple[Cell, str]] = [("told", "in"), ("left-out", "not in"), ("undecided", "not settled for")]
    parts = []
    for cell, word in said:
        letters = [r.letter for r, c in zip(reports, row.cells, strict=True) if c == cell]
        if letters:
            parts.append(f"{word} {listed(letters)}")
    return "; ".join(parts)


def _passage(sheet: Sheet, view: SideBySide, item: Item, *, everything: bool) -> None:
    """The shared words once for all reports that have them alike, under their letters; the middle of long ones left out."""
    finding, data = item.finding, item.finding.data
    if not isinstance(data, PassageData):
        item_lines(sheet, view.reading, item)
        return
    sheet.put(sheet.text(view.passage(finding)), first=number_of(item), lead=lead_of(item))
    if not finding.displayed:
        note_lines(sheet, [BELOW])
    spans = sorted(finding.evidence, key=lambda s: (list(view.by_id).index(s.article), s.start))
    texts = [(view.by_id[s.article].letter, " ".join(s.text.split())) for s in spans]
    first = {text: k for k, (_, text) in reversed(list(enumerate(texts)))}
    texts.sort(key=lambda t: first[t[1]])
    said = ""
    for text, held in groupby(texts, key=lambda t: t[1]):
        letters = " ".join(dict.fromkeys(letter for letter, _ in held))
        changed = changes(said, text) if said else None
        if changed is not None and len(changed) <= _CHANGES_AT_MOST:
            line = sheet.text(f"the same, but {'; '.join(map(_change, changed))}", "dim")
        else:
            line = sheet.text(f"“{text if everything else middle_left_out(text, _LONGEST_PASSAGE)}”", "dim")
        said = said or text
        sheet.put(line, first=f"{INDENT}{letters} ", rest=f"{INDENT}  ", lead="bold")


def _change(change: Change) -> str:
    was, now = shorten(change.was, _LONGEST_CHANGE), shorten(change.now, _LONGEST_CHANGE)
    if not was:
        return f"with “{now}”"
    return f"“{now}” for “{was}”" if now else f"without “{was}”"


def middle_left_out(text: str, limit: int) -> str:
    """The text with its middle left out where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    half = limit // 2
    tail = text[-half:]
    return f"{shorten(text[: half + 1], half).rstrip(ELLIPSIS)} {ELLIPSIS} {tail[tail.find(' ') + 1 :]}"
