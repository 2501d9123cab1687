"""What a reader of a story sees in a terminal: reports under letters, facts as a matrix, copies with what was changed."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from surfaces.breakdowns import made
from surfaces.stories import fact, lighthouse, many, passage

from sidelight.surfaces.terminal import render
from sidelight.types import Article, Finding, Story

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def shown(everything: bool = False, width: int = 80) -> str:
    return render(lighthouse(), width=width, colour=False, everything=everything)


def part(text: str, title: str) -> str:
    """A section's lines, without its heading."""
    start = text.index("\n", text.index(f"\n{title} ") + 1)
    end = re.search(r"\n[A-Z ]{4,} ─", text[start:])
    return text[start : start + end.start()] if end else text[start:]


def test_reports_stand_under_letters_in_time_order_undated_last_with_outlet_day_and_length() -> None:
    reports = part(shown(), "REPORTS")
    assert [line.split()[0] for line in reports.splitlines() if re.match(r"  [A-Z]  ", line)] == ["A", "B", "C"]
    assert "A  courier.example · 2 March 2026, 09:30 UTC · 35 words\n     Council closes lighthouse\n" in reports
    assert "C  wharf.example · undated · " in reports


def test_a_copy_says_of_which_report_and_how_much() -> None:
    reports = part(shown(), "REPORTS")
    assert "B  lantern.example" in reports
    assert "not independent: shares 33 words with A" in reports
    assert reports.count("not independent") == 1
    assert "3 reports, 2 of them on their own" in shown()


def test_a_fact_is_a_row_with_a_cell_for_each_report() -> None:
    facts = part(shown(), "FACTS")
    assert "     A B C  Told by some, left out by others (1)\n  1  ● ○ ●  The vote was seven to four.\n" in facts
    assert "     A B C  Told by all (1)\n  2  ● ● ●  The old lighthouse is to close.\n" in facts


def test_under_a_fact_stand_the_words_of_each_report_those_alike_together_and_whom_they_cite() -> None:
    facts = part(shown(), "FACTS")
    assert "     A citing Odile Brandt\n     C decided by seven votes to four\n" in facts
    assert "     A B The harbour council voted on Monday to close the old lighthouse.\n" in facts


def test_what_only_copies_of_one_text_tell_is_told_by_one_text() -> None:
    facts = part(shown(), "FACTS")
    assert "Only in A and B, copies of one text\n" in facts
    assert "The lamp costs 40,000 crowns a year." in facts[facts.index("Only in A and B") :]


def test_what_one_report_tells_alone_is_said_of_it_only_where_all_others_were_searched() -> None:
    facts = part(shown(), "FACTS")
    assert "Only in A courier.example\n" in facts
    assert "Anglers were not asked." not in facts
    assert "In B lantern.example, perhaps in others\n     1 (--all shows it)\n" in facts
    assert "Anglers were not asked. (not settled for A)" in part(shown(everything=True), "FACTS")


def test_the_nearest_words_of_a_report_that_leaves_a_fact_out_are_shown_only_when_asked_for() -> None:
    assert "nearest" not in shown()
    assert "B ○ nearest (0.12): The har" in shown(everything=True)


def test_a_long_list_of_what_one_report_tells_alone_is_cut_and_counted() -> None:
    base = lighthouse()
    more = tuple(
        fact(f"Alone number {k} is told.", ("u-2", "A tern colony"), absent=("u-1", "u-3"), outlets=1) for k in range(20)
    )
    text = render(replace(base, findings=more), width=80, colour=False)
    assert len(re.findall(r"Alone number \d+ is told", text)) == 8
    assert "and 12 more (--all shows them)" in text
    asked = render(replace(base, findings=more), width=80, colour=False, everything=True)
    assert len(re.findall(r"Alone number \d+ is told", asked)) == 20


def test_a_fact_whose_words_another_row_has_in_full_is_not_shown_again() -> None:
    base = lighthouse()
    piece = fact("The vote was seven", ("u-1", "decided by seven"), ("u-2", "The vote was seven"), absent=("u-3",))
    text = render(replace(base, findings=(*base.findings, piece)), width=80, colour=False)
    assert "Told by some, left out by others (1)" in text


def test_what_to_look_at_first_says_who_leaves_a_fact_out_and_does_not_name_what_one_text_tells() -> None:
    first = part(shown(), "LOOK AT FIRST")
    assert "B leaves out: The vote was seven to four." in first
    assert "33 words the same in A and B, from NNA (credited in A)." in first
    assert "The lamp costs" not in first


def test_a_match_that_is_not_sure_says_so_stands_behind_the_sure_ones_and_is_not_named_first() -> None:
    base = lighthouse()
    told = (("u-1", "Fishermen fear"), ("u-2", "Mayor Odile Brandt said"), ("u-3", "Mayor Odile Brandt said"))
    doubtful = replace(fact("Somebody fears something.", *told[:2], absent=("u-3",)), probability=0.7)
    text = render(replace(base, findings=(doubtful, *base.findings)), width=80, colour=False)
    assert text.index("2  ● ○ ●  Somebody fears something.") > text.index("1  ● ○ ●  The vote was seven to four.")
    assert "70% sure that these words tell one fact" in text
    assert "sure that" not in shown()
    assert "Somebody" not in part(text, "LOOK AT FIRST")


