"""Writes the SHA-256 of every shipped file into `resources/manifest.toml`, keeping what it says of version, licence and source.

python training/manifest.py            rewrite
python training/manifest.py --check    say what differs, exit 1
"""

import hashlib
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "src" / "sidelight" / "resources"
SHIPPED = ("lexicons", "model", "demo", "outlets", "packs")


def written(entries: dict[str, dict[str, str]]) -> str:
    """The manifest as TOML, one table a file."""
    lines = ["# Written by training/manifest.py: what ships, and how it is told from anything else.", ""]
    for path in sorted(entries):
        lines.append(f'[files."{path}"]')
        lines += [f'{key} = "{value}"' for key, value in entries[path].items()]
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    """Rewrite or check."""
    target = ROOT / "manifest.toml"
    old = tomllib.loads(target.read_text("utf-8")).get("files", {}) if target.exists() else {}
    entries = {}
    for folder in SHIPPED:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                path = file.relative_to(ROOT).as_posix()
                known = {"version": "1", "licence": "Apache-2.0", "source": "written for Sidelight"} | old.get(path, {})
                entries[path] = known | {"sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    text = written(entries)
    if "--check" in sys.argv:
        same = target.exists() and target.read_text("utf-8") == text
        print("manifest is right" if same else "manifest differs: run python training/manifest.py")
        return 0 if same else 1
    target.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
