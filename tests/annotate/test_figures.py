"""What a figure counts, the year it speaks of, and which parts of an article are read."""

from sidelight.annotate.figures import find_figures
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Block, Figure, Sentence

PACK = language_pack("en")


def figures(text: str, blocks: tuple[Block, ...] = ()) -> list[tuple[str, Figure]]:
    article = Article(id="a", version="1", text=text, language="en", blocks=blocks)
    marked = [Sentence(start=s, end=e, body=article.block_at(s, e) is None) for s, e in sentences(text, PACK)]
    return [(text[f.start : f.end], f) for f in find_figures(article, marked, PACK)]


def test_a_figure_knows_what_it_counts() -> None:
    found = figures("Guards held 900 suspected smugglers and 12 police officers.")
    assert [f.noun for _, f in found] == ["smugglers", "officers"]


def test_a_percentage_counts_what_follows_of() -> None:
    found = figures("Some 40% of voters stayed home, and 12% several weeks later.")
    assert [f.noun for _, f in found] == ["voters", None]


def test_a_hedge_glued_to_the_noun_is_not_part_of_it() -> None:
    found = figures("They arrested 900 suspected membersapproximately 1% of the town.")
    assert found[0][1].noun == "members"
    assert found[1][1].hedge == "approximately"


def test_each_figure_takes_the_year_of_its_own_clause() -> None:
    found = figures("Norland closed 2024 with a low of 114 fires, down from the 656 fires reported in 2015.")
    assert [(words, f.year) for words, f in found] == [("114", 2024), ("656", 2015)]


def test_a_year_that_only_bounds_a_span_is_not_the_figures_year() -> None:
    assert [f.year for _, f in figures("It has paid 300 farmers since 2008.")] == [None]


def test_related_headlines_are_read_and_promotion_and_credits_are_not() -> None:
    text = "The river rose by 3 feet.\n\nRelated: Fires Drop 70% After Rain\n\nSave 50% when you subscribe today!"
    related, promotion = text.index("Related"), text.index("Save")
    found = figures(
        text,
        (Block(kind="related", start=related, end=promotion - 2), Block(kind="promotion", start=promotion, end=len(text))),
    )
    assert [words for words, _ in found] == ["3 feet", "70%"]


def test_every_figure_names_the_sentence_it_stands_in() -> None:
    assert [f.sentence for _, f in figures("It has 12 rooms. It is old. It has 4 doors.")] == [0, 2]


def test_a_text_without_figures_has_none() -> None:
    assert figures("Nothing is counted here.") == []
