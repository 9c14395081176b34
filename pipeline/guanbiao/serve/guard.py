"""What every request goes through before anything looks at it: who asks, where it says it came to and from, how often,
how large it is, and what is said to the browser with every answer."""

import hmac
import secrets
from collections.abc import Iterable
from hashlib import sha256

from msgspec import Struct
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guanbiao.intake.limits import FILE_BYTES, MEGABYTE
from guanbiao.serve.keys import ENTER
from guanbiao.serve.only import ASKED
from guanbiao.serve.pace import WAIT, Pace
from guanbiao.serve.viewer import Access, Viewer
from guanbiao.words.office import NOT_IN, TOO_OFTEN
from guanbiao.words.page import FORBIDDEN, STALE, TOO_LARGE

_LOOKS = ("GET", "HEAD")  # what changes nothing
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
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
ALONE = {"cross-origin-opener-policy": "same-origin"}  # which browsers heed, and do not complain of, where none listens


class Rules(Struct, frozen=True):
    """The hosts that a page may be asked for by (none: by any, where only links let anybody in), and the secret of
    the tokens without which nothing is changed."""

    hosts: frozenset[str]
    secret: bytes

    @classmethod
    def on(cls, port: int) -> "Rules":
        """The rules of a page on the loopback address."""
        hosts = (f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]"))
        return cls(frozenset(hosts), secrets.token_bytes(32))

    @classmethod
    def in_an_office(cls) -> "Rules":
        """The rules of a page that is entered by links, under whatever name the machine goes by there."""
        return cls(frozenset(), secrets.token_bytes(32))

    def token(self, viewer: Viewer) -> str:
        """What a page that somebody was shown sends with every change: nobody else's page has it."""
        return hmac.digest(self.secret, viewer.department.encode(), sha256).hex()


class Guard:
    """The page behind its rules, for those whom `access` lets in, as often as `pace` allows."""

    def __init__(self, app: ASGIApp, rules: Rules, access: Access, pace: Pace) -> None:
        self._app, self._rules, self._access, self._pace = app, rules, access, pace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why it is not answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refused(HTTPConnection(scope))
        headers = {"connection": "close", **({"retry-after": str(WAIT)} if refused and refused[0] == 429 else {})}
        asked = PlainTextResponse(refused[1], refused[0], headers) if refused else self._app
        is_trusted = bool(self._rules.hosts) or scope["scheme"] == "https"
        await asked(scope, _Bounded(receive, BODY_BYTES), _Headed(send, (SAID | ALONE if is_trusted else SAID).items()))

    def _refused(self, asking: HTTPConnection) -> tuple[int, str] | None:
        """Why a request is not answered: the status and a sentence; None where it is. Who asks stands in its scope."""
        scope, at = asking.scope, came_from(asking)
        viewer = self._access.viewer(asking)
        if viewer is None:
            return self._not_in(asking, at)
        scope["viewer"] = viewer
        changes = scope["method"] not in _LOOKS
        if self._access.is_office and not self._pace.is_free(at, viewer.department, changes=changes):
            return 429, TOO_OFTEN
        token = QueryParams(scope["query_string"]).get("token", "")
        return refusal(scope["method"], asking.headers, token, self._rules, viewer)

    def _not_in(self, asking: HTTPConnection, at: str) -> tuple[int, str] | None:
        """Why somebody unknown is not answered; None where they come by a link, which is then looked at, or where this
        program asks whether the page is open, which is told by a proof."""
        if self._pace.is_suspect(at):
            return 429, TOO_OFTEN
        if asking.scope["path"].startswith((f"/{ENTER}/", ASKED)) and asking.scope["method"] == "GET":
            return None
        self._pace.note_wrong(at)
        return 401, NOT_IN


def came_from(asking: HTTPConnection) -> str:
    """The address that a request comes from; '' where the server knows none."""
    return asking.client.host if asking.client else ""


def refusal(method: str, headers: Headers, token: str, rules: Rules, viewer: Viewer) -> tuple[int, str] | None:
    """Why a request of somebody is not answered: the status and a sentence; None where it is."""
    if rules.hosts and headers.get("host", "") not in rules.hosts:
        return 421, FORBIDDEN
    if method in _LOOKS:
        return None
    origin, came = headers.get("origin"), headers.get("sec-fetch-site", "none")
    own = rules.hosts or {headers.get("host", "")}
    if came == "cross-site" or (origin is not None and origin.partition("://")[2] not in own):
        return 403, FORBIDDEN
    if not secrets.compare_digest(headers.get("x-token", token).encode(), rules.token(viewer).encode()):
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

    def __init__(self, send: Send, said: Iterable[tuple[str, str]]) -> None:
        self._send, self._said = send, said

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in self._said:
                headers.setdefault(name, value)
        await self._send(message)
