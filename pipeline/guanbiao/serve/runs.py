"""The job, run whenever the drop folder has changed or somebody asks for it: in a process of its own, one at a time.

What was published last stays readable meanwhile. What the drop folder was when it was last dealt with is kept beside
the outputs: a page that is started again goes on from there, whatever ended the one before."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from msgspec import Struct, json
from msgspec.structs import replace

from guanbiao.exits import DONE, OPEN_FINDINGS, UNSAID
from guanbiao.intake.snapshot import ROOM, fingerprint, is_ignorable
from guanbiao.processes.identity import identity
from guanbiao.processes.reported import ASKED, Step, reported
from guanbiao.processes.waiting import Told, Waiting
from guanbiao.settings import Settings
from guanbiao.text.personal import masked
from guanbiao.watch import events, settled
from guanbiao.words.page import INTERRUPTED
from guanbiao.words.screen import BUSY

EVERY = 30.0  # seconds between looks at all contents, where the system tells of no change
QUIET = 0.8  # seconds without a change after which what was dropped is whole
_AGAIN = 3.0  # seconds until it is tried again where another run works in the outputs
_DEALT = "page.json"  # a file of the room
_LINES = 60  # of what a job says for people, the last ones
IDLE, WAITING, RUNNING, BUSY_STATE, FAILED = "idle", "waiting", "running", "busy", "failed"


class State(Struct, frozen=True):
    """How it stands with the job: idle (done with what lies there), waiting (nothing lies there), running, busy
    (another run works in the outputs), failed; what it is at; what was said for people; the local time of its end; and
    how many times outputs were published."""

    name: str = WAITING
    step: Step = Step()
    said: str = ""
    at: str = ""
    published: int = 0


class Ran(Struct, frozen=True):
    """How the job ended: its exit code, and what it said for people."""

    code: int
    said: str


Job = Callable[[Callable[[Step], None]], Ran]  # given who is told of its steps


class Runs:
    """The job's state, and the thread that runs it. `changed` is called when the state is another."""

    def __init__(self, settings: Settings, job: Job, changed: Callable[[], None]) -> None:
        self._settings, self._job, self._changed = settings, job, changed
        self._bell, self._asked, self._ended, self._whole = threading.Event(), False, False, False
        self.state, self.since = State(), 0.0  # what was dropped before that moment has been dealt with

    def start(self) -> None:
        """Begin to watch the drop folder."""
        threading.Thread(target=self._watch, daemon=True).start()

    def ask(self) -> None:
        """Have the job run though nothing changed."""
        self._asked = True
        self.look()

    def look(self, *, whole: bool = False) -> None:
        """Look at the drop folder at once; what is new there is `whole` where nothing is still being written."""
        self._whole = whole
        self._bell.set()

    def end(self) -> None:
        """Watch no longer; a job that runs goes on to its end."""
        self._ended = True
        self._bell.set()

    def _watch(self) -> None:
        inputs = self._settings.inputs
        wait, dealt = events(inputs, self._bell), _dealt(self._settings)
        self._tell(replace(self.state, name=IDLE if dealt else WAITING))
        while not self._ended:
            self._bell.clear()
            asked, self._asked = self._asked, False
            whole, self._whole = self._whole, False
            now = fingerprint(inputs)
            if now and (asked or now != dealt):
                now = now if whole else settled(inputs, now, events(inputs), QUIET)
                if self._run(now):
                    dealt = now
                    continue  # what came meanwhile was told to nobody
            wait(_AGAIN if self.state.name == BUSY_STATE else EVERY)

    def _run(self, now: str) -> bool:
        """Run the job once; False where it should be tried again though nothing changes."""
        if not _lies_anything(self._settings.inputs):
            self._tell(replace(self.state, name=WAITING, said="", step=Step()))
            return True
        began = time.monotonic()
        self._tell(replace(self.state, name=RUNNING, said="", step=Step()))
        ran = self._job(lambda step: self._tell(replace(self.state, step=step)))
        at, is_busy = time.strftime("%H:%M:%S"), BUSY.partition("{")[0] in ran.said
        said = ran.said or INTERRUPTED
        self.since = self.since if is_busy else began
        if ran.code in (DONE, OPEN_FINDINGS, UNSAID):
            _deal(self._settings, now)
            self._tell(State(IDLE, said=ran.said, at=at, published=self.state.published + 1))
            return True
        self._tell(replace(self.state, name=BUSY_STATE if is_busy else FAILED, said=said, step=Step(), at=at))
        return not is_busy

    def _tell(self, state: State) -> None:
        self.state = state
        self._changed()


