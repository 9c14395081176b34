"""A year in one line: how many findings there are of each level, the verdict, what changed since last time. The cover,
核对报告.html and findings.json say the same."""

from collections import Counter
from collections.abc import Sequence

from guanbiao.forms.levels import Level
from guanbiao.model.findings import Finding, FindingStatus
from guanbiao.report.changes import Changes, tally_statuses
from guanbiao.report.report import Report
from guanbiao.report.story import ANSWERED, of_level
from guanbiao.report.told import causes_text
from guanbiao.words.workbook import CHANGES_SUMMARY, verdict_line


def tally(findings: Sequence[Finding]) -> Counter[Level]:
    """How many findings there are of each level."""
    return Counter(finding.level for finding in findings)


def verdict_on(report: Report) -> str:
    """The verdict on a year, in problems, and how many causes and relations these are. A form owed is counted as such,
    not among the mandatory problems, of which it is one."""
    mandatory, query = (len(of_level(report.problems, level)) for level in ANSWERED)
    owed = len(report.owed)
    return verdict_line(mandatory - owed, query, owed, causes_text(report.problems, owed))


def changes_summary(report: Report, changes: Changes) -> str:
    """What changed since last time, in numbers."""
    states = tally_statuses(report.findings)
    return CHANGES_SUMMARY.format(
        cells=len(changes.cells),
        mended=len(changes.mended),
        new=len(changes.new),
        caused=len(changes.caused),
        open=states[FindingStatus.OPEN],
        explained=states[FindingStatus.EXPLAINED],
        lapsed=states[FindingStatus.LAPSED],
    )
