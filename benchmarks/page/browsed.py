"""Chromium without a window, driven by selenium."""

import contextlib
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

_SCRIPTS = "profile.managed_default_content_settings.javascript"


@contextlib.contextmanager
def browser(*, scripts: bool = True, width: int = 1280) -> Iterator[Any]:
    """A browser of so many pixels, in which scripts run or not."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server"):
        options.add_argument(argument)
    options.add_argument(f"--window-size={width},900")
    if not scripts:
        options.add_experimental_option("prefs", {_SCRIPTS: 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield opened
    finally:
        opened.quit()


def until(holds: Callable[[], Any], seconds: float = 120) -> float:
    """The seconds until something holds. Raises TimeoutError."""
    began = time.monotonic()
    while True:
        with contextlib.suppress(Exception):  # a page that is being put together
            if holds():
                return time.monotonic() - began
        if time.monotonic() - began > seconds:
            raise TimeoutError
        time.sleep(0.05)


def text_of(opened: Any, id: str) -> str:
    """The text of a part of the page."""
    return str(opened.execute_script(f"return document.getElementById('{id}').textContent"))


def drag(opened: Any, *paths: Path) -> None:
    """Drag files or folders from outside onto the place for them, and drop them there."""
    box = opened.execute_script(
        "const box = document.getElementById('drop').getBoundingClientRect();"
        "return [box.x + box.width / 2, box.y + box.height / 2]"
    )
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        event = {"type": kind, "x": box[0], "y": box[1], "data": data}
        opened.execute_cdp_cmd("Input.dispatchDragEvent", event)


def complaints(opened: Any) -> list[str]:
    """What the browser's console says is wrong."""
    return [each["message"] for each in opened.get_log("browser")]
