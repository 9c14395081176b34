"""The page as an application: what can be asked for, and by whom. Each answer is made anew from files and state; the
loop that talks to browsers never reads a file itself."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

from msgspec import json
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from guanbiao.serve.acts import Acts
from guanbiao.serve.desk import Desk
from guanbiao.serve.guard import REPORT_POLICY, Guard, Rules, came_from
from guanbiao.serve.journal import ENTERED, REFUSED
from guanbiao.serve.keys import ENTER
from guanbiao.serve.pace import Pace
from guanbiao.serve.pages import Pages
from guanbiao.serve.places import TYPES
from guanbiao.serve.requests import asking_of, plain, viewer_of
from guanbiao.serve.said import Told
from guanbiao.serve.viewer import Access, Viewer
from guanbiao.words import office
from guanbiao.words import page as words

_HERE = Path(__file__).resolve().parent
_STATIC = {"page.css": "text/css", "page.js": "text/javascript", "page.svg": "image/svg+xml"}
_EVENTS = {"x-accel-buffering": "no"}
_STAYS = 180 * 24 * 3600  # seconds that a browser keeps what let it in
_MOST_PAGES = 60  # that listen for news, of one department


def app_of(desk: Desk, rules: Rules, access: Access | None = None) -> Starlette:
    """The page over a drop folder and its outputs, for whom `access` lets in: whoever sits at this machine."""
    access, pace = access or Access(), Pace()
    pages = Pages(desk, rules, access)
    served, acts = _Served(desk, pages, access, pace), Acts(desk)
    routes = [
        Route("/", served.page),
        Route(f"/{ENTER}/{{token:str}}", served.enter, methods=["GET"]),
        Route("/parts/{name:str}", served.part),
        Route("/problem/{id:str}", served.problem),
        Route("/files/{id:str}/{name:str}", served.file),
        Route("/events", served.events),
        Route("/journal", served.journal),
        Route("/static/{name:str}", _static),
        Route("/drop", acts.drop, methods=["POST"]),
        Route("/answer", acts.answer, methods=["POST"]),
        Route("/run", acts.run, methods=["POST"]),
        Route("/blanks", acts.blanks, methods=["POST"]),
        Route("/open", acts.open, methods=["POST"]),
        Route("/end", acts.end, methods=["POST"]),
    ]
    handlers = {404: _no_such, 405: _no_such}
    guarded = [Middleware(Told), Middleware(Guard, rules=rules, access=access, pace=pace)]
    return Starlette(routes=routes, middleware=guarded, exception_handlers=handlers)  # type: ignore[arg-type]


class _Served:
    """The answers."""

    def __init__(self, desk: Desk, pages: Pages, access: Access, pace: Pace) -> None:
        self._desk, self._pages, self._access, self._pace = desk, pages, access, pace
        self._listening: Counter[str] = Counter()

    def page(self, request: Request) -> Response:
        """The whole page."""
        return HTMLResponse(self._pages.whole(asking_of(request)))

    def enter(self, request: Request) -> Response:
        """Let in who comes by a link: their browser keeps what lets it in, and shows the page."""
        given, at = request.path_params["token"], came_from(request)
        kept = self._access.entered(given)
        if kept is None:
            self._pace.note_wrong(at)
            self._desk.journal.note(Viewer(), at, REFUSED)
            return plain(403, office.WRONG_LINK)
        answer = RedirectResponse("/", 303)
        is_closed = request.url.scheme == "https"  # behind a server that speaks it for the page
        answer.set_cookie(self._access.cookie, kept, _STAYS, httponly=True, samesite="lax", secure=is_closed)
        self._desk.journal.note(self._access.owner(kept), at, ENTERED)
        return answer

    def part(self, request: Request) -> Response:
        """A part of the page that is another by now."""
        name = request.path_params["name"]
        text = self._pages.part(name, asking_of(request))
        return HTMLResponse(text) if text is not None else plain(404, words.NO_SUCH)

    def problem(self, request: Request) -> Response:
        """A problem with its cells, as a page or as a part of one."""
        whole = "part" not in request.query_params
        text = self._pages.problem(request.path_params["id"], asking_of(request), whole=whole)
        return HTMLResponse(text) if text is not None else plain(404, words.NO_SUCH)

    def file(self, request: Request) -> Response:
        """A file of the outputs, if it is one that somebody may fetch."""
        asking = asking_of(request)
        place = self._desk.place(asking)
        files = self._desk.files(place, asking.viewer) if place else []
        found = next((each for each in files if each.id == request.path_params["id"]), None)
        if found is None:
            return plain(404, words.NO_SUCH)
        is_page = found.path.suffix == ".html"
        headers = {"content-security-policy": REPORT_POLICY} if is_page else {}
        how = "inline" if is_page else "attachment"
        headers["content-disposition"] = f"{how}; filename*=UTF-8''{quote(found.leaf)}"
        return FileResponse(found.path, headers=headers, media_type=TYPES[found.path.suffix])

    async def events(self, request: Request) -> Response:
        """What holds now, whenever it is something else."""
        viewer = viewer_of(request)
        if self._listening[viewer.department] >= _MOST_PAGES and self._access.is_office:
            return plain(429, office.TOO_MANY_PAGES)
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
        if viewer_of(request).department:
            return plain(404, words.NO_SUCH)
        return HTMLResponse(self._pages.journal())


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        return plain(404, words.NO_SUCH)
    return FileResponse(_HERE / "static" / name, media_type=_STATIC[name])


def _no_such(_: Request, problem: HTTPException) -> Response:
    return plain(problem.status_code, words.NO_SUCH)
