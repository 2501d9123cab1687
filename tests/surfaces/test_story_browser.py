"""A story's page in a real browser: cells lead to words, rows open, nothing is asked for, and it fits a phone."""

import json
from pathlib import Path
from typing import Any

import pytest
from surfaces.stories import lighthouse, many
from surfaces.test_html_browser import find, marked, scrolled_into_view

from sidelight.surfaces.html.page import fragment, render


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Any:
    """The browser with the story freshly opened from a disk, wide as a desk's screen."""
    file = tmp_path / "story.html"
    file.write_text(render(lighthouse()), "utf-8")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    calm = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", calm)
    browser.set_window_size(1280, 700)
    browser.get_log("performance")
    browser.get(file.as_uri())
    return browser


def phone(browser: Any) -> None:
    size = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def test_a_cell_leads_to_the_marked_words_in_its_report_and_a_number_there_back_to_the_row(opened: Any) -> None:
    find(opened, "#f1 td.told:nth-of-type(3) a").click()
    assert opened.current_url.endswith("#m1-C")
    assert scrolled_into_view(opened, "#m1-C")
    assert find(opened, "#m1-C + .m").value_of_css_property("background-color") != "rgba(0, 0, 0, 0)"
    opened.execute_script("document.querySelector('#r-C .ref[data-n=\"1\"]').click()")
    assert opened.current_url.endswith("#f1")
    assert scrolled_into_view(opened, "#f1")


def test_a_row_opens_and_closes_without_script(opened: Any) -> None:
    row = find(opened, "#f2 details")
    assert row.get_attribute("open") is None
    find(opened, "#f2 summary").click()
    assert row.get_attribute("open") is not None
    assert find(opened, "#f2 .words").is_displayed()


def test_a_switch_takes_the_marks_of_one_lens_off_the_texts_and_leaves_its_findings(opened: Any) -> None:
    facts = find(opened, "#s0").text
    assert facts == "Facts"
    assert "gradient" in marked(opened, "#r-C .m.f2")
    find(opened, "label[for=lens-0]").click()
    assert "gradient" not in marked(opened, "#r-C .m.f2")
    assert find(opened, ".matrix").is_displayed()


def test_the_page_asks_for_nothing_but_itself_and_breaks_no_rule_of_its_own(opened: Any) -> None:
    events = [json.loads(entry["message"])["message"] for entry in opened.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert {url.split("#")[0] for url in asked} == {opened.current_url.split("#")[0]}
    assert not [e for e in opened.get_log("browser") if e["level"] == "SEVERE"]


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_fits_a_phone_and_each_cell_there_names_its_report(browser: Any, tmp_path: Path, count: int) -> None:
    file = tmp_path / "phone.html"
    file.write_text(render(lighthouse() if count == 3 else many(count)), "utf-8")
    browser.get(file.as_uri())
    phone(browser)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
    cells = browser.find_elements("css selector", "#f1 td")
    assert len(cells) == count
    assert [c.text.split()[0][:1] for c in cells[:3]] == ["A", "B", "C"]


def test_columns_of_letters_stay_in_sight_over_a_long_matrix(opened: Any) -> None:
    assert find(opened, ".matrix thead th").value_of_css_property("position") == "sticky"
    opened.execute_script("document.querySelector('#f2').scrollIntoView()")
    top = opened.execute_script("return document.querySelector('.matrix thead th').getBoundingClientRect().top")
    bottom = opened.execute_script("return document.querySelector('.parts').getBoundingClientRect().bottom")
    assert top >= bottom - 2


def test_a_screen_reader_hears_a_table_with_named_columns_and_cells(opened: Any) -> None:
    phone(opened)
    assert find(opened, ".matrix").aria_role == "table"
    assert find(opened, "#f1 td").aria_role == "cell"
    assert find(opened, "#f1 td a").accessible_name == "A tells it, show in the text"
    assert "leaves it out" in find(opened, "#f1 td.left-out").get_attribute("textContent")


def test_in_a_notebook_frame_the_cells_work_too(opened: Any, tmp_path: Path) -> None:
    file = tmp_path / "notebook.html"
    file.write_text(f"<!doctype html><title>notebook</title>{fragment(lighthouse())}", "utf-8")
    opened.get(file.as_uri())
    opened.switch_to.frame(find(opened, "iframe"))
    opened.execute_script("document.querySelector('#f1 td.told a').click()")
    assert scrolled_into_view(opened, "#m1-A")
    opened.switch_to.default_content()
    assert opened.title == "notebook"
