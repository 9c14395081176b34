"""A year in one line: how many findings there are of each level, the verdict, what changed since last time. The cover,
核对报告.html and findings.json say the same."""

from collections import Counter
from collections.abc import Sequence

from guanbiao.forms.levels import Level
from guanbiao.model.findings import Finding, FindingStatus
from guanbiao.report.changes import Changes, tally_statuses
from guanbiao.report.report import Report
from guanbiao.words.workbook import CHANGES_SUMMARY, verdict_line


def tally(findings: Sequence[Finding]) -> Counter[Level]:
    """How many findings there are of each level."""
    return Counter(finding.level for finding in findings)


def verdict_on(report: Report) -> str:
    """The verdict on a year. A form owed is counted as such, not among the mandatory findings, of which it is one."""
    counts, owed = tally(report.findings), len(report.owed)
    return verdict_line(counts[Level.MANDATORY] - owed, counts[Level.QUERY], owed)


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
