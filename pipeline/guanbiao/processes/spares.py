"""Processes that are started before they are needed: to load what they need takes longer than most of what is asked of
them."""

from collections import deque
from collections.abc import Sequence
from contextlib import suppress

from guanbiao.processes.pipes import Process, end, started


class Spares:
    """Processes of a command that wait to be taken; as long as nobody wants any, each is started when it is."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command, self._wanted = command, 0
        self._waiting: deque[Process] = deque()

    def keep(self, count: int) -> None:
        """Have so many wait, and again whenever `fill` is called."""
        self._wanted = count
        self.fill()

    def fill(self) -> None:
        """Start those that are missing; one that cannot be started now is when it is needed."""
        with suppress(OSError):
            while len(self._waiting) < self._wanted:
                self._waiting.append(started(self._command))

    def take(self) -> Process:
        """A process that nobody else has. Raises OSError where it cannot be started."""
        with suppress(IndexError):
            while process := self._waiting.popleft():
                if process.poll() is None:
                    return process
                end(process)
        return started(self._command)

    def close(self) -> None:
        """Have none wait any more."""
        self._wanted = 0
        while self._waiting:
            end(self._waiting.popleft())
