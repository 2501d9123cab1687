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

    def put(self, body: Text, *, first: str = "", rest: str | None = None, most: int | None = None, lead: str = "dim") -> None:
        """Wrap `body` behind `first` and, from its second line on, behind `rest` (as many blanks where None).

        Both are cut on a narrow terminal; beyond `most` lines the text ends in an omission mark.
        """
        room = self.width // 3
        first = clean(first)
        rest = " " * cell_len(first) if rest is None else clean(rest)
        if max(cell_len(first), cell_len(rest)) > room:
            first, rest = first.strip()[: room - 1] + " " if first.strip() and cell_len(first.strip()) < room else "  ", "  "
        width = self.width - max(cell_len(first), cell_len(rest))
        wrapped = list(body.wrap(self._console, width, overflow="fold"))
        if most and len(wrapped) > most:
            wrapped = wrapped[:most]
            wrapped[-1].rstrip()
            wrapped[-1].truncate(width - 2)
            wrapped[-1].append(" …")
        for k, line in enumerate(wrapped):
            line.rstrip()
            start = first if k == 0 else rest
            self._lines.append(Text.assemble((start, lead if start.strip() else ""), line, end=""))

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
            self._console.print(line, soft_wrap=True, highlight=False, markup=False, emoji=False, end="\n")
        return self._out.getvalue()
