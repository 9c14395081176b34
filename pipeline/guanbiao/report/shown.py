"""What is shown of a library's year when a run is done: plain data, which may come from another process."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict

from guanbiao.forms.levels import Level
from guanbiao.model.findings import FindingStatus, address
from guanbiao.report import told
from guanbiao.report.answers.states import is_owed, states_of, states_text
from guanbiao.text.personal import masked
from guanbiao.words.findings import NO_PLACE, Phrases
from guanbiao.words.terminal import OWED

if TYPE_CHECKING:
    from guanbiao.model.causes import Cause
    from guanbiao.report.report import Report
    from guanbiao.report.story import Problem


class Said(Struct, frozen=True):
    """A finding as `--json` shows it: with the id of the cause that explains it, if there is one."""

    id: str
    rule: str
    level: Level
    message: str
    cause: str | None


class Why(Struct, frozen=True):
    """A cause as `--json` shows it: whose cells it blames, and the ids of the findings that prove it."""

    id: str
    level: Level
    certain: bool
    departments: tuple[str, ...]
    explains: tuple[str, ...]
    message: str


class Year(Struct, frozen=True):
    """A library's year as `--json` shows it: where its outputs are, how many of the forms were filed, the findings by
    level and one by one, how many problems they come to, the causes, and how many problems are in which state of being
    answered."""

    period: int
    outputs: str
    filed: int
    forms: int
    by_level: dict[Level, int]
    findings: tuple[Said, ...]
    problems: dict[Level, int]
    causes: tuple[Why, ...]
    answers: dict[str, int]
    library: str


class Told(Struct, frozen=True):
    """A problem as the screen shows it: what it is about ('': no form), its level, where it is, and its lines, the
    first of which begins with that."""

    about: str
    level: Level
    place: str
    lines: tuple[str, ...]


class Shown(Struct, frozen=True):
    """A library's year as the screen shows it: as JSON, its problems, how many there are of each level,
    from how many causes and how far they are answered, in words, and whether any that must be answered is open; the
    forms that count, by id, and how many findings are of each level and status."""

    year: Year
    problems: tuple[Told, ...]
    levels: str
    causes: str
    states: str
    is_open: bool
    forms: tuple[str, ...] = ()
    counts: tuple[tuple[Level, FindingStatus, int], ...] = ()

    @property
    def lines(self) -> Iterator[str]:
        """The lines of its problems."""
        return (line for each in self.problems for line in each.lines)


class Finished(Struct, frozen=True):
    """What is shown of a library's year, and the folder that holds its outputs."""

    shown: Shown
    folder: Path


class Ran(Struct, frozen=True):
    """A run that is done: what came of each library's year, which can be gone through more than once; how many
    libraries were not worked out again; those that failed, and how; the workers that were refused, since they are of
    another program; and the folders of 汇总, by year."""

    finished: Iterable[Finished]
    kept: int = 0
    failed: Mapping[str, str] = {}
    refused: frozenset[str] = frozenset()
    summed: Mapping[int, Path] = {}


def shown_of(report: "Report", phrases: Phrases) -> Shown:
    """What is shown of a report."""
    owed = len(report.owed)
    counts = told.levels_text(report.problems, owed), told.causes_text(report.problems, owed)
    is_open = any(
        each.level is Level.MANDATORY and each.status is not FindingStatus.EXPLAINED for each in report.findings
    )
    findings = Counter((each.level, each.status) for each in report.findings)
    return Shown(
        _year(report, phrases),
        tuple(_told(each, phrases) for each in report.problems),
        *counts,
        states_text(report),
        is_open,
        tuple(report.counted),
        tuple((level, status, count) for (level, status), count in sorted(findings.items())),
    )


def _told(problem: "Problem", phrases: Phrases) -> Told:
    first = problem.findings[0]
    about = OWED if is_owed(problem) else phrases.table(problem.first.form) if problem.cause else phrases.about(first)
    place = address(problem.first.file, problem.first.cell) or ("" if problem.cause else first.department) or NO_PLACE
    return Told(about, problem.level, masked(place), tuple(told.lines([problem], phrases)))


def _year(report: "Report", phrases: Phrases) -> Year:
    findings = (each for problem in report.problems for each in problem.findings)
    said = (Said(each.id, each.rule, each.level, phrases.message(each), each.cause or None) for each in findings)
    by_level, problems = (Counter(each.level for each in some) for some in (report.findings, report.problems))
    return Year(
        report.year,
        "",
        len(report.counted),
        len(report.catalogue.forms),
        {level: by_level[level] for level in Level},
        tuple(said),
        {level: problems[level] for level in Level},
        tuple(_why(each, each.cause, phrases) for each in report.problems if each.cause),
        asdict(states_of(report)),
        report.catalogue.library,
    )


def _why(problem: "Problem", cause: "Cause", phrases: Phrases) -> Why:
    explains = tuple(each.id for each in problem.findings)
    return Why(cause.id, problem.level, cause.certain, problem.departments, explains, told.whole(problem, phrases))
