"""A file has at most 400 lines and a function at most 60."""

import ast
from pathlib import Path

FILE, FUNCTION = 400, 60


def sources(root: Path) -> list[Path]:
    return sorted(p for folder in ("src", "tests", "training", "bench") for p in (root / folder).rglob("*.py"))


def test_no_file_is_longer_than_400_lines(root: Path) -> None:
    long = {str(p): n for p in sources(root) if (n := len(p.read_text("utf-8").splitlines())) > FILE}
    assert not long


def test_no_function_is_longer_than_60_lines(root: Path) -> None:
    long = {}
    for path in sources(root):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION:
                long[f"{path}:{node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    assert not long
