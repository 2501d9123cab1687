"""What tests share: the repository's place, shared data where it lies, and articles made of plain text."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

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


FLAGS = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1280,900",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real Chromium without a window; skips with a reason where there is none."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        skip_unless_required("browser", "no chromium with chromedriver on this machine (Debian: chromium, chromium-driver)")
    from selenium import webdriver

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = str(chromium)
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        if os.geteuid() == 0:
            options.add_argument("--no-sandbox")
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        found = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(driver)))
        yield found
        found.quit()
