"""What is answered in one sentence, because something cannot be answered, is a page to who looks at it in a browser: in
its look, and with the way back."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guanbiao.serve.pages import said_alone

_REFUSED = 400
_TOO_LARGE = 413


class Told:
    """Answers as they are, but for sentences that say why there is none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", ""):
            send = _Sentences(receive, send)
        await self._app(scope, receive, send)


class _Sentences:
    """The answer to a browser."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._start: Message | None = None
        self._said = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_sentence(message):
            self._start = message
            return
        if self._start is None:
            await self._send(message)
            return
        self._said += message.get("body", b"")
        if not message.get("more_body"):
            await self._tell(self._start)

    async def _tell(self, start: Message) -> None:
        if start["status"] == _TOO_LARGE:  # a browser shows no answer before it has sent all
            while (await self._receive()).get("more_body"):
                continue
        page, headers = said_alone(self._said.decode()).encode(), MutableHeaders(scope=start)
        headers["content-type"], headers["content-length"] = "text/html; charset=utf-8", str(len(page))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": page})


def _is_sentence(message: Message) -> bool:
    kind = Headers(scope=message).get("content-type", "")
    return message["status"] >= _REFUSED and kind.startswith("text/plain")
