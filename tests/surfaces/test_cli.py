"""`sidelight` as a person calls it: a process, its output, its sentences of complaint, its exit status."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SIDELIGHT = str(Path(sys.executable).parent / "sidelight")
TEXT = "The council voted 9 to 4 on Monday to close the ferry line. “We cannot run empty boats,” said Mayor Jon Alder."


def call(*arguments: str, text: bytes = b"", environ: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("SIDELIGHT_")} | (environ or {})
    return subprocess.run([SIDELIGHT, *arguments], input=text, capture_output=True, check=False, env=clean, timeout=60)


def sentences(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """What was told on standard error, after checking that no traceback was."""
    told = done.stderr.decode()
    assert "Traceback" not in told, told
    return told.splitlines()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_files_id_is_its_path_and_its_text_is_whole(file: Path) -> None:
    out = json.loads(call("read", str(file), "--format", "json").stdout)
    assert (out["article"]["id"], out["article"]["text"]) == (str(file), TEXT)


def test_standard_input_is_read_and_named_by_a_hash() -> None:
    first = json.loads(call("read", "-", "--format", "json", text=TEXT.encode()).stdout)
    again = json.loads(call("read", "-", "--format", "json", text=TEXT.encode()).stdout)
    assert first == again
    assert len(first["article"]["id"]) == 16


def test_text_output_has_no_escape_codes_in_a_pipe(file: Path) -> None:
    done = call("read", str(file))
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert "Jon Alder" in done.stdout.decode()


def test_colour_can_be_asked_for(file: Path) -> None:
    assert b"\x1b[" in call("read", str(file), "--color", "always").stdout


def test_html_goes_into_a_file(file: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert call("read", str(file), "--format", "html", "-o", str(page)).returncode == 0
    assert "<html" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["read"], "name files or addresses"),
        (["read", "a.txt", "b.txt", "--format", "json"], "use jsonl"),
        (["read", "a.txt", "b.txt", "--format", "html"], "use jsonl"),
        (["extract", "a.txt", "b.txt", "--format", "json"], "use jsonl"),
        (["read", "--batch", "a.jsonl", "--format", "html"], "use jsonl"),
        (["read", "--batch", "a.jsonl", "a.txt"], "not both"),
        (["read", "a.txt", "--format", "xml"], "invalid choice"),
        (["read", "a.txt", "--set", "colour=red"], "there is no setting"),
        (["judge", "a.txt"], "invalid choice"),
    ],
)
def test_wrong_usage_is_told_with_status_2(arguments: list[str], says: str) -> None:
    done = call(*arguments)
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("spaces.txt", b" \n\t \n", "neither a title nor a text"),
        ("binary.bin", bytes(range(256)) * 40, "not a text"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(500), "not a text"),
        ("empty.html", b"<html><body><div></div></body></html>", ""),
        ("long.txt", b"word " * 10_000_000, "larger"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence_that_names_it(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = call("read", str(path), "--format", "jsonl")
    told = sentences(done)
    assert done.returncode == 1
    assert len(told) == 1
    assert str(path) in told[0]
    assert says in told[0]
    assert json.loads(done.stdout)["id"] == str(path)
    assert json.loads(done.stdout)["error"]


@pytest.mark.parametrize("source", ["/nowhere/a.txt", "/", "http://127.0.0.1:9/page", "https://host.invalid/a"])
def test_what_is_not_there_gets_one_sentence_and_the_rest_goes_on(file: Path, source: str) -> None:
    done = call("read", source, str(file), "--format", "jsonl")
    told = sentences(done)
    first, second = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert done.returncode == 1
    assert len(told) == 1
    assert source in told[0]
    assert first["id"] == source
    assert second["article"]["text"] == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    text = "The café’s owner, José Núñez, said: “Prices rose 5%.” " * 6
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    out = json.loads(call("read", str(path), "--format", "json").stdout)
    assert out["article"]["text"] == text.strip()


def test_one_long_line_within_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("The council said so. " * 40_000, "utf-8")
    assert call("read", str(path), "--format", "jsonl").returncode == 0


def test_a_batch_keeps_its_order_and_its_broken_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": TEXT}),
        "{broken",
        json.dumps({"id": "b", "title": "Council closes ferry line", "text": ""}),
        json.dumps({"id": "c"}),
        "[1, 2]",
        "",
        json.dumps({"id": "d", "html": f"<html><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"}),
        json.dumps({"id": "e", "text": 7}),
    ]
    path = tmp_path / "batch.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    done = call("read", "--batch", str(path), "--format", "jsonl")
    out = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 1
    assert [o["article"]["id"] if "article" in o else o["id"] for o in out] == ["a", "line 2", "b", "c", "line 5", "d", "e"]
    assert ["error" in o for o in out] == [False, True, False, True, True, False, True]
    told = sentences(done)
    assert len(told) == 4
    assert all(str(path) in t and "line" in t for t in told)


def test_a_title_alone_is_read_and_lenses_say_why_they_are_silent() -> None:
    done = call("read", "--batch", "-", text=json.dumps({"id": "t", "title": "Council closes ferry line"}).encode())
    out = json.loads(done.stdout)
    assert done.returncode == 0
    assert {"loaded", "voices"} <= {a["lens"] for a in out["abstentions"]}


def test_another_language_is_read_and_its_lenses_abstain(tmp_path: Path) -> None:
    path = tmp_path / "es.txt"
    path.write_text(
        "El ayuntamiento decidió el lunes cerrar la línea del transbordador que une las islas con el puerto, una medida que muchos vecinos consideran injusta.\n",
        "utf-8",
    )
    done = call("read", str(path), "--format", "json")
    out = json.loads(done.stdout)
    assert done.returncode == 0
    assert all("language es" in a["reason"] for a in out["abstentions"] if a["lens"] in ("loaded", "voices", "figures"))
    assert {"loaded", "voices", "figures"} <= {a["lens"] for a in out["abstentions"]}


def test_a_closed_pipe_ends_quietly(file: Path) -> None:
    done = subprocess.run(f"{SIDELIGHT} read {file} --format json | head -c 10", shell=True, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


def test_settings_come_from_the_environment(file: Path) -> None:
    done = call("read", str(file), environ={"SIDELIGHT_MAX_ARTICLE_CHARS": "1000", "SIDELIGHT_WORKERS": "999"})
    assert done.returncode == 2
    assert "workers lies between 0 and 256" in done.stderr.decode()


@pytest.mark.parametrize("command", [[], ["read"], ["extract"], ["demo"]])
def test_help_and_version_are_everywhere(command: list[str]) -> None:
    assert call(*command, "--help").stdout.startswith(b"usage: sidelight")
    assert call(*command, "--version").stdout.startswith(b"sidelight ")


def test_the_demonstration_prints_and_says_where_its_page_lies(tmp_path: Path) -> None:
    page = tmp_path / "demo.html"
    done = call("demo", "-o", str(page))
    assert done.returncode == 0, done.stderr
    assert str(page) in done.stdout.decode()
    assert "Velmora" in page.read_text("utf-8")


def test_help_answers_without_heavy_imports() -> None:
    probe = "import sys; from sidelight.surfaces.cli.main import build_parser; build_parser().format_help(); print([m for m in ('numpy','rich','httpx','trafilatura','jinja2','lxml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
