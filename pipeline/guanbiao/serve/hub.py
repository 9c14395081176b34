"""Tells the pages that are open that there is something new. Pages are told what holds now, never what happened: one
that was away misses nothing, and none makes the others wait or memory grow."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

ALIVE = 15.0  # seconds after which a page is told something in any case, by which a lost one is noticed


class Hub:
    """A count of what changed, and the pages that wait for it. `changed` may be called by any thread."""

    def __init__(self) -> None:
        self.count = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[asyncio.Event] = set()
        self._ended = False

    def changed(self) -> None:
        """Tell that something changed."""
        self.count += 1
        if self._loop:
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._wake)

    def end(self) -> None:
        """Let the pages go; to be called where they are served."""
        self._ended = True
        self._wake()

    def _wake(self) -> None:
        for each in self._waiting:
            each.set()

    async def changes(self) -> AsyncIterator[bool]:
        """At once, and then whenever something changed (True) or nothing did for long (False)."""
        self._loop = asyncio.get_running_loop()
        waiting = asyncio.Event()
        self._waiting.add(waiting)
        try:
            yield True
            while not self._ended:
                try:
                    await asyncio.wait_for(waiting.wait(), ALIVE)
                    waiting.clear()
                    yield True
                    await asyncio.sleep(0.1)  # many changes in a row are one
                except TimeoutError:
                    yield False
        finally:
            self._waiting.discard(waiting)
