"""Every installed lens keeps the contract; and the suite does find lenses that do not."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from lenses import conformance

from sidelight.errors import LensError
from sidelight.lens import Lens, LensContext, Subject, load_lenses
from sidelight.types import Count, Finding, Result, Span

LENSES = [pytest.param(lens, id=lens.name) for lens in load_lenses()]

CHECKS = [
    pytest.param(check, id=name.removeprefix("check_"))
    for name, check in vars(conformance).items()
    if name.startswith("check_") and name not in ("check_no_network", "check_noise")
]


def test_what_is_installed_is_known_without_loading_it() -> None:
    """The lenses that ship are named by their entry points, so that a kept breakdown is shown without them."""
    probe = "import sys; from sidelight.lens import installed_lenses as i; print([n for n, _ in i()], 'sidelight.lenses' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
    assert told.strip() == f"{[lens.name for lens in load_lenses()]} False"


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("lens", LENSES)
def test_a_lens_keeps_the_contract(lens: Lens, check: Callable[[Lens], None]) -> None:
    check(lens)


@pytest.mark.parametrize("lens", LENSES)
def test_a_lens_needs_no_network(lens: Lens, monkeypatch: pytest.MonkeyPatch) -> None:
    conformance.check_no_network(lens, monkeypatch)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("lens", LENSES)
def test_a_lens_survives_noise(lens: Lens, seed: int) -> None:
    conformance.check_noise(lens, seed)


@pytest.mark.parametrize("lens", LENSES)
def test_a_lens_sees_something_in_the_reports_of_the_suite(lens: Lens) -> None:
    assert conformance.look(lens, conformance.subject_for(lens, *conformance.reports())).findings


@dataclass
class BadLens:
    """A lens that breaks the contract in one way."""

    find_with: Callable[[Subject, LensContext], Result]
    name: str = "bad"
    version: str = "1"
    subjects: frozenset[str] = frozenset({"article"})
    needs: frozenset[str] = frozenset()
    languages: frozenset[str] = field(default_factory=frozenset)

    def find(self, subject: Subject, context: LensContext) -> Result:
        return self.find_with(subject, context)


def finding(**facts: object) -> Result:
    return Result(
        findings=(Finding(**{"lens": "bad", "kind": "k", "statement": "s", "count": Count(value=1, of=1, what="x")} | facts),)
    )


def test_words_that_do_not_stand_in_the_text_are_refused() -> None:
    def invent(subject: Subject, _: LensContext) -> Result:
        return finding(evidence=(Span(article=subject.id, version=subject.version, part="text", start=0, end=4, text="nope"),))

    with pytest.raises(LensError, match="do not stand"):
        conformance.check_evidence_is_the_text(BadLens(invent))


def test_a_lens_that_changes_its_mind_is_found_out() -> None:
    answers = iter(range(100))
    with pytest.raises(AssertionError):
        conformance.check_same_output_twice(BadLens(lambda *_: finding(statement=str(next(answers)))))


def test_a_text_lens_that_follows_the_rating_is_found_out() -> None:
    def partisan(subject: Subject, context: LensContext) -> Result:
        return finding(statement="left" if context.leans[subject.outlet].mean < 0 else "right")

    with pytest.raises(AssertionError):
        conformance.check_swapping_leans(BadLens(partisan))


def test_a_lens_that_fetches_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(*_: object) -> Result:
        import socket

        socket.create_connection(("127.0.0.1", 9))
        return Result()

    with pytest.raises(AssertionError, match="socket"):
        conformance.check_no_network(BadLens(fetch), monkeypatch)


def test_a_lens_that_says_nothing_of_an_empty_article_is_found_out() -> None:
    with pytest.raises(AssertionError):
        conformance.check_empty_input(BadLens(lambda *_: Result()))
