"""What in a plain text is marked as no report, and what never is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.extract import find_blocks
from sidelight.resources.load import language_pack
from sidelight.text.normalize import normalize

PACK = language_pack("en")
BEFORE = "The council of Eastmere voted on Monday to close the ferry line, officials said.\n\nIt had run for ninety years.\n\n"
AFTER = "\n\nThe mayor told islanders that buses would be free until the spring.\n\nNo date was set for the last crossing."


def kind_of(line: str) -> str | None:
    """The kind that the line gets in the middle of a report, None where it is taken for report."""
    text = BEFORE + line + AFTER
    inside = [block for block in find_blocks(text, PACK) if block.start < len(BEFORE) + len(line) and block.end > len(BEFORE)]
    if not inside:
        assert find_blocks(text, PACK) == ()
        return None
    assert [(b.start, b.end) for b in inside] == [(len(BEFORE), len(BEFORE) + len(line))]
    return inside[0].kind


@pytest.mark.parametrize(
    "line",
    [
        "Learn more about the Harbour Gazette and subscribe today!",
        "Sign up for our newsletter!",
        "Sign up here to get the morning briefing.",
        "CLICK HERE TO GET THE GAZETTE APP",
        "Click here to read the whole ruling.",
        "For more details on this story, plus the maps, check out the new Gazette tonight!",
        "Follow us on Twitter and Facebook.",
        "Like what you're reading? Sign up for our newsletter.",
        "Download our app for the latest from the islands.",
        "Get all the latest harbour news delivered daily to your inbox.",
        "ADVERTISEMENT",
        "Story Continued Below",
        "By signing up, you agree to our Privacy Policy",
        "SHARE THIS ARTICLE Share Tweet Post Email",
    ],
)
def test_promotion(line: str) -> None:
    assert kind_of(line) == "promotion"


@pytest.mark.parametrize(
    "line",
    [
        "Related: Ferry Ridership Drops 25% After Fares Double",
        "RELATED ARTICLE: The last captain",
        "Read more: What the harbour earns",
        "MORE: How the islands voted",
        "ALSO: A bridge nobody wants",
        "More On This...",
        "[RELATED: The last captain]",
        "( Also on GAZETTE: The last captain)",
        "( PHOTOS: Ninety years of crossings)",
    ],
)
def test_related_lines(line: str) -> None:
    assert kind_of(line) == "related"


@pytest.mark.parametrize(
    "line",
    [
        "(AP Photo/Ilse Torvald)",
        "(AP Photo/Ilse Torvald, Pool)",
        "(Eastmere harbour press office via AP, File)",
        "(Ilse Torvald/Reuters)",
        "(Photo by Ilse Torvald/Getty Images)",
        "Ilse Torvald/Getty Images",
        "Getty Images",
        "Image: Ilse Torvald",
        "Photo by Ilse Torvald",
        "Enlarge this image toggle caption Ilse Torvald/AP Ilse Torvald/AP",
        "Image copyright AFP Image caption The ferry leaves Eastmere for the last time",
        "Slideshow (2 Images)",
    ],
)
def test_photo_credits(line: str) -> None:
    assert kind_of(line) == "photo-credit"


@pytest.mark.parametrize(
    "line", ["Add comment", "Comments", "Leave a comment", "Comments (12)", "24 comments", "Join the conversation"]
)
def test_comment_prompts(line: str) -> None:
    assert kind_of(line) == "comment-prompt"


@pytest.mark.parametrize(
    "line",
    [
        "Got a hot scoop or an idea for a story? Connect with the Gazette writers on Wireboard!",
        "Got a tip? Email desk@gazette.example",
        "Send tips to desk@gazette.example",
        "Contact us at editors@gazette.example.",
        "Write to Mira Holt at mira.holt@gazette.example",
    ],
)
def test_contact_lines(line: str) -> None:
    assert kind_of(line) == "contact"


@pytest.mark.parametrize(
    "line",
    [
        "The Associated Press contributed to this report.",
        "Gazette's Mira Holt and The Associated Press contributed to this report.",
        "© 2024 The Associated Press. All rights reserved.",
        "This material may not be published, broadcast, rewritten or redistributed.",
    ],
)
def test_wire_credits(line: str) -> None:
    assert kind_of(line) == "wire-credit"


@pytest.mark.parametrize("line", ["Mira Holt and Jon Alder contributed to this report.", "Follow him on Twitter: @jonalder"])
def test_notes_on_authors(line: str) -> None:
    assert kind_of(line) == "author-bio"


def test_a_biography_at_the_end_is_marked_where_the_report_never_names_the_person() -> None:
    bio = "Mira Holt is the lead writer for Gazette.example. Follow Mira on X and look for her on the Gazette’s “Low Tide.”"
    text = BEFORE + AFTER.strip() + "\n\n" + bio
    assert [(b.kind, text[b.start : b.end]) for b in find_blocks(text, PACK)] == [("author-bio", bio)]


def test_a_sentence_about_a_journalist_in_the_news_is_no_biography() -> None:
    text = BEFORE + "Police arrested Mira Holt at noon.\n\nMira Holt is a reporter for the Harbour Gazette."
    assert find_blocks(text, PACK) == ()
    text = "Mira Holt is a reporter for the Harbour Gazette." + AFTER + AFTER + AFTER + AFTER
    assert find_blocks(text, PACK) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Ola Berg, a political scientist at Ostervik in Norland, is one such scholar.",
        "Ola Berg is a columnist for The Free Press. He wrote that the town had been embraced.",
        "Ola Berg is set to host a rally on Sunday in Ostervik.",
        "President Berg is the founder of the Island Party.",
        "Norland’s Ola Berg is a reporter for the Gazette.",
    ],
)
def test_a_person_in_the_news_who_is_named_at_the_end_is_no_biography(line: str) -> None:
    assert find_blocks(BEFORE + AFTER.strip() + "\n\n" + line, PACK) == ()


@pytest.mark.parametrize("line", ["By Mira Holt", "By MIRA HOLT, Associated Press", "By Mira Holt and Jon Alder"])
def test_bylines_at_the_start(line: str) -> None:
    text = line + "\n\n" + BEFORE.strip()
    assert [(b.kind, b.start, b.end) for b in find_blocks(text, PACK)] == [("byline", 0, len(line))]


@pytest.mark.parametrize(
    "line", ["By Monday Night", "By The Numbers", "By Mira Holt’s count, nine ships sank.", "By then it was late"]
)
def test_other_lines_that_begin_with_by_are_report(line: str) -> None:
    assert find_blocks(line + "\n\n" + BEFORE.strip(), PACK) == ()


@pytest.mark.parametrize(
    "dateline",
    [
        "OSTERVIK (AP) —",
        "OSTERVIK, Norland (AP) —",
        "EASTMERE/OSTERVIK (Reuters) -",
        "EASTMERE, March 7 (Reuters) -",
        "Ostervik (CNN) --",
    ],
)
def test_only_the_dateline_itself_is_marked(dateline: str) -> None:
    text = dateline + " " + BEFORE.strip()
    assert [(b.kind, b.start, b.end) for b in find_blocks(text, PACK)] == [("date-line", 0, len(dateline))]


@pytest.mark.parametrize("start", ["BREAKING —", "UPDATE -", "Eastmere —", "The ferry (a steamer) -", "Jon Alder — the mayor —"])
def test_other_dashes_are_no_datelines(start: str) -> None:
    assert find_blocks(start + " " + BEFORE.strip(), PACK) == ()


def test_a_photo_credit_in_a_paragraph_is_marked_alone() -> None:
    text = BEFORE + "The last ferry left at dawn. (AP Photo/Ilse Torvald) Few came to see it go." + AFTER
    assert [(b.kind, text[b.start : b.end]) for b in find_blocks(text, PACK)] == [("photo-credit", "(AP Photo/Ilse Torvald)")]


@pytest.mark.parametrize(
    "line",
    [
        "About 7,000 people had to sign up for the buses by March.",
        "The mayor said that readers should subscribe to the harbour’s news.",
        "“Click here,” the message read, and hundreds did.",
        "Comments by the mayor angered islanders.",
        "Related claims were dismissed by the court in May.",
        "More than a third of the islanders signed the petition.",
        "The photo by a passing sailor was shown in court.",
        "He contributed to this report’s conclusions, the judge found.",
        "The Associated Press reported on Monday that the line would close.",
        "Follow-up talks (held in Ostervik) are planned for May.",
        "Image matters, the mayor said: the town must look open.",
        "Leave a comment in the book, the sign at the pier says, and many do, because it is the last one.",
        "Getty, the oil heir, bought the island in 1961.",
        "Advertisements for the bus went up overnight.",
        "He said: “Send us your tired ships.”",
        "Watch houses on the islands were closed in 1950.",
        "Also present were two captains of the old line.",
        "Read literally, the law forbids any ferry at all.",
    ],
)
def test_a_sentence_of_the_report_is_never_lost(line: str) -> None:
    assert kind_of(line) is None


def test_a_line_is_marked_only_where_each_of_its_sentences_is_no_report() -> None:
    assert kind_of("The line closes in May. Click here to read the ruling.") is None
    assert kind_of("Sign up for our newsletter. Follow us on Facebook.") == "promotion"


PIECES = st.sampled_from(
    [
        "By ",
        "Mira ",
        "Holt",
        "(AP Photo/",
        ")",
        "(",
        "\n",
        "\n\n",
        ". ",
        "Sign up for ",
        "newsletter",
        "AP",
        "/",
        "—",
        "RELATED: ",
        "©",
        " ",
        "@",
        "“",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join))
def test_blocks_lie_in_the_text_in_order_and_apart(raw: str) -> None:
    text = normalize(raw).text
    blocks = find_blocks(text, PACK)
    places = [place for block in blocks for place in (block.start, block.end)]
    assert places == sorted(places)
    assert all(0 <= b.start < b.end <= len(text) and text[b.start : b.end].strip() for b in blocks)


@settings(deadline=None, max_examples=8)
@given(st.sampled_from(["A ", "By A ", "(", "AP/", "A, ", "a", "“", "follow @a ", "Aa and ", "1 ", "- ", ". ", "Photo: ", "A. "]))
def test_a_long_run_of_anything_takes_no_long_time(piece: str) -> None:
    import time

    begin = time.perf_counter()
    find_blocks((piece * 700)[:690], PACK)
    find_blocks(piece * (300_000 // len(piece)), PACK)
    find_blocks(((piece * 200)[:650] + "\n") * 50, PACK)
    assert time.perf_counter() - begin < 3


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Read or Share this story: https://gzt.example/2uV5SlX", "promotion"),
        (
            "Harbour Score newsletter Your guide to the port. Email Sign Up By signing up you agree to receive letters.",
            "promotion",
        ),
        ("Urgent: Do You Support a New Ferry? Vote Here Now", "promotion"),
        ("Do You Support a New Ferry? Vote Here.", "promotion"),
        ("Latest: Ferry line sails again", "related"),
        ("JUST WATCHED Mayor on buses Replay More Videos ... MUST WATCH Mayor on buses 02:30", "related"),
        ("EASTMERE MAYOR FACES QUESTIONS OVER FERRY CONTRACT, CLERK SAYS", "related"),
        ("Story highlights Council votes to close the ferry line", "boilerplate"),
        ("The mayor walks to the pier. | AP Photos Ferry fight goes on", "photo-credit"),
        ("FILE PHOTO: The pier of Eastmere is seen on June 4. REUTERS/Ann Ek/File Photo", "photo-credit"),
        ("A gull sits on the pier of Eastmere, June 4. REUTERS/Ann Ek", "photo-credit"),
        ("Associated Press writers Ann Ek in Varn and Bo Lind in Eastmere contributed to this report.", "wire-credit"),
        ("(TM and © Copyright 2014 Gull Radio Inc. Used under license. All Rights Reserved.)", "boilerplate"),
    ],
)
def test_what_pages_glue_between_paragraphs(line: str, kind: str) -> None:
    assert kind_of(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "THE FERRY IS GONE",
        "“WE WILL NEVER LET THE FERRY LINE GO”",
        "The poll asked: do you support a new ferry? Vote counts were closed at noon.",
        "The council will share this story with the minister, the mayor said.",
        "The photos show the pier; Reuters was first to print them.",
        "The latest: nothing was decided at the council, the mayor said.",
    ],
)
def test_report_that_only_resembles_what_pages_glue_in_stays(line: str) -> None:
    assert kind_of(line) is None


def test_a_gallery_is_set_aside_at_any_length_and_the_report_behind_it_is_not() -> None:
    one = "Photos: Ferry years Photos: Ferry years The pier in 1931. "
    more = " ".join(f"Photos: Ferry years Crew number {k} waits. Hide Caption {k} of 90" for k in range(1, 91))
    assert kind_of(one + more) == "photo-credit"
    glued = "The last crew waits for the boat. Hide Caption 3 of 3 The council then voted to keep the pier open for one year."
    text = BEFORE + glued + AFTER
    (block,) = find_blocks(text, PACK)
    assert text[block.start : block.end] == "The last crew waits for the boat. Hide Caption 3 of 3"


def test_a_short_question_under_a_polls_call_goes_with_it() -> None:
    text = BEFORE + "Urgent:\n\nWho Should Run the Ferry?" + AFTER
    assert [text[b.start : b.end] for b in find_blocks(text, PACK)] == ["Urgent:", "Who Should Run the Ferry?"]


def test_a_text_in_capitals_is_no_list_of_links() -> None:
    text = "\n\n".join(f"THE COUNCIL OF EASTMERE VOTED AGAIN ON FERRY NUMBER {k}" for k in range(8))
    assert find_blocks(text, PACK) == ()


def test_a_bracket_inside_the_dateline_is_no_photo_credit() -> None:
    text = "EASTMERE (GULLDC/AP) — The council voted on Monday to close the ferry line, officials said.\n\nIt ran for years."
    assert [b.kind for b in find_blocks(text, PACK)] == ["date-line"]
