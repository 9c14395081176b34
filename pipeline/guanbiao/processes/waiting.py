"""This program in a process of its own that has loaded all that it needs and waits to be told what to do: to load takes
longer than most of what it is asked for. What such a process does is what the command line does; only one is ever told
one thing, and then ends."""

import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from json import dumps, loads
from threading import Lock
from typing import TextIO

from guanbiao.processes.pipes import environment
from guanbiao.processes.program import command_of

_PROGRAM = "guanbiao.start"
Told = subprocess.Popen[str]


class Waiting:
    """A process that waits, and the one after it. It ends with this process as long as it waits; what it was told to
    do, it finishes. `told` is what its environment tells it besides."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self._told, self._lock = told, Lock()
        self._process: Told | None = None

    def prepare(self) -> None:
        """Have a process wait, if none does. Where none can be started, whoever has something to be done is told."""
        with self._lock, suppress(OSError):
            if self._process is None or self._process.poll() is not None:
                self._process = self._started()

    def tell(self, arguments: Sequence[str]) -> Told:
        """The process that waited, or one that is started now, with something to do; its outputs are read as text.
        Raises OSError."""
        process = self._taken()
        if process is None or not _heard(process, arguments):
            process = self._started()
            if not _heard(process, arguments):
                raise OSError(process.wait())
        return process

    def close(self) -> None:
        """Have nobody wait any more."""
        if process := self._taken():
            _let_go(process)

    def _taken(self) -> Told | None:
        with self._lock:
            process, self._process = self._process, None
        return process

    def _started(self) -> Told:
        return subprocess.Popen(
            command_of(_PROGRAM),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env=environment(self._told),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )


def _heard(process: Told, arguments: Sequence[str]) -> bool:
    """Whether a process could be told something; one that has ended cannot."""
    assert process.stdin
    try:
        process.stdin.write(dumps([*arguments]) + "\n")
        process.stdin.close()
    except OSError:
        _let_go(process)
        return False
    return process.poll() is None


def _let_go(process: Told) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout, process.stderr):
        with suppress(OSError):
            stream.close()  # type: ignore[union-attr]
    process.wait()


def told(stream: TextIO) -> list[str] | None:
    """What this process is told, once it is; None where whoever would tell it has ended."""
    line = stream.readline()
    return [*map(str, loads(line))] if line.endswith("\n") else None
