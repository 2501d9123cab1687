"""What the rules and the sentence network make of names together; the network's reading is written out by hand here."""

import re
from collections.abc import Mapping
from dataclasses import replace

from sidelight.annotate.names import find_names
from sidelight.encode.names import MOST_SENTENCES, read_names
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, NameReading, Sentence

PACK = language_pack("en")
TYPES = ("person", "organisation", "place", "other")
SURE, UNSURE = 0.96, 0.6


def reading(text: str, said: Mapping[str, str], chance: float = SURE) -> NameReading:
    """As if the network gave every place of these names their types with this chance, and were sure that the rest is none."""
    states = {}
    for name, kind in said.items():
        for found in re.finditer(rf"\b{re.escape(name)}", text):
            for k, word in enumerate(re.finditer(r"\w+", found[0])):
                states[found.start() + word.start()] = 1 + 2 * TYPES.index(kind) + (k > 0)
    words = list(re.finditer(r"\w+", text))
    return NameReading(
        starts=tuple(w.start() for w in words),
        ends=tuple(w.end() for w in words),
        chances=tuple(row(states.get(w.start(), 0), chance) for w in words),
    )


def row(state: int, chance: float) -> tuple[float, ...]:
    """Nine chances: most for the state, the rest for no name."""
    shares = [0.001] * 9
    shares[state] = chance
    shares[0] = 1 - sum(shares[1:])
    return tuple(shares)


def article_of(text: str, language: str = "en") -> Article:
    return Article(id="a", version="v", text=text, language=language)


def cut(text: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(start=s, end=e) for s, e in sentences(text, PACK))


def printed(text: str, said: NameReading | None = None) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], n.type) for n in find_names(article_of(text), cut(text), PACK, said)]


def test_where_nothing_was_read_the_rules_alone_decide() -> None:
    text = "On Friday President Ada Lindqvist flew to Norway."
    assert printed(text, NameReading()) == printed(text) == [("Ada Lindqvist", "person"), ("Norway", "place")]


def test_the_network_types_what_the_rules_can_only_guess() -> None:
    text = "The bill would also cover Harborcare's patients from next year."
    assert printed(text) == [("Harborcare", "person")]
    assert printed(text, reading(text, {"Harborcare": "organisation"})) == [("Harborcare", "organisation")]


def test_the_network_adds_what_the_rules_miss_where_it_is_sure() -> None:
    text = "She told viewers about Zelkova and its new fund."
    assert printed(text) == []
    assert printed(text, reading(text, {"Zelkova": "organisation"})) == [("Zelkova", "organisation")]
    assert printed(text, reading(text, {"Zelkova": "organisation"}, UNSURE)) == []


def test_what_both_are_sure_of_stays() -> None:
    text = "Ada Lindqvist met officials of the Harbour Workers Union in Oslo."
    both = reading(text, {"Ada Lindqvist": "person", "Harbour Workers Union": "organisation", "Oslo": "place"})
    assert printed(text, both) == printed(text)


def test_the_end_of_a_body_is_where_the_rules_see_it() -> None:
    text = "A report from the Center for Harbor Studies was published on Friday."
    assert printed(text, reading(text, {"Center for Harbor": "organisation"})) == [("Center for Harbor Studies", "organisation")]


def test_a_name_has_one_type_through_the_article() -> None:
    text = (
        "Critics of Velmora were quick to answer. Shares in Velmora fell. Nobody at Velmora would comment. "
        "Rivals praised Velmora for its tone."
    )
    said = reading(text, {"Velmora": "organisation"})
    last = text.rindex("Velmora")
    doubtful = tuple(0.55 if k == 1 else 0.4 if k == 3 else 0.05 / 7 for k in range(9))
    chances = tuple(doubtful if s == last else some for s, some in zip(said.starts, said.chances, strict=True))
    assert {kind for _, kind in printed(text, replace(said, chances=chances))} == {"organisation"}


def test_titles_and_nationalities_are_no_names_whatever_the_network_says() -> None:
    text = "A Norwegian trawler was met by Colonel Ada Lindqvist."
    said = reading(text, {"Norwegian": "place", "Colonel Ada Lindqvist": "person"})
    assert printed(text, said) == [("Ada Lindqvist", "person")]


def test_a_bare_surname_is_its_bearers_also_where_only_the_network_sees_it() -> None:
    text = "Mr. Tomas Velm opened the fair. Later the crowd cheered Velm."
    said = reading(text, {"Velm": "person", "Tomas Velm": "person"})
    found = find_names(article_of(text), cut(text), PACK, said)
    assert [(text[n.start : n.end], n.name) for n in found] == [("Tomas Velm", "Tomas Velm"), ("Velm", "Tomas Velm")]


def test_another_language_and_an_overlong_text_are_not_read() -> None:
    text = "Ada Lindqvist met Tomas Ruiz. " * 3
    assert read_names(article_of(text, "no"), cut(text)) == NameReading()
    long = "Ada met Tom. " * (MOST_SENTENCES + 1)
    assert read_names(article_of(long), cut(long)) == NameReading()


def test_set_aside_blocks_are_not_read() -> None:
    text = "Ada Lindqvist met Tomas Ruiz."
    assert read_names(article_of(text), (Sentence(start=0, end=len(text), body=False),)) == NameReading()


def test_the_shipped_network_gives_every_piece_chances_that_sum_to_one() -> None:
    text = "Ada Lindqvist met members of the Harbour Workers Union in Oslo."
    said = read_names(article_of(text), cut(text))
    assert len(said.starts) == len(said.ends) == len(said.chances)
    assert all(len(row) == 9 and abs(sum(row) - 1) < 1e-5 for row in said.chances)
    assert text[said.starts[0] : said.ends[0]] == "Ada"
    assert printed(text, said) == [("Ada Lindqvist", "person"), ("Harbour Workers Union", "organisation"), ("Oslo", "place")]
