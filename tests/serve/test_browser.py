"""The page in a real browser: a newcomer's play, from an empty page to a light that turns."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.conftest import OURS, ROOT

FILES = sorted(path for path in (ROOT / "inputs").rglob("*.xlsx") if "业务中心" not in path.as_posix())[:4]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("Chromium and its driver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    fetched = tmp_path_factory.mktemp("fetched")
    options.add_experimental_option("prefs", {"download.default_directory": str(fetched)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    opened = webdriver.Chrome(options=options, service=Service(driver))
    opened.fetched = fetched  # type: ignore[attr-defined]
    yield opened
    opened.quit()


class Served:
    """The program as it is started by a clerk, and started again."""

    def __init__(self, place: Path) -> None:
        self.inputs, self.outputs = place / "inputs", place / "outputs"
        given = ("--inputs", str(self.inputs), "--outputs", str(self.outputs), "--no-browser")
        self.command = (sys.executable, str(ROOT / "run.py"), "serve", *given)
        self.address = ""

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, env=OURS, stdout=subprocess.PIPE, encoding="utf-8")
        assert self.process.stdout
        self.address = self.process.stdout.readline().partition("：")[2].strip()

    def start_another(self) -> str:
        said = subprocess.run(self.command, env=OURS, capture_output=True, encoding="utf-8", check=True).stdout
        return said.partition("：")[2].strip()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    own = Served(tmp_path)
    own.start()
    yield own
    own.kill()


def until(browser: Any, holds: Callable[[Any], Any]) -> Any:
    """What holds, once it does; parts of the page may be others from one moment to the next."""
    return WebDriverWait(browser, 60, 0.05, [StaleElementReferenceException]).until(holds)


def click(browser: Any, what: str) -> None:
    """Click on something."""
    until(browser, lambda each: each.find_element(By.CSS_SELECTOR, what).click() is None)


def opened(browser: Any, problem: str) -> bool:
    """Whether a problem is open, which is clicked where it is not: the list may be another one by now."""
    found = browser.find_element(By.CSS_SELECTOR, problem)
    if found.get_attribute("open") is None:
        found.find_element(By.TAG_NAME, "summary").click()
    return found.get_attribute("open") is not None


def lamps(browser: Any) -> dict[str, str]:
    script = "return [...document.querySelectorAll('.lights li')].map(e => [e.children[0].textContent, e.children[1].textContent])"
    return dict(browser.execute_script(script))


def told(browser: Any) -> str:
    return str(browser.execute_script("return document.getElementById('drops').textContent"))


def test_a_newcomers_play(browser: Any, served: Served, tmp_path: Path) -> None:
    browser.get(served.address)
    assert "还没有报表" in browser.find_element(By.ID, "next").text
    browser.find_element(By.ID, "files").send_keys("\n".join(map(str, FILES)))
    until(browser, lambda _: f"认出 {len(FILES)} 个" in told(browser))
    until(browser, lambda _: "有问题" in str(lamps(browser)))
    before = lamps(browser)
    assert {said[:3] for said in before.values()} >= {"未报", "有问题"}
    until(browser, lambda each: "年度" in each.find_element(By.TAG_NAME, "h1").text)

    click(browser, ".button.first")
    name = "鞍山市图书馆2020年度统计总表.xlsx"
    until(browser, lambda _: (browser.fetched / name).is_file())
    assert "封面" in openpyxl.load_workbook(browser.fetched / name, read_only=True).sheetnames

    until(browser, lambda _: browser.find_element(By.ID, "state").get_attribute("class") == "state idle")
    first = ".troubles > li:first-child > details"
    until(browser, lambda _: opened(browser, first))
    assert until(browser, lambda _: browser.find_elements(By.CSS_SELECTOR, f"{first} table.sheet td.wrong mark"))
    phone = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    assert browser.execute_script("return document.documentElement.scrollWidth") == 390
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    address = served.address
    served.kill()
    served.start()
    assert served.address == address
    until(browser, lambda _: not browser.find_element(By.ID, "lost").is_displayed())
    filed = next(path for path in (ROOT / "inputs").rglob("*.xlsx") if "采购经费" in path.name)
    until(browser, lambda each: each.find_elements(By.CSS_SELECTOR, ".lamp"))
    assert before == lamps(browser)
    time.sleep(0.3)
    browser.find_element(By.ID, "files").send_keys(str(filed))
    light = next(name for name in before if "采购经费" in name)
    until(browser, lambda _: lamps(browser).get(light) == "相符")
    assert before[light] == "未报"
    assert served.start_another() == served.address

    said = [each for each in browser.get_log("browser") if "ERR_" not in each["message"]]  # while nobody was there
    assert said == []
    asked = [
        each["message"] for each in browser.get_log("performance") if "Network.requestWillBeSent" in each["message"]
    ]
    assert asked
    assert [each for each in asked if '"url":"http' in each and f'"url":"{served.address}' not in each] == []

    click(browser, "form[action^='/end'] button")
    until(browser, lambda each: "再打开馆表" in each.find_element(By.CSS_SELECTOR, "[role=status]").text)
    assert served.process.wait(30) == 0
