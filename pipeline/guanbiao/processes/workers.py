"""Workers: processes that each run one function after the other, on as many things as there are.

A process that ends in the middle of a function, whatever ends it, costs the function a second try in another process;
what fails twice is given back as that, and the others go on. The same is said of Dask in `cluster.py`."""

import pickle
import queue
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any, Protocol, TypeVar

from guanbiao.processes.failed import Failed
from guanbiao.processes.pipes import Process, ask, end, started, wait_until_ready
from guanbiao.processes.program import command_of

TRIES = 2
_AHEAD = 2  # things a process that are asked for before they are begun, so that none waits for this process
_LOOK_UP = 1.0  # seconds
_ENDED = "the process that worked on it ended"
Thing = TypeVar("Thing")
Result = TypeVar("Result")


class Workers(Protocol):
    """Have a function run on many things, at several places at once, none of which is `refused` for its program."""

    refused: set[str]

    def each(
        self, function: Callable[[Thing], Result], things: Iterable[Thing]
    ) -> Generator[tuple[Thing, Result | Failed], None, None]:
        """Each thing with what the function makes of it, as they are done. Things are asked for as they are needed."""

    def close(self) -> None:
        """Let go of the places; what is not done by then is not done."""


class Local:
    """Worker processes on this machine, which load `modules` first. They end with this process, and with `close`."""

    def __init__(self, count: int, *modules: str) -> None:
        self.refused: set[str] = set()
        self._waiting: queue.SimpleQueue[partial[Any] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[Any, Any]] = queue.SimpleQueue()
        self._slots = [_Slot(modules) for _ in range(count)]
        self._threads = [threading.Thread(target=self._serve, args=(slot,), daemon=True) for slot in self._slots]
        for thread in self._threads:
            thread.start()

    def each(
        self, function: Callable[[Thing], Result], things: Iterable[Thing]
    ) -> Generator[tuple[Thing, Result | Failed], None, None]:
        """Each thing with what the function makes of it, as they are done."""
        left = iter(things)
        pending = 0
        for thing in islice(left, _AHEAD * len(self._slots)):
            self._waiting.put(partial(function, thing))
            pending += 1
        while pending:
            found = self._next()
            pending -= 1
            for another in islice(left, 1):
                self._waiting.put(partial(function, another))
                pending += 1
            yield found

    def _next(self) -> tuple[Any, Any]:
        while True:
            with suppress(queue.Empty):
                return self._done.get(timeout=_LOOK_UP)  # on Windows nothing interrupts a wait without end

    def close(self) -> None:
        """End the processes; what is not done by then is not done."""
        for slot in self._slots:
            self._waiting.put(None)
            slot.close()

    def _serve(self, slot: "_Slot") -> None:
        for work in iter(self._waiting.get, None):
            found: object = Failed(_ENDED)
            for _ in range(TRIES):
                found = slot.run(work)
                if not isinstance(found, Failed):
                    break
            self._done.put((work.args[0], found))
        slot.kill()


class _Slot:
    """One process, started anew where it ended."""

    def __init__(self, modules: tuple[str, ...]) -> None:
        self._modules, self._closed = modules, False
        self._process: Process | None = None

    def run(self, work: "partial[object]") -> object:
        """What a function returns that the process runs, or that it failed."""
        if self._closed:
            return Failed(_ENDED)
        try:
            if self._process is None:
                self._process = started(command_of("guanbiao.processes.worker", *self._modules))
                wait_until_ready(self._process)
            found = pickle.loads(ask(self._process, pickle.dumps(work, pickle.HIGHEST_PROTOCOL)))
        except (OSError, EOFError, ValueError):  # it ended, or is ended at this very moment
            found = Failed(_ENDED)
        if isinstance(found, Failed):
            self.kill()
        return found

    def close(self) -> None:
        """End the process at once, and start no other."""
        self._closed = True
        self.kill()

    def kill(self) -> None:
        """End the process at once."""
        process, self._process = self._process, None
        end(process)
