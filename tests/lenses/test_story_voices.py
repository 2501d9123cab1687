"""Story voices: who is heard in which reports, who by one side alone, and the mirror when the sides are exchanged."""

import dataclasses

from sidelight.lens import LensContext, apply
from sidelight.lenses.story_voices import lens
from sidelight.types import Annotations, Article, Attribution, Finding, Lean, Result, Story
from sidelight.types.story_data import HeardData, KindSharesData

TEXT = "Orla Venn said the pier is gone for good and that nobody warned the council of it. Jonas Reith said the money was there all along."
VENN, PIER = (0, 9), (15, 82)
REITH, MONEY = (83, 94), (100, len(TEXT))
SIDES = {"l1": -0.6, "l2": -0.7, "r1": 0.6, "r2": 0.7}


def said(source: tuple[int, int], content: tuple[int, int], speaker: str | None, kind: str = "politician") -> Attribution:
    return Attribution(
        source=(source,), cue=(), content=(content,), direct=False, speaker=speaker, speaker_kind=kind, probability=0.9
    )  # type: ignore[arg-type]


def look(heard: dict[str, tuple[Attribution, ...]], turned: bool = False, independent: tuple[str, ...] = ()) -> Result:
    sign = -1 if turned else 1
    leans = {
        f"{k}.example": Lean(outlet=f"{k}.example", mean=sign * m, low=sign * m - 0.1, high=sign * m + 0.1, raters=("a",))
        for k, m in SIDES.items()
    }
    articles = tuple(Article(id=name, version="1", text=TEXT, outlet=f"{name}.example", language="en") for name in heard)
    known = {name: Annotations(article=name, version="1", attributions=found) for name, found in heard.items()}
    story = Story(id="s", title=None, articles=articles, independent=independent)
    return apply(lens, story, LensContext(annotations=known, leans=leans))


MAYOR, DEPUTY = said(VENN, PIER, "Orla Venn"), said(REITH, MONEY, "Jonas Reith", "official")
PARTED = {"l1": (MAYOR,), "l2": (MAYOR, DEPUTY), "r1": (DEPUTY,), "r2": (DEPUTY,)}


def by_speaker(result: Result) -> dict[str, Finding]:
    return {f.data.speaker: f for f in result.findings if isinstance(f.data, HeardData)}


def test_a_speaker_of_one_side_alone_is_told_with_both_denominators() -> None:
    finding = by_speaker(look(PARTED))["Orla Venn"]
    assert finding.kind == "one-sided"
    assert finding.statement == (
        "Orla Venn is heard in 2 of 4 reports, by the left alone; 2 of 2 of the left, 0 of 2 of the right."
    )
    assert [span.article for span in finding.evidence] == ["l1", "l2"]


def test_a_speaker_of_both_sides_is_heard() -> None:
    finding = by_speaker(look(PARTED))["Jonas Reith"]
    assert (finding.kind, finding.count and finding.count.value) == ("heard", 3)


def test_one_report_of_a_side_is_too_few_to_call_a_speaker_one_sided() -> None:
    found = by_speaker(look({"l1": (MAYOR,), "l2": (MAYOR,), "r1": (DEPUTY,)}))
    assert found["Orla Venn"].kind == "heard"


def test_a_copy_does_not_make_a_speaker_a_sides() -> None:
    found = by_speaker(look(PARTED, independent=("l1", "r1", "r2")))
    assert found["Orla Venn"].kind == "heard"


def test_short_and_full_names_are_one_speaker_unless_two_would_fit() -> None:
    short, sister = said(VENN, PIER, "Venn"), said(REITH, MONEY, "Hedda Venn")
    assert set(by_speaker(look({"l1": (MAYOR,), "r1": (short,)}))) == {"Orla Venn"}
    found = by_speaker(look({"l1": (MAYOR, sister), "l2": (MAYOR, sister), "r1": (short,), "r2": (short,)}))
    assert set(found) == {"Orla Venn", "Hedda Venn", "Venn"}


def test_shares_by_kind_have_their_words_as_denominator_and_are_shown_only_where_roles_are_known() -> None:
    long = said((0, 9), (10, len(TEXT)), "Orla Venn")
    vague = dataclasses.replace(long, speaker_kind="other", speaker=None)
    heard = dict.fromkeys(SIDES, (long, long))
    [kinds] = [f for f in look(heard).findings if isinstance(f.data, KindSharesData)]
    assert isinstance(kinds.data, KindSharesData)
    assert kinds.data.left == kinds.data.right == (("politician", 96),)
    assert kinds.displayed
    [unsure] = [f for f in look(dict.fromkeys(SIDES, (vague, vague))).findings if isinstance(f.data, KindSharesData)]
    assert not unsure.displayed


def test_doubtful_attributions_do_not_count() -> None:
    doubtful = dataclasses.replace(MAYOR, probability=0.4)
    assert look(dict.fromkeys(SIDES, (doubtful,))).findings == ()


def test_the_mirror_of_what_it_says_is_what_it_says_of_mirrored_outlets() -> None:
    before, after = look(PARTED), look(PARTED, turned=True)
    assert lens.mirrored(before) == after
    assert "by the right alone" in by_speaker(after)["Orla Venn"].statement


def test_it_says_which_comparison_it_cannot_make() -> None:
    result = look({"l1": (MAYOR,), "r1": (MAYOR,)})
    assert by_speaker(result)["Orla Venn"].kind == "heard"
    assert "two of each would let them be compared" in result.abstentions[0].reason


def test_nobody_heard_is_no_zero() -> None:
    result = look({"l1": (), "r1": ()})
    assert (result.findings, len(result.abstentions)) == ((), 1)
