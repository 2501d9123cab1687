"""The desk as a person works with it: commands, kills, two at once."""

import csv
import io
import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from desk.news import EVENTS, report, week, written
from surfaces.test_cli import SIDELIGHT, call, sentences

from sidelight.store import open_store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A desk of a week, and one of its stories."""
    folder = tmp_path_factory.mktemp("desk")
    path = str(folder / "desk.db")
    done = call("import", written(folder / "week.jsonl", week()), "--desk", path)
    assert done.returncode == 0, done.stderr
    assert sentences(done) == ["sidelight: import: 12 seen, 12 done", "sidelight: group: 12 seen, 12 done"]
    return path, read("stories", "--desk", path)[0]["id"]


def read(*arguments: str) -> Any:
    """What a command prints as JSON."""
    done = call(*arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def start(*arguments: str) -> "subprocess.Popen[bytes]":
    clean = {k: v for k, v in os.environ.items() if not k.startswith("SIDELIGHT_")}
    return subprocess.Popen([SIDELIGHT, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=clean)


def copies(count: int) -> list[dict[str, Any]]:
    """As many articles as are wanted, each with an id, an hour and a number of its own."""
    events = list(EVENTS)
    return [report(events[n % 3], n, n / 2) for n in range(count)]


def test_stories_are_listed_the_newest_first(made: tuple[str, str]) -> None:
    lines = read("stories", "--desk", made[0])
    assert [line["reports"] for line in lines] == [4, 4, 4]
    assert [line["last_seen"] for line in lines] == sorted((line["last_seen"] for line in lines), reverse=True)
    assert len(read("stories", "--desk", made[0], "--since", "2031-05-06")) == 1
    told = call("stories", "--desk", made[0], "--limit", "1").stdout.decode()
    assert "4 reports, 1 independent · 4 outlets · 2031-05-06" in told
    assert "1 of 3 stories" in told


def test_a_story_is_shown_by_its_id_and_by_an_articles(made: tuple[str, str]) -> None:
    desk, story = made
    shown = read("story", story, "--desk", desk)
    assert shown["story"]["id"] == story
    assert read("story", shown["story"]["articles"][0]["id"], "--desk", desk) == shown
    assert "REPORTS" in call("story", story, "--desk", desk).stdout.decode()
    assert "<html" in call("story", story, "--desk", desk, "--format", "html").stdout.decode()


def test_why_says_what_an_article_shares(made: tuple[str, str]) -> None:
    told = call("story", "mine-3", "--why", "mine-3", "--desk", made[0]).stdout.decode()
    assert "Nearest report there: mine-" in told
    assert read("story", "mine-3", "--why", "mine-3", "--desk", made[0])["nearest"].startswith("mine-")


def test_search_marks_what_it_found(made: tuple[str, str]) -> None:
    found = read("search", '"outer islands"', "outlet:quayside.example", "--desk", made[0])
    assert (found["total"], found["hits"][0]["article"]) == (1, "ferry-0")
    hit = found["hits"][0]
    assert [hit["excerpt"][a:b] for a, b in hit["hits"]] == ["outer islands"]
    assert "[outer islands]" in call("search", '"outer islands"', "--desk", made[0]).stdout.decode()


def test_what_is_unknown_is_one_sentence_and_status_1(made: tuple[str, str], tmp_path: Path) -> None:
    for arguments in (["story", "nothing"], ["takedown", "nothing", "--reason", "x"], ["outlets", "no.example"]):
        done = call(*arguments, "--desk", made[0])
        assert (done.returncode, len(sentences(done))) == (1, 1), done.stderr
    done = call("stories", "--desk", str(tmp_path / "none.db"))
    assert (done.returncode, sentences(done)) == (
        1,
        [f"sidelight: {tmp_path / 'none.db'}: there is no desk yet; `sidelight add` or `sidelight import` makes it"],
    )
    (tmp_path / "text.db").write_text("no desk at all, only words " * 50)
    assert len(sentences(call("stories", "--desk", str(tmp_path / "text.db")))) == 1


def test_the_desk_is_found_through_the_environment_and_in_the_data_folder(tmp_path: Path) -> None:
    path = written(tmp_path / "one.jsonl", [report("ferry", 0, 0)])
    assert call("import", path, environ={"SIDELIGHT_DESK": str(tmp_path / "named.db")}).returncode == 0
    assert (tmp_path / "named.db").is_file()
    assert call("import", path, environ={"XDG_DATA_HOME": str(tmp_path / "data")}).returncode == 0
    assert (tmp_path / "data" / "sidelight" / "sidelight.db").is_file()


def test_group_prints_a_line_for_every_article_of_the_desk(made: tuple[str, str]) -> None:
    lines = [json.loads(line) for line in call("group", "--desk", made[0]).stdout.decode().splitlines()]
    assert {line["id"] for line in lines} == {record["id"] for record in week()}
    assert len({line["story"] for line in lines}) == 3


def test_exports_are_tables_of_what_is_there(made: tuple[str, str], tmp_path: Path) -> None:
    desk, story = made
    articles = [json.loads(line) for line in call("export", "--desk", desk).stdout.decode().splitlines()]
    assert {a["id"]: a["text"] for a in articles} == {record["id"]: record["text"] for record in week()}
    stories = list(
        csv.DictReader(io.StringIO(call("export", "--what", "stories", "--format", "csv", "--desk", desk).stdout.decode()))
    )
    assert [row["reports"] for row in stories] == ["4", "4", "4"]
    read("story", story, "--desk", desk)
    done = call("export", "--what", "findings", "--desk", desk)
    assert {json.loads(line)["story"] for line in done.stdout.decode().splitlines()} >= {story}
    done = call("export", "--format", "parquet", "--desk", desk)
    assert (done.returncode, "-o FILE" in done.stderr.decode()) == (2, True)
    done = call("export", "--format", "parquet", "--desk", desk, "-o", str(tmp_path / "a.parquet"))
    try:
        from pyarrow import parquet
    except ImportError:
        assert sentences(done)[0].endswith("`pip install sidelight[parquet]`")
    else:
        assert parquet.read_table(tmp_path / "a.parquet").num_rows == 12


def test_an_operators_day(made: tuple[str, str], tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.db")
    assert call("backup", copy, "--desk", made[0]).returncode == 0
    assert len(sentences(call("backup", copy, "--desk", made[0]))) == 1
    assert call("backfill", "--desk", copy).returncode == 0
    assert all(check["ok"] for check in read("doctor", "--rebuild-search", "--desk", copy) if check["name"] != "disk")
    assert "1 article taken down" in call("takedown", "ferry-0", "--reason", "by request", "--desk", copy).stdout.decode()
    assert call("search", "hour 0", "outlet:quayside.example", "--desk", copy).stdout.decode().count("ferry-0") == 0
    assert call("shrink", "--older-than", "0", "--desk", copy).returncode == 0


def test_broken_lines_are_told_and_the_rest_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", [report("ferry", 0, 0), "{broken", {"id": "empty"}, report("ferry", 1, 1)])
    done = call("import", path, "--desk", str(tmp_path / "d.db"))
    assert done.returncode == 1
    assert [line.split(": ")[1] for line in sentences(done)[:2]] == [f"{path}, line 2", f"{path}, line 3"]
    assert "sidelight: import: 4 seen, 2 done, 2 failed" in sentences(done)


def test_kills_lose_nothing_that_the_next_import_does_not_bring(tmp_path: Path) -> None:
    """Killed while it reads, writes or groups; after each kill the desk is sound, and at the end as though nothing had been."""
    path, desk = written(tmp_path / "a.jsonl", copies(160)), str(tmp_path / "killed.db")
    random.seed(11)
    for _ in range(3):
        running = start("import", path, "--desk", desk)
        time.sleep(random.uniform(0.7, 2.0))
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=30)
        if Path(desk).exists():
            checks = read_checks(desk)
            assert all(checks[name] for name in ("integrity", "references", "versions", "search")), checks
    assert call("import", path, "--desk", desk).returncode == 0
    whole = str(tmp_path / "whole.db")
    assert call("import", path, "--desk", whole).returncode == 0
    assert ids(desk) == ids(whole)
    assert len(ids(desk)) == 160


def read_checks(desk: str) -> dict[str, bool]:
    with open_store(desk) as store:
        return {check.name: check.ok for check in store.upkeep.doctor()}


def ids(desk: str) -> set[str]:
    """Articles that have a story."""
    with open_store(desk) as store:
        return {article for article, _ in store.stories.places()}


def test_two_imports_at_once_leave_one_sound_desk(tmp_path: Path) -> None:
    records, desk = copies(160), str(tmp_path / "d.db")
    halves = [written(tmp_path / f"{n}.jsonl", records[n::2]) for n in range(2)]
    running = [start("import", half, "--desk", desk) for half in halves]
    for one in running:
        _, told = one.communicate(timeout=100)
        assert one.returncode == 0, told
    assert ids(desk) == {record["id"] for record in records}
    assert all(ok for name, ok in read_checks(desk).items() if name != "disk")
    again = call("import", *halves, "--desk", desk)
    assert [line.split(": ")[2] for line in sentences(again)] == ["80 seen, 0 done, 80 skipped (read before)"] * 2 + [
        "0 seen, 0 done"
    ]