class Program:
    """The job as the command line knows it, and the blank forms, made by this program in a process of its own, which
    has loaded all that it needs before it is told to begin."""

    def __init__(self, settings: Settings, catalogue: str) -> None:
        self._settings, self._catalogue = settings, catalogue
        self._waiting = Waiting({ASKED: "1"})

    def prepare(self) -> None:
        """Have a process wait for the job."""
        self._waiting.prepare()

    def close(self) -> None:
        """Have none wait any more; one that was told to begin goes on to its end."""
        self._waiting.close()

    def __call__(self, tell: Callable[[Step], None]) -> Ran:
        """Run the job, and have a process wait for the one after it."""
        return self._made((*arguments_of(self._settings, self._catalogue), "--quiet"), tell)

    def blanks(self) -> Ran:
        """Make the blank forms of the next year."""
        declared = ("--catalogue", self._catalogue) if self._catalogue else ()
        return self._made(("forms", "--outputs", str(self._settings.outputs.absolute()), *declared))

    def _made(self, arguments: Sequence[str], tell: Callable[[Step], None] = lambda _: None) -> Ran:
        try:
            return _heard(self._waiting.tell(arguments), tell)
        except OSError as problem:
            return Ran(1, str(problem))
        finally:
            self.prepare()


def _heard(process: Told, tell: Callable[[Step], None]) -> Ran:
    """How a process ended, and what it said."""
    heard: list[str] = []
    reader = threading.Thread(target=_hear, args=(process, heard), daemon=True)
    reader.start()
    assert process.stderr
    for line in _lines(process.stderr):
        if step := reported(line):
            tell(step)
        elif line.strip():
            heard.append(line.strip())
            del heard[:-_LINES]
    code = process.wait()
    reader.join()
    return Ran(code, masked("\n".join(heard)))


def _hear(process: Told, heard: list[str]) -> None:
    assert process.stdout
    heard += deque((line.strip() for line in _lines(process.stdout)), _LINES)


def _lines(stream: IO[str]) -> Iterator[str]:
    with suppress(ValueError, OSError):
        yield from stream


def arguments_of(settings: Settings, catalogue: str) -> tuple[str, ...]:
    """What the program is started with to do what is asked in settings."""
    given = ("--inputs", str(settings.inputs.absolute()), "--outputs", str(settings.outputs.absolute()))
    declared = ("--catalogue", catalogue) if catalogue else ()
    year = ("--year", str(settings.year)) if settings.year else ()
    asked = {"--public": settings.public, "--with-contacts": settings.with_contacts, "--all": settings.redo}
    return (*given, *declared, *year, *(name for name, is_asked in asked.items() if is_asked))


def _lies_anything(inputs: Path) -> bool:
    """Whether a file lies in the drop folder that is no litter."""
    with suppress(OSError):
        return any(not is_ignorable(path.name) and path.name != ROOM for path in inputs.iterdir())
    return False


def _dealt(settings: Settings) -> str:
    """What the drop folder was when it was last dealt with by this program; '' where nobody knows."""
    with suppress(OSError, ValueError):
        program, inputs, was = json.decode((settings.outputs / ROOM / _DEALT).read_bytes(), type=tuple[str, str, str])
        if (program, inputs) == (identity(), str(settings.inputs.absolute())) and _any_year(settings.outputs):
            return was
    return ""


def _any_year(outputs: Path) -> bool:
    return any(path.name[:4].isdigit() for path in outputs.iterdir())


def _deal(settings: Settings, was: str) -> None:
    said = json.encode((identity(), str(settings.inputs.absolute()), was))
    with suppress(OSError):
        (settings.outputs / ROOM / _DEALT).write_bytes(said)
