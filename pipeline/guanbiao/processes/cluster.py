"""Workers on a Dask cluster: the same functions on the same things, at other places.

Only workers of the very same program are given anything: each is asked for its identity, those that come later, too. A
worker that ends costs a function another try, which Dask sees to; where all those a function was meant for are gone, it
is meant for others."""

import queue
import time
import traceback
from collections.abc import Callable, Generator, Iterable
from itertools import islice
from typing import Any, TypeVar

from distributed import Client, Future

from guanbiao.processes.failed import ClusterError, Failed
from guanbiao.processes.identity import identity

_CONNECTING = 10.0  # seconds
_LOOK_AGAIN = 2.0  # seconds
_PATIENCE = 60.0  # seconds without any worker after which there will be none
_AHEAD = 2  # things a thread that are sent before they are begun
Thing = TypeVar("Thing")
Result = TypeVar("Result")


class Cluster:
    """The workers of the scheduler at an address that are of this program; `refused` are the addresses of others.
    Raises ClusterError where there is none."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._fit: dict[str, int] = {}
        self.refused: set[str] = set()
        self._ended: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()
        try:
            self._client = Client(address, timeout=_CONNECTING, set_as_default=False)
        except (OSError, ValueError) as problem:
            raise ClusterError(address, is_there=False) from problem
        self._look()
        if not self._fit:
            self.close()
            raise ClusterError(address, is_there=True)

    def each(
        self, function: Callable[[Thing], Result], things: Iterable[Thing]
    ) -> Generator[tuple[Thing, Result | Failed], None, None]:
        """Each thing with what the function makes of it, as they are done."""
        left, running = iter(things), dict[Any, tuple[Thing, frozenset[str]]]()
        try:
            while True:
                for thing in islice(left, max(_AHEAD * sum(self._fit.values()) - len(running), 0)):
                    running[self._sent(function, thing)] = thing, frozenset(self._fit)
                if not running:
                    return
                future = self._next()
                if future is not None and future in running:
                    yield running.pop(future)[0], _result(future)
                for lost in [each for each, (_, meant) in running.items() if meant.isdisjoint(self._fit)]:
                    thing, _ = running.pop(lost)
                    lost.cancel()
                    running[self._sent(function, thing)] = thing, frozenset(self._fit)
        finally:
            self._client.cancel(list(running))

    def close(self) -> None:
        """Let go of the cluster, which stays as it is."""
        self._client.close()

    def _sent(self, function: Callable[[Thing], Result], thing: Thing) -> "Future[Result]":
        future = self._client.submit(function, thing, workers=list(self._fit), pure=False, retries=1)
        future.add_done_callback(self._ended.put)
        return future

    def _next(self) -> "Future[Any] | None":
        """The next that ended; None after a while, in which workers may have come and gone. Raises ClusterError where
        there is none any more."""
        try:
            return self._ended.get(timeout=_LOOK_AGAIN)
        except queue.Empty:
            self._look()
        until = time.monotonic() + _PATIENCE
        while not self._fit:
            if time.monotonic() > until:
                raise ClusterError(self._address, is_there=True)
            time.sleep(_LOOK_AGAIN)
            self._look()
        return None

    def _look(self) -> None:
        """See which workers there are, and ask those that are new who they are."""
        there = {address: each["nthreads"] for address, each in self._workers().items()}
        self._fit = {address: threads for address, threads in self._fit.items() if address in there}
        new = [address for address in there if address not in self._fit and address not in self.refused]
        asked = self._client.run(identity, workers=new, on_error="return") if new else {}
        self._fit |= {address: there[address] for address, said in asked.items() if said == identity()}
        self.refused |= {address for address, said in asked.items() if said != identity()}

    def _workers(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = self._client.scheduler_info(n_workers=-1)["workers"]
        return found


def _result(future: "Future[Result]") -> Result | Failed:
    """What came of a function; how it failed, where it did."""
    problem = future.exception()
    if problem is None:
        return future.result()
    return Failed("".join(traceback.format_exception(type(problem), problem, future.traceback())))
