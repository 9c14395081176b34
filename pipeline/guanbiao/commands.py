"""What each command does, and what it tells: the job, blank forms, watching, a file explained, the machine examined."""

import os
import signal
import sqlite3
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from guanbiao.exits import DONE, FAULT, NOT_DONE, OPEN_FINDINGS, UNSAID
from guanbiao.flow.taken import Many, take
from guanbiao.forms.catalogue import Catalogue
from guanbiao.intake.read import read_file
from guanbiao.model.books import Book, FileStatus
from guanbiao.outputs.workspace import Busy, OutputsError, mixed, working_in
from guanbiao.processes.helper import Submit, here
from guanbiao.recognise.signs import signs_of
from guanbiao.screen import Progress, done_json, done_lines, is_watched, progress_of, say, show
from guanbiao.settings import NothingToDo, Settings
from guanbiao.text.shown import in_one_line
from guanbiao.words import learn as words
from guanbiao.words import screen

if TYPE_CHECKING:
    from guanbiao.report.shown import Ran


def hand_out(settings: Settings, catalogue: Catalogue, library: str) -> int:
    """Write the blank forms of a year, of a library ('': the catalogue's own), and say where; the exit code."""
    from guanbiao.outputs.blanks import write_blanks

    try:
        folder = write_blanks(settings.outputs, settings.year, catalogue, library)
    except (NothingToDo, OutputsError, Busy) as problem:
        return not_done(problem)
    say(screen.BLANKS_DONE.format(year=folder.name[:4], count=len(catalogue.forms), folder=folder))
    return DONE


def work(settings: Settings, catalogue: Catalogue, submit: Submit, *, strict: bool, quiet: bool, as_json: bool) -> int:
    """Run the job and tell of it; the exit code."""
    try:
        done = run(settings, catalogue, progress_of(quiet=quiet), submit)
    except (NothingToDo, OutputsError, Busy) as problem:
        return not_done(problem)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is done, and an interrupt would say that nothing has changed
    try:
        if as_json or quiet or not is_watched(sys.stdout):
            for line in done_json(done.finished) if as_json else done_lines(done, quiet=quiet):
                print(line)
        else:
            from guanbiao.terminal import tell_done  # deferred: only a terminal shows it

            tell_done(done, quiet=False)
        sys.stdout.flush()
    except OSError:  # it is done, though nobody can be told
        return UNSAID
    code = tell_besides(done, settings)
    is_open = strict and any(each.shown.is_open for each in done.finished)
    return code or (OPEN_FINDINGS if is_open else DONE)


def tell_besides(done: "Ran", settings: Settings) -> int:
    """Say where outputs lie under a version's name, how many libraries were not worked out again, and which failed: the
    exit code for that."""
    for each in done.finished:
        if each.folder.name not in (str(each.shown.year.period), each.shown.year.library):
            say(screen.VERSIONED.format(year=each.shown.year.period, folder=each.folder), to=sys.stderr)
    if done.refused:
        workers = " ".join(sorted(done.refused))
        say(screen.REFUSED_WORKERS.format(count=len(done.refused), workers=workers), to=sys.stderr)
    if done.kept:
        say(screen.KEPT.format(count=done.kept), to=sys.stderr)
    for library, trace in done.failed.items():
        from guanbiao.mishaps import keep_fault

        file = keep_fault(trace, [settings.outputs], library)
        say(screen.UNIT_FAILED.format(library=library, file=file), to=sys.stderr)
    return FAULT if done.failed else DONE


def run(settings: Settings, catalogue: Catalogue, progress: Progress, submit: Submit = here) -> "Ran":
    """Run the job; the libraries of the later stages are loaded while the files are read. What progress shows is
    cleared in any case.

    Raises NothingToDo, OutputsError, and Busy where another run works in the same outputs folder."""
    try:
        return _run(settings, catalogue, progress, submit)
    finally:
        progress.end()


