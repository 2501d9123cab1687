"""Where a content begins and ends, and which quotation is whose, in the forms that news prose takes."""

import pytest

from sidelight.annotate.attributions import find_attributions
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Sentence

PACK = language_pack("en")


def found(text: str) -> list[tuple[str, list[str], bool]]:
    """Source words, contents and directness of each attribution that has a source."""
    split = tuple(Sentence(start=s, end=e) for s, e in sentences(text, PACK) if text[s:e].strip())
    made = find_attributions(Article(id="a", version="1", text=text), split, PACK)
    return [(" ".join(text[s:e] for s, e in a.source), [text[s:e] for s, e in a.content], a.direct) for a in made if a.source]


@pytest.mark.parametrize(
    "text",
    [
        'The ferry never came back."It was the last boat we had on the island," Venn said.',
        'Nobody asked. "Why should a town pay for a boat that does not float?""It was the last boat we had," Venn said.',
    ],
)
def test_a_quotation_glued_to_the_paragraph_before_it_keeps_its_marks(text: str) -> None:
    [(source, contents, direct)] = [f for f in found(text) if f[0] == "Venn"]
    assert direct
    assert contents[0].startswith('"It was the last boat')
