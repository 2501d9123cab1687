"""The table of contents: every stage between an article and its lenses, what it needs and what it gives.

`needs` and `gives` name values; "article" and "pack" (the language's word lists) are given, the rest are fields of
`Annotations` but "name_reading", what the sentence network says of names, "tags", what the window network says of who
says what, "quotes", which are attributions before anyone is named, and "mentioned", mentions before their sentiment is
read. Each function takes what it needs, in order.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple


class Stage(NamedTuple):
    """One step: a function of values to a value."""

    name: str
    needs: tuple[str, ...]
    gives: str
    run: Callable[..., Any]


@cache
def stages() -> tuple[Stage, ...]:
    """The stages in an order in which each finds what it needs."""
    from sidelight.annotate.attributions import find_attributions
    from sidelight.annotate.figures import find_figures
    from sidelight.annotate.mentions import find_mentions
    from sidelight.annotate.names import find_names
    from sidelight.annotate.sentences import find_sentences
    from sidelight.annotate.speakers import name_speakers
    from sidelight.annotate.voices import find_voices
    from sidelight.encode.loaded import read_loaded
    from sidelight.encode.names import read_names
    from sidelight.encode.sentiment import read_sentiment
    from sidelight.encode.windows import read_windows

    return (
        Stage("sentences", ("article", "pack"), "sentences", find_sentences),
        Stage("name reading", ("article", "sentences"), "name_reading", read_names),
        Stage("names", ("article", "sentences", "pack", "name_reading"), "names", find_names),
        Stage("windows", ("article", "sentences"), "tags", read_windows),
        Stage("attributions", ("article", "sentences", "tags", "pack"), "quotes", find_attributions),
        Stage("speakers", ("article", "sentences", "names", "quotes", "pack"), "attributions", name_speakers),
        Stage("voices", ("article", "sentences", "attributions"), "voices", find_voices),
        Stage("loaded", ("article", "sentences", "voices"), "loaded", read_loaded),
        Stage("mentions", ("article", "sentences", "names", "attributions", "pack"), "mentioned", find_mentions),
        Stage("sentiment", ("article", "sentences", "mentioned"), "mentions", read_sentiment),
        Stage("figures", ("article", "sentences", "pack"), "figures", find_figures),
    )
