"""Processes of ours, and the messages between them: each behind its length, and all of them behind a mark, since
whatever Python loads when it starts may print something first."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO

_ROOT = Path(__file__).resolve().parent.parent
Process = subprocess.Popen[bytes]
_LENGTH = 8  # bytes
_MOST = 1 << 30  # bytes; whoever announces more is not to be believed
_READY = b"\x00guanbiao: ready\x00"


def started(command: Sequence[str]) -> Process:
    """A process that finds our modules, and is talked to over its input and output. Raises OSError where it cannot be
    started."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PYTHONSAFEPATH": "1"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def say_ready(stream: IO[bytes]) -> None:
    """Say that messages follow, and nothing else any more."""
    stream.write(_READY)
    stream.flush()


def wait_until_ready(process: Process) -> None:
    """Pass over what a process says before the messages. Raises EOFError where none will come."""
    seen = b""
    while seen != _READY:
        seen = (seen + _exactly(_output(process), 1))[-len(_READY) :]


def ask(process: Process, request: bytes) -> bytes:
    """What a process that is ready answers. Raises OSError and EOFError where it does not."""
    assert process.stdin
    send(process.stdin, request)
    return receive(_output(process))


def send(stream: IO[bytes], message: bytes) -> None:
    """A message on its way."""
    stream.write(len(message).to_bytes(_LENGTH, "big"))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """The next message. Raises EOFError where there is none any more."""
    return _exactly(stream, int.from_bytes(_exactly(stream, _LENGTH), "big"))


def _output(process: Process) -> IO[bytes]:
    assert process.stdout
    return process.stdout


def _exactly(stream: IO[bytes], size: int) -> bytes:
    found = stream.read(size) if size <= _MOST else b""
    if len(found) < size:
        raise EOFError
    return found
