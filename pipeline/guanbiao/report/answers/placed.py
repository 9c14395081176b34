"""Slips that lost what they were issued with: their rows held against the questions of today."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from guanbiao.model.slips import Case, Line, Returned, SlipKind, Written
from guanbiao.recognise.slips.known import NUMBERED, Lines, norm
from guanbiao.recognise.slips.said import reread
from guanbiao.recognise.slips.shared import asked_on, for_others
from guanbiao.report.answers.lines import rows_of, whole_of
from guanbiao.report.report import Report
from guanbiao.report.story import ANSWERED
from guanbiao.text.cells import at_address
from guanbiao.words import slips as words
from guanbiao.words.findings import Phrases

_CHANGED = ""  # the key of figures that are not those of today: what was said of them has lapsed


def placed(slips: Sequence[Returned], report: Report, phrases: Phrases) -> list[Returned]:
    """The slips, each row that is of no line that was issued with it put under the question of today that it asks, or
    one that another slip was issued with."""
    lost = any(each.line is None for slip in slips if slip.kind is SlipKind.SLIP for each in slip.written)
    if not lost:
        return list(slips)
    issued = (line for slip in slips if slip.issued and slip.kind is SlipKind.SLIP for line in slip.issued.lines)
    lines = Lines((*todays(report, phrases), *issued), as_placed=False)
    return [
        replace(slip, written=tuple(_all_placed(slip, lines))) if slip.kind is SlipKind.SLIP else slip for slip in slips
    ]


def _all_placed(slip: Returned, lines: Lines) -> Iterator[Written]:
    if slip.is_text:
        return filter(None, (_quoted(each, lines) for each in slip.written))
    placed = [(each, _placed(each, lines)) for each in slip.written]
    if slip.issued:  # what names other questions was seen when it was read
        return (found for _, found in placed if found)
    sheets = dict.fromkeys(each.term.sheet for each in slip.written)
    return (
        each for name in sheets for each in _with_others([both for both in placed if both[0].term.sheet == name], lines)
    )


def _with_others(placed: Sequence[tuple[Written, Written | None]], lines: Lines) -> list[Written]:
    """What is written on a sheet that lost its record, also of the questions that it names by what stands on it."""
    rows, numbers = dict[int, Line | None](), defaultdict[str, list[Line]](list)
    for each, _ in placed:
        line = each.line or lines.line_of({norm(text) for text in each.cells})
        if line and each.term.cell:
            rows[at_address(each.term.cell)[0]] = line
            for number in filter(None, (NUMBERED.match(text) for text in each.cells if words.is_line(text))):
                numbers[number[0][:-1]].append(line)
    written = [each for _, each in placed if each]
    once = {number: own[0] for number, own in numbers.items() if len(own) == 1}  # two slips may stand there
    return for_others(written, asked_on(rows, once, written))


def _quoted(written: Written, lines: Lines) -> Written | None:
    """What stands in a text of answers, under the question whose place it quotes."""
    place, *said = written.cells
    line = lines.at_place(place) if said else None
    return reread(written, line) if line else written


def _placed(written: Written, lines: Lines) -> Written | None:
    if written.line is not None:
        return written
    texts = {norm(text) for text in written.cells}
    if line := lines.line_of(texts, by_place=written.anew):
        return reread(written, line)
    like = lines.like(texts)
    if like is None:
        return written
    past = tuple(Case(case.finding, _CHANGED) for case in like.cases)
    return reread(written, replace(like, cases=past))


def todays(report: Report, phrases: Phrases) -> Iterator[Line]:
    """The lines of all slips as they would be issued today, sentences of single relations too."""
    asked = [each for each in report.problems if each.level in ANSWERED]
    for department in dict.fromkeys(name for each in asked for name in each.departments):
        own = [each for each in asked if department in each.departments]
        for problem, rows in rows_of(own, department, report, phrases):
            for row in rows:
                shown = (row.what, row.where, *map(_figure, (row.filed, row.wanted)))
                yield Line(-1, shown, row.cases)
            if told := whole_of(problem, phrases):
                yield Line(-1, (told,), rows[0].cases)


def _figure(value: float | None) -> str:
    return "" if value is None else norm(value)


def unplaced(slips: Iterable[Returned]) -> Iterator[tuple[Returned, Written]]:
    """What is written on the slips and of no line that anybody knows, but for what the program printed there."""
    for slip in slips:
        for each in slip.written if slip.kind is SlipKind.SLIP else ():
            if each.line is None and each.anew and not all(map(words.is_printed, each.cells)):
                yield slip, each
