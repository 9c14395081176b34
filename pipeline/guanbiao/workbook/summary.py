"""A year in one line: how many findings there are of each level, the verdict, what changed since last time. The cover,
核对报告.html and findings.json say the same."""

from collections import Counter
from collections.abc import Sequence

from guanbiao.forms.levels import Level
from guanbiao.model.findings import Finding, FindingStatus
from guanbiao.report.changes import Changes, new_problems, tally_statuses
from guanbiao.report.report import Report
from guanbiao.report.story import ANSWERED, Problem, of_level
from guanbiao.report.told import causes_text
from guanbiao.words.workbook import changes_line, verdict_line


def tally(findings: Sequence[Finding]) -> Counter[Level]:
    """How many findings there are of each level."""
    return Counter(finding.level for finding in findings)


def verdict_on(report: Report) -> str:
    """The verdict on a year, in problems, and how many causes and relations these are. A form owed is counted as such,
    not among the mandatory problems, of which it is one."""
    return verdict_of(report.problems, len(report.owed))


def verdict_of(problems: Sequence[Problem], owed: int) -> str:
    """The verdict on some problems, `owed` of them forms that nobody filed: what is left of them, and how many are
    answered."""
    left = [each for each in problems if not each.status.is_settled]
    mandatory, query = (len(of_level(left, level)) for level in ANSWERED)
    states = tally_statuses([each for each in problems if each.level in ANSWERED and each.status.is_settled])
    settled = states.total(), states[FindingStatus.PENDING]
    return verdict_line(mandatory - owed, query, owed, causes_text(left, owed), *settled)


def changes_summary(report: Report, changes: Changes) -> str:
    """What changed since last time, in numbers of problems."""
    states, new = tally_statuses(report.problems), list(new_problems(report, changes))
    caused = sum(any(each.id in changes.caused for each in problem.findings) for problem in new)
    counts = (states[each] for each in (FindingStatus.OPEN, FindingStatus.EXPLAINED, FindingStatus.LAPSED))
    return changes_line(len(changes.cells), len(changes.mended), len(new), caused, *counts)
