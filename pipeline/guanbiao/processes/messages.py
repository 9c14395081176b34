"""Messages between processes of ours: each behind its length, and all of them behind a mark, since whatever Python
loads when it starts may print something first. Who only answers starts no process, and needs no more than this."""

from typing import IO

_LENGTH = 8  # bytes
_MOST = 1 << 30  # bytes; an announcement of more is an error, never a message
_READY = b"\x00guanbiao: ready\x00"


def say_ready(stream: IO[bytes]) -> None:
    """Say that messages follow, and nothing else any more."""
    stream.write(_READY)
    stream.flush()


def pass_to_ready(stream: IO[bytes]) -> None:
    """Pass over what comes before the messages. Raises EOFError where none will come."""
    seen = b""
    while seen != _READY:
        seen = (seen + _exactly(stream, 1))[-len(_READY) :]


def send(stream: IO[bytes], message: bytes) -> None:
    """A message on its way."""
    stream.write(len(message).to_bytes(_LENGTH, "big"))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """The next message. Raises EOFError where there is none any more."""
    return _exactly(stream, int.from_bytes(_exactly(stream, _LENGTH), "big"))


def _exactly(stream: IO[bytes], size: int) -> bytes:
    found = stream.read(size) if size <= _MOST else b""
    if len(found) < size:
        raise EOFError
    return found
