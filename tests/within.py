"""The program run within the process of a test: what it says and its exit code, without what the start of one costs."""

import io
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from guanbiao.cli import main
from guanbiao.processes.helper import here

from tests.conftest import ROOT


def called(*arguments: str, home: Path | None = ROOT, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The program with some arguments, of a checkout or (`home` None) in a folder, as if its output were redirected."""
    said, told = io.StringIO(), io.StringIO()
    typed = patch.object(sys, "argv", ["guanbiao", *arguments])
    with typed, redirect_stdout(said), redirect_stderr(told), interruptible(), chdir(cwd or Path.cwd()):
        code = main(home, here)
    return subprocess.CompletedProcess(arguments, code, said.getvalue(), told.getvalue())


@contextmanager
def interruptible() -> Iterator[None]:
    """Have an interrupt mean again what it meant before."""
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
