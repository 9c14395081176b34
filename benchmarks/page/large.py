"""Two gigabytes dropped on the page: `uv run python -m benchmarks.page.large [PICTURE]`.

Sent over HTTP with its length and without, chosen in a browser in which scripts run, and sent by one in which none do.
Each time it must be refused in a sentence. Printed are these, the most memory that the page held, and the most room on
the disk that was taken meanwhile."""

import http.client
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from selenium.webdriver.common.by import By

from benchmarks.page.browsed import browser, text_of, until
from benchmarks.page.served import MEGABYTE, Served, served

SIZE = 2048 * MEGABYTE


class Watch:
    """The most memory and room on the disk that were taken, in megabytes."""

    def __init__(self, page: Served) -> None:
        self.page, self.held, self.room, self.ended = page, 0, 0, threading.Event()
        self.free = free(page)
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self) -> None:
        """Look again and again."""
        while not self.ended.wait(0.05):
            self.held = max(self.held, self.page.memory()["page"])
            self.room = max(self.room, (self.free - free(self.page)) // MEGABYTE)

    def end(self) -> str:
        """What was seen."""
        self.ended.set()
        self.thread.join()
        return f"page held {self.held} MB at most, {self.room} MB more on the disk at most"


def free(page: Served) -> int:
    """The free room on the disk."""
    found = os.statvfs(page.outputs)
    return found.f_bavail * found.f_frsize


def sent(page: Served, *, with_length: bool) -> str:
    """Send it piece by piece, and what is answered."""
    host = page.address.removeprefix("http://").rstrip("/")
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.xlsx"\r\n\r\n'
    headers = {"X-Token": page.token, "Content-Type": "multipart/form-data; boundary=x"}

    def pieces() -> Iterator[bytes]:
        yield head
        for _ in range(SIZE // MEGABYTE):
            yield bytes(MEGABYTE)
        yield b"\r\n--x--\r\n"

    connection = http.client.HTTPConnection(host, timeout=120)
    if with_length:
        headers["Content-Length"] = str(len(head) + SIZE + 9)
    with suppress(OSError):  # refused before all was sent
        connection.request("POST", "/drop", pieces(), headers, encode_chunked=not with_length)
    try:
        answer = connection.getresponse()
        return f"{answer.status} {answer.read().decode()}"
    except (OSError, http.client.HTTPException) as problem:
        return f"connection closed ({type(problem).__name__})"


def chosen(opened: Any, page: Served, file: Path) -> str:
    """Choose it in a browser in which scripts run: what the page says."""
    opened.get(page.address)
    opened.find_element(By.ID, "files").send_keys(str(file))
    until(lambda: text_of(opened, "sending"))
    return text_of(opened, "sending")


def posted(opened: Any, page: Served, file: Path) -> str:
    """Send it by a browser in which none do: what it shows then."""
    opened.get(page.address)
    opened.find_element(By.ID, "files").send_keys(str(file))
    opened.find_element(By.CSS_SELECTOR, "#drop .plain").click()
    until(lambda: opened.find_element(By.CSS_SELECTOR, "main > .step"))
    return str(opened.find_element(By.TAG_NAME, "main").text)


def main(picture: str) -> None:
    """Print what was seen."""
    with tempfile.TemporaryDirectory() as place, served(Path(place)) as page:
        file = Path(place) / "很大.xlsx"
        with file.open("wb") as stream:
            stream.truncate(SIZE)  # a file with a hole takes no room
        time.sleep(3)
        for name, with_length in (("with its length", True), ("without", False)):
            watch, began = Watch(page), time.monotonic()
            print(f"{name}: {sent(page, with_length=with_length)} after {time.monotonic() - began:.1f} s;", watch.end())
        for name, scripts, done in (("chosen", True, chosen), ("without scripts", False, posted)):
            with browser(scripts=scripts) as opened:
                watch, began = Watch(page), time.monotonic()
                print(f"{name}: {done(opened, page, file)!r} after {time.monotonic() - began:.1f} s;", watch.end())
                if picture and not scripts:
                    opened.save_screenshot(picture)
        print("kept:", [each.name for each in page.inputs.iterdir()], "answers:", "馆表" in page.get("/"))


if __name__ == "__main__":
    main(*sys.argv[1:2] or [""])
