"""What ships with the package, checked against the manifest's SHA-256 when it is read."""

import hashlib
import tomllib
from functools import cache
from importlib.resources import files

from sidelight.errors import ResourceError
from sidelight.text.pack import LanguagePack

_ROOT = files("sidelight.resources")


@cache
def manifest() -> dict[str, dict[str, str]]:
    """`manifest.toml`: path → version, sha256, licence, source."""
    found: dict[str, dict[str, str]] = tomllib.loads((_ROOT / "manifest.toml").read_text("utf-8"))["files"]
    return found


def read_bytes(path: str) -> bytes:
    """A shipped file's bytes.

    Raises:
        ResourceError: it is not in the manifest, is missing, or is not the file that shipped.
    """
    entry = manifest().get(path)
    if entry is None:
        raise ResourceError("is not in the manifest", where=path)
    try:
        data = (_ROOT / path).read_bytes()
    except OSError as error:
        raise ResourceError(f"cannot be read ({error.strerror}); install Sidelight again", where=path) from error
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        raise ResourceError("is not the file that shipped; install Sidelight again", where=path)
    return data


def digest(path: str) -> str:
    """A shipped file's SHA-256, as the manifest has it."""
    return manifest()[path]["sha256"]


@cache
def language_pack(language: str) -> LanguagePack:
    """The language's word lists: every `lexicons/<language>/*.toml`, tables `words` and `values`, laid together."""
    words: dict[str, frozenset[str]] = {}
    values: dict[str, dict[str, float]] = {}
    for path in sorted(manifest()):
        if path.startswith(f"lexicons/{language}/"):
            table = tomllib.loads(read_bytes(path).decode("utf-8"))
            words |= {name: frozenset(items) for name, items in table.get("words", {}).items()}
            values |= table.get("values", {})
    if not words:
        raise ResourceError("ships no word lists", where=language)
    return LanguagePack(language=language, words=words, values=values)
