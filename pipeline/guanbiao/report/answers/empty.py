"""Which explanations say nothing of the findings that they are of."""

from collections.abc import Mapping

from msgspec import Struct

from guanbiao.model.findings import Finding, Untaken
from guanbiao.report.report import Report
from guanbiao.report.story import Problem
from guanbiao.report.told import whole
from guanbiao.text.phrases import says_nothing
from guanbiao.words.elsewhere import asks_back, says_who
from guanbiao.words.findings import Phrases
from guanbiao.words.slips import is_edit


class Explained(Struct, frozen=True):
    """What explanations of a year are held against: the phrases that say nothing, and by id the findings, each with
    the problem that it belongs to."""

    words: tuple[str, ...]
    known: Mapping[str, tuple[Finding, Problem]]
    phrases: Phrases

    def is_empty(self, finding: str, text: str) -> bool:
        """Whether a text gives no reason for a finding (by its id), or only repeats what is said of it."""
        return says_nothing(text, self.words, self._own(finding))

    def fault(self, finding: str, text: str) -> Untaken | None:
        """Why a text explains nothing of a finding (by its id): it gives no reason, asks back, or only says who should
        answer, which of what is told of slips it may; None where it explains."""
        if text and is_edit(text):
            return Untaken.EDITED
        if self.is_empty(finding, text):
            return Untaken.EMPTY
        if not text or finding not in self.known:
            return None
        ways = ((asks_back, Untaken.ASKS), (says_who, Untaken.ELSEWHERE))
        return next((why for says, why in ways if says(text, lambda part: self.is_empty(finding, part))), None)

    def _own(self, name: str) -> tuple[str, ...]:
        if name not in self.known:
            return ()
        finding, problem = self.known[name]
        said = self.phrases.message(finding), whole(problem, self.phrases)
        return *said, self.phrases.table(finding.form), finding.row, finding.column, finding.head


def explained(report: Report, phrases: Phrases) -> Explained:
    """What explanations of a year are held against."""
    known = {
        name: (finding, problem)
        for problem in report.problems
        for finding in problem.findings
        for name in (finding.id, *finding.names)
    }
    return Explained(report.catalogue.vocabulary.all_empty, known, phrases)
