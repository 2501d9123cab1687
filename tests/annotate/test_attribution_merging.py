"""Rules' and the network's attributions as one list, on texts written for the purpose."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.annotate.attributions import find_attributions
from sidelight.encode.windows import read_windows
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Attribution, Sentence

PACK = language_pack("en")
PARTS = st.sampled_from(
    ["Ann Ek", " said ", "that ", "the ferry is lost", "“", "”", '"', ", ", ". ", "\n\n", "according to ", "he ", "told "]
)


def found(text: str) -> tuple[Attribution, ...]:
    split = tuple(Sentence(start=s, end=e) for s, e in sentences(text, PACK))
    article = Article(id="a", version="1", text=text)
    return find_attributions(article, split, read_windows(article, split), PACK)


def test_a_verb_that_no_list_holds_still_reports() -> None:
    text = "The council met on Monday. Mayor Orla Venn bristled that the pier had been neglected for years by the county board."
    assert [text[s:e] for a in found(text) for s, e in a.source] == ["Mayor Orla Venn"]


@settings(max_examples=40, deadline=None)
@given(st.lists(PARTS, max_size=30))
def test_contents_never_overlap_much_and_every_place_lies_in_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    taken: set[int] = set()
    for one in found(text):
        places = {k for s, e in one.content for k in range(s, e)}
        assert places
        assert len(places & taken) <= 0.3 * len(places)
        assert all(0 <= s < e <= len(text) for s, e in (*one.source, *one.cue, *one.content))
        taken |= places
