"""Which explanations say nothing of the findings that they are of."""

from collections.abc import Mapping

from msgspec import Struct

from guanbiao.model.findings import Finding
from guanbiao.report.report import Report
from guanbiao.report.story import Problem
from guanbiao.report.told import whole
from guanbiao.text.phrases import says_nothing
from guanbiao.words.elsewhere import says_who
from guanbiao.words.findings import Phrases


class Explained(Struct, frozen=True):
    """What explanations of a year are held against: the phrases that say nothing, and by id the findings, each with
    the problem that it belongs to."""

    words: tuple[str, ...]
    known: Mapping[str, tuple[Finding, Problem]]
    phrases: Phrases

    def is_empty(self, finding: str, text: str) -> bool:
        """Whether a text gives no reason for a finding (by its id), or only repeats what is said of it."""
        return says_nothing(text, self.words, self._own(finding))

    def is_elsewhere(self, finding: str, text: str) -> bool:
        """Whether a text only says who should answer a finding (by its id); of what is told of slips it may."""
        return finding in self.known and says_who(text, lambda clause: self.is_empty(finding, clause))

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
