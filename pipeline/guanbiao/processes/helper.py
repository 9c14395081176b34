"""An aide: another process that runs pure functions, while this one goes on with what comes next.

Where no such process can be had, or it does not live through a function, the function runs here: that takes longer,
and is all the difference."""

import gc
import importlib
import os
import pickle
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, Protocol, TypeVar

from guanbiao.processes.messages import receive, say_ready, send
from guanbiao.processes.pipes import Process, ask, started, wait_until_ready

_MANY_OBJECTS = 200_000
Result = TypeVar("Result")


class Submit(Protocol):
    """Something that has functions run, wherever that may be."""

    def __call__(self, function: Callable[..., Result], /, *arguments: Any) -> Callable[[], Result]:
        """What gives the function's result once it is called; what the function raises, that raises."""


def here(function: Callable[..., Result], /, *arguments: Any) -> Callable[[], Result]:
    """The function run in this process, when its result is asked for."""
    return partial(function, *arguments)


class Aide:
    """A process that loads `modules`, and the thread that talks to it: functions run there one after the other. They go
    there by name, what they take and return as pickles, so all of it is plain data. What it has not begun with when its
    result is asked for, because it is at something else or has not come up yet, whoever asks does. The process ends
    with the one that it works for; `close` ends it before."""

    def __init__(self, *modules: str) -> None:
        self._thread, self._closed = ThreadPoolExecutor(1), False
        self._process: Process | None = None
        with suppress(OSError):
            self._process = started((sys.executable, "-m", "guanbiao.processes.helper", *modules))
        self._thread.submit(self._come_up)

    def submit(self, function: Callable[..., Result], /, *arguments: Any) -> Callable[[], Result]:
        """What gives the function's result once it is called; what the function raises, that raises."""
        asked = self._thread.submit(self._run, function, arguments)
        return lambda: function(*arguments) if asked.cancel() else asked.result()

    def _come_up(self) -> None:
        """Wait until the process is ready. Whether it ever is shows when it is asked for something."""
        if self._process:
            with suppress(OSError, EOFError):
                wait_until_ready(self._process)

    def _run(self, function: Callable[..., Result], arguments: tuple[Any, ...]) -> Result:
        try:
            found: Result = self._answer(pickle.dumps((function, arguments), pickle.HIGHEST_PROTOCOL))
            return found
        except (OSError, EOFError):
            if self._closed:
                raise
        return function(*arguments)

    def _answer(self, request: bytes) -> Any:
        """What comes back for a request. Raises OSError and EOFError where there is nobody to answer."""
        if self._process is None:
            raise EOFError
        return pickle.loads(ask(self._process, request))

    def close(self) -> None:
        """End the process; what has not been done by then is not done."""
        self._closed = True
        if self._process:
            self._process.kill()
        self._thread.shutdown(cancel_futures=True)
        if self._process:
            with suppress(OSError):  # what the process was still to be told
                self._process.communicate()


def seldom_collected() -> None:
    """Have Python look for garbage in circles once in a long while: a run makes many objects and drops few, and to look
    after every few hundred of them takes a tenth of its time."""
    gc.set_threshold(_MANY_OBJECTS)


def main(modules: list[str]) -> None:
    """Load the modules, say so, then run what is asked for, until nobody asks any more. A function that raises ends the
    process: it runs again where it was asked for, and raises there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks hears the interrupt, and this process ends with it
    seldom_collected()
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that is printed gets between the replies
    for module in modules:
        importlib.import_module(module)
    say_ready(replies)
    with suppress(EOFError):
        while True:
            function, arguments = pickle.loads(receive(sys.stdin.buffer))
            send(replies, pickle.dumps(function(*arguments), pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    main(sys.argv[1:])
