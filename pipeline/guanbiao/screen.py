"""What a run shows on the screen: its problems and summary as lines or as JSON, and what it is at."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from msgspec import to_builtins
from msgspec.structs import replace

from guanbiao.exits import UNSAID
from guanbiao.processes.reported import Step, is_asked, report
from guanbiao.text.shown import in_one_line
from guanbiao.words.consolidate import SUMMED
from guanbiao.words.screen import LEFT, LIBRARIES, summary_line

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from guanbiao.report.shown import Finished, Ran


def done_lines(done: "Ran", *, quiet: bool) -> Iterator[str]:
    """The lines that tell of a run: of each year its problems, which `quiet` leaves out, a cause above the findings
    that prove it; then one line of summary."""
    for each in done.finished:
        shown, year = each.shown, each.shown.year
        if not quiet:
            yield from map(in_one_line, shown.lines)
        library = year.library if each.folder.name == year.library else ""
        counts = year.filed, year.forms, shown.levels, shown.causes, shown.states
        yield in_one_line(summary_line(year.period, library, *counts, str(each.folder)))
    yield from (in_one_line(SUMMED.format(year=year, folder=folder)) for year, folder in done.summed.items())


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
    """What is being done, on the terminal: one line, and a bar where there are many libraries; silent when
    redirected."""

    def __init__(self, *, enabled: bool) -> None:
        self.enabled = enabled
        self._bar: Bar | None = None

    def tell(self, text: str) -> None:
        """Show what is being done now."""
        if self.enabled:
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)

    def file(self, name: str) -> None:
        """Show which file is being read: on a terminal they pass too fast."""

    def count(self, done: int, every: int) -> None:
        """Show how many libraries are done, how many are left, and how long these will take."""
        if self.enabled:
            self._bar = self._bar or self._started(every)
            self._bar.update(self._bar.task_ids[0], completed=done, total=every)

    def end(self) -> None:
        """Clear what is shown."""
        if self._bar:
            self._bar.stop()
            self._bar = None
        elif self.enabled:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def _started(self, every: int) -> "Bar":
        from rich.console import Console  # deferred: few runs are over many libraries
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self.tell("")
        columns = TextColumn(LIBRARIES), BarColumn(), MofNCompleteColumn(), TextColumn(LEFT), TimeRemainingColumn()
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        bar.add_task("", total=every)
        bar.start()
        return bar


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
    return Reporting() if is_asked() else Progress(enabled=sys.stderr.isatty() and not quiet)
