"""The sentences of an article, each known as report or as something set aside."""

from sidelight.text.pack import LanguagePack
from sidelight.text.sentences import sentences as split
from sidelight.types import Article, Sentence


def find_sentences(article: Article, pack: LanguagePack) -> tuple[Sentence, ...]:
    """Every sentence of the text, in order; `body` is False where a block covers more than half of it."""
    found = []
    for start, end in split(article.text, pack):
        aside = sum(max(0, min(end, b.end) - max(start, b.start)) for b in article.blocks)
        found.append(Sentence(start=start, end=end, body=aside * 2 <= end - start))
    return tuple(found)
