"""A helper: another process that runs pure functions, while this one goes on with what comes next.

Where no such process can be started, or it ends during a function, the function runs here: that takes longer, and makes
no other difference."""

import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, ParamSpec, Protocol, TypeVar

from guanbiao.processes.pipes import Process, ask, started, wait_until_ready
from guanbiao.processes.program import command_of

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Submit(Protocol):
    """Has functions run, here or elsewhere."""

    def __call__(
        self, function: Callable[Parameters, Result], /, *given: Parameters.args, **named: Parameters.kwargs
    ) -> Callable[[], Result]:
        """A callable that waits for the function's result and returns it; what the function raises, it raises."""


def here(
    function: Callable[Parameters, Result], /, *given: Parameters.args, **named: Parameters.kwargs
) -> Callable[[], Result]:
    """The function, to be run in this process when its result is asked for."""
    return partial(function, *given, **named)


class Helper:
    """A process that loads `modules`, and the thread that talks to it: functions run there one after the other. A
    function is sent by its name, its arguments and its result as pickles: all of them are plain data. A function that
    the process has not begun when its result is asked for runs in the asking process. The helper ends with the process
    that it works for; `close` ends it before."""

    def __init__(self, *modules: str) -> None:
        self._thread, self._closed = ThreadPoolExecutor(1), False
        self._process: Process | None = None
        with suppress(OSError):
            self._process = started(command_of("guanbiao.processes.serving", *modules))
        self._thread.submit(self._come_up)

    def submit(
        self, function: Callable[Parameters, Result], /, *given: Parameters.args, **named: Parameters.kwargs
    ) -> Callable[[], Result]:
        """A callable that waits for the function's result and returns it; what the function raises, it raises."""
        work = partial(function, *given, **named)
        asked = self._thread.submit(self._run, work)
        return lambda: work() if asked.cancel() else asked.result()

    def _come_up(self) -> None:
        """Wait until the process is ready. Whether it ever is shows when it is asked for something."""
        if self._process:
            with suppress(OSError, EOFError):
                wait_until_ready(self._process)

    def _run(self, work: Callable[[], Result]) -> Result:
        try:
            found: Result = self._answer(pickle.dumps(work, pickle.HIGHEST_PROTOCOL))
            return found
        except (OSError, EOFError):
            if self._closed:
                raise
        return work()

    def _answer(self, request: bytes) -> Any:
        """The answer to a request. Raises OSError and EOFError where the process does not answer."""
        if self._process is None:
            raise EOFError
        return pickle.loads(ask(self._process, request))

    def kill(self) -> None:
        """End the process at once; whoever asked for this ends, too."""
        if self._process:
            self._process.kill()

    def close(self) -> None:
        """End the process; what has not been done by then is not done."""
        self._closed = True
        if self._process:
            self._process.kill()
        self._thread.shutdown(cancel_futures=True)
        if self._process:
            with suppress(OSError):  # a request that was still on its way
                self._process.communicate()
