"""The server of the page: on the loopback address alone, at a free port, until it is told to end."""

import socket
import threading
import webbrowser
from contextlib import suppress

import uvicorn

from guanbiao.exits import DONE, NOT_DONE
from guanbiao.forms.catalogue import Catalogue
from guanbiao.screen import say
from guanbiao.serve.app import app_of
from guanbiao.serve.desk import Desk
from guanbiao.serve.drops import clear_left
from guanbiao.serve.guard import Rules
from guanbiao.serve.runs import arguments_of, in_a_process
from guanbiao.settings import Settings
from guanbiao.words import screen

LOOPBACK = ("127.0.0.1", "localhost", "::1")
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
        listening = _listening(port)
    except OSError:
        say(screen.NO_PORT.format(port=port))
        return NOT_DONE
    with listening:
        return _served(settings, catalogue, declared, listening, browser=browser)


def _served(settings: Settings, catalogue: Catalogue, declared: str, listening: socket.socket, *, browser: bool) -> int:
    port = listening.getsockname()[1]
    desk = Desk(settings, catalogue, in_a_process(arguments_of(settings, declared)))
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
    desk.runs.start()
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
    desk.runs.end()
    say(screen.SERVED.format(folder=settings.outputs))
    return DONE


def _listening(port: int) -> socket.socket:
    """A socket on the loopback address. Raises OSError where the port is taken."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError:
        listening.close()
        raise
    return listening


def _open(address: str) -> None:
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address)
