"""What made an annotation or a breakdown that the desk keeps: where this changes, it is made anew."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from importlib.metadata import version
from pathlib import Path

from sidelight.breakdown.assemble import models
from sidelight.lens import Lens
from sidelight.store import Stamp
from sidelight.types import Annotations

ALWAYS = frozenset({"sentences", "names"})
"""Annotations that are made of every article, for the export, beside those that lenses need."""

_READING = ("text", "encode", "annotate", "pipeline/flow.py", "pipeline/run.py", "types")


def annotation_fields(lenses: Iterable[Lens]) -> frozenset[str]:
    """The fields of `Annotations` that some lens needs."""
    known = {field.name for field in fields(Annotations)}
    return frozenset({need for lens in lenses for need in lens.needs if need in known} | ALWAYS)


def annotation_stamp(lenses: Iterable[Lens]) -> Stamp:
    """Of annotations as those of these lenses need them that read stories: what the desk makes of every article."""
    return _stamp("annotations", [lens for lens in lenses if "story" in lens.subjects])


def reading_stamp(lenses: Iterable[Lens]) -> Stamp:
    """Of all annotations that these lenses need: made of an article when somebody opens it by itself."""
    return _stamp("readings", lenses)


def _stamp(name: str, lenses: Iterable[Lens]) -> Stamp:
    wanted = ",".join(sorted(annotation_fields(lenses)))
    return Stamp(name=name, model=_digest([version("sidelight"), models(), _code(_READING)]), settings=wanted)


def breakdown_stamp() -> Stamp:
    """Of breakdowns: the newest only is kept, and its inputs say whether it still holds."""
    return Stamp(name="breakdown")


@cache
def code_digest() -> str:
    """Of all that finds and words findings: a changed rule makes another breakdown, whatever its version says."""
    return _code(("stats", "group", "lenses", "breakdown", *_READING))


def _code(parts: tuple[str, ...]) -> str:
    root = Path(__file__).resolve().parent.parent
    found = sorted(path for part in parts for path in ((root / part).rglob("*.py") if "." not in part else (root / part,)))
    return _digest([[path.relative_to(root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()] for path in found])


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]
