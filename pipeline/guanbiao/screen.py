"""What a run shows on the screen: its problems and summary as lines or as JSON, and what it is at."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct, to_builtins
from msgspec.structs import asdict

from guanbiao.exits import UNSAID
from guanbiao.forms.levels import Level
from guanbiao.text.shown import in_one_line
from guanbiao.words.screen import summary_line

if TYPE_CHECKING:
    from guanbiao.model.causes import Cause
    from guanbiao.report.report import Report
    from guanbiao.report.story import Problem
    from guanbiao.words.findings import Phrases

Done = tuple["Report", "Phrases", Path]  # a year's report, its sentences, and the folder that holds its outputs


def done_lines(done: Sequence[Done], *, quiet: bool) -> Iterator[str]:
    """The lines that tell of a run: of each year its problems, which `quiet` leaves out, a cause above the findings
    that prove it; then one line of summary."""
    from guanbiao.report import told  # deferred: the screen speaks before that is loaded
    from guanbiao.report.answers.states import states_text

    for report, phrases, folder in done:
        if not quiet:
            yield from map(in_one_line, told.lines(report.problems, phrases))
        filed, forms = len(report.counted), len(report.catalogue.forms)
        owed = len(report.owed)
        counts = told.levels_text(report.problems, owed), told.causes_text(report.problems, owed)
        library = report.catalogue.library if folder.name == report.catalogue.library else ""
        yield in_one_line(summary_line(report.year, library, filed, forms, *counts, states_text(report), str(folder)))


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


class _Said(Struct, frozen=True):
    """A finding as `--json` shows it: with the id of the cause that explains it, if there is one."""

    id: str
    rule: str
    level: Level
    message: str
    cause: str | None


class _Why(Struct, frozen=True):
    """A cause as `--json` shows it: whose cells it blames, and the ids of the findings that prove it."""

    id: str
    level: Level
    certain: bool
    departments: tuple[str, ...]
    explains: tuple[str, ...]
    message: str


class _Year(Struct, frozen=True):
    """A library's year as `--json` shows it: where its outputs are, how many of the forms were filed, the findings by
    level and one by one, how many problems they come to, the causes, and how many problems are in which state of being
    answered."""

    period: int
    outputs: str
    filed: int
    forms: int
    by_level: dict[Level, int]
    findings: tuple[_Said, ...]
    problems: dict[Level, int]
    causes: tuple[_Why, ...]
    answers: dict[str, int]
    library: str


def done_json(done: Sequence[Done]) -> str:
    """The same as JSON: a list of the years."""
    return json.dumps(to_builtins([_year(*each) for each in done], str_keys=True), ensure_ascii=False, indent=1)


def _year(report: "Report", phrases: "Phrases", folder: Path) -> _Year:
    from guanbiao.report.answers.states import states_of  # deferred, as above

    findings = (each for problem in report.problems for each in problem.findings)
    said = (_Said(each.id, each.rule, each.level, phrases.message(each), each.cause or None) for each in findings)
    by_level, problems = (Counter(each.level for each in some) for some in (report.findings, report.problems))
    return _Year(
        report.year,
        str(folder),
        len(report.counted),
        len(report.catalogue.forms),
        {level: by_level[level] for level in Level},
        tuple(said),
        {level: problems[level] for level in Level},
        tuple(_why(each, each.cause, phrases) for each in report.problems if each.cause),
        asdict(states_of(report)),
        report.catalogue.library,
    )


def _why(problem: "Problem", cause: "Cause", phrases: "Phrases") -> _Why:
    from guanbiao.report.told import whole  # deferred, as above

    explains = tuple(each.id for each in problem.findings)
    return _Why(cause.id, problem.level, cause.certain, problem.departments, explains, whole(problem, phrases))


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
