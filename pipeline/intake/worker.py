"""A reader process: paths come in, one a line; books go out, each behind its length."""

import json
import os
import sys
from pathlib import Path
from typing import BinaryIO

from pipeline.intake.limits import MEMORY_BYTES
from pipeline.intake.parse import parse
from pipeline.intake.wire import LENGTH, packed


def main() -> None:
    """Serve until the input ends. Nothing a parser prints reaches anybody."""
    replies = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    _limit_memory()
    serve(sys.stdin.buffer, replies)


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Say that all is loaded, by a length of none; then answer every request in its turn."""
    replies.write(bytes(LENGTH))
    replies.flush()
    for line in iter(requests.readline, b""):
        path, cautious = json.loads(line)
        reply = json.dumps(packed(parse(Path(path).read_bytes(), cautious=cautious)), separators=(",", ":")).encode()
        replies.write(len(reply).to_bytes(LENGTH, "big") + reply)
        replies.flush()


def _limit_memory() -> None:
    """Ask the system for the limit, where it has one; elsewhere the parent watches."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        return


if __name__ == "__main__":
    main()