def _run(settings: Settings, catalogue: Catalogue, progress: Progress, submit: Submit) -> "Ran":
    _look_into(settings)
    with working_in(settings.outputs) as workspace, ThreadPoolExecutor(1) as background:
        progress.tell(screen.READING)
        given = settings.inputs, workspace.room, catalogue, signs_of(catalogue), progress.file
        reading = background.submit(take, *given, progress.files if progress.enabled else None)
        from guanbiao.flow.job import done
        from guanbiao.flow.reports import Job

        job = Job(settings, catalogue, progress.tell, submit)
        return done(_taken(reading, settings), workspace, job, progress.count)


def _look_into(settings: Settings) -> None:
    """Raise NothingToDo where there is no drop folder, none that can be listed, or one that outputs would be mixed
    with, and OutputsError where it cannot be told."""
    inputs, outputs = settings.inputs, settings.outputs
    try:
        os.scandir(inputs).close()
    except (FileNotFoundError, NotADirectoryError):
        raise NothingToDo(in_one_line(screen.NO_INPUTS.format(folder=inputs))) from None
    except OSError as problem:
        reason = screen.os_reason(problem, to_read=True)
        raise NothingToDo(in_one_line(screen.CLOSED_INPUTS.format(folder=inputs, reason=reason))) from problem
    try:
        if mixed(inputs, outputs):
            raise NothingToDo(in_one_line(screen.MIXED_FOLDERS.format(inputs=inputs, outputs=outputs)))
    except OSError as problem:
        raise OutputsError(str(outputs)) from problem


def _taken(reading: "Future[Sequence[Book] | Many]", settings: Settings) -> "Sequence[Book] | Many":
    """What was taken in. Raises OutputsError where their copies could not be written."""
    try:
        return reading.result()
    except (OSError, sqlite3.Error) as problem:
        raise OutputsError(str(settings.outputs)) from problem


def keep_watch(settings: Settings, catalogue: Catalogue, submit: Submit, every: float) -> int:
    """Run the job whenever the drop folder has changed, until Ctrl-C; the exit code."""
    from guanbiao.watch import Stop, changes, events

    try:
        _look_into(settings)
    except (NothingToDo, OutputsError) as problem:
        return not_done(problem)
    say(screen.WATCHING.format(folder=settings.inputs))
    stop = Stop()
    signal.signal(signal.SIGINT, stop)
    seen = changes(settings.inputs, stop.heeded(events(settings.inputs)), every)
    try:
        next(seen)
        while True:
            seen.send(_dealt_with(settings, catalogue, submit))
    except KeyboardInterrupt:
        say(screen.WATCHED)
        return DONE


def _dealt_with(settings: Settings, catalogue: Catalogue, submit: Submit) -> bool:
    """Run the job once and tell of it, with the time; False where it should be tried again though nothing changes."""
    began, is_seen = time.strftime("%H:%M:%S "), is_watched(sys.stdout)
    try:
        done = run(settings, catalogue, Progress(enabled=is_seen and is_watched(sys.stderr)), submit)
    except (NothingToDo, OutputsError, Busy) as problem:
        show(began + _why(problem))
        return isinstance(problem, NothingToDo)
    print(began, end="", flush=is_seen)
    if is_seen:
        from guanbiao.terminal import tell_done  # deferred: only a terminal shows it

        tell_done(done, quiet=True)
    else:
        say(*done_lines(done, quiet=True))
    tell_besides(done, settings)
    return True


def explain_file(file: Path, settings: Settings, catalogue: Catalogue) -> int:
    """Say of each sheet of a file what it was held against, and why it was taken or not; the exit code."""
    from guanbiao.recognise.explain import explain
    from guanbiao.words.explain import explained_lines

    if not file.is_file() and not file.is_symlink():
        say(screen.NO_FILE.format(file=file), to=sys.stderr)
        return NOT_DONE
    inside = file.absolute().is_relative_to(settings.inputs.absolute())
    name = file.absolute().relative_to(settings.inputs.absolute()).as_posix() if inside else file.name
    found = explain(read_file(file, name), catalogue, settings.year)
    say(*explained_lines(found, catalogue))
    return DONE


