"""Lines for a terminal: cleaned, wrapped between words, with hanging indents, never wider than told."""

import unicodedata
from collections.abc import Iterable
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from sidelight.surfaces.excerpts import Piece

NARROWEST = 20
"""Columns below which nothing can be laid out; narrower terminals get lines of this width."""

_MARKED = "bold underline"
_KEPT = "\u200c"
_DROPPED = "\ufe0e\ufe0f"


def clean(text: str) -> str:
    """The text with all that could steer a terminal taken out.

    Control characters and half surrogates become U+FFFD, white space a space; invisible format characters (directional
    overrides, joiners, tags) and variation selectors go, since terminals disagree on their width.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_safe(c) for c in text)


def _safe(character: str) -> str:
    if character.isspace():
        return " "
    if character in _DROPPED:
        return ""
    category = unicodedata.category(character)
    if category == "Cf":
        return character if character in _KEPT else ""
    return "\ufffd" if category in ("Cc", "Cs") else character


class Sheet:
    """Collects lines. `colour` says whether escape codes may be printed; without it marks are brackets."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self.width = max(width, NARROWEST)
        self.colour = colour
        self._out = StringIO()
        self._console = Console(
            file=self._out,
            width=self.width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            legacy_windows=False,
            _environ={},
        )
        self._lines: list[Text] = []

    def text(self, words: str, style: str = "") -> Text:
        """Cleaned words in one style."""
        return Text(clean(words), style=style, end="")

    def marked(self, pieces: Iterable[Piece], style: str = "") -> Text:
        """An excerpt with its marked words underlined, or in brackets where there is no colour.

        Brackets are square, or curly where the excerpt has square ones of its own.
        """
        pieces = tuple(pieces)
        opening, closing = "{}" if any(set("[]") & set(p.text) for p in pieces) else "[]"
        line = Text(style=style, end="")
        for piece in pieces:
            words = clean(piece.text)
            if not piece.marked:
                line.append(words)
            elif self.colour:
                line.append(words, style=_MARKED)
            else:
                inner = words.strip()
                before = words[: len(words) - len(words.lstrip())]
                line.append(f"{before}{opening}{inner}{closing}{words[len(before) + len(inner) :]}")
        return line

    def put(
        self, body: Text, *, first: str | Text = "", rest: str | None = None, most: int | None = None, lead: str = "dim"
    ) -> None:
        """Wrap `body` behind `first` and, from its second line on, behind `rest` (as many blanks where None).

        Both are cut on a narrow terminal, where `first` loses its styles; beyond `most` lines the text ends in an omission mark.
        """
        room = self.width // 3
        styled = first if isinstance(first, Text) else None
        start = clean(first.plain if isinstance(first, Text) else first)
        rest = " " * cell_len(start) if rest is None else clean(rest)
        if max(cell_len(start), cell_len(rest)) > room:
            start, rest = start.strip()[: room - 1] + " " if start.strip() and cell_len(start.strip()) < room else "  ", "  "
            styled = None
        width = self.width - max(cell_len(start), cell_len(rest))
        wrapped = list(body.wrap(self._console, width, overflow="fold"))
        if most and len(wrapped) > most:
            wrapped = wrapped[:most]
            _end_in_omission(wrapped[-1], width)
        for k, line in enumerate(wrapped):
            line.rstrip()
            if k == 0 and styled is not None:
                self._lines.append(Text.assemble(styled, line, end=""))
            else:
                before = rest if k else start
                self._lines.append(Text.assemble((before, lead if before.strip() else ""), line, end=""))

    @property
    def length(self) -> int:
        """Lines so far."""
        return len(self._lines)

    def blank(self) -> None:
        """An empty line, never two."""
        if self._lines and self._lines[-1].plain:
            self._lines.append(Text("", end=""))

    def heading(self, title: str, hue: str = "") -> None:
        """A section's title with a rule to the right margin."""
        self.blank()
        line = self.text(title.upper(), f"bold {hue}")
        line.truncate(self.width, overflow="ellipsis")
        rule = self.width - line.cell_len - 1
        if rule > 2:
            line.append(" " + "─" * rule, style="not bold dim default")
        self._lines.append(line)

    def finish(self) -> str:
        """All lines, each ended by a newline, without blanks at their ends."""
        for line in self._lines:
            line.rstrip()
            if self.colour:
                self._console.print(line, soft_wrap=True, highlight=False, markup=False, emoji=False, end="\n")
            else:
                self._out.write(f"{line.plain}\n")
        return self._out.getvalue()


def _end_in_omission(line: Text, width: int) -> None:
    """Cuts a line between words where it has any, so that the mark of omission fits behind it."""
    line.rstrip()
    whole = line.plain
    line.truncate(width - 2)
    cut = len(line.plain)
    space = whole.rfind(" ", 0, cut)
    if cut < len(whole) and whole[cut] != " " and space > 0:
        line.right_crop(cut - space)
    line.append(" …")
