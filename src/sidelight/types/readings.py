"""What the reading networks say of a text, before anything is made of it. Places are code points, end-exclusive."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TagReading:
    """Of each piece of the report, in order: the chances that it belongs to a source, to a cue, to a content.

    A word may be several pieces; a piece may have several roles. All five have the same length.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    source: tuple[float, ...]
    cue: tuple[float, ...]
    content: tuple[float, ...]
