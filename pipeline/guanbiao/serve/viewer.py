"""Who is asking: the one place that says what a request may see and do."""

from collections.abc import Callable

from msgspec import Struct
from starlette.requests import HTTPConnection


class Viewer(Struct, frozen=True):
    """Somebody who looks at the page: a department that sees what is its own alone, or, without one, whoever compiles
    the report. Somebody `local` sits at this machine, and may have its folders opened."""

    department: str = ""
    local: bool = False

    def sees(self, department: str) -> bool:
        """Whether what belongs to a department is shown."""
        return not self.department or self.department == department


Who = Callable[[HTTPConnection], Viewer | None]  # None: nothing is served to it


def at_this_machine(_: HTTPConnection) -> Viewer:
    """Whoever reaches a page on the loopback address: the one who compiles."""
    return Viewer(local=True)
