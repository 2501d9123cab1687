"""A newcomer's first minutes: `sidelight demo`, then a real browser through its pages, then Ctrl-C."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selenium.webdriver.support.ui import WebDriverWait
from surfaces.web.serving import Server, serving


@pytest.fixture(scope="module")
def demo() -> Iterator[Server]:
    with serving("demo") as server:
        yield server


def find(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def every(browser: Any, selector: str) -> list[Any]:
    return list(browser.find_elements("css selector", selector))


def main_text(browser: Any) -> str:
    return str(find(browser, "main").text)


def test_the_demo_prints_a_storys_breakdown_before_it_serves(demo: Server) -> None:
    told = "".join(demo.said)
    assert "FACTS" in told
    assert "WHO COVERED IT" in told


def test_from_the_front_through_a_story_an_article_and_an_outlet_to_a_search(browser: Any, demo: Server) -> None:
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(demo.address)
    stories = every(browser, ".story h3 a")
    assert len(stories) >= 6
    assert "independent report" in main_text(browser)
    title = stories[0].text
    stories[0].click()
    assert find(browser, "h1").text == title
    assert every(browser, ".matrix td.told")
    assert every(browser, ".outlets .lean")
    find(browser, ".matrix summary").click()
    assert find(browser, ".matrix details .quoted").is_displayed()

    find(browser, ".reports .title a").click()
    assert "Read it at its publisher" in main_text(browser)
    assert find(browser, "a.button").get_attribute("href").startswith("https://")
    assert not every(browser, ".lean")
    find(browser, ".head .facts a").click()
    assert "What raters say of it" in main_text(browser)
    assert every(browser, ".ratings tbody tr")

    find(browser, "input[type=search]").send_keys("bridge\n")
    WebDriverWait(browser, 20).until(lambda seen: every(seen, ".hits mark"))  # Enter does not wait for the page
    find(browser, ".hits .title a").click()
    assert "Beside the other reports of this event" in main_text(browser)

    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in asked if url.startswith("http")} == {demo.address}
    assert not browser.get_log("browser")


@pytest.mark.parametrize("dark", [False, True])
def test_no_page_is_wider_than_a_phone(browser: Any, demo: Server, dark: bool) -> None:
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    phone = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    try:
        browser.get(demo.address)
        paths = [a.get_attribute("href") for a in every(browser, ".story h3 a")]
        for path in (
            demo.address,
            *paths,
            f"{demo.address}/search?q=bridge",
            f"{demo.address}/about",
            f"{demo.address}/outlet/kpb.example",
        ):
            browser.get(path)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= 390, path
        paper = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
        assert (sum(int(part) for part in paper[4:-1].split(",")) < 150) == dark
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_the_keyboard_alone_gets_past_the_head_of_a_page(browser: Any, demo: Server) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.get(demo.address)
    find(browser, "body").send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.text.startswith("Skip")
    skip.send_keys(Keys.ENTER)
    assert browser.execute_script("return document.activeElement.id") == "main"
    assert find(browser, "input[type=search]").accessible_name == "Search the articles"
    assert find(browser, "main").aria_role == "main"


def test_ctrl_c_ends_the_demo_and_leaves_nothing_behind() -> None:
    with serving("demo") as server:
        place = Path(next(line for line in server.said if "Serving" in line).split()[1])
        assert place.is_file()
        status, errors = server.stop()
    assert (status, errors) == (0, "stopped\n")
    assert not place.parent.exists()
