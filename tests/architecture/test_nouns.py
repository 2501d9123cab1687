"""The nouns are data only, the public names are those promised, the error tree is the one drawn."""

import dataclasses
import pickle
import re

import pytest

import sidelight
from sidelight import errors, types
from sidelight.errors import EvidenceError, SidelightError, SpanError
from sidelight.types import Article, Finding, Span

NOUNS = [n for name in types.__all__ if isinstance(n := getattr(types, name), type) and dataclasses.is_dataclass(n)]

PUBLIC = {
    "Absence", "Abstain", "Article", "ArticleVersion", "Attribution", "Breakdown", "Desk", "Entity", "Figure", "Finding", "Measure",
    "Outlet", "Period", "Rating", "Sentence", "Settings", "Span", "Statement", "Story", "errors",
    "open_desk", "read",
}  # fmt: skip

NEEDED_LATER = [
    "ArticleVersion", "Passage", "Period", "RatingSet", "FetchAttempt", "GroupState", "Feed", "FeedEntry", "Capture", "Lean",
    "Statement", "StageReport",
]  # fmt: skip


def test_the_public_names_are_these() -> None:
    assert set(sidelight.__all__) == PUBLIC
    assert all(hasattr(sidelight, name) for name in PUBLIC)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda n: n.__name__)
def test_a_noun_is_frozen_slotted_and_keyword_only(noun: type) -> None:
    assert noun.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(noun)
    assert all(f.kw_only for f in dataclasses.fields(noun))
    assert noun.__doc__
    assert not noun.__doc__.startswith(noun.__name__ + "(")


@pytest.mark.parametrize("name", NEEDED_LATER)
def test_nouns_that_later_work_needs_are_there(name: str) -> None:
    assert name in types.__all__


def drawn_tree() -> dict[str, str]:
    """Error → its parent, as the docstring of errors.py draws it."""
    parents: dict[str, str] = {}
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"^( {4}[│├└─ ]*)([A-Z]\w+)(\s|$)", line):
            depth = (len(found[1]) - 4) // 4
            path[depth:] = [found[2]]
            if depth:
                parents[found[2]] = path[depth - 1]
    return parents


def test_the_error_tree_is_the_one_drawn() -> None:
    found = {n: c for n, c in vars(errors).items() if isinstance(c, type) and issubclass(c, SidelightError)}
    assert drawn_tree() == {n: c.__base__.__name__ for n, c in found.items() if c is not SidelightError}


@pytest.mark.parametrize("kind", [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, SidelightError)])
def test_an_error_names_its_place_and_survives_a_process_border(kind: type[SidelightError]) -> None:
    again = pickle.loads(pickle.dumps(kind("is broken", where="a.txt")))
    assert (type(again), str(again), again.where) == (kind, "a.txt: is broken", "a.txt")


def test_a_finding_without_evidence_cannot_be_built() -> None:
    with pytest.raises(EvidenceError):
        Finding(lens="x", kind="y", statement="z")


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (0, 99)])
def test_a_span_outside_its_text_cannot_be_built(start: int, end: int) -> None:
    with pytest.raises(SpanError):
        Article(id="a", version="v", text="short").span(start, end)


def test_a_span_with_other_words_than_its_length_cannot_be_built() -> None:
    with pytest.raises(SpanError):
        Span(article="a", version="v", part="text", start=0, end=5, text="four")
