"""What tests share: the repository's place, shared data where it lies, and articles made of plain text."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sidelight.config import Settings
from sidelight.types import Article

# A busy machine is no failure; where a change is judged (CI is set) the same examples are drawn each time.
settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data; what needs it skips where it is missing."""
    found = Path(os.environ.get("SIDELIGHT_SHARED") or ROOT.parent / "shared")
    if not (found / "data").is_dir():
        pytest.skip("no shared data beside the repository (SIDELIGHT_SHARED names its folder)")
    return found


@pytest.fixture
def article() -> Callable[..., Article]:
    """Makes an article of a text as `sidelight read` would."""
    from sidelight.extract import article_from_text

    return lambda text, title=None: article_from_text(text, title=title, settings=Settings())


def skip_unless_required(what: str, reason: str) -> None:
    """Skip with a reason, or fail where `SIDELIGHT_TESTS_REQUIRE` names what is missing (as on the build machine)."""
    if what in os.environ.get("SIDELIGHT_TESTS_REQUIRE", "").split(","):
        pytest.fail(f"{what} is required here: {reason}")
    pytest.skip(reason)
