"""核对报告.html, as text and in a real browser."""

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from guanbiao.outputs.findings import findings_file
from guanbiao.outputs.html import write_page
from guanbiao.outputs.html_facts import html_facts
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, printed
from tests.drawing import report as drawn
from tests.stages import with_causes

HOSTILE = "<script>document.title='taken'</script><img src=x onerror=alert(1)>"


def shown(report: Report) -> str:
    """The page as it is written."""
    phrases = Phrases(CATALOGUE, 2020)
    return write_page(html_facts(report, findings_file(report, phrases), phrases)).decode()


@pytest.fixture(scope="module")
def explained(report: Report) -> Report:
    return with_causes(report)


@pytest.fixture(scope="module")
def page(explained: Report) -> str:
    return shown(explained)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium without a window, its console and its requests kept."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("Chromium and its driver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    opened = webdriver.Chrome(options=options, service=Service(driver))
    yield opened
    opened.quit()


def visible(browser: Any) -> int:
    return len([row for row in browser.find_elements(By.CSS_SELECTOR, "#list > tbody > tr") if row.is_displayed()])


def open_page(browser: Any, text: str, folder: Path) -> None:
    path = folder / "核对报告.html"
    path.write_text(text, "utf-8")
    browser.get(path.as_uri())


class Ids(HTMLParser):
    """The ids of a page and the places its links lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" else []


def test_every_finding_and_cause_is_there_and_every_link_lands(page: str, explained: Report) -> None:
    parsed = Ids(page)
    assert len(set(parsed.ids)) == len(parsed.ids)
    assert {each.id for each in explained.findings} <= set(parsed.ids)
    assert {each.id for each in explained.causes} <= set(parsed.ids)
    assert {link.removeprefix("#") for link in parsed.links} <= set(parsed.ids)


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", page)
    assert "@import" not in page
    assert "url(" not in page


def test_a_light_says_in_words_what_its_colour_says(page: str) -> None:
    for light, words in re.findall(r'<span class="light (\w+)">([^<]*)</span></span>', page):
        assert words.startswith(
            {"red": "强制性", "amber": "核实性", "blue": "待", "green": "相符", "grey": "未报"}[light]
        )


def test_filters_and_links_in_a_browser(page: str, explained: Report, browser: Any, tmp_path: Path) -> None:
    open_page(browser, page, tmp_path)
    assert visible(browser) == len(explained.problems)
    Select(browser.find_element(By.ID, "by-department")).select_by_visible_text("办公室")
    own = [each for each in explained.problems if "办公室" in each.departments]
    assert visible(browser) == len(own) == int(browser.find_element(By.ID, "shown").text)
    Select(browser.find_element(By.ID, "by-level")).select_by_visible_text("核实性")
    assert visible(browser) == len([each for each in own if each.level == "query"])
    shown_here = {each.cause.id for each in own if each.cause}
    hidden = next(each for each in explained.causes if each.id not in shown_here)
    browser.execute_script(f"location.hash = '#{hidden.explains[0]}'")
    browser.implicitly_wait(1)
    assert browser.find_element(By.ID, hidden.explains[0]).is_displayed()  # a link shows what is folded or filtered
    browser.find_element(By.ID, "by-text").send_keys("438711")
    assert 0 < visible(browser) < len(explained.problems)


def test_no_console_errors_and_no_request_leaves_the_page(page: str, browser: Any, tmp_path: Path) -> None:
    browser.get_log("performance")
    open_page(browser, page, tmp_path)
    assert [each for each in browser.get_log("browser") if each["level"] == "SEVERE"] == []
    events: list[Any] = [json.loads(each["message"])["message"] for each in browser.get_log("performance")]
    asked = [each["params"]["request"]["url"] for each in events if each["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith("file://")] == []


def test_a_hostile_cell_shows_as_text(browser: Any, tmp_path: Path) -> None:
    found = with_causes(drawn(book(changed(printed(7), (4, 2, HOSTILE)), file="<b>表.xlsx")))
    open_page(browser, shown(found), tmp_path)
    assert browser.title != "taken"
    assert HOSTILE in browser.find_element(By.ID, "list").text
    assert browser.find_elements(By.CSS_SELECTOR, "#list img") == []


def test_the_keyboard_reaches_filters_and_details(page: str, browser: Any, tmp_path: Path) -> None:
    open_page(browser, page, tmp_path)
    for name in ("by-department", "by-level", "by-form", "by-text"):
        element = browser.find_element(By.ID, name)
        assert element.find_element(By.XPATH, "ancestor::label").text
        assert element.get_property("tabIndex") == 0
