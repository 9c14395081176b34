"""What a job in another process says while it works: lines of its errors that are meant for the process that started
it, each behind a mark, and what else it says there, which is meant for people."""

import json
import os
import sys
from contextlib import suppress
from typing import TextIO

from msgspec import Struct

ASKED = "GUANBIAO_PROGRESS"  # set where somebody reads what is reported
_MARK = "\x1e"


class Step(Struct, frozen=True):
    """What a job is at: in words, the file that it reads, and how many libraries are done of how many."""

    said: str = ""
    file: str = ""
    done: int = 0
    every: int = 0


def is_asked() -> bool:
    """Whether another process reads what this one reports."""
    return os.environ.get(ASKED) == "1"


def report(step: Step, stream: TextIO | None = None) -> None:
    """Say what is being done; where nobody listens any more, the job goes on."""
    with suppress(OSError, ValueError):
        print(_MARK + json.dumps([step.said, step.file, step.done, step.every]), file=stream or sys.stderr, flush=True)


def reported(line: str) -> Step | None:
    """What a line reports; None for one that is meant for people."""
    if not line.startswith(_MARK):
        return None
    with suppress(ValueError, TypeError):
        said, file, done, every = json.loads(line[1:])
        return Step(str(said), str(file), int(done), int(every))
    return Step()
