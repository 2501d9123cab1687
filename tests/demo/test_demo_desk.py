"""The demonstration desk: that what was planted stands in its texts, that no side is made to look worse, and that it reads as news."""

import csv
import io
import json
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from sidelight.resources.load import language_pack, read_bytes

SHARED_RUN = 6
"""Words in a row that no two articles may share by chance."""

Row = dict[str, str]


def table(name: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(read_bytes(f"demo/{name}").decode("utf-8"))))


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[i : i + SHARED_RUN]) for i in range(len(words) - SHARED_RUN + 1)}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.fixture(scope="module")
def desk() -> dict[str, dict[str, Any]]:
    lines = read_bytes("demo/desk.jsonl").decode("utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)} | {"": {"lines": len(lines)}}


@pytest.fixture(scope="module")
def articles(desk: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found = {key: record for key, record in desk.items() if key}
    assert len(found) == desk[""]["lines"], "an id stands twice"
    return found


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / "gold.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def sides() -> dict[str, str]:
    """Each rated outlet's side by the mean of its raters; what lies within 0.2 of the middle is the centre's."""
    held = defaultdict(list)
    for row in table("ratings.csv"):
        held[row["outlet"]].append(float(row["rating"]))
    means = {outlet: sum(values) / len(values) for outlet, values in held.items()}
    return {outlet: "left" if mean < -0.2 else "right" if mean > 0.2 else "centre" for outlet, mean in means.items()}


def planted(gold: dict[str, Any], kind: str) -> list[Any]:
    return [item for story in gold["stories"] for item in story.get(kind, [])]


def test_every_article_has_what_the_store_asks_for_and_no_story(articles: dict[str, dict[str, Any]]) -> None:
    assert 38 <= len(articles) <= 44
    assert len({a["url"] for a in articles.values()}) == len(articles)
    for record in articles.values():
        assert set(record) == {"id", "url", "outlet", "title", "published", "authors", "text"}
        assert record["url"].startswith(f"https://{record['outlet']}/")
        assert record["outlet"].endswith(".example")
        assert datetime(2026, 9, 1, tzinfo=UTC) <= moment(record["published"]) < datetime(2026, 11, 1, tzinfo=UTC)
        assert record["published"].endswith("Z")


def test_articles_are_as_long_as_news_is(articles: dict[str, dict[str, Any]]) -> None:
    lengths = {key: len(a["text"].split()) for key, a in articles.items()}
    assert {key: n for key, n in lengths.items() if not 140 <= n <= 600} == {}
    assert max(lengths.values()) > 2 * min(lengths.values())


def test_six_stories_and_a_few_articles_of_none(articles: dict[str, dict[str, Any]], gold: dict[str, Any]) -> None:
    told = [key for story in gold["stories"] for key in story["articles"]]
    assert len(gold["stories"]) == 6
    assert all(4 <= len(story["articles"]) <= 9 for story in gold["stories"])
    assert 3 <= len(gold["alone"]) <= 5
    assert sorted([*told, *gold["alone"]]) == sorted(articles)


def test_the_outlets_hold_one_owner_of_two_and_one_agency(articles: dict[str, dict[str, Any]]) -> None:
    outlets = {row["domain"]: row for row in table("outlets.csv")}
    assert {a["outlet"] for a in articles.values()} == set(outlets)
    owners = Counter(row["owner"] for row in outlets.values())
    assert [owner for owner, n in owners.items() if n > 1] == ["Mercury Local Papers"]
    assert [row["name"] for row in outlets.values() if row["kind"] == "wire agency"] == ["Norvane News Agency"]


def test_ratings_balance_disagree_and_leave_one_outlet_unrated(sides: dict[str, str]) -> None:
    rows = table("ratings.csv")
    assert len({row["rater"] for row in rows}) == 3
    assert {row["domain"] for row in table("outlets.csv")} - set(sides) == {"cape-dorn-observer.example"}
    held = defaultdict(list)
    for row in rows:
        held[row["outlet"]].append(float(row["rating"]))
    means = {outlet: sum(values) / len(values) for outlet, values in held.items()}
    left, right = ([abs(m) for o, m in means.items() if sides[o] == side] for side in ("left", "right"))
    assert sorted(left) == pytest.approx(sorted(right))
    assert abs(sum(means.values())) < 0.05
    assert max(max(values) - min(values) for values in held.values()) > 0.3


def test_both_sides_publish_as_much_and_judge_as_often(articles: dict[str, dict[str, Any]], sides: dict[str, str]) -> None:
    judging = language_pack("en").words["loaded_judgement"]
    texts = Counter(sides.get(a["outlet"], "unrated") for a in articles.values())
    words: Counter[str] = Counter()
    loaded: Counter[str] = Counter()
    for a in articles.values():
        own = re.sub(r"“[^”]*”?", " ", a["title"] + "\n" + a["text"])
        side = sides.get(a["outlet"], "unrated")
        words[side] += len(a["text"].split())
        loaded[side] += sum(word in judging for word in re.findall(r"[\w-]+", own.lower()))
    assert texts["left"] == texts["right"]
    assert words["left"] == pytest.approx(words["right"], rel=0.05)
    assert loaded["left"] == pytest.approx(loaded["right"], abs=2)
    assert loaded["left"] >= 10


def test_no_run_of_words_is_shared_but_by_copies_and_quotations(
    articles: dict[str, dict[str, Any]], gold: dict[str, Any]
) -> None:
    quoted = set().union(*(runs(q["whole"]) for q in planted(gold, "cut_quotes")))
    copying = [{c["of"], c["in"]} for c in planted(gold, "copies")]
    taken = {frozenset((a, b)) for one in copying for two in copying if one & two for a in one | two for b in one | two if a != b}
    spread = {key: runs(a["title"] + " . " + a["text"]) for key, a in articles.items()}
    shared = {
        (a, b, " ".join(run))
        for a, b in combinations(articles, 2)
        if frozenset((a, b)) not in taken
        for run in (spread[a] & spread[b]) - quoted
    }
    assert shared == set()


def test_copies_hold_the_share_that_was_planted(articles: dict[str, dict[str, Any]], gold: dict[str, Any]) -> None:
    for copy in planted(gold, "copies"):
        mine, source = runs(articles[copy["in"]]["text"]), runs(articles[copy["of"]]["text"])
        assert len(mine & source) / len(mine) == pytest.approx(copy["share"], abs=0.006), copy
        assert moment(articles[copy["of"]]["published"]) <= moment(articles[copy["in"]]["published"])
        if copy["origin"]:
            record = articles[copy["in"]]
            assert ("NNA" in " ".join([*record["authors"], record["text"]])) == (copy["credit"] == "credited")


def test_a_silent_side_was_asked_and_an_outage_was_not_silence(
    articles: dict[str, dict[str, Any]], gold: dict[str, Any], sides: dict[str, str]
) -> None:
    mirrored: dict[str, tuple[int, int]] = {}
    for story in gold["stories"]:
        if "coverage" not in story:
            continue
        plan, told = story["coverage"], [articles[key] for key in story["articles"]]
        covering = Counter(sides[a["outlet"]] for a in told)
        times = [moment(a["published"]) for a in told]
        span = (min(times) - timedelta(hours=12), max(times) + timedelta(hours=12))
        asked = [row for row in table("health.csv") if span[0] <= moment(row["asked"]) <= span[1]]
        assert covering[plan["silent_side"]] == 0
        assert {o for o, side in sides.items() if side == plan["silent_side"]} == {*plan["silent"], plan["outage"]}
        assert all(row["outcome"] in ("answered", "unchanged") for row in asked if row["outlet"] in plan["silent"])
        assert {row["outcome"] for row in asked if row["outlet"] == plan["outage"]} == {"failed"}
        mirrored[plan["silent_side"]] = (len(told), max(covering.values()))
    assert mirrored["left"] == mirrored["right"]


def test_the_log_of_fetches_agrees_with_what_was_published(articles: dict[str, dict[str, Any]]) -> None:
    log = table("health.csv")
    failed = {row["outlet"] for row in log if row["outcome"] not in ("answered", "unchanged")}
    assert failed == {"plumbline.example", "southquay-radio.example"}
    assert all(bool(row["reason"]) == (row["outcome"] == "failed") for row in log)
    for a in articles.values():
        after = [row for row in log if row["outlet"] == a["outlet"] and moment(row["asked"]) >= moment(a["published"])]
        assert after[0]["outcome"] == "answered", a["id"]


def test_planted_arithmetic_holds_or_is_off_as_said(articles: dict[str, dict[str, Any]], gold: dict[str, Any]) -> None:
    verdicts: Counter[str] = Counter()
    for item in [*planted(gold, "figures"), *gold["more_figures"]]:
        assert item["words"] in articles[item["article"]]["text"], item
        first, second = (item["part"], item["of"]) if "of" in item else (item["to"], item["from"])
        assert f"{second:,}" in item["words"] or f"{second:,}" in articles[item["article"]]["text"]
        computed = first / second if "of" in item else (first - second) / second
        assert (abs(computed - item["stated"]) < 0.01) == (item["verdict"] == "holds"), item
        verdicts[item["verdict"]] += 1
    assert verdicts["holds"] > verdicts["off"] == 2


def test_the_toll_only_rises_and_two_figures_contradict(articles: dict[str, dict[str, Any]], gold: dict[str, Any]) -> None:
    for update in planted(gold, "updates"):
        values = [value for _, value, _ in update["tells"]]
        times = [moment(articles[key]["published"]) for key, _, _ in update["tells"]]
        assert values == sorted(values)
        assert times == sorted(times)
        assert all(said in articles[key]["text"] for key, _, said in update["tells"])
    for clash in planted(gold, "contradictions"):
        for said, not_said in ((clash["words"], clash["other_words"]), (clash["other_words"], clash["words"])):
            for key, phrase in said.items():
                assert phrase in articles[key]["text"]
                assert not any(other in articles[key]["text"] for other in not_said.values())


def test_the_contradicting_outlets_are_one_of_each_side(
    articles: dict[str, dict[str, Any]], gold: dict[str, Any], sides: dict[str, str]
) -> None:
    alone = [sides[articles[key]["outlet"]] for clash in planted(gold, "contradictions") for key in clash["other_words"]]
    cutting = [sides[articles[quote["cut_in"]]["outlet"]] for quote in planted(gold, "cut_quotes")]
    assert sorted(alone) == sorted(cutting) == ["left", "right"]


def test_each_side_leaves_out_what_tells_against_its_line(
    articles: dict[str, dict[str, Any]], gold: dict[str, Any], sides: dict[str, str]
) -> None:
    omitting = []
    for omission in planted(gold, "omissions"):
        assert all(words in articles[key]["text"] for key, words in omission["told"].items())
        assert not any(omission["mark"] in articles[key]["text"] for key in omission["left_out"])
        omitting.append({sides[articles[key]["outlet"]] for key in omission["left_out"]})
    assert sorted(map(sorted, omitting)) == [["left"], ["right"]]


def test_the_same_thing_has_another_name_on_each_side(articles: dict[str, dict[str, Any]], gold: dict[str, Any]) -> None:
    for story in gold["stories"]:
        for name, keys in story.get("names", {}).items():
            for key in keys:
                counts = Counter(words_of(articles[key]["title"] + " " + articles[key]["text"]))
                assert counts[name] >= 1, key
                assert counts[name] == max(counts[other] for other in story["names"]), key


def test_a_quotation_is_whole_in_three_reports_and_cut_in_one(articles: dict[str, dict[str, Any]], gold: dict[str, Any]) -> None:
    for quote in planted(gold, "cut_quotes"):
        assert all(f"“{quote['whole']}" in articles[key]["text"] for key in quote["in"])
        assert len(quote["in"]) == 3
        cut = articles[quote["cut_in"]]["text"]
        assert f"“{quote['cut']}" in cut
        assert quote["whole"] not in cut
        assert quote["lost"] not in cut
