"""What a run shows on the screen: its problems and summary as lines or as JSON, and what it is at."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import TYPE_CHECKING, TextIO

from msgspec import to_builtins
from msgspec.structs import replace

from guanbiao.exits import UNSAID
from guanbiao.processes.reported import Step, is_asked, report
from guanbiao.text.shown import in_one_line
from guanbiao.words.consolidate import SUMMED
from guanbiao.words.screen import FILES_LEFT, TIME_LEFT, summary_line

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from guanbiao.report.shown import Finished, Ran

_BESIDE = 42  # columns beside the bar: the step, the counts, what is left


def done_lines(done: "Ran", *, quiet: bool) -> Iterator[str]:
    """The lines that tell of a run: of each year its problems, which `quiet` leaves out, a cause above the findings
    that prove it; then one line of summary."""
    for each in done.finished:
        if not quiet:
            yield from map(in_one_line, each.shown.lines)
        yield in_one_line(summary_of(each))
    yield from summed_lines(done)


def summary_of(each: "Finished") -> str:
    """The summary of a library's year."""
    shown, year = each.shown, each.shown.year
    library = year.library if each.folder.name == year.library else ""
    counts = year.filed, year.forms, shown.levels, shown.causes, shown.states
    return summary_line(year.period, library, *counts, str(each.folder))


def summed_lines(done: "Ran") -> Iterator[str]:
    """A line for each year in which libraries were summed up."""
    return (in_one_line(SUMMED.format(year=year, folder=folder)) for year, folder in done.summed.items())


def is_watched(stream: TextIO) -> bool:
    """Whether somebody sits at a terminal that a stream goes to."""
    return stream.isatty()


def say(*lines: str, to: TextIO | None = None) -> None:
    """Show lines, each of them on one line whatever was typed in it; on the standard output, where nothing else is
    asked for. Raises SystemExit as `show` does."""
    show("\n".join(map(in_one_line, lines)), to)


def show(text: str, to: TextIO | None = None) -> None:
    """Show a text as it is. Raises SystemExit with the exit code for that where nobody can be shown anything."""
    try:
        print(text, file=to or sys.stdout, flush=True)
    except OSError:
        raise SystemExit(UNSAID) from None


def done_json(done: "Iterable[Finished]") -> Iterator[str]:
    """The same as JSON, line by line: a list of the years."""
    before = "["
    for each in done:
        year = to_builtins(replace(each.shown.year, outputs=str(each.folder)), str_keys=True)
        yield before
        before = json.dumps([year], ensure_ascii=False, indent=1)[2:-2] + ","
    yield before.removesuffix(",") if before != "[" else before
    yield "]"


class Progress:
    """What is being done, on a terminal: a bar with how many files are read, or libraries done, and how many are left,
    then the step; silent when redirected, and on a terminal that can only write on."""

    def __init__(self, *, enabled: bool) -> None:
        self.enabled = enabled and os.environ.get("TERM") not in ("dumb", "unknown")
        self._bar: Bar | None = None
        self._at = Lock()  # files are read beside what else is done

    def tell(self, text: str) -> None:
        """Show what is being done now."""
        self._show(description=text, left="")

    def files(self, done: int, every: int) -> None:
        """Show how many files are read, and how many are left."""
        self._show((done, every), left=f"{done}/{every}  {FILES_LEFT.format(count=every - done)}")

    def file(self, name: str) -> None:
        """Show which file is being read: on a terminal they pass too fast."""

    def count(self, done: int, every: int) -> None:
        """Show how many libraries are done, how many are left, and how long these will take."""
        remaining = self._bar.tasks[0].time_remaining if self._bar else None
        left = "" if remaining is None else TIME_LEFT.format(minutes=int(remaining) // 60, seconds=int(remaining) % 60)
        self._show((done, every), left=f"{done}/{every}  {left}")

    def end(self) -> None:
        """Clear what is shown."""
        with self._at:
            if self._bar:
                self._bar.stop()
            self._bar = None

    def _show(self, counts: tuple[int, int | None] = (0, None), **fields: str) -> None:
        if self.enabled:
            with self._at:
                self._bar = self._bar or _drawn()
                task = self._bar.tasks[0]
                task.total = counts[1]  # what has none moves to and fro; `update` takes none for left as it is
                self._bar.update(task.id, completed=counts[0], **fields)  # type: ignore[arg-type]
                self._bar.start()  # once there is something to show


def _drawn() -> "Bar":
    from rich.console import Console  # deferred: only a terminal shows it
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(stderr=True)
    bar = BarColumn(max(4, min(30, console.width - _BESIDE)))
    columns = TextColumn("{task.description}"), bar, TextColumn("{task.fields[left]}")
    shown = Progress(*columns, console=console, transient=True)
    shown.add_task("", total=None, left="")
    return shown


class Reporting(Progress):
    """What is being done, for the process that started this one."""

    def __init__(self) -> None:
        super().__init__(enabled=False)
        self._said = ""

    def tell(self, text: str) -> None:
        """Report what is being done now."""
        self._said = text
        report(Step(text))

    def file(self, name: str) -> None:
        """Report which file is being read."""
        report(Step(self._said, name))

    def count(self, done: int, every: int) -> None:
        """Report how many libraries are done."""
        report(Step(self._said, "", done, every))


def progress_of(*, quiet: bool) -> Progress:
    """Where it is told what is being done: to the process that asked for it, else on the terminal, if there is one."""
    return Reporting() if is_asked() else Progress(enabled=is_watched(sys.stderr) and not quiet)
