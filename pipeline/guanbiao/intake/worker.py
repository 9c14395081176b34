"""A reader process: paths come in, books go out."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from guanbiao.intake.limits import MEMORY_BYTES
from guanbiao.intake.parse import parse
from guanbiao.intake.wire import SIGNS, packed, signs_unpacked
from guanbiao.processes.messages import receive, say_ready, send
from guanbiao.processes.orphans import end_with_parent


def main() -> None:
    """Serve until the input ends. Nothing a parser prints reaches anybody."""
    replies = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    _limit_memory()
    end_with_parent()
    serve(sys.stdin.buffer, replies)


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Say that all is loaded; then answer every request in its turn, with the signs of forms that came before them."""
    say_ready(replies)
    signs = None
    with suppress(EOFError):
        while True:
            message = receive(requests)
            if message.startswith(SIGNS):
                signs = signs_unpacked(message)
                continue
            path, cautious = json.loads(message)
            send(replies, packed(parse(Path(path).read_bytes(), cautious=cautious, signs=signs)))


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
