"""Wording: words of the outlets' own voice that part the sides, and the mirror when the sides are exchanged."""

import dataclasses

import pytest

from sidelight.config import Settings
from sidelight.extract import article_from_text
from sidelight.lens import LensContext, apply
from sidelight.lenses.wording import lens
from sidelight.pipeline.run import annotate
from sidelight.types import Article, Lean, Result, Story
from sidelight.types.story_data import WordData

SIDES = {"l1": -0.6, "l2": -0.7, "r1": 0.6, "r2": 0.7, "c1": 0.0}


def report(outlet: str, text: str, name: str | None = None) -> Article:
    made = article_from_text(text, title=None, settings=Settings())
    return dataclasses.replace(made, id=name or outlet, outlet=f"{outlet}.example")


def leans(turned: bool = False) -> dict[str, Lean]:
    sign = -1 if turned else 1
    return {
        f"{name}.example": Lean(
            outlet=f"{name}.example", mean=sign * mean, low=sign * mean - 0.1, high=sign * mean + 0.1, raters=("a",)
        )
        for name, mean in SIDES.items()
    }


def look(*articles: Article, turned: bool = False, independent: tuple[str, ...] = ()) -> Result:
    story = Story(id="s", title=None, articles=articles, independent=independent)
    known = {a.id: annotate(a, lens.needs) for a in articles}
    return apply(lens, story, LensContext(annotations=known, leans=leans(turned)))


COMMON = (
    "The council of Eastmere met on Monday. Drivers will pay six crowns a day from March. Shops inside the ring open at nine."
)
LEVY = f"{COMMON} The levy passed after midnight. A levy of this size is new. The levy begins in spring."
TAX = f"{COMMON} The tax passed after midnight. A tax of this size is new. The tax begins in spring."
FOUR = (report("l1", LEVY), report("l2", LEVY.replace("spring", "March")), report("r1", TAX), report("r2", TAX + " Buses run."))


def words(result: Result, shown: bool = True) -> dict[str, str]:
    return {f.data.word: f.data.side for f in result.findings if isinstance(f.data, WordData) and (f.displayed or not shown)}


def test_each_sides_own_word_for_one_thing_is_found_and_common_words_are_not() -> None:
    assert words(look(*FOUR), shown=False) == {"levy": "left", "tax": "right"}


def test_every_use_is_shown_and_counted_with_its_denominator() -> None:
    finding = next(f for f in look(*FOUR).findings if isinstance(f.data, WordData) and f.data.word == "levy")
    assert isinstance(finding.data, WordData)
    assert [span.text for span in finding.evidence] == ["levy"] * 6
    assert (finding.data.left.uses, finding.data.left.outlets, finding.data.left.of) == (6, 2, 2)
    assert (finding.data.right.uses, finding.data.right.outlets) == (0, 0)
    assert "stands 6 times in the own voice of 2 of 2 outlets of the left" in finding.statement


def test_a_word_of_one_outlet_alone_is_not_its_sides() -> None:
    single = (FOUR[0], report("l2", COMMON), FOUR[2], FOUR[3])
    assert "levy" not in words(look(*single), shown=False)


def test_words_of_sources_do_not_count() -> None:
    quoted = f"{COMMON} “The levy is just, the levy is fair, the levy is due,” said Councillor Ada Brandt."
    result = look(report("l1", quoted), report("l2", quoted), FOUR[2], FOUR[3])
    assert "levy" not in words(result, shown=False)


def test_a_copied_text_counts_once() -> None:
    copied = (FOUR[0], report("l2", LEVY), report("c1", COMMON), FOUR[2], FOUR[3])
    assert look(*copied, independent=("l1", "c1", "r1", "r2")).findings == ()


def test_the_mirror_of_what_it_says_is_what_it_says_of_mirrored_outlets() -> None:
    before, after = look(*FOUR), look(*FOUR, turned=True)
    assert lens.mirrored(before) == after
    assert words(after, shown=False) == {"levy": "right", "tax": "left"}


@pytest.mark.parametrize("kept", [(0, 1), (0, 1, 2), (0, 2)])
def test_it_abstains_where_a_side_has_fewer_than_two_outlets(kept: tuple[int, ...]) -> None:
    result = look(*(FOUR[k] for k in kept), report("c1", COMMON))
    assert result.findings == ()
    assert "two on each would be enough" in result.abstentions[0].reason


def test_it_abstains_where_the_sides_write_alike() -> None:
    result = look(report("l1", COMMON), report("l2", COMMON), report("r1", COMMON), report("r2", COMMON))
    assert "no word parts the sides" in result.abstentions[0].reason
