"""The other end: a process that runs what it is asked for, one function after the other.

A function that raises ends the process: who asked for it runs it elsewhere, or is told how it failed (`worker.py`)."""

import gc
import importlib
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import IO

from guanbiao.processes.messages import receive, say_ready, send
from guanbiao.processes.orphans import end_with_parent

_MANY_OBJECTS = 200_000  # a run makes about as many and drops few of them


def seldom_collected() -> None:
    """Make Python look for circular garbage rarely: to look after every few hundred objects takes a tenth of a run."""
    gc.set_threshold(_MANY_OBJECTS)


def serve(modules: Iterable[str], loaded: Callable[[IO[bytes]], None] = lambda _: None) -> None:
    """Load the modules, say that the process is ready, call `loaded` with the stream of replies, then run what is asked
    for until the input ends. The process ends with its parent."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asks is interrupted, and this one ends with it
    seldom_collected()
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that is printed gets between the replies
    load(*modules)
    say_ready(replies)
    loaded(replies)
    with suppress(EOFError):
        while True:
            work = pickle.loads(receive(sys.stdin.buffer))
            reply(replies, work())


def load(*modules: str) -> None:
    """Load modules that are needed later; what a helper is asked to do while there is time."""
    for module in modules:
        importlib.import_module(module)


def reply(replies: IO[bytes], found: object) -> None:
    """Answer with what a function returned."""
    send(replies, pickle.dumps(found, pickle.HIGHEST_PROTOCOL))


def main() -> None:
    """Be a helper that loads the modules which the command line names."""
    serve(sys.argv[1:])


if __name__ == "__main__":
    main()
