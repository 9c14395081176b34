"""Who is asking: the one place that says what a request may see and do."""

from collections.abc import Mapping, Sequence
from secrets import compare_digest, token_urlsafe
from time import monotonic

from msgspec import Struct
from starlette.requests import HTTPConnection

from guanbiao.serve.keys import COMPILING, ENTER, Ring

_ONCE = 120.0  # seconds in which the browser of this machine is opened


class Viewer(Struct, frozen=True):
    """Somebody who looks at the page: a department that sees what is its own alone, or, without one, whoever compiles
    the report. Somebody `local` sits at this machine, and may have its folders opened; who `decides` approves what the
    department that compiles explains, and sees what waits for that."""

    department: str = ""
    local: bool = False
    decides: bool = False

    def sees(self, department: str) -> bool:
        """Whether what belongs to a department is shown."""
        return not self.department or self.decides or self.department == department


class Asking(Struct, frozen=True):
    """What a request asks for: who asks, of which year and library (as typed, '' for those that are shown first), and
    the address that the page was opened by."""

    viewer: Viewer = Viewer(local=True)
    year: str = ""
    library: str = ""
    address: str = ""


class Access:
    """Who is let in: of a page on the loopback address whoever reaches it, who sits at this machine and compiles."""

    is_office = False
    cookie = ""

    def viewer(self, asking: HTTPConnection) -> Viewer | None:
        """Who is asking; None where nothing is served to them."""
        return Viewer(local=True)

    def entered(self, token: str) -> str | None:
        """What is kept by the browser of who comes by a link; None where nobody has that link."""
        return None

    def owner(self, kept: str) -> Viewer:
        """Who was let in, by what their browser keeps."""
        return Viewer()

    def links(self, address: str) -> Mapping[str, str]:
        """By department, the link that is sent to it; none where there is no need of any."""
        return {}

    def first(self, address: str) -> str:
        """What the browser of this machine is opened by."""
        return address


class Office(Access):
    """Who comes by a link: a department, or whoever compiles. `cookie` is where a browser keeps what let it in."""

    is_office = True

    def __init__(self, ring: Ring, departments: Sequence[str], decides: str, cookie: str) -> None:
        self.cookie = cookie
        self._ring, self._decides = ring, decides
        self._departments = *departments, *([decides] if decides else ())
        self._once: dict[str, float] = {}

    def viewer(self, asking: HTTPConnection) -> Viewer | None:
        """The department whose link the browser came by, or whoever compiles."""
        name = self._owner(asking.cookies.get(self.cookie, ""))
        here = asking.client is not None and asking.client.host in ("127.0.0.1", "::1")
        return None if name is None else self._as(name, here=here)

    def entered(self, token: str) -> str | None:
        """What the browser is to keep: the link's own token, or, of the one that this machine's browser is opened by,
        which is good for once, that of whoever compiles."""
        if found := next((each for each in self._once if compare_digest(token.encode(), each.encode())), None):
            until = self._once.pop(found)
            return self._ring.keys().token(COMPILING) if monotonic() < until else None
        return token if self._owner(token) is not None else None

    def owner(self, kept: str) -> Viewer:
        """Who was let in, by what their browser keeps."""
        return self._as(self._owner(kept) or COMPILING)

    def _as(self, name: str, *, here: bool = False) -> Viewer:
        return Viewer(name, local=here and name == COMPILING, decides=bool(name) and name == self._decides)

    def links(self, address: str) -> Mapping[str, str]:
        """By department, its link."""
        keys = self._ring.keys()
        return {name: link_to(address, keys.token(name)) for name in self._departments}

    def first(self, address: str) -> str:
        """The link that the browser of this machine is opened by: others at the machine may see it, and too late."""
        once = token_urlsafe()
        self._once = {each: until for each, until in self._once.items() if monotonic() < until}
        self._once[once] = monotonic() + _ONCE
        return link_to(address, once)

    def _owner(self, token: str) -> str | None:
        return self._ring.keys().owner(token, (COMPILING, *self._departments)) if token else None


def link_to(address: str, token: str) -> str:
    """A link by which the page at an address is entered."""
    return f"{address.rstrip('/')}/{ENTER}/{token}"
