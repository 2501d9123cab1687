"""No accuracy falls below its floor (floors.toml), and each is measured on the data it was set on."""

import gzip
import hashlib
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def sentence_ends(path: Path) -> dict[str, float]:
    """F1 of sentence ends on all documents and on news."""
    right = got = want = news_right = news_got = news_want = 0
    for document in rows(path):
        found = {e for _, e in sentences(document["text"], language_pack("en"))}
        gold = {e for _, e in document["sentences"]}
        right, got, want = right + len(found & gold), got + len(found), want + len(gold)
        if document["genre"] == "news":
            news_right, news_got, news_want = news_right + len(found & gold), news_got + len(found), news_want + len(gold)
    return {"f1": 2 * right / (got + want), "news_f1": 2 * news_right / (news_got + news_want)}


def events(path: Path, tmp: Path, shared: Path) -> dict[str, float]:
    """`sidelight group` on the events, by the shared scorer."""
    batch, pred = tmp / "events.jsonl", tmp / "pred.jsonl"
    batch.write_text("".join(json.dumps({k: v for k, v in row.items() if k != "story"}) + "\n" for row in rows(path)), "utf-8")
    grouped = subprocess.run(
        [sys.executable, "-m", "sidelight.surfaces.cli.main", "group", "--batch", str(batch)], capture_output=True, check=True
    )
    pred.write_bytes(grouped.stdout)
    scorer = [sys.executable, str(shared / "score" / "score.py"), "stories", "--gold", str(path), "--pred", str(pred)]
    scored: dict[str, float] = json.loads(subprocess.run(scorer, capture_output=True, check=True).stdout)
    return scored


def measured(entry: dict[str, Any], shared: Path, tmp: Path, root: Path) -> dict[str, float]:
    path = shared / entry["data"]
    if entry.get("check") == "sentences":
        return sentence_ends(path)
    if entry.get("check") == "events":
        return events(path, tmp, shared)
    command = [sys.executable, *(part.format(shared=shared) for part in entry["command"])]
    environ = os.environ | {"SIDELIGHT_SHARED": str(shared)}
    out: dict[str, Any] = json.loads(subprocess.run(command, cwd=root, env=environ, capture_output=True, check=True).stdout)
    return out


@pytest.mark.parametrize("name", FLOORS)
def test_an_accuracy_keeps_its_floor(name: str, shared: Path, tmp_path: Path, root: Path) -> None:
    entry = FLOORS[name]
    assert hashlib.sha256((shared / entry["data"]).read_bytes()).hexdigest() == entry["sha256"], (
        "other data than the floor was set on"
    )
    found = measured(entry, shared, tmp_path, root)
    for metric, floor in entry["floors"].items():
        value: Any = found
        for part in metric.split("."):
            value = value[part]
        assert value >= floor, f"{metric} is {value}, its floor {floor}"
