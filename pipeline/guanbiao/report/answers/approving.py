"""The rows of approval sheets: as they are issued, and as those are read that lost what they were issued with."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from guanbiao.model.slips import Line, Returned, SlipKind, Written
from guanbiao.recognise.slips.known import norm
from guanbiao.report.answers.approvals import Awaiting, awaiting
from guanbiao.report.report import Report
from guanbiao.report.told import headline
from guanbiao.text.personal import masked
from guanbiao.words import slips as words
from guanbiao.words.figures import filed_text
from guanbiao.words.findings import Phrases


def approval_rows(report: Report, phrases: Phrases, start: int = 0) -> Mapping[str, Sequence[Line]]:
    """By who has to approve them, the explanations that wait as rows of a sheet, from the row `start` on."""
    return {
        approver: [Line(start + at, _texts(at + 1, each, phrases), each.cases) for at, each in enumerate(waiting)]
        for approver, waiting in awaiting(report).items()
    }


def _texts(number: int, waiting: Awaiting, phrases: Phrases) -> tuple[str, ...]:
    """What stands in a row: the problem, its cell and figure, who said what."""
    term = waiting.problem.first
    what = words.NUMBERED.format(number=number, text=headline(waiting.problem, phrases, waiting.department))
    by = " ".join(filter(None, (waiting.department, waiting.who)))
    return tuple(map(masked, (what, term.address, filed_text(term), by, waiting.said)))


def read_by_rows(slips: Sequence[Returned], report: Report, phrases: Phrases) -> list[Returned]:
    """The slips; those approval sheets that lost what they were issued with read by what they show. A row counts only
    where all that is shown of an explanation today stands on it: nobody approves what was not read."""
    if not any(each.line is None for slip in slips for each in _decisions(slip)):
        return list(slips)
    every = [line for lines in approval_rows(report, phrases).values() for line in lines]
    return [
        replace(slip, written=tuple(_read(each, every) for each in slip.written)) if any(_decisions(slip)) else slip
        for slip in slips
    ]


def _decisions(slip: Returned) -> Iterator[Written]:
    return (each for each in slip.written if slip.kind is SlipKind.APPROVAL)


def _read(written: Written, lines: Sequence[Line]) -> Written:
    if written.line is not None:
        return written
    texts = {norm(text) for text in written.cells}
    own = [line for line in lines if {norm(text) for text in line.shown if text} <= texts]
    shown = {norm(text) for text in own[0].shown} if len(own) == 1 else set()
    left = [text for text in written.cells if norm(text) not in shown]
    decided = next((at for at, text in enumerate(left) if words.verdict_of(text)), 0)
    term = replace(written.term, raw=words.in_a_line(left[0 if shown else decided :]))
    return replace(written, line=own[0], cells=tuple(left), term=term) if shown else replace(written, term=term)
