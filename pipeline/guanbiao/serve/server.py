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
from guanbiao.serve.runs import Program, arguments_of
from guanbiao.settings import Settings
from guanbiao.words import screen

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PORT = "page.port"  # a file of the room
_BACKLOG = 128  # connections that may wait
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
    try:
        listening = _listening(port) if port else _at_last_time(settings.outputs / ROOM / _PORT)
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
    config = uvicorn.Config(
        app_of(desk, Rules.on(port)),
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=_PATIENCE,
        limit_concurrency=1000,
    )
    address = f"http://127.0.0.1:{port}/"
    say(screen.SERVING.format(address=address), screen.SERVING_MORE)
    if browser:
        threading.Timer(0.3, _open, (address,)).start()
    job.prepare()
    SPARES.keep(1)
    desk.runs.start()
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
    desk.runs.end()
    job.close()
    SPARES.close()
    say(screen.SERVED.format(folder=settings.outputs))
    return DONE


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


def _at_last_time(file: Path) -> socket.socket:
    """A socket at the port of last time where it is free, so that pages that are still open find the page again, else
    at any. Raises OSError."""
    with suppress(OSError, ValueError, OverflowError):
        return _listening(int(file.read_text("ascii")))
    listening = _listening(0)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(listening.getsockname()[1]), "ascii")
    return listening


def _open(address: str) -> None:
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address)
