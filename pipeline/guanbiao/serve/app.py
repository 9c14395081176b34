"""The page as an application: what can be asked for, and by whom. Each answer is made anew from files and state; the
loop that talks to browsers never reads a file itself."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
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

from guanbiao.serve.answers import fault_of, file_answer, typed
from guanbiao.serve.desk import Desk
from guanbiao.serve.drops import MOST_FILES, Kept, keep
from guanbiao.serve.guard import REPORT_POLICY, Guard, Rules, address_of
from guanbiao.serve.journal import ANSWERED, DROPPED, ENTERED, RAN, REFUSED
from guanbiao.serve.keys import ENTER
from guanbiao.serve.pace import Pace
from guanbiao.serve.pages import Pages
from guanbiao.serve.places import TYPES
from guanbiao.serve.viewer import Access, Asking, Viewer
from guanbiao.words import office
from guanbiao.words import page as words

_HERE = Path(__file__).resolve().parent
_STATIC = {"page.css": "text/css", "page.js": "text/javascript", "page.svg": "image/svg+xml"}
_EVENTS = {"x-accel-buffering": "no"}
_STAYS = 180 * 24 * 3600  # seconds that a browser keeps what let it in
_MOST_PAGES = 60  # that listen for news, of one department
_MOST_FIELDS, _LONGEST = 8, 64 * 1024  # of an answer: fields, bytes of each


def app_of(desk: Desk, rules: Rules, access: Access | None = None) -> Starlette:
    """The page over a drop folder and its outputs, for whom `access` lets in: whoever sits at this machine."""
    access, pace = access or Access(), Pace()
    pages = Pages(desk, rules, access)
    served = _Served(desk, pages, access, pace)
    routes = [
        Route("/", served.page),
        Route(f"/{ENTER}/{{token:str}}", served.enter, methods=["GET"]),
        Route("/parts/{name:str}", served.part),
        Route("/problem/{id:str}", served.problem),
        Route("/files/{id:str}/{name:str}", served.file),
        Route("/events", served.events),
        Route("/journal", served.journal),
        Route("/static/{name:str}", _static),
        Route("/drop", served.drop, methods=["POST"]),
        Route("/answer", served.answer, methods=["POST"]),
        Route("/run", served.run, methods=["POST"]),
        Route("/open", served.open, methods=["POST"]),
    ]
    handlers = {404: _no_such, 405: _no_such}
    guard = Middleware(Guard, rules=rules, access=access, pace=pace)
    return Starlette(routes=routes, middleware=[guard], exception_handlers=handlers)  # type: ignore[arg-type]


class _Served:
    """The answers."""

    def __init__(self, desk: Desk, pages: Pages, access: Access, pace: Pace) -> None:
        self._desk, self._pages, self._access, self._pace = desk, pages, access, pace
        self._listening: Counter[str] = Counter()

    def page(self, request: Request) -> Response:
        """The whole page."""
        return HTMLResponse(self._pages.whole(_asking(request)))

    def enter(self, request: Request) -> Response:
        """Let in who comes by a link: their browser keeps what lets it in, and shows the page."""
        given, at = request.path_params["token"], address_of(request)
        kept = self._access.entered(given)
        if kept is None:
            self._pace.note_wrong(at)
            self._desk.journal.note(Viewer(), at, REFUSED)
            return _said(403, office.WRONG_LINK)
        answer = RedirectResponse("/", 303)
        is_closed = request.url.scheme == "https"  # behind a server that speaks it for the page
        answer.set_cookie(self._access.cookie, kept, _STAYS, httponly=True, samesite="lax", secure=is_closed)
        self._desk.journal.note(self._access.owner(kept), at, ENTERED)
        return answer

    def part(self, request: Request) -> Response:
        """A part of the page that is another by now."""
        name = request.path_params["name"]
        text = self._pages.part(name, _asking(request))
        return HTMLResponse(text) if text is not None else _said(404, words.NO_SUCH)

    def problem(self, request: Request) -> Response:
        """A problem with its cells, as a page or as a part of one."""
        whole = "part" not in request.query_params
        text = self._pages.problem(request.path_params["id"], _asking(request), whole=whole)
        return HTMLResponse(text) if text is not None else _said(404, words.NO_SUCH)

    def file(self, request: Request) -> Response:
        """A file of the outputs, if it is one that somebody may fetch."""
        asking = _asking(request)
        place = self._desk.place(asking)
        files = self._desk.files(place, asking.viewer) if place else []
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
        viewer = _viewer(request)
        if self._listening[viewer.department] >= _MOST_PAGES and self._access.is_office:
            return _said(429, office.TOO_MANY_PAGES)
        return StreamingResponse(self._news(viewer), headers=_EVENTS, media_type="text/event-stream")

    async def _news(self, viewer: Viewer) -> AsyncIterator[bytes]:
        self._listening[viewer.department] += 1
        try:
            yield b"retry: 1000\n\n"
            async for is_new in self._desk.hub.changes():
                yield b"data: " + json.encode(self._pages.news(viewer)) + b"\n\n" if is_new else b": \n\n"
        finally:
            self._listening[viewer.department] -= 1

    def journal(self, request: Request) -> Response:
        """What was changed, by whom and when, for who compiles."""
        if _viewer(request).department:
            return _said(404, words.NO_SUCH)
        return HTMLResponse(self._pages.journal())

    async def drop(self, request: Request) -> Response:
        """Put what was dropped into the drop folder."""
        viewer = _viewer(request)
        try:
            async with request.form(max_files=MOST_FILES, max_fields=0) as form:
                sent = [each for _, each in form.multi_items() if isinstance(each, UploadFile) and each.filename]
                whole = "x-more" not in request.headers
                kept = await run_in_threadpool(self._keep, sent, viewer, address_of(request), whole=whole)
        except (ClientDisconnect, HTTPException):
            return _said(400, words.TOO_MANY.format(most=MOST_FILES))
        except OSError:
            return _said(507, words.NO_ROOM)
        return _done(request, [each.stored for each in kept])

    def _keep(self, sent: Sequence[UploadFile], viewer: Viewer, at: str, *, whole: bool) -> list[Kept]:
        settings = self._desk.settings
        kept = [
            keep(each.file, each.filename or "", settings.inputs, settings.outputs, viewer.department) for each in sent
        ]
        self._desk.journal.note(viewer, at, DROPPED, [each.stored for each in kept if each.stored])
        self._desk.looks.add(kept, viewer.department)
        self._desk.runs.look(whole=whole)
        return kept

    async def answer(self, request: Request) -> Response:
        """Write an answer as a slip into the drop folder."""
        try:
            async with request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_LONGEST) as form:
                fields = {name: text for name, text in form.items() if isinstance(text, str)}
        except (ClientDisconnect, HTTPException):
            return _said(400, words.NO_SUCH)
        status, said = await run_in_threadpool(self._answered, request, fields)
        return _told(request, status, said)

    def _answered(self, request: Request, fields: Mapping[str, str]) -> tuple[int, str]:
        """What becomes of an answer: a status, and a sentence."""
        viewer, desk, replied = _viewer(request), self._desk, typed(fields)
        place = desk.place(_asking(request))
        question = next((each for each in desk.questions.of(place, viewer) if each.stand == replied.stand), None)
        if question is None:
            return 409, office.CHANGED
        if fault := fault_of(replied, question):
            return 422, fault
        kept = file_answer(desk.settings, desk.catalogue.library, question, replied)
        if not kept.stored:
            return 507, office.NOT_KEPT.format(reason="".join(kept.said))
        desk.journal.note(viewer, address_of(request), ANSWERED, (kept.stored, question.line.shown[0]))
        desk.runs.look()
        return 200, office.TAKEN

    def run(self, request: Request) -> Response:
        """Have the job run."""
        self._desk.journal.note(_viewer(request), address_of(request), RAN)
        self._desk.runs.ask()
        return _done(request, [])

    def open(self, request: Request) -> Response:
        """Open a folder on this machine, for who sits at it."""
        viewer, settings = _viewer(request), self._desk.settings
        folders = {"inputs": settings.inputs, "outputs": settings.outputs}
        folder = folders.get(request.query_params.get("which", ""))
        if not viewer.local or folder is None:
            return _said(404, words.NO_SUCH)
        shown_in_folder(folder.absolute())
        return _done(request, [])


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


def _viewer(request: Request) -> Viewer:
    """Who is asking, as the guard has noted."""
    viewer: Viewer = request.scope["viewer"]
    return viewer


def _asking(request: Request) -> Asking:
    """What is asked for, by whom."""
    asked, address = request.query_params, f"{request.url.scheme}://{request.headers.get('host', '')}"
    return Asking(_viewer(request), asked.get("year", ""), asked.get("library", ""), address)


def _told(request: Request, status: int, said: str) -> Response:
    """What became of an answer: to a script as data, else as a page to go on from."""
    if "x-token" in request.headers:
        return Response(json.encode({"said": said}), status, media_type="application/json")
    return _said(status, said)


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
