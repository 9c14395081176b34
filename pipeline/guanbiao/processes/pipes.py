"""Processes of ours, and what is asked of them."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from guanbiao.processes.messages import pass_to_ready, receive, send

PLACES = [str(Path(__file__).resolve().parents[2])]  # where the modules of a process are looked for: beside our own
Process = subprocess.Popen[bytes]


def environment(told: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process of ours, and what it is told besides."""
    own = {"PYTHONPATH": os.pathsep.join(PLACES), "PYTHONUTF8": "1", "PYTHONSAFEPATH": "1"}
    return {**os.environ, **own, **told}


def started(command: Sequence[str]) -> Process:
    """A process that finds our modules, and is talked to over its input and output. Raises OSError where it cannot be
    started."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment({}),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def wait_until_ready(process: Process) -> None:
    """Pass over what a process says before the messages. Raises EOFError where none will come."""
    pass_to_ready(_output(process))


def tell(process: Process, message: bytes) -> None:
    """A message to a process that is ready, to which it does not answer. Raises OSError where it is gone."""
    assert process.stdin
    send(process.stdin, message)


def ask(process: Process, request: bytes) -> bytes:
    """What a process that is ready answers. Raises OSError and EOFError where it does not."""
    tell(process, request)
    return receive(_output(process))


def end(process: Process | None) -> None:
    """End a process at once, if there is one, let go of its pipes, and wait until it is gone."""
    if process is None:
        return
    process.kill()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            stream.close()  # type: ignore[union-attr]
    process.wait()


def _output(process: Process) -> IO[bytes]:
    assert process.stdout
    return process.stdout
