"""The start of the program. The aide is started first: it loads its libraries while this process loads its own."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

from pipeline.phrase_start import MISSING, STOPPED

NOT_DONE, INTERRUPTED = 2, 130


def start(module: str) -> NoReturn:
    """Run the program with the catalogue that `module` declares and end the process with its exit code."""
    _write_chinese()
    code, said = NOT_DONE, ""
    try:
        from pipeline.aide import aide, seldom_collected

        seldom_collected()
        with aide("pipeline.validate") as submit:
            from pipeline.cli import main

            code = main(module, submit)
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
    """End the process at once: to take apart what the system frees anyway would be a tenth of its time."""
    with suppress(OSError):  # output that cannot be written is told by the interpreter's own end
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
