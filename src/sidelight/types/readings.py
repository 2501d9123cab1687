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


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReading:
    """Of each piece of the sentences that were read, in order: the chances that it begins or goes on with a name.

    `chances` are nine a piece and sum to 1: no name, then begin and inside of a person, an organisation, a place, another
    name. A word may be several pieces. All three have the same length; nothing is said of sentences that were not read.
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    chances: tuple[tuple[float, ...], ...] = ()
