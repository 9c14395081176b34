"""Reader processes: reused over many files, each file within its time and memory, and no file able to harm another."""

import json
import os
import queue
import threading
import time
from collections.abc import Generator, Iterable, Sequence
from typing import TypeVar

from guanbiao.intake.limits import CPU_SECONDS, MEGABYTE, MEMORY_BYTES, WALL_SECONDS
from guanbiao.intake.signs import Signs
from guanbiao.intake.wire import Parsed, signs_packed, unpacked
from guanbiao.model.books import FileStatus
from guanbiao.processes.pipes import Process, ask, end, started, tell, wait_until_ready
from guanbiao.processes.program import command_of
from guanbiao.processes.spares import Spares

READERS = max(1, min(4, os.cpu_count() or 1))  # more than four wait for the disk and for this process
COMMAND = command_of("guanbiao.intake.worker")
SPARES = Spares(COMMAND)  # none, unless somebody has them kept
_WATCH_EVERY = 0.05  # seconds: how far a file may run over its limits
_SOON = 0.2  # seconds in which no file has taken too much yet; what it computes in them is not counted
_ENDING = 5.0  # seconds for a thread to end once its process was killed; a thread that does not is left behind
_STARTING = 40.0  # seconds for a process to start, on a slow disk with a virus scanner
_AHEAD = 100  # files that are asked for before they are read, or read before they are asked after: memory is bounded
_JOINING = 0.25  # seconds until the next reader joins in: by then the few files of a small folder are read
Tag = TypeVar("Tag")  # whatever the caller knows a file by


class Reader:
    """One reader process and the watch over it. `ended` says why it is none any more: limit_time, limit_wait,
    limit_memory or no_reader, '' where it ended by itself."""

    def __init__(self, command: Sequence[str], signs: Signs | None = None) -> None:
        self.command, self.signs = command, signs
        self.process: Process | None = None
        self.since, self.allowed, self.ended, self.closed = 0.0, WALL_SECONDS, "", False
        self.before: float | None = None  # what the process had computed when the file at hand was first looked after

    def start(self) -> None:
        """Start the process if it does not run, and wait until it says that it is ready. Raises OSError and EOFError
        where it does not come up, and `ended` is no_reader then."""
        if self.process is not None:
            return
        self.ended = "no_reader"
        self.process = SPARES.take() if self.command == COMMAND else started(self.command)
        if self.closed:
            self.process.kill()
        self.before, self.allowed = None, _STARTING
        self.since = time.monotonic()
        wait_until_ready(self.process)
        if self.signs:
            tell(self.process, signs_packed(self.signs))
        self.ended = ""

    def read(self, path: str, *, cautious: bool) -> Parsed | None:
        """The file read; None where the process did not live through it, and `ended` says why."""
        if self.closed:
            return None
        self.ended = ""
        try:
            self.start()
            self.before, self.allowed = None, WALL_SECONDS
            self.since = time.monotonic()
            found = unpacked(self._exchanged(json.dumps([path, cautious]).encode()))
        except (OSError, EOFError, ValueError):  # it ended, or what it says is no answer
            self.stop()
            return None
        finally:
            self.since = 0.0
        return found

    def _exchanged(self, request: bytes) -> bytes:
        assert self.process
        return ask(self.process, request)

    def watch(self) -> None:
        """Stop the process where the file at hand takes too much or too long."""
        since, process = self.since, self.process
        if not since or process is None:
            return
        broken = self._broken(process, time.monotonic() - since)
        if broken and self.since == since:  # it is still the same file
            self.ended = self.ended or broken  # one that is still starting is no_reader, whatever it takes
            process.kill()

    def _broken(self, process: Process, taken: float) -> str:
        """The limit that the file at hand has broken after so many seconds; '' for none."""
        if taken > self.allowed:
            return "limit_wait"
        if taken <= _SOON:
            return ""
        computed, memory = _used(process.pid)
        self.before = computed if self.before is None else self.before
        if computed - self.before > CPU_SECONDS:
            return "limit_time"
        return "limit_memory" if memory > MEMORY_BYTES else ""

    def close(self) -> None:
        """End the process for good: the thread that waits for it cleans up."""
        self.closed, process = True, self.process
        if process:
            process.kill()

    def stop(self) -> None:
        """End the process and let go of its pipes; the next file starts another."""
        process, self.process = self.process, None
        end(process)


def _used(process: int) -> tuple[float, int]:
    """The seconds of processor time that a process and those that it started and awaited have used, and the bytes of
    memory that it holds; nothing of one that is gone."""
    import psutil  # deferred: few files take so long that anybody asks

    try:
        found = psutil.Process(process)
        return sum(found.cpu_times()[:4]), int(found.memory_info().rss)
    except psutil.Error:
        return 0.0, 0


def read_all(
    copies: Iterable[tuple[Tag, str]],
    readers: int = READERS,
    command: Sequence[str] = COMMAND,
    signs: Signs | None = None,
) -> Generator[tuple[Tag, Parsed], None, None]:
    """Each file, by its tag, as a reader process read it, in the order in which they are done. `copies` are tags and
    paths; they are asked for one by one, while those before are being read, and readers join in one by one, while files
    are left. Formulas and looks are looked at only where there are `signs` of a form. A file that no process lives
    through is refused; nothing that it holds raises."""
    waiting: queue.SimpleQueue[tuple[Tag, str] | None] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[Tag, Parsed]] = queue.SimpleQueue()
    pool = [Reader(command, signs) for _ in range(readers)]
    ending = threading.Event()
    threads = [
        threading.Thread(target=_work, args=(reader, waiting, done, ending, at * _JOINING), daemon=True)
        for at, reader in enumerate(pool)
    ]
    threads.append(threading.Thread(target=_watch, args=(pool, ending), daemon=True))
    for thread in threads:
        thread.start()
    left = 0
    try:
        for copy in copies:
            waiting.put(copy)
            left += 1
            while left > _AHEAD or not done.empty():
                yield done.get()
                left -= 1
        for _ in range(left):
            yield done.get()
    finally:
        ending.set()
        for reader in pool:
            waiting.put(None)
            reader.close()
        for thread in threads:
            thread.join(_ENDING)


def _work(
    reader: Reader,
    waiting: "queue.SimpleQueue[tuple[Tag, str] | None]",
    done: "queue.SimpleQueue[tuple[Tag, Parsed]]",
    ending: threading.Event,
    later: float,
) -> None:
    ending.wait(later)
    for at, path in iter(waiting.get, None):
        done.put((at, _read(reader, path)))
    reader.stop()


def _read(reader: Reader, path: str) -> Parsed:
    """A file read, without calamine where that killed the process; the reason where nothing reads it."""
    found = reader.read(path, cautious=False)
    if found is None and not reader.ended:
        found = reader.read(path, cautious=True)
    if found is not None:
        return found
    most = {"limit_time": int(CPU_SECONDS), "limit_wait": int(WALL_SECONDS), "limit_memory": MEMORY_BYTES // MEGABYTE}
    detail = {"most": most[reader.ended]} if reader.ended in most else {}
    return Parsed(FileStatus.REFUSED, reader.ended or "crashed", detail)


def _watch(pool: list[Reader], ending: threading.Event) -> None:
    while not ending.wait(_WATCH_EVERY):
        for reader in pool:
            reader.watch()
