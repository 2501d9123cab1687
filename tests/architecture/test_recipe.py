"""The recipe "add a lens" in CONTRIBUTING.md works as it stands, word for word."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = "The gates of the fair opened at nine. What a day for the town! More than 3,000 people came to the old harbour to see the ships, the mayor said."


@pytest.fixture(scope="module")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, as installed, in which the recipe's four steps were followed."""
    place = tmp_path_factory.mktemp("recipe")
    recipe = (root / "CONTRIBUTING.md").read_text("utf-8").partition("## Add a lens")[2]
    lens, test, line = re.findall(r"```(?:python|toml)\n(.*?)```", recipe, re.S)
    shutil.copytree(root / "src" / "sidelight", place / "sidelight", ignore=shutil.ignore_patterns("__pycache__"))
    (place / "sidelight" / "lenses" / "shouting.py").write_text(lens, "utf-8")
    shutil.copytree(root / "tests", place / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    (place / "tests" / "lenses" / "test_shouting.py").write_text(test, "utf-8")
    known = re.search(r'entry-points."sidelight.lenses"\]\n(.*?)\n\n', (root / "pyproject.toml").read_text("utf-8"), re.S)
    assert known
    facts = place / "sidelight-0.1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: sidelight\nVersion: 0.1.0\n")
    (facts / "entry_points.txt").write_text("[sidelight.lenses]\n" + (known[1] + "\n" + line).replace('"', ""))
    return place


def run(copy: Path, *command: str, text: str = "") -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"PYTHONPATH": os.pathsep.join((str(copy), str(copy / "tests")))}
    return subprocess.run(
        [sys.executable, *command], cwd=copy, env=environ, input=text, capture_output=True, text=True, check=False
    )


def test_the_new_lens_is_heard_by_the_command_line(copy: Path) -> None:
    done = run(copy, "-m", "sidelight.surfaces.cli.main", "read", "-", text=ARTICLE)
    assert "raises its voice" in done.stdout, done.stderr


def test_the_new_lens_passes_its_test_and_the_conformance_suite(copy: Path) -> None:
    args = ("-c", "/dev/null", "--rootdir", ".", "--import-mode=importlib", "-p", "no:cacheprovider", "-q")
    done = run(copy, "-m", "pytest", *args, "-k", "shouting", "tests/lenses/test_shouting.py", "tests/lenses/test_conformance.py")
    assert done.returncode == 0, done.stdout
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) > 10  # type: ignore[index]
