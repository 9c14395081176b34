"""Processes that end with the one that started them, however that ends: killed in the middle of its work it can tell
nobody, and who works for it notices only when it has an answer to give, or, stopped, never."""

import os
import signal
import sys
import threading
import time
from contextlib import suppress

_SET_DEATH_SIGNAL = 1  # prctl(2): PR_SET_PDEATHSIG
_LOOK_EVERY = 0.2  # seconds


def end_with_parent() -> None:
    """Have this process end as soon as its parent does. On Linux the system sees to it, elsewhere a thread; on Windows,
    where no process knows whether its parent lives, it ends when it next reads or answers."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError, ImportError):
            import ctypes

            ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
    elif os.name == "posix":
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    os._exit(1)
