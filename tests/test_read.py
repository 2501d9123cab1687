"""`sidelight.read` as a Python user and a notebook know it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import sidelight
from sidelight.errors import AddressRefused, EmptyInput, InputError

TEXT = (
    "The council voted 9 to 4 on Monday to close the controversial ferry line. “We cannot run empty boats,” said Mayor Jon Alder."
)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A real server on loopback with one page."""
    (tmp_path / "story.html").write_text(
        f"<html><head><title>Ferry closes</title></head><body><article><h1>Ferry closes</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>",
        "utf-8",
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/story.html"
    server.shutdown()
    server.server_close()


def test_a_text_a_path_and_a_string_that_is_a_path_give_the_same_findings(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    said = [[f.statement for f in sidelight.read(source).displayed] for source in (TEXT, path, str(path))]
    assert said[0] == said[1] == said[2]
    assert any("Jon Alder" in statement for statement in said[0])


def test_evidence_is_the_articles_text() -> None:
    breakdown = sidelight.read(TEXT)
    assert isinstance(breakdown.subject, sidelight.Article)
    spans = [span for finding in breakdown.findings for span in finding.evidence]
    assert spans
    assert all(breakdown.subject.text[s.start : s.end] == s.text for s in spans)


def test_a_title_makes_a_string_the_text() -> None:
    breakdown = sidelight.read("/", title="Ferry closes")
    assert isinstance(breakdown.subject, sidelight.Article)
    assert (breakdown.subject.title, breakdown.subject.text) == ("Ferry closes", "/")


def test_an_address_is_fetched_where_a_setting_names_its_private_host(address: str) -> None:
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1"):
        sidelight.read(address)
    breakdown = sidelight.read(address, settings=sidelight.Settings(private_hosts=("127.0.0.1",)))
    assert isinstance(breakdown.subject, sidelight.Article)
    assert breakdown.subject.title == "Ferry closes"
    assert "Jon Alder" in breakdown.subject.text


@pytest.mark.parametrize(("source", "error"), [("", EmptyInput), (" \n", EmptyInput), (Path("/nowhere/a.txt"), InputError)])
def test_what_cannot_be_read_raises_an_error_of_the_tree(source: str | Path, error: type[Exception]) -> None:
    with pytest.raises(error):
        sidelight.read(source)


def test_a_notebook_shows_a_breakdown_as_html() -> None:
    shown = sidelight.read(TEXT)._repr_html_()
    assert shown is not None
    assert "Jon Alder" in shown
    assert "<script" not in shown


def test_importing_the_package_is_light() -> None:
    probe = "import sys, sidelight; print([m for m in ('numpy', 'rich', 'httpx', 'trafilatura', 'jinja2', 'sqlalchemy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.strip() == "[]"
