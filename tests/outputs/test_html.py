"""核对报告.html, as text and in a real browser."""

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from guanbiao.model.findings import FindingStatus
from guanbiao.outputs.findings import findings_file
from guanbiao.outputs.html import write_page
from guanbiao.outputs.html_department import department_pages
from guanbiao.outputs.html_facts import html_facts
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from msgspec.structs import replace
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

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


@pytest.fixture(scope="module")
def own_pages(explained: Report) -> dict[str, str]:
    """The page of each department as it is written."""
    phrases = Phrases(CATALOGUE, 2020)
    whole = html_facts(explained, findings_file(explained, phrases), phrases)
    return {name: write_page(each).decode() for name, each in department_pages(whole, explained, phrases)}


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
    lights = re.findall(r'<span class="light (\w+)">([^<]*)</span></span>', page)
    assert len(lights) >= len(CATALOGUE.forms)
    for light, words in lights:
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
    # A link shows what is folded or filtered.
    WebDriverWait(browser, 60).until(lambda _: browser.find_element(By.ID, hidden.explains[0]).is_displayed())
    browser.find_element(By.ID, "by-text").send_keys("438711")
    assert 0 < visible(browser) < len(explained.problems)


WIDER = """return [...document.querySelectorAll("main *")].filter(each => each.checkVisibility()
    && each.getBoundingClientRect().right > innerWidth).map(each => each.outerHTML.slice(0, 80))"""
SMALLEST = """const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), sizes = [];
while (texts.nextNode()) {
    const own = texts.currentNode.parentElement, drawing = own.closest("svg");
    if (!texts.currentNode.data.trim() || !own.checkVisibility() || own.tagName == "title") { continue; }
    sizes.push(parseFloat(getComputedStyle(own).fontSize) * (drawing ? drawing.getScreenCTM().a : 1));
}
return Math.min(...sizes)"""


@pytest.mark.parametrize("width", [390, 760, 1280])
def test_no_page_is_wider_than_its_screen_and_all_of_it_can_be_read(
    page: str, own_pages: dict[str, str], width: int, browser: Any, tmp_path: Path
) -> None:
    screen = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    for text in (page, own_pages["业务中心"]):
        open_page(browser, text, tmp_path)
        browser.execute_script("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        assert browser.execute_script(WIDER) == []
        assert browser.execute_script(SMALLEST) >= 11
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_department_has_a_page_with_its_own_problems_and_nothing_of_others(
    own_pages: dict[str, str], explained: Report
) -> None:
    assert list(own_pages) == [each.name for each in CATALOGUE.departments]
    heads = {each.name: explained.head_of(each) for each in CATALOGUE.departments if explained.head_of(each)}
    for name, text in own_pages.items():
        own = [each for each in explained.problems if name in each.departments]
        rows = set(re.findall(r'<tr id="([FC][^"]+)"', text))
        assert rows == {each.cause.id if each.cause else each.findings[0].id for each in own}
        assert not {head for department, head in heads.items() if department != name and head in text}
        files = {each.book.file for each in explained.filings}
        theirs = {each.book.file for each in explained.filings if CATALOGUE.by_id[each.form].department == name}
        assert {each for each in files if each in text} == theirs
        assert text.count("<h3>") == 1


def test_a_page_of_a_department_with_nothing_to_answer_says_so(own_pages: dict[str, str]) -> None:
    text = own_pages["一卡通建设管理部"]
    assert "全部审核关系相符" in text
    assert "没有要答复的问题" in text
    assert "<form" not in text
    assert "<script" not in text


def test_where_one_of_two_departments_is_wrong_each_is_asked_about_its_own_cells(
    own_pages: dict[str, str], explained: Report
) -> None:
    shared = next(each for each in explained.problems if each.cause and len(each.departments) > 1)
    assert shared.cause
    tables = {change.term.form: each.department for each in shared.asked for change in each.changes}
    for name in shared.departments:
        row = own_pages[name].partition(f'<tr id="{shared.cause.id}"')[2].partition('<details class="proof">')[0]
        named = {form for form in tables if Phrases(CATALOGUE, 2020).table(form) in row}
        assert {tables[form] for form in named} == {name}


def test_what_is_open_stands_before_what_somebody_has_answered(explained: Report) -> None:
    first, *others = explained.problems
    state = {each.id: FindingStatus.EXPLAINED for each in first.findings}
    state |= {each.id: FindingStatus.CORRECTING for each in others[0].findings}
    findings = tuple(replace(each, status=state.get(each.id, each.status)) for each in explained.findings)
    text = shown(replace(explained, findings=findings))
    listed = re.findall(r'<tr id="([FC][^"]+)"[^>]*data-status="([^"]+)"', text)
    assert [status for _, status in listed[-2:]] == ["待更正", "已说明"]
    assert {status for _, status in listed[:-2]} == {"未答复"}
    assert "答复进展：1 处已说明，1 处待更正，" in text
    assert '<select id="by-status">' in text


def test_a_department_that_has_answered_everything_is_thanked(explained: Report) -> None:
    findings = tuple(replace(each, status=FindingStatus.EXPLAINED) for each in explained.findings)
    done, phrases = replace(explained, findings=findings, corrected={"办公室": 2}), Phrases(CATALOGUE, 2020)
    pages = dict(department_pages(html_facts(done, findings_file(done, phrases), phrases), done, phrases))
    assert pages["办公室"].verdict == "问题都已答复，没有要再办的，谢谢。"
    assert pages["办公室"].mandatory == 0
    assert pages["办公室"].departments[0].asked == "8 处已说明，2 处已更正"


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
