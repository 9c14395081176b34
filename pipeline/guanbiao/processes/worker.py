"""A worker process: runs what it is asked for. A function that raises ends it, and it says how."""

import importlib
import os
import pickle
import signal
import sys
import traceback
from contextlib import suppress
from types import TracebackType

from guanbiao.processes.failed import Failed
from guanbiao.processes.helper import seldom_collected
from guanbiao.processes.messages import receive, say_ready, send
from guanbiao.processes.orphans import end_with_parent


def main(modules: list[str]) -> None:
    """Load the modules, say that the process is ready, then run what is asked for until the input ends."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asks is interrupted, and this one ends with it
    seldom_collected()
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that is printed gets between the replies
    for module in modules:
        importlib.import_module(module)

    def say_how(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        failed = Failed("".join(traceback.format_exception(kind, problem, trace)))
        send(replies, pickle.dumps(failed, pickle.HIGHEST_PROTOCOL))

    say_ready(replies)
    sys.excepthook = say_how
    with suppress(EOFError):
        while True:
            work = pickle.loads(receive(sys.stdin.buffer))
            send(replies, pickle.dumps(work(), pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    main(sys.argv[1:])