def start_catalogue(folder: Path, library: str) -> int:
    """Write a catalogue to start from and say where; the exit code."""
    from guanbiao.learn.folder import NotWritten, write_new
    from guanbiao.learn.starting import files_of

    try:
        write_new(folder, files_of(library or words.LIBRARY, str(folder), {}, ()))
    except NotWritten as problem:
        return _said(str(problem))
    say(words.MADE.format(folder=folder, count=1))
    return DONE


def learn_forms(file: Path, into: Path | None, library: str, catalogue: Catalogue) -> int:
    """Draft the forms of a workbook into a catalogue's folder, which is made where it is not there, and say what was
    drafted; the exit code. `catalogue` is that of the folder, or any, in whose words files are refused."""
    from guanbiao.learn.folder import NotWritten
    from guanbiao.learn.lesson import learn
    from guanbiao.recognise.recognise import recognise
    from guanbiao.words.findings import Phrases

    if not file.is_file():
        return _said(screen.NO_FILE.format(file=file))
    book = read_file(file, file.name)
    if book.status is FileStatus.REFUSED:
        phrases = Phrases(catalogue, 0)
        return _said(*(phrases.reason(each) for each in recognise([book], catalogue).findings))
    try:
        said, is_done = learn(book, into or Path(words.FOLDER.format(stem=file.stem)), library, catalogue)
    except NotWritten as problem:
        return _said(str(problem))
    say(*said)
    return DONE if is_done else NOT_DONE


def _said(*lines: str) -> int:
    """Say why something was not done; the exit code."""
    say(*map(in_one_line, lines), to=sys.stderr)
    return NOT_DONE


def examine(settings: Settings) -> int:
    """Examine the machine, tell what was found and what to do; the exit code: 1 where something must be mended."""
    from guanbiao.doctor import examined
    from guanbiao.words.machine import UNWELL, WELL, told

    found = list(examined(settings.inputs, settings.outputs))
    for each in found:
        say(told(each))
    say(WELL if all(each.well for each in found) else UNWELL)
    return DONE if all(each.well or each.minor for each in found) else OPEN_FINDINGS


def have_watched(settings: Settings, catalogue: str, every: float, *, do: bool, remove: bool) -> int:
    """Show how the system is made to watch the drop folder, or to end that, and do it where it is to be done; the exit
    code."""
    from guanbiao.processes.program import anywhere
    from guanbiao.service import NotSetUp, service_of, set_up, take_down, watching
    from guanbiao.words import service as said

    service = service_of((*anywhere(), *watching(settings, catalogue, every)))
    if service is None:
        return _said(said.NO_SYSTEM)
    shown = service.content.decode("utf-16" if service.content.startswith(b"\xff\xfe") else "utf-8")
    file = str(service.file)
    say(
        *(said.taking_down(file, service.stop, service.gone) if remove else said.setting_up(file, shown, service.start))
    )
    if not do:
        say(said.ASKS)
        return DONE
    try:
        list(take_down(service) if remove else set_up(service))
    except NotSetUp as problem:
        command, why = problem.args
        return _said(said.FAILED.format(command=command, said=why))
    except OSError as problem:
        return _said(said.UNWRITTEN.format(reason=problem))
    say(said.TAKEN_DOWN if remove else said.SET_UP.format(inputs=settings.inputs, outputs=settings.outputs))
    if not remove and sys.platform == "linux":
        say(said.LINGER)
    return DONE


def not_done(problem: NothingToDo | OutputsError | Busy) -> int:
    """Say in one sentence why the job could not be done; the exit code."""
    show(_why(problem), sys.stderr)
    return NOT_DONE


def _why(problem: NothingToDo | OutputsError | Busy) -> str:
    """Why the job could not be done; several lines where each file says why."""
    if isinstance(problem, NothingToDo):
        return str(problem)
    folder = in_one_line(str(problem))
    if isinstance(problem, OutputsError):
        return screen.NO_OUTPUTS.format(folder=folder, reason=screen.os_reason(problem.__cause__))
    return screen.BUSY.format(folder=folder)
