"""Feeds as a person works with them: add, update, feeds, what is told."""

import json
import os
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.newsroom import Newsroom, newsroom
from surfaces.test_cli import SIDELIGHT, call, sentences

from sidelight.desk.feeds import FeedLine
from sidelight.surfaces.cli.feeds import as_text
from sidelight.surfaces.cli.output import safe
from sidelight.surfaces.cli.update import together
from sidelight.types import Failure

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
LINE = FeedLine(
    url="https://quay.example/feed", outlet="quay.example", title="Quay", folder=None, asked=NOON - timedelta(minutes=10),
    due=NOON + timedelta(minutes=50), interval=3600.0, entries=30, news=2, error=None, failures=0,
)  # fmt: skip


def run(room: Newsroom, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return call(*arguments, "--desk", str(room.place), environ={"SIDELIGHT_PRIVATE_HOSTS": "127.0.0.1"})


def test_a_newcomers_first_minutes(tmp_path: Path) -> None:
    with newsroom(tmp_path) as room:
        room.publish(range(4))
        assert sentences(run(room, "update")) == [
            "sidelight: no feed is watched yet; `sidelight add` takes a feed, a site or a pack"
        ]
        done = run(room, "add", room.site.url("/feed"), room.site.url("/nothing"))
        assert (done.returncode, len(sentences(done))) == (1, 1)
        assert "1 feed watched from now on" in done.stdout.decode()
        assert "not asked yet" in run(room, "feeds").stdout.decode()
        told = sentences(run(room, "update"))
        assert told == [
            "sidelight: feeds: 1 seen, 1 done",
            "sidelight: articles: 4 seen, 4 done",
            "sidelight: group: 4 seen, 4 done",
        ]
        assert "nothing is due; the next of 1 feed is due in" in sentences(run(room, "update"))[0]
        (line,) = json.loads(run(room, "feeds", "--format", "json").stdout)
        assert (line["url"], line["entries"], line["new"], line["error"]) == (room.site.url("/feed"), 4, 4, None)
        assert json.loads(run(room, "stories", "--format", "json").stdout)
        assert run(room, "feeds", "--drop", room.site.url("/feed")).returncode == 0
        assert run(room, "feeds").stdout.decode() == "No feed is watched yet; `sidelight add` takes one.\n"


def test_a_feed_is_shown_without_a_desk(tmp_path: Path) -> None:
    with newsroom(tmp_path) as room:
        room.publish([3])
        clean = {k: v for k, v in os.environ.items() if not k.startswith("SIDELIGHT_")} | {"SIDELIGHT_PRIVATE_HOSTS": "127.0.0.1"}
        command = [SIDELIGHT, "feed", room.site.url("/feed"), room.site.url("/none"), "--format", "jsonl"]
        done = subprocess.run(command, env=clean, capture_output=True, check=False, timeout=60)
        first, second = map(json.loads, done.stdout.decode().splitlines())
        assert (done.returncode, first["title"], first["entries"][0]["url"]) == (1, "The Eastmere Post", room.site.url("/news/3"))
        assert set(second) == {"id", "error"}
        wrong = subprocess.run([*command[:-2], "--format", "json"], env=clean, capture_output=True, check=False, timeout=60)
        assert (wrong.returncode, b"use jsonl" in wrong.stderr) == (2, True)


def test_a_feeds_line_says_how_it_stands() -> None:
    from dataclasses import replace

    assert (
        as_text(LINE, NOON)
        == "Quay <https://quay.example/feed>: 30 entries, 2 new, asked 10 minutes ago; asked next in 50 minutes\n"
    )
    failing = replace(LINE, folder="local", error="answered 404 Not Found; check the address", failures=3)
    assert as_text(failing, NOON).startswith("[local] Quay <https://quay.example/feed>: FAILED 3 times on end: answered 404")
    assert "not asked any more" in as_text(replace(failing, due=None), NOON)


def test_the_same_fault_many_times_is_one_line() -> None:
    many = [Failure(id=f"https://quay.example/{k}", error="no") for k in range(9)] + [
        Failure(id="https://hill.example/1", error="no")
    ]
    assert list(together(many)) == ["quay.example, 9 times: no", "https://hill.example/1: no"]


def test_a_feeds_title_cannot_steer_the_terminal() -> None:
    line = replace(LINE, title="Quay\x1b]0;owned\x07\x1b[2J")
    told = safe(as_text(line, NOON))
    assert "\x1b" not in told
    assert "\x07" not in told
    assert "Quay" in told
