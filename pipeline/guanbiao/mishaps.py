"""What goes wrong in the program itself, and what nobody can be told: written where somebody will look for it."""

import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from guanbiao.intake.snapshot import ROOM, is_link
from guanbiao.text.shown import in_one_line
from guanbiao.version import __version__
from guanbiao.words.start import FAULT, FAULT_FILE, FAULT_HEAD, FAULT_UNKEPT, UNHEARD_FILE


def fault_told(fault: BaseException, outputs: Sequence[Path]) -> str:
    """One sentence about a mistake of ours. All that helps to find it is written to the room of the outputs, or where
    the system keeps temporary files."""
    lines = (FAULT_HEAD, "", f"guanbiao {__version__}", f"Python {sys.version}", platform.platform(), *sys.argv[1:], "")
    text = "\n".join(lines) + "\n" + "".join(traceback.format_exception(fault))
    kept = _kept(text, FAULT_FILE, outputs)
    return FAULT.format(file=in_one_line(str(kept))) if kept else FAULT_UNKEPT.format(kind=type(fault).__name__)


def keep_fault(trace: str, outputs: Sequence[Path], name: str) -> str:
    """Where a mistake of ours in another process was written down, which ended the work on a library of that name."""
    lines = (FAULT_HEAD, "", f"guanbiao {__version__}", f"Python {sys.version}", platform.platform(), name, "", trace)
    kept = _kept("\n".join(lines), f"{name}-{FAULT_FILE}", outputs)
    return in_one_line(str(kept or FAULT_FILE))


def keep_unheard(said: str, outputs: Sequence[Path]) -> None:
    """Write what a run said, where there was neither screen nor file to say it on."""
    _kept(said, UNHEARD_FILE, outputs)


def _kept(text: str, name: str, outputs: Sequence[Path]) -> Path | None:
    """The file that a text was written to; None where there is no place for it."""
    from guanbiao.text.personal import masked  # deferred: next to no run has anything to write here

    for room in _rooms(outputs):
        with suppress(OSError):
            room.mkdir(parents=True, exist_ok=True)
            (room / name).unlink(missing_ok=True)
            (room / name).write_text(masked(text), "utf-8", "replace")
            return room / name
    return None


def _rooms(outputs: Sequence[Path]) -> Iterator[Path]:
    yield from (each / ROOM for each in outputs[-1:] if not is_link(each / ROOM))
    with suppress(OSError):
        yield Path(tempfile.gettempdir()) / "guanbiao"