def test_a_copied_passage_is_shown_once_for_reports_that_have_it_alike() -> None:
    copies = part(shown(), "COPIED PASSAGES")
    assert "33 words the same in A and B, from NNA (credited in A)" in copies
    assert copies.count("The harbour council voted") == 1
    assert "     A B “The harbour council" in copies


def test_a_copied_passage_that_was_changed_says_in_what() -> None:
    one = Article(id="u-2", version="v", text="The mayor said that the old lamp will go dark in May for good.")
    other = Article(id="u-3", version="v", text="The mayor said that the proud old lamp will go black in May.")
    shared = replace(passage(), evidence=(one.span(0, len(one.text)), other.span(0, len(other.text))))
    story = Story(id="s", title="t", articles=(one, other), independent=("u-2",))
    text = render(replace(made(one, shared), subject=story), width=100, colour=False)
    assert "B the same, but with “proud”; “black” for “dark”; “May.” for “May for good.”" in text


def test_a_long_passage_is_shortened_in_the_middle_unless_all_is_asked_for() -> None:
    words = " ".join(f"word{k}" for k in range(200))
    articles = tuple(Article(id=i, version="v", text=words) for i in ("a", "b"))
    shared = replace(passage(), evidence=tuple(a.span(0, len(words)) for a in articles))
    breakdown = replace(made(articles[0], shared), subject=Story(id="s", title="t", articles=articles, independent=("a",)))
    text = render(breakdown, width=80, colour=False)
    assert "word0 " in text
    assert "word199”" in text
    assert "word100" not in text
    assert "word100" in render(breakdown, width=80, colour=False, everything=True)


def test_a_lean_stands_on_a_scale_with_its_interval_beside_outlets_and_on_no_report() -> None:
    text = shown()
    covered = part(text, "WHO COVERED IT")
    assert "from −1 (left) to +1 (right), with its 90%" in covered
    (line,) = [line for line in covered.splitlines() if "−0.50" in line]
    assert line.strip().startswith("lantern.example")
    assert "−0.75 to −0.25 · 3 raters" in line
    scale = re.search(r"[·┊─●]{21}", line)
    assert scale
    assert scale[0].index("●") < scale[0].index("┊")
    assert "0.50" not in part(text, "REPORTS") + part(text, "FACTS")


def test_a_words_use_by_side_is_drawn_from_the_counts() -> None:
    wording = part(shown(), "WORDING")
    assert re.search(r"the left +░{21} +0 per 1,000 +0 of 500 · 0 of 2 outlets", wording)
    assert re.search(r"the right +█{21} +5 per 1,000 +4 of 800 · 2 of 2 outlets", wording)


def test_reports_are_named_by_outlet_and_never_by_id() -> None:
    assert not re.search(r"u-\d", shown(everything=True))


@pytest.mark.parametrize(("count", "cells"), [(9, "  1  ● ● ● ● ○ ○ ○ ○ ○  The"), (18, "  1  ●●●●●●●●●○○○○○○○○○  The")])
def test_cells_close_up_where_a_story_has_many_reports(count: int, cells: str) -> None:
    assert cells in render(many(count), width=80, colour=False)


def test_a_story_with_more_reports_than_columns_says_in_words_who_tells_a_fact() -> None:
    text = render(many(30), width=80, colour=False)
    assert "  1  The pier opened.\n     in A, B, C, D, E, F, G, H, I, J, K, L, M, N and O; not in P, Q, R," in text
    assert "AD  o29.example" in text


@given(width=st.integers(20, 200), colour=st.booleans(), count=st.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_no_line_is_wider_than_told(width: int, colour: bool, count: int) -> None:
    breakdown = many(count) if count > 1 else lighthouse()
    text = ESCAPE.sub("", render(breakdown, width=width, colour=colour, everything=True))
    assert max(map(len, text.splitlines())) <= width


def test_a_report_cannot_steer_the_terminal() -> None:
    hostile = "Calm\x1b[2J\x07 \u202edesrever\r\nnext"
    articles = tuple(Article(id=i, version="v", text=hostile, title=hostile, outlet=hostile) for i in ("a", "b"))
    told = Finding(lens="facts", kind="fact", statement=hostile, evidence=(articles[0].span(0, 9),))
    shared = replace(passage(), evidence=tuple(a.span(0, 12) for a in articles))
    story = Story(id="s", title=hostile, articles=articles)
    for colour in (False, True):
        text = ESCAPE.sub("", render(replace(made(articles[0], told, shared), subject=story), width=80, colour=colour))
        assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Cf") for c in text)


def test_a_report_without_a_title_is_told_by_its_first_words() -> None:
    articles = tuple(replace(a, title=None) for a in lighthouse().subject.articles)  # type: ignore[union-attr]  # it is a story
    text = render(replace(lighthouse(), subject=Story(id="s", title="t", articles=articles), findings=()), width=80, colour=False)
    assert "“Closing the lighthouse was decided by seven votes to four. Fishermen fear" in text


def test_a_story_without_findings_lists_its_reports() -> None:
    text = render(replace(lighthouse(), findings=()), width=80, colour=False)
    assert "Council closes lighthouse" in text
    assert "story-voices: nobody is heard" in text
