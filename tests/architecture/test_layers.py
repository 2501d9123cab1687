"""Who may import whom, and who may touch the world."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

NETWORK = {"httpx", "socket", "urllib.request", "http.client", "ssl", "requests", "aiohttp"}


def modules(root: Path) -> list[Path]:
    return sorted((root / "src" / "sidelight").rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def layer(path: Path, root: Path) -> str:
    return path.relative_to(root / "src" / "sidelight").parts[0].removesuffix(".py")


def test_no_layer_imports_one_above_or_beside_it(root: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_folder_has_its_layer(root: Path) -> None:
    contract = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    listed = set(re.findall(r"\w+", " ".join(contract["layers"])))
    found = {layer(path, root) for path in modules(root)} - {"__init__", "__main__"}
    assert found <= listed, f"not in any layer: {found - listed}"


def test_only_gather_touches_the_network(root: Path) -> None:
    others = [path for path in modules(root) if layer(path, root) != "gather"]
    guilty = {str(path): names for path in others if (names := imported(path) & NETWORK)}
    assert not guilty


@pytest.mark.parametrize("name", ["print", "input"])
def test_only_surfaces_speak(root: Path, name: str) -> None:
    for path in modules(root):
        calls = [n.func for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        spoken = [f.id for f in calls if isinstance(f, ast.Name) and f.id == name]
        assert not spoken or layer(path, root) == "surfaces", path


def test_only_surfaces_read_the_environment(root: Path) -> None:
    for path in modules(root):
        if layer(path, root) != "surfaces":
            assert not re.search(r"\bos\.environ|\bos\.getenv|\bsys\.argv", path.read_text("utf-8")), path
