"""The page as it is served to a play: started, killed, asked over HTTP, and what it holds in memory."""

import contextlib
import json
import re
import subprocess
import sys
import threading
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = sorted((ROOT / "inputs").rglob("*.xlsx"))
MEGABYTE = 1 << 20
NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Served:
    """The program serving its page over folders of its own, and the news that it tells."""

    def __init__(self, place: Path) -> None:
        self.inputs, self.outputs = place / "inputs", place / "outputs"
        self.address, self.token = "", ""
        self.news: list[tuple[float, dict[str, Any]]] = []

    def start(self) -> None:
        """Start it, and listen to what it tells."""
        given = ("--inputs", str(self.inputs), "--outputs", str(self.outputs), "--no-browser")
        command = (sys.executable, str(ROOT / "run.py"), "serve", *given)
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
        assert self.process.stdout
        self.address = self.process.stdout.readline().partition("：")[2].strip()
        self.token = re.findall(r'data-token="([^"]+)"', self.get("/"))[0]
        threading.Thread(target=self._listen, daemon=True).start()

    def kill(self) -> None:
        """End it at once, as a computer that is switched off does."""
        self.process.kill()
        self.process.wait()

    def get(self, path: str) -> str:
        """What is answered to a request."""
        with NO_PROXY.open(self.address.rstrip("/") + path, timeout=60) as answer:
            return str(answer.read().decode())

    def drop(self, files: Iterable[tuple[str, bytes]]) -> list[str]:
        """Drop files, as the page's script does: the names that they lie under."""
        boundary = uuid.uuid4().hex
        body = b"".join(_part(boundary, name, content) for name, content in files) + f"--{boundary}--\r\n".encode()
        headers = {"X-Token": self.token, "Content-Type": f"multipart/form-data; boundary={boundary}"}
        request = urllib.request.Request(self.address + "drop", body, headers)
        with NO_PROXY.open(request, timeout=120) as answer:
            return list(json.load(answer)["stored"])

    def run(self) -> None:
        """Have the job run."""
        NO_PROXY.open(urllib.request.Request(self.address + "run", b"", {"X-Token": self.token}), timeout=60).close()

    def until(self, holds: Callable[[dict[str, Any]], bool], since: float, within: float = 120) -> float:
        """The seconds from a moment until it told something."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            for at, news in list(self.news):
                if at >= since and holds(news):
                    return at - since
            time.sleep(0.01)
        raise TimeoutError

    def memory(self) -> dict[str, int]:
        """Megabytes that the page holds, and all processes together."""
        own = psutil.Process(self.process.pid)
        every = [_held(each) for each in (own, *own.children(recursive=True))]
        return {"page": every[0] // MEGABYTE, "together": sum(every) // MEGABYTE, "processes": len(every)}

    def _listen(self) -> None:
        with contextlib.suppress(OSError, ValueError), NO_PROXY.open(self.address + "events") as stream:
            for line in stream:
                if line.startswith(b"data: "):
                    now = time.monotonic()
                    self.news.append((now, {**json.loads(line[6:]), "at": now}))


@contextlib.contextmanager
def served(place: Path) -> Iterator[Served]:
    """A page that is served until the play ends."""
    own = Served(place)
    own.start()
    try:
        yield own
    finally:
        own.kill()


def _held(process: psutil.Process) -> int:
    with contextlib.suppress(psutil.Error):
        return int(process.memory_info().rss)
    return 0


def _part(boundary: str, name: str, content: bytes) -> bytes:
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
    return head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n"
