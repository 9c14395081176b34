"""The server of the page, until it is told to end: on the loopback address at a free port for who sits at this machine,
or on another address for an office, at a port that stays, for who comes by a link."""

import os
import socket
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path

import uvicorn
from msgspec import Struct

from guanbiao.exits import DONE, NOT_DONE
from guanbiao.forms.catalogue import Catalogue
from guanbiao.intake.pool import SPARES
from guanbiao.intake.snapshot import ROOM
from guanbiao.screen import say
from guanbiao.serve.app import app_of
from guanbiao.serve.desk import Desk
from guanbiao.serve.drops import clear_left
from guanbiao.serve.guard import Rules
from guanbiao.serve.keys import COMPILING, Ring, made_keys
from guanbiao.serve.only import HERE, address_of, answers, known_in, make_known, open_page, the_only
from guanbiao.serve.runs import Program
from guanbiao.serve.viewer import Access, Office, link_to
from guanbiao.settings import Settings
from guanbiao.words import office, screen

LOOPBACK, ANYWHERE = (HERE, "localhost", "::1"), ("0.0.0.0", "::")  # where links let in
OFFICE_PORT = 8320  # links hold it, so it is always the same
_BACKLOG = 128  # connections that may wait
_SHOWN = 1.0  # seconds for who ends the page to be shown that it has ended
_PATIENCE = 1  # seconds for pages that listen for news to be let go


class _Door(Struct, frozen=True):
    """Where a page is served: the socket, the address at which this machine reaches it, the rules, who is let in, and
    what is said of it."""

    listening: socket.socket
    host: str
    rules: Rules
    access: Access
    said: tuple[str, ...]


def serve(settings: Settings, catalogue: Catalogue, declared: str, host: str, port: int, *, browser: bool) -> int:
    """Serve the page until Ctrl-C, and open it in the browser where that is wanted; the exit code. `declared` is what
    the catalogue is loaded from."""
    try:
        settings.inputs.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        say(screen.CLOSED_INPUTS.format(folder=settings.inputs, reason=screen.os_reason(problem)))
        return NOT_DONE
    room, is_here = settings.outputs / ROOM, host in LOOPBACK
    with the_only(room) as is_only:
        if not is_only and (address := open_page(room, settings.inputs)):
            say(screen.SERVED_ALREADY.format(address=address))
            if browser:
                _open(address)
            return DONE
        try:
            door = _here(room, port) if is_here else _in_an_office(settings, catalogue, host, port or OFFICE_PORT)
        except OSError as problem:
            reason = screen.os_reason(problem)
            say(screen.NO_PORT.format(port=port) if is_here else office.NO_ADDRESS.format(host=host, reason=reason))
            return NOT_DONE
        with door.listening:
            return _served(settings, catalogue, declared, door, browser=browser)


def _here(room: Path, port: int) -> _Door:
    """A page for who sits at this machine. Raises OSError where the port is taken."""
    listening = _listening(HERE, port) if port else _at_last_time(room)
    port = listening.getsockname()[1]
    address = address_of(port)
    said = screen.SERVING.format(address=address), screen.SERVING_MORE
    return _Door(listening, HERE, Rules.on(port), Access(), said)


def _in_an_office(settings: Settings, catalogue: Catalogue, host: str, port: int) -> _Door:
    """A page for who comes by a link. Raises OSError where the address cannot be used, or no links can be made."""
    keys, listening = made_keys(settings.outputs), _listening(host, port)
    departments = [each.name for each in catalogue.departments]
    access = Office(Ring(settings.outputs), departments, catalogue.approves, f"guanbiao-{port}")
    address = address_in_office("" if host in ANYWHERE else host, port)
    said = (
        office.OFFICE.format(address=address),
        office.OFFICE_MORE.format(link=link_to(address, keys.token(COMPILING))),
        office.OFFICE_LINKS,
    )
    return _Door(listening, HERE if host in ANYWHERE else host, Rules.in_an_office(), access, said)


def address_in_office(host: str, port: int) -> str:
    """The address that others open a page by: of a machine that was not named, the one it has in their network."""
    return address_of(port, host or _own_address())


def _own_address() -> str:
    """The address of this machine as others see it, else its name."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(("192.0.2.1", 9))  # of no machine (RFC 5737); nothing is sent
        return str(asking.getsockname()[0])
    return socket.gethostname()


def _served(settings: Settings, catalogue: Catalogue, declared: str, door: _Door, *, browser: bool) -> int:
    job = Program(settings, declared)
    desk = Desk(settings, catalogue, job)
    desk.blanks = job.blanks
    clear_left(settings.outputs)
    app, port = app_of(desk, door.rules, door.access), door.listening.getsockname()[1]
    known = make_known(settings.outputs / ROOM, port, door.host)
    app.routes.append(answers(known, settings.inputs, lambda: door.access.first(known.address)))
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=_PATIENCE,
        limit_concurrency=1000,
    )
    server = _Server(config, desk)
    say(*door.said)
    if browser:
        threading.Timer(0.3, _open, (door.access.first(known.address),)).start()
    job.prepare()
    SPARES.keep(1)
    desk.runs.start()
    with suppress(KeyboardInterrupt):
        server.run(sockets=[door.listening])
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


def _listening(host: str, port: int) -> socket.socket:
    """A socket at an address. Raises OSError where it is not this machine's, or the port is taken."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two programs listen at once
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
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
        return _listening(HERE, known.port if known else 0)
    return _listening(HERE, 0)


def _open(address: str) -> None:
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address)
