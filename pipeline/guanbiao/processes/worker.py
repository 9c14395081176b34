"""A worker process: runs what it is asked for. A function that raises ends it, and it says how."""

import sys
import traceback
from types import TracebackType
from typing import IO

from guanbiao.processes.failed import Failed
from guanbiao.processes.serving import reply, serve


def _say_how_it_fails(replies: IO[bytes]) -> None:
    """Answer with what went wrong where anything does."""

    def say_how(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        reply(replies, Failed("".join(traceback.format_exception(kind, problem, trace))))

    sys.excepthook = say_how


def main() -> None:
    """Be a worker that loads the modules which the command line names."""
    serve(sys.argv[1:], _say_how_it_fails)


if __name__ == "__main__":
    main()
