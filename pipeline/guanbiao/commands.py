"""What each command does, and what it tells: the job, blank forms, watching, the examination of the machine."""

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from guanbiao.exits import DONE, NOT_DONE, OPEN_FINDINGS, UNSAID
from guanbiao.forms.catalogue import Catalogue, Level
from guanbiao.intake.read import reading
from guanbiao.model.books import Book
from guanbiao.model.findings import FindingStatus
from guanbiao.outputs.workspace import Busy, OutputsError, mixed, working_in
from guanbiao.processes.helper import Submit, here
from guanbiao.settings import NothingToDo, Settings
from guanbiao.words import findings as phrase

if TYPE_CHECKING:
    from guanbiao.flow import Published


def hand_out(outputs: Path, year: int | None, catalogue: Catalogue) -> int:
    """Write the blank forms of a year and say where; the exit code."""
    from guanbiao.handout import write_blanks

    try:
        folder = write_blanks(outputs, year, catalogue)
    except (NothingToDo, OutputsError, Busy) as problem:
        return not_done(problem)
    print(phrase.BLANKS_DONE.format(year=folder.name[:4], count=len(catalogue.forms), folder=folder))
    return DONE


def work(settings: Settings, catalogue: Catalogue, submit: Submit, *, strict: bool, quiet: bool, as_json: bool) -> int:
    """Run the job and tell of it; the exit code."""
    progress = Progress(enabled=sys.stderr.isatty() and not quiet)
    try:
        done = run(settings, catalogue, progress.tell, submit)
    except (NothingToDo, OutputsError, Busy) as problem:
        progress.end()
        return not_done(problem)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is done, and an interrupt would say that nothing has changed
    progress.end()
    try:
        print("\n".join(_lines(done, quiet=quiet, as_json=as_json)), flush=True)
    except OSError:  # it is done, though nobody can be told
        return UNSAID
    for each in done:
        if each.folder.name != str(each.report.year):
            print(phrase.VERSIONED.format(year=each.report.year, folder=each.folder), file=sys.stderr)
    is_open = any(
        finding.level is Level.MANDATORY and finding.status is not FindingStatus.EXPLAINED
        for each in done
        for finding in each.report.findings
    )
    return OPEN_FINDINGS if strict and is_open else DONE


def run(
    settings: Settings, catalogue: Catalogue, tell: Callable[[str], None], submit: Submit = here
) -> "list[Published]":
    """Run the job; the libraries of the later stages are loaded while the files are read.

    Raises NothingToDo, OutputsError, and Busy where another run works in the same outputs folder."""
    _look_into(settings)
    with working_in(settings.outputs) as workspace:
        tell(phrase.READING)
        with reading(settings.inputs, workspace.fresh("snapshot")) as books:
            from guanbiao import flow

            return flow.run(_taken(books, settings), workspace, settings, catalogue, tell, submit)


def _look_into(settings: Settings) -> None:
    """Raise NothingToDo where there is no drop folder, none that can be listed, or one that outputs would be mixed
    with, and OutputsError where it cannot be told."""
    inputs, outputs = settings.inputs, settings.outputs
    try:
        os.scandir(inputs).close()
    except (FileNotFoundError, NotADirectoryError):
        raise NothingToDo(phrase.NO_INPUTS.format(folder=inputs)) from None
    except OSError as problem:
        reason = phrase.os_reason(problem, to_read=True)
        raise NothingToDo(phrase.CLOSED_INPUTS.format(folder=inputs, reason=reason)) from problem
    try:
        if mixed(inputs, outputs):
            raise NothingToDo(phrase.MIXED_FOLDERS.format(inputs=inputs, outputs=outputs))
    except OSError as problem:
        raise OutputsError(str(outputs)) from problem


def _taken(books: Future[list[Book]], settings: Settings) -> list[Book]:
    """The books that were read. Raises OutputsError where their copies could not be written."""
    try:
        return books.result()
    except OSError as problem:
        raise OutputsError(str(settings.outputs)) from problem


def keep_watch(settings: Settings, catalogue: Catalogue, submit: Submit, every: float) -> int:
    """Run the job whenever the drop folder has changed, until Ctrl-C; the exit code."""
    from guanbiao.watch import changes, events

    try:
        _look_into(settings)
    except (NothingToDo, OutputsError) as problem:
        return not_done(problem)
    print(phrase.WATCHING.format(folder=settings.inputs), flush=True)
    seen = changes(settings.inputs, events(settings.inputs), every)
    try:
        next(seen)
        while True:
            seen.send(_dealt_with(settings, catalogue, submit))
    except KeyboardInterrupt:
        print(phrase.WATCHED, flush=True)
        return DONE


def _dealt_with(settings: Settings, catalogue: Catalogue, submit: Submit) -> bool:
    """Run the job once and tell of it, with the time; False where it should be tried again though nothing changes."""
    print(time.strftime("%H:%M:%S"), end=" ")
    try:
        done = run(settings, catalogue, lambda _: None, submit)
    except (NothingToDo, OutputsError, Busy) as problem:
        print(_why(problem), flush=True)
        return isinstance(problem, NothingToDo)
    print("\n".join(_lines(done, quiet=True, as_json=False)), flush=True)
    return True


def examine(settings: Settings) -> int:
    """Examine the machine, tell what was found and what to do; the exit code: 1 where something must be mended."""
    from guanbiao.doctor import examined
    from guanbiao.words.machine import UNWELL, WELL, told

    found = list(examined(settings.inputs, settings.outputs))
    for each in found:
        print(told(each))
    print(WELL if all(each.well for each in found) else UNWELL)
    return DONE if all(each.well or each.minor for each in found) else OPEN_FINDINGS


def not_done(problem: NothingToDo | OutputsError | Busy) -> int:
    """Say in one sentence why the job could not be done; the exit code."""
    print(_why(problem), file=sys.stderr)
    return NOT_DONE


def _why(problem: NothingToDo | OutputsError | Busy) -> str:
    if isinstance(problem, OutputsError):
        return phrase.NO_OUTPUTS.format(folder=problem, reason=phrase.os_reason(problem.__cause__))
    return phrase.BUSY.format(folder=problem) if isinstance(problem, Busy) else str(problem)


def _lines(done: "list[Published]", *, quiet: bool, as_json: bool) -> list[str]:
    if as_json:
        return [json.dumps([_summary(each) for each in done], ensure_ascii=False, indent=1)]
    lines: list[str] = []
    for each in done:
        report = each.report
        if not quiet:
            lines += [each.phrases.line(finding) for finding in report.findings]
        counts = Counter(finding.level for finding in report.findings)
        filed, forms = len(report.counted), len(report.catalogue.forms)
        mandatory, query = counts[Level.MANDATORY], counts[Level.QUERY]
        lines.append(phrase.summary_line(report.year, filed, forms, mandatory, query, str(each.folder)))
    return lines


def _summary(done: "Published") -> dict[str, object]:
    report = done.report
    counts = Counter(finding.level for finding in report.findings)
    return {
        "period": report.year,
        "outputs": str(done.folder),
        "filed": len(report.counted),
        "forms": len(report.catalogue.forms),
        "by_level": {level.value: counts[level] for level in Level},
        "findings": [
            {"id": each.id, "rule": each.rule, "level": each.level.value, "message": done.phrases.message(each)}
            for each in report.findings
        ],
    }


class Progress:
    """One line on the terminal that says what is being done; silent when redirected."""

    def __init__(self, *, enabled: bool) -> None:
        self.enabled = enabled

    def tell(self, text: str) -> None:
        """Show what is being done now."""
        if self.enabled:
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Clear the line."""
        if self.enabled:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
