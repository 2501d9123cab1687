"""`sidelight compare` and `sidelight group` as a person calls them."""

import json
from pathlib import Path

import pytest
from surfaces.test_cli import call, sentences

FERRY = "The council of Eastmere voted 9 to 4 on Monday to close the ferry line to the outer islands. Mayor Jon Alder said the boats were empty in winter."
FERRY_TOO = "Eastmere will lose its ferry. By nine votes to four the council decided on Monday to end the line to the outer islands, and Mayor Jon Alder said the boats ran empty."
BRIDGE = "Engineers found rust in the cables of the Marrow bridge on Friday and shut two lanes. Repairs will take until June, the roads agency of Halden said."


def batch(path: Path, *records: object) -> str:
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), "utf-8")
    return str(path)


def test_two_files_become_one_storys_breakdown(tmp_path: Path) -> None:
    for name, text in (("a.txt", FERRY), ("b.txt", FERRY_TOO)):
        (tmp_path / name).write_text(text, "utf-8")
    done = call("compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--format", "json")
    out = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert [a["text"] for a in out["story"]["articles"]] == [FERRY, FERRY_TOO]
    facts = [f for f in out["findings"] if f["kind"] == "fact"]
    assert {e["article"] for f in facts for e in f["evidence"]} == {str(tmp_path / "a.txt"), str(tmp_path / "b.txt")}


def test_the_order_in_which_files_are_named_does_not_matter(tmp_path: Path) -> None:
    for name, text in (("a.txt", FERRY), ("b.txt", FERRY_TOO)):
        (tmp_path / name).write_text(text, "utf-8")
    one = call("compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--format", "json").stdout
    assert one == call("compare", str(tmp_path / "b.txt"), str(tmp_path / "a.txt"), "--format", "json").stdout


def test_a_report_that_cannot_be_read_stands_under_provenance(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FERRY, "utf-8")
    done = call("compare", str(tmp_path / "a.txt"), "/nowhere/b.txt", "--format", "json")
    assert done.returncode == 1
    assert [f["id"] for f in json.loads(done.stdout)["provenance"]["failed"]] == ["/nowhere/b.txt"]
    assert len(sentences(done)) == 1


def test_a_batch_gives_a_line_a_story_in_order_of_its_first_article(tmp_path: Path) -> None:
    path = batch(
        tmp_path / "b.jsonl",
        {"id": "1", "story": "ferry", "text": FERRY},
        {"id": "2", "story": "bridge", "text": BRIDGE},
        {"id": "3", "story": "ferry", "text": FERRY_TOO},
        {"id": "4", "story": "bridge"},
        {"id": "5", "text": BRIDGE},
        "{broken",
    )
    done = call("compare", "--batch", path, "--format", "jsonl")
    stories = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 1
    assert [s["story"]["id"] for s in stories] == ["ferry", "bridge"]
    assert [[a["id"] for a in s["story"]["articles"]] for s in stories] == [["1", "3"], ["2"]]
    assert [f["id"] for f in stories[1]["provenance"]["failed"]] == ["4"]
    assert len(sentences(done)) == 3


def test_group_puts_reports_of_one_event_together_and_keeps_input_order(tmp_path: Path) -> None:
    path = batch(
        tmp_path / "g.jsonl",
        {"id": "late", "published": "2026-03-03T09:00:00Z", "title": "Ferry to outer islands to close", "text": FERRY_TOO},
        {
            "id": "early",
            "published": "2026-03-02T20:00:00Z",
            "title": "Council closes ferry line to outer islands",
            "text": FERRY,
        },
        "{broken",
        {"id": "other", "published": "2026-03-02T21:00:00Z", "title": "Rust shuts lanes on Marrow bridge", "text": BRIDGE},
    )
    done = call("group", "--batch", path)
    out = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 1
    assert [o["id"] for o in out] == ["late", "early", "line 3", "other"]
    assert out[0]["story"] == out[1]["story"] != out[3]["story"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["compare"], "name files or addresses"),
        (["compare", "--batch", "x", "--format", "json"], "use jsonl"),
        (["group", "--batch", "x", "--desk", "y"], "not both"),
    ],
)
def test_wrong_usage_is_told_with_status_2(arguments: list[str], says: str) -> None:
    done = call(*arguments)
    assert done.returncode == 2
    assert says in done.stderr.decode()
