"""Linked spans become attributions: a cue with its contents and its source, or a content whose cue nobody sees."""

from dataclasses import dataclass

from sidelight.annotate.attributions.layout import CONTENT, CUE, SOURCE, Layout
from sidelight.annotate.attributions.links import best, fifth, head, near, step
from sidelight.annotate.attributions.quotes import inside
from sidelight.annotate.attributions.spans import Span, Spans
from sidelight.text.pack import LanguagePack
from sidelight.types import Range

CUED_FROM = 0.1
"""Chance of a link from which a content has a cue."""
SOURCED_FROM = 0.1
"""Chance of a link from which there is a source."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An attribution in the making, with how sure its links are."""

    source: Span | None
    cue: Span | None
    content: list[Span]
    content_link: float
    source_link: float


def assemble(layout: Layout, spans: Spans, pack: LanguagePack) -> list[Linked]:
    """Every content with its likeliest cue, every cue with its likeliest source, in text order."""
    of_cue: dict[Span, list[tuple[Span, float]]] = {}
    alone: list[tuple[Span, float]] = []
    for content in spans.content:
        cue, chance = best(layout, spans, content, spans.cue, "cc", pack)
        if cue is None or chance < CUED_FROM:
            alone.append((content, chance))
        else:
            of_cue.setdefault(cue, []).append((content, chance))
    found = []
    for cue, contents in of_cue.items():
        source, chance = best(layout, spans, cue, spans.source, "us", pack)
        kept = source if chance >= SOURCED_FROM else None
        found.append(Linked(kept, cue, [c for c, _ in contents], max(p for _, p in contents), chance))
    for content, linked in alone:
        source, chance = best(layout, spans, content, spans.source, "cs", pack)
        found.append(Linked(source if chance >= SOURCED_FROM else None, None, [content], linked, chance))
    return sorted(found, key=lambda one: one.content[0].start)


def ranges(layout: Layout, content: list[Span]) -> tuple[Range, ...]:
    """Places of the spans, those that only white space parts joined, half quotation marks made whole."""
    found: list[Range] = []
    for span in sorted(content, key=lambda s: s.start):
        start, end = layout.places[span.start][0], layout.places[span.end - 1][1]
        if found and not layout.text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(_whole(layout, start, end) for start, end in found)


def _whole(layout: Layout, start: int, end: int) -> Range:
    """Takes in a quotation's mark that stands right outside, and leaves out one whose quotation lies elsewhere."""
    for quote in layout.quotes:
        if quote.start <= start < quote.end and start - quote.start <= 2:
            start = quote.start
        if quote.start < end < quote.end and quote.end - end <= 2:
            end = quote.end
        if quote.start == end - 1 and quote.end > end and start < quote.start:
            end = start + len(layout.text[start : quote.start].rstrip())
        if quote.end == start + 1 and quote.start < start and start + 1 < end:
            start += 1 + len(layout.text[start + 1 : end]) - len(layout.text[start + 1 : end].lstrip())
    return start, end


def is_direct(layout: Layout, content: tuple[Range, ...]) -> bool:
    """Whether all but a word or two of the content stands in quotation marks."""
    whole = sum(len(layout.text[s:e].split()) for s, e in content)
    quoted = sum(len(layout.text[a:b].split()) for s, e in content for a, b in inside(layout.quotes, s, e))
    return quoted >= 0.9 * whole or (whole - quoted <= 1 and quoted > 3)


def features(layout: Layout, spans: Spans, one: Linked, pack: LanguagePack) -> list[str]:
    """What the model of a whole attribution looks at: chances inside and at the edges, links, lengths, marks, the cue's word."""
    first, last = one.content[0], one.content[-1]
    words = [k for span in one.content for k in range(span.start, span.end) if layout.is_word(k)]
    contents = layout.chances[CONTENT]
    inner = [contents[k] for k in words]
    before = contents[first.start - 1] if first.start else 0.0
    after = contents[last.end] if last.end < len(contents) else 0.0
    mean, least = fifth(sum(inner) / len(inner)), fifth(min(inner))
    edges = f"{fifth(before)}{fifth(after)}"
    quoted = min(int(3 * sum(layout.quote[k] > 0 for k in words) / len(words)), 2)
    size, parts = step(len(words)), min(len(one.content), 3)
    cue = one.cue
    form = f"{'s' if one.source else '-'}{'u' if cue else '-'}"
    word = head(layout, cue, pack) if cue else "-"
    speech = word in pack.words["speech_cues"]
    order = _order(one)
    opens = layout.lower[first.start]
    content_link, source_link = int(one.content_link * 8), int(one.source_link * 8)
    source = f"{fifth(one.source.chance)}" if one.source else "-"
    source_least = f"{fifth(min(layout.chances[SOURCE][one.source.start : one.source.end]))}" if one.source else "-"
    cue_chance = fifth(max(layout.chances[CUE][cue.start : cue.end])) if cue else -1
    rivals = len(near(layout, first, spans.content))
    return [
        form, f"{form}m{mean}", f"l{least}", f"{form}l{least}z{size}", f"e{edges}", f"{form}c{content_link}",
        f"{form}s{source_link}", f"c{content_link}s{source_link}", f"q{quoted}{form}", f"q{quoted}z{size}", f"{order}{form}",
        f"{order}m{mean}", f"w={word}", f"w={word}z{min(size, 5)}", f"f={opens}{speech:d}", f"x{source}{source_least}",
        f"y{cue_chance}", f"p{parts}{form}", f"r{rivals}", f"m{mean}x{source}y{cue_chance}", f"z{size}{form}",
    ]  # fmt: skip


def _order(one: Linked) -> str:
    """In which order source, cue and contents begin."""
    places = [(span.start, name) for span in one.content for name in "C"]
    places += [(span.start, name) for span, name in ((one.source, "S"), (one.cue, "U")) if span]
    return "".join(name for _, name in sorted(places))[:5]
