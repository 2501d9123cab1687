"""The words a finding rests on: which stretches to mark, and the sentence or line around them to quote."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sidelight.types import Annotations, Article, AttributionData, CheckData, Finding, LoadedData, Range
from sidelight.types.spans import Part

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch to mark, and the words in it that matter most where they are fewer than all (`strong` is False around them)."""

    article: str
    part: Part
    start: int
    end: int
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of an excerpt, marked or not."""

    text: str
    marked: bool


def marks_of(finding: Finding, articles: Mapping[str, Article]) -> tuple[Mark, ...]:
    """The stretches that a finding points at, in text order, each once and inside its text.

    Loaded words are strong in their sentence, a check marks its claim and operands, an attribution its content; of any
    other finding it is the evidence. Ranges that lie in no text are left out.
    """
    data = finding.data
    evidence = [
        Mark(article=s.article, part=s.part, start=s.start, end=s.end, strong=not isinstance(data, LoadedData))
        for s in finding.evidence
    ]
    if isinstance(data, LoadedData):
        marks = evidence + [_inside(finding, r) for r in (data.named if finding.displayed else data.words)]
    elif isinstance(data, CheckData):
        marks = [_inside(finding, r) for r in (*data.operands, *((data.claim,) if data.claim else ()))] or evidence
    elif isinstance(data, AttributionData):
        marks = [_inside(finding, r) for r in data.content] or evidence
    else:
        marks = evidence
    kept = {m for m in marks if _lies(m, articles)}
    return tuple(sorted(kept, key=lambda m: (m.article, m.part == "text", m.start, -m.end)))


def words_of(article: Article, part: Part) -> str:
    """The title or the text."""
    return (article.title or "") if part == "title" else article.text


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words where there are any; the mark of omission counts."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    return head[: space if space > limit // 2 else limit - 1].rstrip(" ,;:–—") + ELLIPSIS


def excerpt(text: str, around: Range, marks: Iterable[Range], limit: int) -> tuple[Piece, ...]:
    """The stretch `around`, cut where it is longer than `limit` characters so that the marks stay, the marks set apart.

    Where the marks themselves lie further apart than the limit, what lies between them is left out too.
    """
    inside = sorted((max(s, around[0]), min(e, around[1])) for s, e in marks if s < around[1] and e > around[0])
    if not inside:
        return (Piece(shorten(text[slice(*around)], limit), False),)
    pieces: list[Piece] = []
    last = around[0]
    whole = around[1] - around[0]
    room = whole if whole <= limit else max(limit - sum(e - s for s, e in inside), 40) // (len(inside) + 1)
    for k, (start, end) in enumerate(inside):
        if end <= last:
            continue
        start = max(start, last)
        pieces.append(Piece(_gap(text[last:start], room, head=k > 0, tail=True), False))
        pieces.append(Piece(_mark(text[start:end], limit), True))
        last = end
    pieces.append(Piece(_gap(text[last : around[1]], room, head=True, tail=False), False))
    return tuple(p for p in pieces if p.text)


def surrounding(article: Article, part: Part, place: Range, annotations: Annotations | None) -> Range:
    """The sentence that holds the place, else its line."""
    if part == "text" and annotations and annotations.version == article.version:
        sentences = annotations.sentences or ()
        k = bisect_right(sentences, place[0], key=lambda s: s.start) - 1
        if k >= 0 and place[0] < sentences[k].end:
            return sentences[k].start, max(sentences[k].end, place[1])
    text = words_of(article, part)
    end = text.find("\n", place[1])
    return text.rfind("\n", 0, place[0]) + 1, len(text) if end < 0 else end


def _inside(finding: Finding, place: Range) -> Mark:
    """A data's range as a mark: in the evidence span that holds it, else in the text of the first article."""
    home = next((s for s in finding.evidence if s.start <= place[0] and place[1] <= s.end), None)
    first = home or next((s for s in finding.evidence if s.part == "text"), None)
    article = first.article if first else ""
    return Mark(article=article, part=home.part if home else "text", start=place[0], end=place[1])


def _lies(mark: Mark, articles: Mapping[str, Article]) -> bool:
    article = articles.get(mark.article)
    return article is not None and 0 <= mark.start < mark.end <= len(words_of(article, mark.part))


def _mark(text: str, limit: int) -> str:
    return text if len(text) <= limit else shorten(text, limit)


def _gap(text: str, room: int, *, head: bool, tail: bool) -> str:
    """What stands between marks: whole where it is short, else its `head` and `tail` with the middle left out."""
    if len(text) <= 2 * room:
        return text
    front = text[: text.rfind(" ", 0, room) + 1 or room].rstrip() if head else ""
    back = text[max(text.find(" ", len(text) - room), len(text) - room) :].lstrip() if tail else ""
    return f"{front}{' ' if head else ''}{ELLIPSIS}{' ' + back if back else ''}"
