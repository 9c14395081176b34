"""What every request goes through before anything looks at it: where it says it came to and from, how large it is, and
what is said to the browser with every answer."""

import secrets
from collections.abc import Iterable

from msgspec import Struct
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guanbiao.intake.limits import FILE_BYTES, MEGABYTE
from guanbiao.words.page import FORBIDDEN, STALE, TOO_LARGE

BODY_BYTES = FILE_BYTES + MEGABYTE  # a file at its limit, and what a form writes around it
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
REPORT_POLICY = (  # 核对报告.html has its script and style in it: it runs as a page of nobody's, and loads nothing
    "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:;"
    " frame-ancestors 'none'"
)
SAID = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # of no-referrer, browsers say nothing of where a form comes from
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Rules(Struct, frozen=True):
    """The hosts that a page may be asked for by, and the token without which nothing is changed."""

    hosts: frozenset[str]
    token: str

    @classmethod
    def on(cls, port: int) -> "Rules":
        """The rules of a page on the loopback address."""
        return cls(frozenset(f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]")), secrets.token_urlsafe())


class Guard:
    """The page behind its rules."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why it is not answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = refusal(scope["method"], headers, QueryParams(scope["query_string"]).get("token", ""), self._rules)
        asked = PlainTextResponse(refused[1], refused[0], {"connection": "close"}) if refused else self._app
        await asked(scope, _Bounded(receive, BODY_BYTES), _Headed(send))


def refusal(method: str, headers: Headers, token: str, rules: Rules) -> tuple[int, str] | None:
    """Why a request is not answered: the status and a sentence; None where it is."""
    if headers.get("host", "") not in rules.hosts:
        return 421, FORBIDDEN
    if method in ("GET", "HEAD"):
        return None
    origin, came = headers.get("origin"), headers.get("sec-fetch-site", "none")
    if came == "cross-site" or (origin is not None and origin.partition("://")[2] not in rules.hosts):
        return 403, FORBIDDEN
    if not secrets.compare_digest(headers.get("x-token", token).encode(), rules.token.encode()):
        return 403, STALE
    length = headers.get("content-length", "")
    if length and not (length.isascii() and length.isdigit() and int(length) <= BODY_BYTES):
        return 413, TOO_LARGE.format(most=FILE_BYTES // MEGABYTE)
    return None


class _Bounded:
    """A body that ends, as if the browser had gone away, where it is longer than it may be."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._left = receive, most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        return message if self._left >= 0 else {"type": "http.disconnect"}


class _Headed:
    """Answers with what is said to the browser with every one, unless it says otherwise itself."""

    def __init__(self, send: Send, said: Iterable[tuple[str, str]] = tuple(SAID.items())) -> None:
        self._send, self._said = send, said

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in self._said:
                headers.setdefault(name, value)
        await self._send(message)
