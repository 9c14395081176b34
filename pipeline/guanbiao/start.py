"""The start of the program. The helper is started first: it loads its libraries while this process loads its own."""

import os
import sys
from pathlib import Path
from typing import NoReturn

from guanbiao.exits import INTERRUPTED, NOT_DONE, UNSAID
from guanbiao.words.start import MISSING, STOPPED


def start(home: Path | None = None) -> NoReturn:
    """Run the program and end the process with its exit code. `home` is a checkout whose inputs/, outputs/ and
    catalogue are meant where nothing else is asked for; None means those of the current folder, and the shipped
    catalogue."""
    _write_chinese()
    code, said = NOT_DONE, ""
    try:
        from guanbiao.processes.helper import Helper, seldom_collected

        seldom_collected()
        helper = Helper("guanbiao.checks.check", "guanbiao.checks.validate")
        from guanbiao.cli import main

        code = main(home, helper.submit)
    except ImportError as missing:
        said = MISSING.format(name=missing.name)
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:  # what typer makes of an interrupt, too
        said = STOPPED
    if said:
        print(said, file=sys.stderr)
    _end(code)


def _write_chinese() -> None:
    """Start over in UTF-8 where the system's encoding has no Chinese: no output could be given its name."""
    try:
        STOPPED.encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        if os.environ.get("PYTHONUTF8") != "1":
            os.environ["PYTHONUTF8"] = "1"
            os.execv(sys.executable, sys.orig_argv)


def _end(code: int) -> NoReturn:
    """End the process at once, and with it the helper: to take apart what the system frees anyway would be a tenth of
    its time. Output that could not be written has an exit code of its own."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = UNSAID
    os._exit(code)
