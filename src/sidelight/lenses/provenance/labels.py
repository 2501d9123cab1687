"""What the page says that it is, and what of the text was set aside."""

import re
from urllib.parse import urlsplit

from sidelight.lenses.provenance.notes import blocks_of_kind, note, spans_of
from sidelight.text.pack import LanguagePack
from sidelight.types import Article, Count, Finding

_KINDS = {
    "promotion": ("Promotion", "promotion"),
    "related": ("Pointers to other stories", "pointers to other stories"),
    "comment-prompt": ("Prompts to comment", "prompts to comment"),
    "contact": ("Contact lines", "contact lines"),
    "boilerplate": ("Standing matter of the page", "standing matter"),
    "other-language": ("Paragraphs in another language", "paragraphs in another language"),
}
_ASIDE_ONLY = {"photo-credit": ("Photo credits or captions", "photo credits")}
_FIRST_LINES = 3


def set_aside(article: Article) -> list[Finding]:
    """One finding for each kind of stretch that the other lenses skip; for a page, also what left its body."""
    found: list[Finding] = []
    for kind, (name, label) in _KINDS.items():
        blocks = blocks_of_kind(article, kind)
        if blocks:
            size = "1 line" if len(blocks) == 1 else f"{len(blocks)} lines"
            found.append(
                note("set-aside", f"{name} ({size}): set aside, not analysed.", label, kind, spans=spans_of(article, blocks))
            )
    for kind, (name, label) in (_KINDS | _ASIDE_ONLY).items():
        number = sum(aside.kind == kind for aside in article.asides)
        if number:
            count = Count(value=number, of=len(article.asides), what="paragraphs of the page that were set aside")
            found.append(note("set-aside", f"{name} on the page ({number}): set aside, not analysed.", label, kind, count=count))
    return found


def opinion_labels(article: Article, pack: LanguagePack) -> list[Finding]:
    """Whether title, first lines or address carry a label of opinion; what the text itself reads like is not asked."""
    labels = pack.words["provenance_opinion_labels"]
    names = "|".join(sorted(re.escape(label) for label in labels))
    if article.title:
        label = re.match(rf"(?:{names})(?=\s*[:|–—])|", article.title, re.IGNORECASE)
        if not (label and label[0]):
            label = re.search(rf"(?<=[|–—] )(?:{names})$", article.title, re.IGNORECASE)
        if label and label[0]:
            span = article.span(label.start(), label.end(), "title")
            return [note("opinion-label", f"The headline is labelled “{label[0]}”.", "opinion", label[0], spans=[span])]
    head = re.compile(rf"(?:analysis ?/ ?)?(?:{names})(?: ?/ ?analysis)?:?", re.IGNORECASE)
    for line in list(re.finditer(r"[^\n]+", article.text[:1000]))[:_FIRST_LINES]:
        if head.fullmatch(line[0]):
            span = article.span(line.start(), line.end())
            return [note("opinion-label", f"The text is labelled “{line[0].rstrip(':')}”.", "opinion", line[0], spans=[span])]
    return _in_address(article, labels)


def _in_address(article: Article, labels: frozenset[str]) -> list[Finding]:
    if not article.url:
        return []
    try:
        parts = [part for part in urlsplit(article.url).path.lower().split("/") if part]
    except ValueError:
        return []
    said = [part for part in parts[:-1] if part in labels]
    if not said:
        return []
    count = Count(value=len(said), of=len(parts), what=f"parts of the address that say “{said[0]}”")
    return [note("opinion-label", f"The address files it under “{said[0]}”.", "opinion", said[0], count=count)]
