"""The server of the page: on the loopback address alone, at a free port, until it is told to end."""

import os
import socket
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path

import uvicorn

from guanbiao.exits import DONE, NOT_DONE
from guanbiao.forms.catalogue import Catalogue
from guanbiao.intake.pool import SPARES
from guanbiao.intake.snapshot import ROOM
from guanbiao.screen import say
from guanbiao.serve.app import app_of
from guanbiao.serve.desk import Desk
from guanbiao.serve.drops import clear_left
from guanbiao.serve.guard import Rules
from guanbiao.serve.only import address_of, answers, known_in, make_known, open_page, the_only
from guanbiao.serve.runs import Program, arguments_of
from guanbiao.settings import Settings
from guanbiao.words import screen

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_BACKLOG = 128  # connections that may wait
_SHOWN = 1.0  # seconds for who ends the page to be shown that it has ended
_PATIENCE = 1  # seconds for pages that listen for news to be let go


def serve(settings: Settings, catalogue: Catalogue, declared: str, host: str, port: int, *, browser: bool) -> int:
    """Serve the page until Ctrl-C, and open it in the browser where that is wanted; the exit code. `declared` is what
    the catalogue is loaded from."""
    if host not in LOOPBACK:
        say(screen.NOT_LOOPBACK)
        return NOT_DONE
    try:
        settings.inputs.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        say(screen.CLOSED_INPUTS.format(folder=settings.inputs, reason=screen.os_reason(problem)))
        return NOT_DONE
    room = settings.outputs / ROOM
    with the_only(room) as is_only:
        if not is_only and (address := open_page(room, settings.inputs)):
            say(screen.SERVED_ALREADY.format(address=address))
            if browser:
                _open(address)
            return DONE
        try:
            listening = _listening(port) if port else _at_last_time(room)
        except OSError:
            say(screen.NO_PORT.format(port=port))
            return NOT_DONE
        with listening:
            return _served(settings, catalogue, declared, listening, browser=browser)


def _served(settings: Settings, catalogue: Catalogue, declared: str, listening: socket.socket, *, browser: bool) -> int:
    port = listening.getsockname()[1]
    job = Program(arguments_of(settings, declared))
    desk = Desk(settings, catalogue, job)
    clear_left(settings.outputs)
    app = app_of(desk, Rules.on(port))
    app.routes.append(answers(make_known(settings.outputs / ROOM, port), settings.inputs))
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=_PATIENCE,
        limit_concurrency=1000,
    )
    address = address_of(port)
    server = _Server(config, desk)
    say(screen.SERVING.format(address=address), screen.SERVING_MORE)
    if browser:
        threading.Timer(0.3, _open, (address,)).start()
    job.prepare()
    SPARES.keep(1)
    desk.runs.start()
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
    desk.runs.end()
    job.close()
    SPARES.close()
    say(screen.SERVED.format(folder=settings.outputs))
    return DONE


class _Server(uvicorn.Server):
    """The server, which the page itself can end."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self._desk, desk.end = desk, self._end_soon

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the pages go that listen for news, then end."""
        self._desk.hub.end()
        await super().shutdown(sockets)

    def _end_soon(self) -> None:
        threading.Timer(_SHOWN, setattr, (self, "should_exit", True)).start()


def _listening(port: int) -> socket.socket:
    """A socket on the loopback address. Raises OSError where the port is taken."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two programs listen at once
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen(_BACKLOG)  # who is told the address before the server runs waits a moment, and is not refused
    except OSError:
        listening.close()
        raise
    return listening


def _at_last_time(room: Path) -> socket.socket:
    """A socket at the port of last time where it is free, so that pages that are still open find the page again, else
    at any. Raises OSError."""
    known = known_in(room)
    with suppress(OSError, OverflowError):
        return _listening(known.port if known else 0)
    return _listening(0)


def _open(address: str) -> None:
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address)
