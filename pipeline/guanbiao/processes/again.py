"""This program started once more, in a process of its own, to do a job while this one goes on."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from guanbiao.processes.pipes import PLACES
from guanbiao.processes.program import packed


def again(arguments: Sequence[str], told: Mapping[str, str]) -> "subprocess.Popen[str]":
    """This program with other arguments, and what its environment tells it besides; its outputs are read as text. It
    does not end with this process: what it has begun, it finishes. Raises OSError."""
    own = () if packed() else ("-m", "guanbiao")
    return subprocess.Popen(
        (sys.executable, *own, *arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(PLACES), "PYTHONUTF8": "1", "PYTHONSAFEPATH": "1", **told},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
