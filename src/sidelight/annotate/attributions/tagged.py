"""Attributions as the window network's tags make them: spans, linked, each with the chance that it is right."""

from sidelight.annotate.attributions.assembling import Linked, assemble, features, is_direct, ranges
from sidelight.annotate.attributions.layout import Layout
from sidelight.annotate.attributions.spans import Span, find_spans
from sidelight.annotate.attributions.weights import probability
from sidelight.text.pack import LanguagePack
from sidelight.types import Attribution, Range

KEPT_FROM = 0.2
"""Below it what the links make is dropped: attribution F1 hardly changes from 0.2 to 0.35, words are gained; PolNeAR, 2026-11."""
SCANT = 3
"""Words: a reported content of fewer tells nothing."""
DOUBTED = 0.5
"""Ceiling of the probability of what no reader should be shown."""


def tagged(layout: Layout, pack: LanguagePack) -> list[Attribution]:
    """Every attribution that the tags make, in text order; their contents do not overlap."""
    spans = find_spans(layout)
    found = [(one, probability("linked", features(layout, spans, one, pack))) for one in assemble(layout, spans, pack)]
    return [_attribution(layout, one, chance, pack) for one, chance in found if chance >= KEPT_FROM]


def _attribution(layout: Layout, one: Linked, chance: float, pack: LanguagePack) -> Attribution:
    spoken = [span for span in one.content if span.end - span.start > 1] or one.content
    content = ranges(layout, spoken)
    words = sum(len(layout.text[s:e].split()) for s, e in content)
    direct = is_direct(layout, content)
    source = _place(layout, one.source)
    if (not direct and words < SCANT) or _headless(layout, spoken[-1], pack) or _halved(layout, source):
        chance = min(chance, DOUBTED)
    return Attribution(
        source=source,
        cue=_place(layout, one.cue),
        content=content,
        direct=direct,
        speaker=None,
        speaker_kind="other",
        probability=round(chance, 4),
    )


def _headless(layout: Layout, span: Span, pack: LanguagePack) -> bool:
    """“a view Lund said was wrong”: the last that is said has lost its subject."""
    return layout.lower[span.start] in pack.words["finite_verbs"]


def _halved(layout: Layout, source: tuple[Range, ...]) -> bool:
    """Whether a source holds half a pair of quotation marks."""
    printed = "".join(layout.text[s:e] for s, e in source)
    return printed.count("“") != printed.count("”") or printed.count('"') % 2 == 1


def _place(layout: Layout, span: Span | None) -> tuple[Range, ...]:
    return ((layout.places[span.start][0], layout.places[span.end - 1][1]),) if span else ()
