"""The page as an application: what can be asked for, and by whom. Each answer is made anew from files and state; the
loop that talks to browsers never reads a file itself."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from urllib.parse import quote

from msgspec import json
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from guanbiao.serve.desk import Desk
from guanbiao.serve.drops import MOST_FILES, Kept, keep
from guanbiao.serve.guard import REPORT_POLICY, Guard, Rules
from guanbiao.serve.pages import Pages, said_alone
from guanbiao.serve.places import TYPES
from guanbiao.serve.runs import RUNNING
from guanbiao.serve.said import Told
from guanbiao.serve.viewer import Viewer, Who, at_this_machine
from guanbiao.words import page as words

_HERE = Path(__file__).resolve().parent
_STATIC = {"page.css": "text/css", "page.js": "text/javascript", "page.svg": "image/svg+xml"}
_EVENTS = {"x-accel-buffering": "no"}


def app_of(desk: Desk, rules: Rules, who: Who = at_this_machine) -> Starlette:
    """The page over a drop folder and its outputs, for whoever `who` says is asking."""
    pages = Pages(desk, rules.token)
    served = _Served(desk, pages, who)
    routes = [
        Route("/", served.page),
        Route("/parts/{name:str}", served.part),
        Route("/problem/{id:str}", served.problem),
        Route("/files/{id:str}/{name:str}", served.file),
        Route("/events", served.events),
        Route("/static/{name:str}", _static),
        Route("/drop", served.drop, methods=["POST"]),
        Route("/run", served.run, methods=["POST"]),
        Route("/open", served.open, methods=["POST"]),
        Route("/end", served.end, methods=["POST"]),
    ]
    handlers = {404: _no_such, 405: _no_such}
    guarded = [Middleware(Told), Middleware(Guard, rules=rules)]
    return Starlette(routes=routes, middleware=guarded, exception_handlers=handlers)  # type: ignore[arg-type]


class _Served:
    """The answers."""

    def __init__(self, desk: Desk, pages: Pages, who: Who) -> None:
        self._desk, self._pages, self._who = desk, pages, who

    def page(self, request: Request) -> Response:
        """The whole page."""
        return HTMLResponse(self._pages.whole(self._viewer(request), *_asked(request)))

    def part(self, request: Request) -> Response:
        """A part of the page that is another by now."""
        name = request.path_params["name"]
        text = self._pages.part(name, self._viewer(request), *_asked(request))
        return HTMLResponse(text) if text is not None else _said(404, words.NO_SUCH)

    def problem(self, request: Request) -> Response:
        """A problem with its cells, as a page or as a part of one."""
        whole = "part" not in request.query_params
        text = self._pages.problem(request.path_params["id"], self._viewer(request), *_asked(request), whole=whole)
        return HTMLResponse(text) if text is not None else _said(404, words.NO_SUCH)

    def file(self, request: Request) -> Response:
        """A file of the outputs, if it is one that somebody may fetch."""
        viewer, place = self._viewer(request), self._desk.place(*_asked(request))
        files = self._desk.files(place, viewer) if place else []
        found = next((each for each in files if each.id == request.path_params["id"]), None)
        if found is None:
            return _said(404, words.NO_SUCH)
        is_page = found.path.suffix == ".html"
        headers = {"content-security-policy": REPORT_POLICY} if is_page else {}
        how = "inline" if is_page else "attachment"
        headers["content-disposition"] = f"{how}; filename*=UTF-8''{quote(found.leaf)}"
        return FileResponse(found.path, headers=headers, media_type=TYPES[found.path.suffix])

    async def events(self, request: Request) -> Response:
        """What holds now, whenever it is something else."""
        self._viewer(request)
        return StreamingResponse(self._news(), headers=_EVENTS, media_type="text/event-stream")

    async def _news(self) -> AsyncIterator[bytes]:
        yield b"retry: 1000\n\n"
        async for is_new in self._desk.hub.changes():
            yield b"data: " + json.encode(self._pages.news()) + b"\n\n" if is_new else b": \n\n"

    async def drop(self, request: Request) -> Response:
        """Put what was dropped into the drop folder."""
        viewer = self._viewer(request)
        try:
            async with request.form(max_files=MOST_FILES, max_fields=0) as form:
                sent = [each for _, each in form.multi_items() if isinstance(each, UploadFile) and each.filename]
                whole = "x-more" not in request.headers
                kept = await run_in_threadpool(self._keep, sent, viewer, whole=whole)
        except (ClientDisconnect, HTTPException):
            return _said(400, words.TOO_MANY.format(most=MOST_FILES))
        except OSError:
            return _said(507, words.NO_ROOM)
        return _done(request, [each.stored for each in kept])

    def _keep(self, sent: Sequence[UploadFile], viewer: Viewer, *, whole: bool) -> list[Kept]:
        settings = self._desk.settings
        kept = [
            keep(each.file, each.filename or "", settings.inputs, settings.outputs, viewer.department) for each in sent
        ]
        self._desk.looks.add(kept, viewer.department)
        self._desk.runs.look(whole=whole)
        return kept

    def run(self, request: Request) -> Response:
        """Have the job run."""
        self._viewer(request)
        self._desk.runs.ask()
        return _done(request, [])

    def open(self, request: Request) -> Response:
        """Open a folder on this machine, for who sits at it."""
        viewer, settings = self._viewer(request), self._desk.settings
        folders = {"inputs": settings.inputs, "outputs": settings.outputs}
        folder = folders.get(request.query_params.get("which", ""))
        if not viewer.local or folder is None:
            return _said(404, words.NO_SUCH)
        shown_in_folder(folder.absolute())
        return _done(request, [])

    def end(self, request: Request) -> Response:
        """End the page, for who sits at this machine."""
        if not self._viewer(request).local:
            return _said(404, words.NO_SUCH)
        self._desk.end()
        is_running = self._desk.runs.state.name == RUNNING
        return HTMLResponse(said_alone(words.ENDED_RUNNING if is_running else words.ENDED, back=False))

    def _viewer(self, request: Request) -> Viewer:
        """Who is asking. Raises HTTPException where nothing is served to them."""
        viewer = self._who(request)
        if viewer is None:
            raise HTTPException(404)
        return viewer


def shown_in_folder(folder: Path) -> None:
    """Have the system show a folder."""
    try:
        if sys.platform == "win32":
            os.startfile(folder)  # the system's own way; nothing of a request is in it
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen(
                (opener, str(folder)), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
    except OSError:
        return


def _asked(request: Request) -> tuple[str, str]:
    """The year and the library that are asked for, as texts."""
    return request.query_params.get("year", ""), request.query_params.get("library", "")


def _done(request: Request, stored: list[str]) -> Response:
    """That something was done: to a script as data, else the page once more."""
    if "x-token" in request.headers:
        return Response(json.encode({"stored": stored}), media_type="application/json")
    return RedirectResponse("/", 303)


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        return _said(404, words.NO_SUCH)
    return FileResponse(_HERE / "static" / name, media_type=_STATIC[name])


def _said(status: int, sentence: str) -> Response:
    return PlainTextResponse(sentence, status)


def _no_such(_: Request, problem: HTTPException) -> Response:
    return _said(problem.status_code, words.NO_SUCH)
