"""The start of the program. The helper is started first: it loads its libraries while this process loads its own."""

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from guanbiao.exits import DONE, FAULT, INTERRUPTED, NOT_DONE, UNSAID
from guanbiao.processes.program import again, beside, dispatched, packed
from guanbiao.words.start import FOLDER, LITTLE_MEMORY, MISSING, MISSING_PACKED, NO_MEMORY, PLACE, STOPPED

if TYPE_CHECKING:
    from guanbiao.processes.helper import Helper, Submit

_ENOUGH = 4096  # megabytes of address space: runs reserve one to three, more on many processors, and use a tenth of it
_LEAST = 512  # megabytes: below that not even the libraries can be loaded
_CLICKED = "serve"  # what a packed program does that is asked for nothing
_CONFINED = "GUANBIAO_CONFINED"  # set for a run within less than that


def start_packed() -> NoReturn:
    """Run a packed program, or what one of its processes is for."""
    if dispatched(sys.argv):
        _end(DONE, [])
    if len(sys.argv) == 1:
        sys.argv.append(_CLICKED)
    start(home_of(beside(), Path.home()))


def main() -> NoReturn:
    """Be the program that is loaded before it is told what to do."""
    start(wait=_waited)


def _waited(submit: "Submit") -> bool:
    from guanbiao.standby import waited  # deferred: what it loads only this process needs

    return waited(submit)


def home_of(program: Path, own: Path) -> Path:
    """Where inputs/ and outputs/ lie that are meant where nothing else is asked for: in the folder that a file beside
    the program names; else beside the program; else, where nobody may write there, in the user's `own` folder.
    inputs/ is made, so that there is a folder to put forms into."""
    with suppress(OSError, UnicodeDecodeError):
        named = (program / PLACE).read_text("utf-8-sig").strip()
        if named:
            return program / Path(named).expanduser()
    for place in (program, own / FOLDER):
        with suppress(OSError):
            (place / "inputs").mkdir(parents=True, exist_ok=True)
            return place
    return program


def start(home: Path | None = None, wait: "Callable[[Submit], bool]" = lambda _: True) -> NoReturn:
    """Run the program and end the process with its exit code. `home` is a folder whose inputs/, outputs/ and, where
    it has one, catalogue (schemas/) are meant where nothing else is asked for; None means those of the current folder,
    and the shipped catalogue. `wait` is called once all is loaded, and returns when, and whether, to go on."""
    _write_chinese()
    unheard = _with_streams()
    helpers: list[Helper] = []
    outputs: list[Path] = []
    allowed = _little_memory()
    code, said = _run_within(allowed) if allowed else _run(home, wait, helpers, outputs)
    if code == INTERRUPTED:  # what typer makes of an interrupt, too
        said = STOPPED
    with suppress(OSError):
        print(said, end="\n" if said else "", file=sys.stderr)
    if unheard and unheard.getvalue():
        from guanbiao.mishaps import keep_unheard

        keep_unheard(unheard.getvalue(), outputs)
    _end(code, helpers)


def _run(
    home: Path | None, wait: "Callable[[Submit], bool]", helpers: "list[Helper]", outputs: list[Path]
) -> tuple[int, str]:
    """Run the program: its exit code, and what is left to say. The helper is put in `helpers`, and each folder that is
    to hold outputs in `outputs`, as they become known."""
    try:
        from guanbiao.processes.helper import Helper, here
        from guanbiao.processes.serving import seldom_collected

        seldom_collected()
        if sys.argv[1:2] != [_CLICKED]:  # the page has the work done by processes of their own, which have theirs
            helpers.append(Helper("guanbiao.checks.check", "guanbiao.checks.validate"))
        submit = helpers[0].submit if helpers else here
        from guanbiao.cli import main

        return (main(home, submit, outputs.append) if wait(submit) else DONE), ""
    except KeyboardInterrupt:
        return INTERRUPTED, ""
    except SystemExit:  # what typer makes of a reader that is gone
        return UNSAID, ""
    except BaseException as problem:  # the one place: nobody is shown a traceback
        return _ended_by(problem, outputs)


def _ended_by(problem: BaseException, outputs: list[Path]) -> tuple[int, str]:
    """The exit code and the sentence for what ended the program: a package or memory that it lacks, else a mistake of
    ours, whatever it is."""
    if isinstance(problem, MemoryError):
        return NOT_DONE, NO_MEMORY
    if isinstance(problem, ImportError) and problem.name and problem.name.partition(".")[0] != "guanbiao":
        return NOT_DONE, (MISSING_PACKED if packed() else MISSING).format(name=problem.name)
    from guanbiao.mishaps import fault_told

    return FAULT, fault_told(problem, outputs)


def _write_chinese() -> None:
    """Start over in UTF-8 where the system's encoding has no Chinese: no output could be given its name."""
    try:
        STOPPED.encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        if os.environ.get("PYTHONUTF8") != "1":
            os.environ["PYTHONUTF8"] = "1"
            os.execv(sys.executable, again())


def _with_streams() -> io.StringIO | None:
    """Give a process that was started without an input or output what it lacks: what cannot be said on the one is said
    on the other, and returned where there is neither. No file or pipe of ours then takes the number of one of them, on
    which any library might write."""
    if None not in (sys.stdin, sys.stdout, sys.stderr):
        return None
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)
    there = sys.stdout or sys.stderr
    unheard = None if there else io.StringIO()
    sys.stdout = sys.stdout or there or unheard
    sys.stderr = sys.stderr or there or unheard
    return unheard


def _little_memory() -> int:
    """The megabytes that the system allows this process to take, where these are few; 0 where they are not."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return 0
    allowed = resource.getrlimit(resource.RLIMIT_AS)[0] >> 20
    return 0 if allowed < 0 or allowed >= _ENOUGH or os.environ.get(_CONFINED) else max(allowed, 1)


def _run_within(allowed: int) -> tuple[int, str]:
    """Run the program once more in a process that reserves no more than it uses, and say in one sentence where even
    that is too much: libraries that are refused memory end their process at once. Its exit code, and what to say."""
    import signal
    import subprocess

    signal.signal(signal.SIGINT, lambda *_: None)  # the process that runs is interrupted too, and says so
    few = {"MALLOC_ARENA_MAX": "1", "POLARS_MAX_THREADS": "1", _CONFINED: "1"}
    done = subprocess.run(again(), env={**os.environ, **few}, stderr=subprocess.PIPE, check=False)
    if done.returncode == INTERRUPTED:
        return INTERRUPTED, ""
    if done.returncode < 0 or (done.returncode == FAULT and allowed < _LEAST):
        return NOT_DONE, LITTLE_MEMORY.format(allowed=allowed, least=max(2 * allowed, _LEAST))
    return done.returncode, done.stderr.decode("utf-8", "replace").rstrip("\n")


def _end(code: int, helpers: "list[Helper]") -> NoReturn:
    """End the process at once, and with it the helper: to take apart what the system frees anyway would be a tenth of
    its time. Output that could not be written has an exit code of its own."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = UNSAID
    for each in helpers:
        each.kill()
    os._exit(code)


if __name__ == "__main__":
    main()
