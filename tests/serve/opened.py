"""A page over folders of its own, whose job is never run, for tests."""

import time
from collections.abc import Callable
from pathlib import Path

from guanbiao.processes.reported import Step
from guanbiao.serve.app import app_of
from guanbiao.serve.desk import Desk
from guanbiao.serve.guard import Rules
from guanbiao.serve.runs import Ran
from guanbiao.serve.viewer import Access, Viewer
from guanbiao.settings import Settings
from msgspec import json
from starlette.requests import HTTPConnection
from starlette.testclient import TestClient

from schemas.catalogue import CATALOGUE

ADDRESS = "http://127.0.0.1:8080"
HERE = Viewer(local=True)


def nothing_done(_: Callable[[Step], None]) -> Ran:
    return Ran(0, "")


class As(Access):
    """Whoever comes is somebody."""

    def __init__(self, viewer: Viewer | None) -> None:
        self._viewer = viewer

    def viewer(self, asking: HTTPConnection) -> Viewer | None:
        return self._viewer


class Open:
    """A page over folders of its own, whose job is never run."""

    def __init__(self, place: Path, viewer: Viewer | None = HERE, outputs: Path | None = None) -> None:
        self.inputs, self.outputs = place / "inputs", outputs or place / "outputs"
        self.inputs.mkdir(exist_ok=True)
        self.desk = Desk(Settings(self.inputs, self.outputs), CATALOGUE, nothing_done)
        rules = Rules.on(8080)
        self.token = rules.token(viewer or Viewer())
        self.asks = TestClient(app_of(self.desk, rules, As(viewer)), base_url=ADDRESS, raise_server_exceptions=True)

    def drop(self, *files: tuple[str, bytes]) -> list[str]:
        """Drop files, as the page's script does: the names they lie under, '' for one that was not kept."""
        sent = [("files", (name, content)) for name, content in files]
        answer = self.asks.post("/drop", files=sent, headers={"x-token": self.token})
        assert answer.status_code == 200, answer.text
        stored: list[str] = json.decode(answer.content)["stored"]
        return stored

    def told(self) -> str:
        """What is told of what was dropped, once all of it was looked at."""
        until = time.monotonic() + 60
        while any(each.looking for each in self.desk.looks.seen_by("")) and time.monotonic() < until:
            time.sleep(0.02)
        return self.asks.get("/parts/drops").text
