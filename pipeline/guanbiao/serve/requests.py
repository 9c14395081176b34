"""What a request says, and plain answers to it."""

from msgspec import json
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from guanbiao.serve.pages import said_alone
from guanbiao.serve.viewer import Asking, Viewer


def viewer_of(request: Request) -> Viewer:
    """Who is asking, as the guard has noted."""
    viewer: Viewer = request.scope["viewer"]
    return viewer


def asking_of(request: Request) -> Asking:
    """What is asked for, by whom."""
    asked, address = request.query_params, f"{request.url.scheme}://{request.headers.get('host', '')}"
    return Asking(viewer_of(request), asked.get("year", ""), asked.get("library", ""), address)


def plain(status: int, sentence: str) -> Response:
    """A sentence alone."""
    return PlainTextResponse(sentence, status)


def told(request: Request, status: int, sentence: str) -> Response:
    """What became of what was sent: to a script as data, else as a page to go on from."""
    if "x-token" in request.headers:
        return Response(json.encode({"said": sentence}), status, media_type="application/json")
    return HTMLResponse(said_alone(sentence), status)


def done(request: Request, stored: list[str]) -> Response:
    """That something was done: to a script as data, else the page once more."""
    if "x-token" in request.headers:
        return Response(json.encode({"stored": stored}), media_type="application/json")
    return RedirectResponse("/", 303)
