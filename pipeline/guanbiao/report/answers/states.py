"""How far a year's problems are answered, by department: the same counts in every output."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import asdict

from guanbiao.model.findings import FindingStatus
from guanbiao.report.report import Report
from guanbiao.report.story import ANSWERED, Problem
from guanbiao.words import workbook as words

_OWED = "form_owed"  # counted as what it is: a form that is not there


class States(Struct, frozen=True):
    """How many problems are open (nobody has answered), to be corrected, corrected and gone, explained, waiting for
    approval, and lapsed: explained before their figures changed."""

    open: int = 0
    correcting: int = 0
    corrected: int = 0
    explained: int = 0
    pending: int = 0
    lapsed: int = 0


def states_of(report: Report, department: str = "") -> States:
    """The states of what a department is asked about; of all problems where none is named."""
    own = report.asked_of(department) if department else [each for each in report.problems if each.level in ANSWERED]
    gone = report.corrected.get(department, 0) if department else sum(report.corrected.values())
    return counted_states((each for each in own if not is_owed(each)), gone)


def counted_states(problems: Iterable[Problem], corrected: int = 0) -> States:
    """How many problems are in each state."""
    counts = Counter(each.status for each in problems)
    return States(
        counts[FindingStatus.NEW] + counts[FindingStatus.OPEN],
        counts[FindingStatus.CORRECTING],
        corrected,
        counts[FindingStatus.EXPLAINED],
        counts[FindingStatus.PENDING],
        counts[FindingStatus.LAPSED],
    )


def is_owed(problem: Problem) -> bool:
    """Whether a problem is a form that nobody filed."""
    return problem.cause is None and problem.findings[0].rule == _OWED


def states_text(report: Report, department: str = "") -> str:
    """The states of what a department is asked about, or of all, in words; '' where nobody has answered anything."""
    return words.states_text(asdict(states_of(report, department)))


def by_department(report: Report) -> Iterator[tuple[str, States]]:
    """The states of what each department is asked about, of those that are asked about anything or were."""
    for department in report.catalogue.departments:
        states = states_of(report, department.name)
        if states != States():
            yield department.name, states
