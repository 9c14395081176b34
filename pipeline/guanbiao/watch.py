"""Watch a drop folder: the system's watcher is only a hint, a scan of all contents at intervals is the truth.

Network shares lose events, and a program may keep a file's time of change: only its content says that it changed."""

import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path

from watchfiles import watch

from guanbiao.intake.snapshot import fingerprint

EVERY = 30.0  # seconds between scans where no event is seen
QUIET = 2.0  # seconds without a change after which a burst of files is over
Wait = Callable[[float], None]


def changes(folder: Path, wait: Wait, every: float = EVERY, quiet: float = QUIET) -> Generator[str, bool | None, None]:
    """The fingerprint of the folder at first, and then whenever it is another one that has settled. Send False where
    it could not be dealt with: it comes again after the next wait.

    `wait(seconds)` returns after so long, or sooner where something may have happened."""
    known = ""
    while True:
        now = fingerprint(folder)
        if now != known:
            now = settled(folder, now, wait, quiet)
            known = "" if (yield now) is False else now
        wait(every)


def settled(folder: Path, now: str, wait: Wait, quiet: float) -> str:
    """The fingerprint once it stays the same for a while: files that come one after the other are one change."""
    while True:
        until = time.monotonic() + quiet
        while (left := until - time.monotonic()) > 0:
            wait(left)
        again = fingerprint(folder)
        if again == now:
            return now
        now = again


class Stop:
    """Ctrl-C, which is seen in any case: an interrupt that arrives while an object is being thrown away is swallowed
    with whatever that raises, so it is kept here, and the next wait ends with it."""

    def __init__(self) -> None:
        self._came = False

    def __call__(self, *_: object) -> None:
        """Handle the signal. Raises KeyboardInterrupt."""
        self._came = True
        raise KeyboardInterrupt

    def heeded(self, wait: Wait) -> Wait:
        """A wait that ends with KeyboardInterrupt where one came before it or meanwhile."""

        def heeding(seconds: float) -> None:
            if not self._came:
                wait(seconds)
            if self._came:
                raise KeyboardInterrupt

        return heeding


def events(folder: Path, bell: threading.Event | None = None) -> Wait:
    """A wait that the system's watcher cuts short, or a `bell`; where it cannot watch, the time passes."""
    rung = bell or threading.Event()

    def wait(seconds: float) -> None:
        passed = max(1, int(seconds * 1000))
        try:
            stream = watch(folder, rust_timeout=passed, yield_on_timeout=True, debounce=200, stop_event=rung)
            next(iter(stream), None)
        except (OSError, RuntimeError):
            rung.wait(seconds)

    return wait
