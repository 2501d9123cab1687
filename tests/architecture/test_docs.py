"""Every lens, setting, command, error and dependency has its entry, and the repository speaks of the product alone."""

import dataclasses
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from sidelight import errors
from sidelight.config import Settings
from sidelight.errors import SidelightError
from sidelight.lens import load_lenses
from sidelight.surfaces.cli.main import COMMANDS

HEADINGS = ("## What it finds", "## How", "## Measured", "## Known failures")

FOREIGN = {
    "a machine's path": re.compile(r"/work/|/root/|/tmp/h/"),
    "an issue's number": re.compile(r"\bissue #?\d+", re.I),
    "a registry's host": re.compile(r"pypi\.org|pythonhosted|deb\.debian\.org|registry\.npmjs", re.I),
    "a tool of the workplace": re.compile(r"farm-(bench|studio)"),
}


def tracked(root: Path) -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout.split("\n")
    return [root / name for name in listed if name and (root / name).is_file()]


@pytest.mark.parametrize("lens", load_lenses(), ids=lambda lens: lens.name)
def test_every_lens_has_its_page_in_method(root: Path, lens: object) -> None:
    page = (root / "docs" / "method" / f"{lens.name}.md").read_text("utf-8")  # type: ignore[attr-defined]
    assert [h for h in HEADINGS if h not in page] == []


@pytest.mark.parametrize("name", [f.name for f in dataclasses.fields(Settings)])
def test_every_setting_is_documented_with_its_default_and_meaning(root: Path, name: str) -> None:
    page = (root / "docs" / "reference" / "settings.md").read_text("utf-8")
    field = {f.name: f for f in dataclasses.fields(Settings)}[name]
    row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
    assert field.metadata["meaning"] in row
    assert field.metadata["unit"] in row


@pytest.mark.parametrize("command", [c.__name__.split(".")[-1].rstrip("_") for c in COMMANDS])
def test_every_command_is_documented(root: Path, command: str) -> None:
    assert f"## sidelight {command}" in (root / "docs" / "reference" / "command-line.md").read_text("utf-8")


@pytest.mark.parametrize("error", [n for n, c in vars(errors).items() if isinstance(c, type) and issubclass(c, SidelightError)])
def test_every_error_is_documented(root: Path, error: str) -> None:
    assert f"`{error}`" in (root / "docs" / "reference" / "errors.md").read_text("utf-8")


def test_every_dependency_has_its_reason(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    page = (root / "docs" / "dependencies.md").read_text("utf-8")
    missing = [name for name in (re.split(r"[\[<>=]", d)[0] for d in wanted) if f"| {name} |" not in page]
    assert not missing


def test_the_manifest_names_every_shipped_file(root: Path) -> None:
    from sidelight.resources.load import manifest, read_bytes

    folder = root / "src" / "sidelight" / "resources"
    found = {
        p.relative_to(folder).as_posix()
        for d in ("lexicons", "model", "demo", "outlets", "packs")
        for p in (folder / d).rglob("*")
        if p.is_file()
    }
    assert found == set(manifest())
    for path in manifest():
        read_bytes(path)


def test_the_repository_speaks_of_the_product_alone(root: Path) -> None:
    me = Path(__file__).name
    for path in tracked(root):
        if path.name == me or path.suffix in (".npz", ".onnx", ".png", ".gz"):
            continue
        text = path.read_text("utf-8")
        for what, pattern in FOREIGN.items():
            assert not pattern.search(text), f"{path} names {what}: {pattern.search(text)}"
