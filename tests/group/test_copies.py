"""Passages that reports share, whose they are, and which reports stand on their own."""

from dataclasses import replace

import pytest
from group.news import BUDGET, FERRY, FEVER, report

from sidelight.group.copies import independent, passages
from sidelight.group.origin import origin
from sidelight.types import Block

WIRE = f"CASTEL MORRA, Verra (AP) — {FERRY}"
QUOTE = (
    "I have served this valley for thirty years and I have never seen wells so low or water so foul, and I say to the ministry "
    "that no more letters will do: send the engineers, send the pumps, and send them before the month is out, or send nobody"
)


def kinds(*texts: str) -> list[str]:
    return [p.kind for p in passages([report(f"r{n}", "News", text, n / 10) for n, text in enumerate(texts)])]


def test_a_copied_report_is_found_whole_and_its_source_comes_first() -> None:
    (passage,) = passages([report("own", "Ferry", FERRY, 0.5), report("wire", "Ferry", WIRE, 0.1)])
    assert [span.article for span in passage.spans] == ["wire", "own"]
    assert passage.kind == "copy"
    assert passage.words == len(FERRY.replace("guard said", "guard said").split())
    assert passage.spans[0].text == passage.spans[1].text


def test_a_lightly_edited_copy_is_one_passage() -> None:
    edited = (
        FERRY.replace("ran aground", "got stuck").replace("Nobody was hurt.", "There were no injuries.").replace("six", "seven")
    )
    (passage,) = passages([report("a", "Ferry", FERRY), report("b", "Ferry", edited, 0.2)])
    assert passage.spans[1].text.startswith("A ferry with 240")
    assert passage.spans[1].text.endswith("to the harbour")


def test_passages_in_another_order_are_found_each() -> None:
    one, two = f"{FERRY}\n\n{FEVER}", f"{FEVER}\n\n{FERRY}"
    assert kinds(one, two) == ["copy", "copy"]


def test_reports_written_on_their_own_share_nothing() -> None:
    assert kinds(FERRY, BUDGET, FEVER) == []


def test_words_of_a_third_party_are_a_shared_quotation() -> None:
    assert kinds(f"“{QUOTE},” she told the council.", f"In a long speech she said: “{QUOTE}.” Nobody answered.") == [
        "shared-quotation"
    ]


def test_a_quotation_marked_in_one_report_only_is_still_no_copied_reporting() -> None:
    assert kinds(QUOTE + ". That was all.", f"Her letter was read out. “{QUOTE}.” Nobody answered.") == ["shared-quotation"]


def test_a_poll_note_and_a_block_set_aside_are_boilerplate() -> None:
    note = (
        "The survey was conducted among 1,204 adults who were reached at home and on mobile telephones between the third and the "
        "ninth of March; it has a margin of error of three percentage points for the whole sample and more for any part of it."
    )
    assert kinds(f"{BUDGET}\n\n{note}", f"{FEVER}\n\n{note}") == ["boilerplate"]
    marked = report("a", "Ferry", FERRY)
    marked = replace(marked, blocks=(Block(kind="photo-credit", start=0, end=len(FERRY)),))
    assert [p.kind for p in passages([marked, report("b", "Ferry", FERRY, 1)])] == ["boilerplate"]


@pytest.mark.parametrize(
    ("text", "outlet", "authors", "expected"),
    [
        (WIRE, None, (), ("AP", "dateline")),
        (f"PORT SALLOW (Reuters) - {FERRY}", None, (), ("Reuters", "dateline")),
        (FERRY, "reuters.com", (), ("Reuters", "outlet")),
        (FERRY, None, ("Mara Quint, Associated Press",), ("AP", "byline")),
        (f"{FERRY}\n\nAgence France-Presse contributed to this report.", None, (), ("AFP", "credit")),
        (f"{FERRY}\n\nCopyright 2031 The Associated Press. All rights reserved.", None, (), ("AP", "credit")),
        (f"{FERRY}\n\nA spokesman told Reuters that the line would pay.", None, (), None),
        ("The AP course was cut from the school plan. " + BUDGET, None, (), None),
    ],
)
def test_an_agency_is_named_where_a_credit_says_so(
    text: str, outlet: str | None, authors: tuple[str, ...], expected: object
) -> None:
    assert origin(replace(report("a", "News", text, outlet=outlet), authors=authors)) == expected


def test_a_credit_in_either_report_names_the_origin() -> None:
    credited = f"{FERRY}\n\nThe Associated Press contributed to this report."
    (passage,) = passages([report("a", "Ferry", FERRY), report("b", "Ferry", credited, 0.2)])
    assert (passage.origin, passage.origin_known_by) == ("AP", "credit")


def test_thirty_copies_of_one_story_are_one_independent_report() -> None:
    reports = [report(f"r{n}", "Ferry", FERRY, n / 100) for n in range(30)] + [report("own", "Budget", BUDGET, 0.5)]
    found = passages(reports)
    assert len(found) == 29
    alone, copies = independent(reports, found)
    assert alone == ("r0", "own")
    assert set(copies.values()) == {"r0"}


def test_a_report_that_takes_a_little_stands_on_its_own() -> None:
    mixed = f"{BUDGET} {FEVER} {BUDGET.lower()} {FERRY}"
    reports = [report("a", "Ferry", FERRY), report("b", "Round-up", mixed, 0.2)]
    found = passages(reports)
    assert [p.kind for p in found] == ["copy"]
    assert independent(reports, found)[0] == ("a", "b")


def test_endless_repetition_costs_no_time() -> None:
    endless = "again and again the same " * 20_000
    assert all(p.words <= 20_000 for p in passages([report("a", "x", endless), report("b", "x", endless)]))


def test_spans_are_words_of_their_texts() -> None:
    reports = [report("a", "x", WIRE), report("b", "x", f"“Well,” he said.\n\n{FERRY}", 1)]
    texts = {r.id: r.text for r in reports}
    for passage in passages(reports):
        for span in passage.spans:
            assert texts[span.article][span.start : span.end] == span.text


def test_what_one_outlet_prints_again_and_again_is_its_boilerplate() -> None:
    reports = [
        report("a", "x", f"{FEVER} {FERRY}", outlet="post.example"),
        report("b", "x", f"{BUDGET} {FERRY}", 1, "post.example"),
    ]
    assert [p.kind for p in passages(reports)] == ["boilerplate"]
    elsewhere = [reports[0], replace(reports[1], outlet="daily.example")]
    assert [p.kind for p in passages(elsewhere)] == ["copy"]
