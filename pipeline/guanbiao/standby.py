"""The program as it waits for what it is to do: `processes/waiting.py` starts it, has it load all, and tells it."""

import signal
import sys

from guanbiao.intake.pool import SPARES
from guanbiao.processes.helper import Submit
from guanbiao.processes.serving import load
from guanbiao.processes.waiting import told

READERS = 2  # that wait with it: the few files of a day are read before more would have joined in
_LATER = ("guanbiao.flow.job", "guanbiao.flow.reports")
_WRITING = ("guanbiao.chapter.word", "guanbiao.letters.docx", "guanbiao.outputs.html")  # what the helper writes


def waited(submit: Submit) -> bool:
    """Load all, then wait for what the program is asked for; False where that never comes."""
    interrupted = signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # who would tell it is interrupted, and it ends with that
    SPARES.keep(READERS)
    submit(load, *_WRITING)
    load(*_LATER)
    arguments = told(sys.stdin)
    signal.signal(signal.SIGINT, interrupted)
    sys.argv[1:] = arguments or ()
    return arguments is not None
