"""A breakdown as text for a terminal, a pipe or a file."""

from collections.abc import Callable

from sidelight.surfaces.reading import Item, Reading
from sidelight.surfaces.sheet import Sheet
from sidelight.surfaces.side_by_side import SideBySide
from sidelight.surfaces.terminal_sections import lead_of, number_of, section_lines
from sidelight.surfaces.terminal_story import story_head, story_section
from sidelight.surfaces.wording import made_with, published
from sidelight.types import Article, Breakdown, Story


def render(breakdown: Breakdown, *, width: int = 80, colour: bool = False, everything: bool = False) -> str:
    """The breakdown in lines of at most `width` columns (never under 20), ended by a newline.

    Without `colour` there is not one escape code, and marked words stand in brackets. `everything` prints the
    findings below the display threshold too, and says that they are; of a story also what is else counted only.
    """
    reading = Reading(breakdown, everything=everything)
    sheet = Sheet(width, colour=colour)
    if isinstance(breakdown.subject, Story):
        _story(sheet, SideBySide(reading), everything=everything)
    else:
        _article(sheet, reading, breakdown.subject)
    _silences(sheet, breakdown)
    sheet.blank()
    sheet.put(sheet.text(made_with(breakdown), "dim"))
    return sheet.finish()


def _story(sheet: Sheet, view: SideBySide, *, everything: bool) -> None:
    sheet.put(sheet.text(view.story.title or "A story without a title", "bold"))
    story_head(sheet, view)
    _failures(sheet, view.reading.breakdown)
    _first(sheet, view.reading, view.headline)
    for section in view.reading.sections:
        story_section(sheet, view, section, everything=everything)


def _article(sheet: Sheet, reading: Reading, article: Article) -> None:
    sheet.put(sheet.text(article.title or _unnamed(article), "bold"))
    facts = _facts(article)
    if facts:
        sheet.put(sheet.text(" · ".join(facts), "dim"))
    if article.url:
        sheet.put(sheet.text(article.url, "dim"))
    sheet.blank()
    for line in reading.breakdown.overview:
        sheet.put(sheet.text(line))
    _failures(sheet, reading.breakdown)
    _first(sheet, reading, lambda item: item.finding.statement)
    for section in reading.sections:
        section_lines(sheet, reading, section)


def _failures(sheet: Sheet, breakdown: Breakdown) -> None:
    for failure in breakdown.provenance.failed:
        sheet.put(sheet.text(f"{failure.id} could not be read: {failure.error}"), first="! ")


def _unnamed(article: Article) -> str:
    """What stands for a title: the file's name where the text came from one."""
    name = article.id.replace("\\", "/").rsplit("/", 1)[-1]
    return f"Without a title ({name})" if "." in name else "Without a title"


def _facts(article: Article) -> list[str]:
    words = len(article.text.split())
    facts = [article.outlet or "", published(article), ", ".join(article.authors), f"{words:,} words" if words else "title only"]
    return [f for f in facts if f]


def _first(sheet: Sheet, reading: Reading, line: Callable[[Item], str]) -> None:
    if not reading.first:
        return
    sheet.heading("Look at first")
    for item in reading.first:
        sheet.put(sheet.text(line(item)), first=number_of(item), most=2, lead=lead_of(item))


def _silences(sheet: Sheet, breakdown: Breakdown) -> None:
    if not breakdown.abstentions:
        return
    sheet.heading("What the lenses do not say")
    for silence in breakdown.abstentions:
        sheet.put(sheet.text(f"{silence.lens}: {silence.reason}"), first="  - ")
