"""A report with the answers that came back: states, approvals, and a finding for whatever is not taken."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from guanbiao.model.books import FileStatus
from guanbiao.model.findings import Finding
from guanbiao.model.slips import Changed, Returned, SlipKind
from guanbiao.report.answers.approvals import approvals_in, undecided, with_approvals
from guanbiao.report.answers.approving import read_by_rows
from guanbiao.report.answers.bound import Answer, answers_in, merged, weighed, with_states
from guanbiao.report.answers.empty import Explained, explained
from guanbiao.report.answers.placed import placed
from guanbiao.report.answers.replaced import replaced
from guanbiao.report.answers.untaken import refused_findings, replaced_findings, undecided_findings, untaken_findings
from guanbiao.report.report import Report
from guanbiao.words.actions import ACTIONS
from guanbiao.words.findings import Phrases


def answered(
    report: Report,
    slips: Sequence[Returned],
    phrases: Phrases,
    applied: Sequence[Changed] = (),
    years: Sequence[int] = (),
) -> Report:
    """The report with the states that the slips give its findings. `applied` are the corrections in attached forms that
    count; `years` those that are reported on, so that a slip of none of them is told."""
    slips = _of_others(slips, report)
    if not slips:
        return report
    own = placed([each for each in slips if each.year in (report.year, 0)], report, phrases)
    held = explained(report, phrases)
    answers = list(weighed(list(answers_in(own)), report.findings, held))
    findings, refused = with_states(report.findings, merged(answers))
    own = read_by_rows(own, replace(report, findings=tuple(findings)), phrases)
    decided = with_approvals(findings, approvals_in(own, report), report)
    stray = [each for each in slips if each.year not in (0, report.year, *years)]
    told = list(untaken_findings(report, own, stray, refused, applied))
    told += replaced_findings(replaced(answers), report)
    told += undecided_findings(undecided(decided, own, report), own, report)
    return replace(
        report, findings=(*decided, *_answered(told, answers, held, report)), corrected=_corrected(report, own)
    )


def _of_others(slips: Sequence[Returned], report: Report) -> list[Returned]:
    """The slips without texts that this program wrote itself: lines of those quote places, as answers do."""
    own = {book.file for book in report.books if book.status is FileStatus.IGNORED}
    return [each for each in slips if not (each.is_text and each.file in own)]


def _answered(told: Sequence[Finding], answers: Sequence[Answer], held: Explained, report: Report) -> list[Finding]:
    """What is told of slips, with what was answered to it on slips since."""
    findings, refused = with_states(told, merged(weighed(answers, told, held)))
    return [*findings, *refused_findings(refused, report)]


def _corrected(report: Report, slips: Iterable[Returned]) -> dict[str, int]:
    """By department, how many problems it answered with 更正 of which nothing is left."""
    now = {name for each in report.findings for name in each.names}
    gone = {
        (slip.department, frozenset(names))
        for slip in slips
        for each in slip.written
        if slip.kind is SlipKind.SLIP and each.line and each.action == ACTIONS[0]
        if (names := {case.finding for case in each.line.cases}) and now.isdisjoint(names)
    }
    return dict(Counter(department for department, _ in gone))
