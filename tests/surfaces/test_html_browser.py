"""The page in a real browser: switches without script, anchors both ways, no request, a phone's width."""

import json
from pathlib import Path
from typing import Any

import pytest
from surfaces.breakdowns import ferry_breakdown

from sidelight.surfaces.html.page import fragment, render


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Any:
    """The browser with the page freshly opened from a disk, wide as a desk's screen."""
    file = tmp_path / "page.html"
    file.write_text(render(ferry_breakdown()), "utf-8")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.set_window_size(1280, 900)
    browser.get_log("performance")
    browser.get(file.as_uri())
    return browser


def find(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def marked(browser: Any, selector: str) -> str:
    return str(find(browser, selector).value_of_css_property("background-image"))


def scrolled_into_view(browser: Any, selector: str) -> bool:
    from selenium.webdriver.support.ui import WebDriverWait

    script = "const r=document.querySelector(arguments[0]).getBoundingClientRect();return r.bottom>0&&r.top<innerHeight"
    return bool(WebDriverWait(browser, 5).until(lambda b: b.execute_script(script, selector)))


def lens_of(browser: Any, title: str) -> int:
    labels = browser.find_elements("css selector", ".switch label")
    return next(k for k, label in enumerate(labels) if label.text.startswith(title))


def test_a_switch_takes_one_lens_off_the_text_and_its_findings_away(opened: Any) -> None:
    words, voices = lens_of(opened, "Words"), lens_of(opened, "Voices")
    assert "gradient" in marked(opened, f"article .m.x{words}")
    find(opened, f"label[for=lens-{words}]").click()
    assert "gradient" not in marked(opened, f"article .m.x{words}:not(.l0,.l3)")
    assert not find(opened, f"section.l{words}").is_displayed()
    assert not find(opened, f"article .ref.l{words}").is_displayed()
    assert "gradient" in marked(opened, f"article .m.x{voices}")
    assert find(opened, f"section.l{voices}").is_displayed()
    find(opened, f"label[for=lens-{words}]").click()
    assert "gradient" in marked(opened, f"article .m.x{words}")
    assert find(opened, f"section.l{words}").is_displayed()


def test_the_keyboard_works_a_switch(opened: Any) -> None:
    box = find(opened, "#lens-0")
    box.send_keys(" ")
    assert not box.is_selected()
    assert not find(opened, "section.l0").is_displayed()


def test_an_overlap_keeps_the_mark_of_the_lens_that_stays_on(opened: Any) -> None:
    words, tides = lens_of(opened, "Words"), lens_of(opened, "Tides")
    both = f"article .m.l{words}.l{tides}"
    before = marked(opened, both).count("gradient")
    find(opened, f"#lens-{words}").click()
    assert before == 2
    assert marked(opened, both).count("gradient") == 1


def test_a_mark_leads_to_its_finding_and_the_finding_back_to_its_mark(opened: Any) -> None:
    opened.set_window_size(1280, 420)
    number = opened.find_elements("css selector", "article .ref")[-1].get_attribute("data-n")
    opened.execute_script("document.querySelector('article .ref[data-n=\"'+arguments[0]+'\"]').click()", number)
    assert opened.current_url.endswith(f"#f{number}")
    assert scrolled_into_view(opened, f"#f{number}")
    assert find(opened, f"#f{number}").value_of_css_property("box-shadow") != "none"
    find(opened, f"#f{number} a.number").click()
    assert opened.current_url.endswith(f"#m{number}")
    assert scrolled_into_view(opened, f"#m{number}")
    assert find(opened, f"article .f{number}").value_of_css_property("background-color") != "rgba(0, 0, 0, 0)"


def test_the_page_asks_for_nothing_but_itself(opened: Any) -> None:
    events = [json.loads(entry["message"])["message"] for entry in opened.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert {url.split("#")[0] for url in asked} == {opened.current_url.split("#")[0]}
    assert not [e for e in opened.get_log("browser") if e["level"] == "SEVERE"]


def test_the_policy_lets_no_script_run_that_gets_in(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    script = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    file.write_text(render(ferry_breakdown()).replace("<footer>", f"<footer>{script}"), "utf-8")
    browser.get(file.as_uri())
    assert browser.title == "President’s ferry offer stirs the harbour towns · Sidelight"
    assert len(browser.find_elements("css selector", "footer script")) == 1
    browser.get_log("browser")


def test_findings_stand_beside_the_text_on_a_desk_and_under_it_on_a_phone(opened: Any) -> None:
    text, findings = find(opened, "article").rect, find(opened, "#findings").rect
    assert findings["x"] >= text["x"] + text["width"]
    opened.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    )
    text, findings = find(opened, "article").rect, find(opened, "#findings").rect
    assert findings["y"] > text["y"] + text["height"] - 1
    assert opened.execute_script("return document.documentElement.scrollWidth") <= 390


def test_the_tree_that_a_screen_reader_reads_names_marks_and_switches(opened: Any) -> None:
    assert find(opened, "article .ref").accessible_name.startswith("Finding ")
    assert find(opened, "#lens-0").accessible_name.startswith("Figures")
    assert find(opened, "#findings").accessible_name == "Findings"
    assert find(opened, "#findings").aria_role == "complementary"


def test_in_a_notebook_frame_switches_and_anchors_work_too(opened: Any, tmp_path: Path) -> None:
    browser = opened
    file = tmp_path / "notebook.html"
    file.write_text(f"<!doctype html><title>notebook</title><p>above</p>{fragment(ferry_breakdown())}", "utf-8")
    browser.get(file.as_uri())
    browser.switch_to.frame(find(browser, "iframe"))
    find(browser, "#lens-1").click()
    assert not find(browser, "section.l1").is_displayed()
    find(browser, ".first a.number[href$='#f1']").click()
    assert scrolled_into_view(browser, "#f1")
    assert find(browser, "#f1").value_of_css_property("box-shadow") != "none"
    browser.switch_to.default_content()
    assert browser.title == "notebook"
