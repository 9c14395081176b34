"""One page over the same outputs on a machine: who starts the program once more is shown the page that is open.

Where that is, a file of the room says, with a key that is made anew each time and that its owner alone can read.
Whoever listens there proves that it knows the key, which itself is never sent: another program, or somebody else's,
that has taken the port since is not taken for the page."""

import hashlib
import hmac
import http.client
import platform
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from msgspec import Struct, json
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from guanbiao.intake.snapshot import is_link
from guanbiao.serve.keys import write_private

ASKED = "/alive/"  # the path by which it is asked
HERE = "127.0.0.1"
_OWN = "x-known"  # the header by which who asks proves that it knows the key, too
_LONGEST = 300  # characters of its answer
_PATIENCE = 6.0  # seconds for a page that was started a moment ago to listen
_AGAIN = 0.1
_SECONDS = 2.0  # for its answer


class Known(Struct, frozen=True):
    """Where a page listens, and its key."""

    port: int
    key: str
    host: str = HERE

    @property
    def address(self) -> str:
        """Its address."""
        return address_of(self.port, self.host)

    def proof(self, asked: str, inputs: Path) -> str:
        """What only a page with this key over this drop folder can answer."""
        said = f"{asked}\0{inputs.absolute()}".encode()
        return hmac.new(self.key.encode(), said, hashlib.sha256).hexdigest()


@contextmanager
def the_only(room: Path) -> Iterator[bool]:
    """Whether no other page of this machine is open over the outputs with that room, as long as the context lasts;
    where nobody can tell, this one is taken for the only one."""
    lock = FileLock(_file(room, "lock"), blocking=False)
    try:
        if is_link(room):
            raise OSError
        room.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        yield False
        return
    except (OSError, NotImplementedError):
        yield True
        return
    try:
        yield True
    finally:
        lock.release()


def known_in(room: Path) -> Known | None:
    """Where the last page over these outputs listened."""
    with suppress(OSError, ValueError):
        return json.decode(_file(room, "json").read_bytes(), type=Known)
    return None


def make_known(room: Path, port: int, host: str = HERE) -> Known:
    """Say in the room where a page listens; the file is for the eyes of its owner."""
    known, file = Known(port, secrets.token_urlsafe(), host), _file(room, "json")
    with suppress(OSError):
        file.unlink(missing_ok=True)
        write_private(file, json.encode(known))
    return known


def answers(known: Known, inputs: Path, way_in: Callable[[], str]) -> Route:
    """What a page answers to who wants to know whether it is the one: to who knows the key, also the way in."""

    def answer(request: Request) -> Response:
        asked, own = request.path_params["asked"], request.headers.get(_OWN, "")
        is_own = hmac.compare_digest(own.encode(), known.proof(_OWN + asked, inputs).encode())
        return PlainTextResponse(f"{known.proof(asked, inputs)} {way_in() if is_own else ''}")

    return Route(ASKED + "{asked:str}", answer)


def open_page(room: Path, inputs: Path, within: float = _PATIENCE) -> str:
    """The way into the page that is open over these outputs and that drop folder; '' where none answers."""
    end = time.monotonic() + within
    while True:
        known = known_in(room)
        if known and (found := _way_in(known, inputs)):
            return found
        if time.monotonic() > end:
            return ""
        time.sleep(_AGAIN)


def address_of(port: int, host: str = HERE) -> str:
    """The address of a page."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _way_in(known: Known, inputs: Path) -> str:
    asked = secrets.token_urlsafe()
    connection = http.client.HTTPConnection(known.host, known.port, timeout=_SECONDS)
    try:
        connection.request("GET", ASKED + asked, headers={_OWN: known.proof(_OWN + asked, inputs)})
        proof, _, way = connection.getresponse().read(_LONGEST).decode("ascii", "replace").partition(" ")
    except (OSError, http.client.HTTPException, ValueError):
        return ""
    finally:
        connection.close()
    is_the_one = hmac.compare_digest(proof.encode(), known.proof(asked, inputs).encode())
    return way if is_the_one and way.startswith(known.address) else ""


def _file(room: Path, kind: str) -> Path:
    """A file of the room for this machine alone: the room may lie on a share."""
    return room / f"page-{hashlib.sha256(platform.node().encode()).hexdigest()[:8]}.{kind}"
